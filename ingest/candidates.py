"""New names: organisations that no registry knows yet, found by their heads and by the words around them."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache

from graph.records import Span
from ingest.lexicon import DATA, load
from ingest.relations import Mentioned

_NAME = r"[A-Z][\w'’&.-]*(?:\s+(?:(?:of|and|for|the|&)\s+){0,2}[A-Z][\w'’&-]*){0,6}"


_TWO_CAPITALS = re.compile(r"\b[A-Z][\w'’&.-]*(?:\s+(?:of|and|for|the|in|&)){0,3}\s+(?:&\s+)?[A-Z]")
"""What every organisation's name holds; sentences without it need not be tried against each pattern."""


@dataclass(frozen=True, slots=True)
class _Pattern:
    regex: re.Pattern[str]
    type: str


@cache
def _organisation_patterns() -> tuple[_Pattern, ...]:
    with open(DATA / "organisation_patterns.csv", encoding="utf-8", newline="") as stream:
        return tuple(_Pattern(re.compile(row["pattern"]), row["type"]) for row in csv.DictReader(stream))


@cache
def _after_cue() -> re.Pattern[str]:
    cues = "|".join(load("candidates")["before_a_name"])
    return re.compile(rf"\b(?i:{cues})\s+(?i:the\s+|our\s+|local\s+)?(?P<name>{_NAME})")


@cache
def _next_in_list() -> re.Pattern[str]:
    return re.compile(rf"(?:\s*,\s*(?:and\s+)?|\s+and\s+|\s*&\s*)(?:the\s+)?(?P<name>{_NAME})")


def _overlaps(span: Span, taken: list[Span]) -> bool:
    return any(span.start < other.end and other.start < span.end for other in taken)


def organisations(text: str, sentence: Span, taken: list[Span]) -> list[Mentioned]:
    """Return names headed like an organisation (“Fenland Arts Trust”) that no registry knows."""
    found: list[Mentioned] = []
    if not _TWO_CAPITALS.search(text, sentence.start, sentence.end):
        return found
    blocked = set(load("candidates")["never_a_name"])
    for pattern in _organisation_patterns():
        for match in pattern.regex.finditer(text, sentence.start, sentence.end):
            span = Span(match.start(), match.end())
            if _overlaps(span, taken + [m.span for m in found]) or match.group().lower() in blocked:
                continue
            name = " ".join(match.group().split())
            found.append(Mentioned(name, span, pattern.type, known=False, strong_name=True))
    return found


def proper_names(text: str, sentence: Span, taken: list[Span]) -> list[Mentioned]:
    """Return capitalised names after a cue of partnership (“in partnership with X and Y”)."""
    found: list[Mentioned] = []
    for match in _after_cue().finditer(text, sentence.start, sentence.end):
        current: re.Match[str] | None = match
        while current is not None:
            mention = _as_name(current, taken + [m.span for m in found])
            if mention:
                found.append(mention)
            current = _next_in_list().match(text, current.end("name"), sentence.end)
    return found


def _as_name(match: re.Match[str], taken: list[Span]) -> Mentioned | None:
    name = match["name"].rstrip(" .,&’'-")
    span = Span(match.start("name"), match.start("name") + len(name))
    first = name.split()[0].lower() if name.split() else ""
    if len(name) < 3 or _overlaps(span, taken) or first in load("candidates")["never_first"]:
        return None
    if name.lower() in load("candidates")["never_a_name"]:
        return None
    return Mentioned(" ".join(name.split()), span, "unclassified", known=False)
