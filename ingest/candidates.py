"""New names: organisations that no registry knows yet, found by their heads and by the words around them."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache

from graph.records import Span
from ingest.lexicon import DATA, load
from ingest.persons import is_person
from ingest.relations import Mentioned
from ingest.required_words import Sieve

_NAME = r"[A-Z][\w'’&.-]*(?:\s+(?:(?:of|for)(?:\s+the)?\s+|and\s+|&\s+)?[A-Z][\w'’&-]*){0,6}"


_TWO_CAPITALS = re.compile(r"\b[A-Z][\w'’&.-]*(?:\s+(?:of|and|for|the|in|&)){0,3}\s+(?:&\s+)?[A-Z]")
"""What every organisation's name holds; sentences without it need not be tried against each pattern."""


_SMALL_START = re.compile(
    r"^(?:(?:the|of|and|As|When|While|Whilst|If|Since|After|Before|Although|However|Once|That|This|Because|Meanwhile|"
    r"Together|Local|Following|Where|Until|Currently|Also|Previously|Recently)\s+)+"
)
_NEXT_CAPITAL = re.compile(r" ([A-Z][\w’'-]+)")
_POSSESSIVE = re.compile(r"[’']s\s(?!(?:to|and|or|for|in|on|at|with|will|who|which|has|have|is|are|as|by|of)\b)[a-z]")
"""“Scotland’s development agency”: whose it is, not who takes part."""
_LINE_END = re.compile(r"[\n\t]")


@dataclass(frozen=True, slots=True)
class _Pattern:
    regex: re.Pattern[str]
    type: str


@cache
def _organisation_patterns() -> tuple[_Pattern, ...]:
    with open(DATA / "organisation_patterns.csv", encoding="utf-8", newline="") as stream:
        return tuple(_Pattern(re.compile(row["pattern"]), row["type"]) for row in csv.DictReader(stream))


@cache
def _sieve() -> Sieve:
    return Sieve([pattern.regex.pattern for pattern in _organisation_patterns()])


@cache
def _after_cue() -> re.Pattern[str]:
    strong, weak = ("|".join(load("candidates")[name]) for name in ("before_a_name", "before_a_long_name"))
    article = r"\s+(?i:the\s+|our\s+|local\s+|both\s+)?"
    return re.compile(
        rf"\b(?:(?i:{strong}){article}(?P<name>{_NAME})|(?i:{weak}){article}(?P<long>[A-Z][\w'’-]+\s+{_NAME}))"
    )


@cache
def _next_in_list() -> re.Pattern[str]:
    return re.compile(rf"(?:\s*,\s*(?:and\s+)?|\s+and\s+|\s*&\s*)(?:the\s+)?(?P<name>{_NAME})")


@cache
def _group_head() -> re.Pattern[str]:
    """“Charity partners” is a group, not a body called Charity."""
    return re.compile(rf"\s+(?:{'|'.join(load('relations')['unnamed']['with_word'])})\b")


def _overlaps(span: Span, taken: list[Span]) -> bool:
    return any(span.start < other.end and other.start < span.end for other in taken)


def organisations(text: str, sentence: Span, taken: list[Span]) -> list[Mentioned]:
    """Return names headed like an organisation (“Fenland Arts Trust”) that no registry knows."""
    found: list[Mentioned] = []
    if not _TWO_CAPITALS.search(text, sentence.start, sentence.end):
        return found
    blocked = set(load("candidates")["never_a_name"])
    flat = _LINE_END.sub(" ", sentence.of(text))
    patterns = _organisation_patterns()
    for pattern in (patterns[number] for number in _sieve().passing(flat)):
        for match in pattern.regex.finditer(flat):
            start = match.start() + len(match.group()) - len(_SMALL_START.sub("", match.group()))
            span = Span(sentence.start + start, sentence.start + _end_of_name(flat, match.end()))
            if _overlaps(span, taken + [m.span for m in found]) or match.group().lower() in blocked:
                continue
            name = " ".join(span.of(text).split())
            found.append(Mentioned(name, span, pattern.type, known=False, strong_name=True))
    return found


def _end_of_name(flat: str, end: int) -> int:
    """A name goes on with further words that head organisations (“Tidal Theatre Company”)."""
    following = _NEXT_CAPITAL.match(flat, end)
    while following and following[1].lower() in load("candidates")["organisation_heads"]:
        end = following.end()
        following = _NEXT_CAPITAL.match(flat, end)
    return end


def proper_names(text: str, sentence: Span, taken: list[Span]) -> list[Mentioned]:
    """Return capitalised names after a cue of partnership (“in partnership with X and Y”)."""
    found: list[Mentioned] = []
    for match in _after_cue().finditer(text, sentence.start, sentence.end):
        current: re.Match[str] | None = match
        while current is not None:
            mention = _as_name(current, taken + [m.span for m in found])
            if mention:
                found.append(mention)
            end = _end_of_known(Span(*_name_in(current)), taken)
            current = _next_in_list().match(text, end, sentence.end)
    return found


def _end_of_known(name: Span, taken: list[Span]) -> int:
    """A run of capitals may begin with a known name (“Home-Start and the Bell Centre”); the list goes on after it."""
    known = [span.end for span in taken if span.start <= name.start < span.end < name.end]
    return max(known, default=name.end)


def _name_in(match: re.Match[str]) -> tuple[int, int]:
    return match.span("long" if match.groupdict().get("long") else "name")


def _as_name(match: re.Match[str], taken: list[Span]) -> Mentioned | None:
    start, end = _name_in(match)
    following = min((span.start for span in taken if start < span.start < end), default=end)
    words = re.sub(r"\s+(?:and|&|with|for|of)?\s*(?:the)?$", "", match.string[start:following]).rstrip(" .,&’'-")
    if _POSSESSIVE.match(match.string, start + len(words) - 2):
        return None
    name, span = " ".join(words.split()), Span(start, start + len(words))
    if len(name) < 3 or _overlaps(span, taken) or _group_head().match(match.string, span.end):
        return None
    if name.split()[0].lower() in load("candidates")["never_first"] or name in load("relations")["unnamed"]["alone"]:
        return None
    if name.lower() in load("candidates")["never_a_name"] or is_person(name):
        return None
    headed = " " in name and name.split()[-1].lower() in load("candidates")["organisation_heads"]
    return Mentioned(name, span, "unclassified", known=False, strong_name=headed)
