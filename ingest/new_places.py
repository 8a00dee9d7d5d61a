"""Places that nobody registered yet: named like a building or a site after “at”, or listed after “venues (...)”."""

from __future__ import annotations

import re
from functools import cache

from graph.records import Span
from ingest.lexicon import load

_WORD = r"[A-Z][\w'’-]+"
_ITEM = re.compile(rf"(?P<name>{_WORD}(?:\s{_WORD}){{0,3}})(?P<gap>\s*,\s*(?:and\s+)?|\s+and\s+|\s*&\s*|\s*\)|\s*$)")
_AND = re.compile(r"\s*(?:,|,?\s*and|&)\s+(?:the\s+)?")


@cache
def _headed() -> re.Pattern[str]:
    heads = "|".join(re.escape(head).replace(r"\ ", r"\s+") for head in sorted(load("places")["heads"], key=len)[::-1])
    return re.compile(rf"(?<![\w’'-])(?P<name>{_WORD}(?:\s(?:of\s|the\s)?{_WORD}){{0,4}}\s+(?i:{heads})s?)(?![\w-])")


@cache
def _list_cue() -> re.Pattern[str]:
    return re.compile(load("places")["before_a_list"], re.IGNORECASE)


@cache
def _before() -> re.Pattern[str]:
    return re.compile(load("places")["before_a_venue"], re.IGNORECASE)


def new_places(text: str, sentence: Span, taken: list[Span]) -> list[Span]:
    """Return stretches that name a place, outside the stretches already taken."""
    found = _listed(text, sentence)
    for match in _headed().finditer(text, sentence.start, sentence.end):
        span = Span(*match.span("name"))
        starts_well = match["name"].split()[0].lower() not in load("places")["no_venue_start"]
        listed = found and _AND.fullmatch(text[found[-1].end : span.start])
        if starts_well and (listed or _before().search(text[sentence.start : span.start])):
            found.append(span)
    return [span for span in found if not any(span.start < other.end and other.start < span.end for other in taken)]


def _listed(text: str, sentence: Span) -> list[Span]:
    """Return the names of a list such as “halls (Barton, Skelby and Thurlby)”; one that is no name ends it."""
    found = []
    for cue in _list_cue().finditer(text, sentence.start, sentence.end):
        position = cue.end()
        while item := _ITEM.match(text, position, sentence.end):
            found.append(Span(*item.span("name")))
            position = item.end()
            if ")" in item["gap"] or not item["gap"]:
                break
    return found
