"""The venues of one action: places named in it, and organisations whose own place it happens at."""

from __future__ import annotations

import re
from functools import cache
from re import Pattern

from graph.iris import fold, short_hash
from graph.records import Mention, PartnerLink, Span
from graph.sentences import trimmed
from ingest.cell_entries import says_nobody
from ingest.gazetteer import Hit
from ingest.lexicon import load, pattern
from ingest.new_places import new_places

_ENTRY = re.compile(r"[^,;\n|]+")
_BETWEEN_POSTCODES = re.compile(r"(?<=\d[A-Z]{2})\s*(?:&|/|\band\b)\s*(?=[A-Z]{1,2}\d)")


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
        kept = [hit for hit in _cued(text, sentence, places) if not _is_part(hit.span, dates, partners)]
        kept = [hit for hit in kept if not _in_a_name(text, sentence, hit.span, partners)]
        new = _new(text, sentence, [hit.span for hit in kept], [*dates, *(link.surface for link in partners)])
        named = [(hit.named.name, hit.span) for hit in kept if not any(span.covers(hit.span) for span in new)]
        for name, span in named + [(fold(span.of(text)), span) for span in new]:
            rule = "place-name" if (name, span) in named else "named-like-a-place"
            found.setdefault(name, Mention(name, span, sentence, rule, key=short_hash(scope, "venue", name)))
    for link in partners:
        spans = [mention.surface for mention in found.values()]
        if link.role == "host" and link.kind == "named" and not any(link.surface.covers(span) for span in spans):
            key = short_hash(scope, "venue", link.name)
            found.setdefault(link.name, Mention(link.name, link.surface, link.passages[0], "host", link.band, key))
    return tuple(sorted(found.values(), key=lambda mention: mention.surface))


def _is_part(place: Span, dates: list[Span], partners: tuple[PartnerLink, ...]) -> bool:
    """“March” in a date and “Lincoln” in “University of Lincoln” are no places of their own."""
    names = [link.surface for link in partners if link.surface != place]
    return any(other.covers(place) for other in dates + names)


def _in_a_name(text: str, sentence: Span, place: Span, partners: tuple[PartnerLink, ...]) -> bool:
    """Say whether a place is printed inside the name of a partner, also where that is not what names it here."""
    names = {link.surface.of(text) for link in partners if link.kind == "named"}
    around = (match for name in names for match in re.finditer(re.escape(name), sentence.of(text)))
    spots = [Span(sentence.start + match.start(), sentence.start + match.end()) for match in around]
    return any(spot.covers(place) and spot != place for spot in spots)


def _new(text: str, sentence: Span, known: list[Span], taken: list[Span]) -> list[Span]:
    """Return places nobody registered; one that is only a part of a known place, or ends with it, is known."""
    return [
        span
        for span in new_places(text, sentence, taken)
        if not any(other.covers(span) or (span.covers(other) and span.end == other.end) for other in known)
    ]


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


def cell_venues(text: str, scope: str, paragraphs: list[Span], hits: list[Hit]) -> list[Mention]:
    """Return one venue for each entry of a venue cell; a known place under its own name."""
    found = []
    for paragraph in paragraphs:
        for entry in _entries(text, paragraph):
            known = next((h for h in hits if h.named.kind == "place" and h.span == entry), None)
            name = known.named.name if known else " ".join(entry.of(text).split())
            key = short_hash(scope, "venue", name)
            found.append(Mention(name, entry, entry, "venue-column", key=key))
    return found


def _entries(text: str, paragraph: Span) -> list[Span]:
    """Return the entries of a venue cell; one that stands for no place (“TBC”) is none, two postcodes are two."""
    pieces = [Span(m.start(), m.end()) for m in _ENTRY.finditer(text, paragraph.start, paragraph.end)]
    found = []
    for piece in pieces:
        start = piece.start
        for cut in [*_BETWEEN_POSTCODES.finditer(text, piece.start, piece.end), None]:
            entry = trimmed(text, Span(start, cut.start() if cut else piece.end))
            end = entry.start + len(entry.of(text).rstrip(" &"))
            if any(char.isalnum() for char in entry.of(text)) and not says_nobody(entry.of(text)):
                found.append(Span(entry.start, end))
            start = cut.end() if cut else piece.end
    return found
