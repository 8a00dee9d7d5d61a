"""The venues of one action: places named in it, and organisations whose own place it happens at."""

from __future__ import annotations

from functools import cache
from re import Pattern

from graph.iris import short_hash
from graph.records import Mention, PartnerLink, Span
from ingest.gazetteer import Hit
from ingest.lexicon import load, pattern


@cache
def _place_cue() -> Pattern[str]:
    return pattern(load("places")["before_a_place"])


@cache
def _between() -> Pattern[str]:
    return pattern(load("places")["between_places"])


def venues_of(
    text: str, scope: str, sentences: list[Span], hits: list[Hit], partners: tuple[PartnerLink, ...], dates: list[Span]
) -> tuple[Mention, ...]:
    """Return where an action happens, each place once, in the order of the text."""
    found: dict[str, Mention] = {}
    for sentence in sentences:
        places = [hit for hit in hits if hit.named.kind == "place" and sentence.covers(hit.span)]
        for place in _cued(text, sentence, places):
            if any(date.covers(place.span) for date in dates):
                continue
            key = short_hash(scope, "venue", place.named.name)
            found.setdefault(place.named.name, Mention(place.named.name, place.span, sentence, "place-name", key=key))
    for link in partners:
        spans = [mention.surface for mention in found.values()]
        if link.role == "host" and link.kind == "named" and not any(link.surface.covers(span) for span in spans):
            key = short_hash(scope, "venue", link.name)
            found.setdefault(link.name, Mention(link.name, link.surface, link.passages[0], "host", link.band, key))
    return tuple(sorted(found.values(), key=lambda mention: mention.surface))


def _cued(text: str, sentence: Span, places: list[Hit]) -> list[Hit]:
    """Keep names that are places beyond doubt, and ordinary ones where “in”, “at” or a list of venues says so."""
    kept: list[Hit] = []
    before: Hit | None = None
    for place in places:
        told = bool(_place_cue().search(text[sentence.start : place.span.start]))
        if before is not None and before in kept and _between().fullmatch(text[before.span.end : place.span.start]):
            told = True
        if told or not place.generic:
            kept.append(place)
        before = place
    return kept
