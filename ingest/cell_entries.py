"""Entries of a cell that lists names: where one ends and the next begins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from graph.records import Span
from graph.sentences import trimmed
from ingest.candidates import organisations
from ingest.gazetteer import ENTITY, Gazetteer, Hit
from ingest.lexicon import load
from ingest.persons import is_person

_ALWAYS = re.compile(
    r"[,;|•·▪●◦‣■□➢►]|\s[/+]\s|(?<=\w)/\s|\s/(?=\w)|(?<=[A-Za-z]{2})/(?=[A-Za-z]{2})|\s+and/or\s+",
)
_AND = re.compile(r"\s+(?:and|&(?:amp;|#38;)?)\s+")
_RUN_TOGETHER = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z]{3})(?=[A-Z][a-z])")
_EDGE = re.compile(r"^(?:(?:(?i:and|&(?:amp;)?|with|also|plus)|the)\s+|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s+)")
_LABEL = re.compile(
    r"(lead(?: partner| agency| organisation| officer)?|leads|led by|support|supporting|supported by|partners?|"
    r"delivery|delivered by|funder|funded by|with)\s*(?::|\s[-–]\s)\s*",
    re.IGNORECASE,
)
NOTE = re.compile(
    r"\s*\(((?:[^()]{0,30}\b)?(?:leads?|grants?|fund(?:er|ing|ed)?|match[- ]funding|landlord|host|venue|supplier|"
    r"contractor|referrals?|referrer|promot(?:er|ion)|tbc|chair|support(?:ing)?|advice|advisory)\b[^()]{0,40})\)",
    re.IGNORECASE,
)
"""A note in brackets behind a name that says what part it plays."""
_LISTED_NAME = re.compile(
    r"\b(?:Department|Ministry|Directorate|Office|Committee|Secretary of State)\s+(?:for|of)\s+[A-Z]\w*(?:\s[A-Z]\w*)*"
    r"(?:,\s[A-Z]\w*(?:\s[A-Z]\w*)*)+,?\s(?:and|&)\s[A-Z]\w*(?:\s[A-Z]\w*)*"
    r"|(?:^|(?<=[;|\n]\s)|(?<=[;|\n]))[A-Z]\w*(?:,\s[A-Z]\w*)+,?\s(?:and|&)\s[A-Z]\w*\s"
    r"(?:Directorate|Department|Committee|Board|Panel)\b"
)
"""One name that is a list: “Department for Transport, Energy and Waste”, “Adults, Health and Care Directorate”."""
_ACRONYM = re.compile(r"[A-Z]{2,6}")
_DIRECTIONS = frozenset("north south east west central upper lower greater mid".split())


def entries(text: str, paragraph: Span, gazetteer: Gazetteer, hits: list[Hit]) -> Iterator[Span]:
    """Return the entries of a cell paragraph; names of the registry are never cut."""
    inside = [hit.span for hit in hits if paragraph.covers(hit.span)]
    listed = [name for name in _listed_names(text, paragraph) if not any(name.covers(span) for span in inside)]
    codes = [Span(*code.span()) for code in ENTITY.finditer(text, paragraph.start, paragraph.end)]
    marks = _ALWAYS.finditer(text, paragraph.start, paragraph.end)
    cuts = [cut for cut in marks if not any(code.covers(Span(*cut.span())) for code in codes)]
    for part in _parted(text, paragraph, cuts, inside + listed):
        ands = [m for m in _AND.finditer(text, part.start, part.end) if _both_are_names(text, part, m, gazetteer, hits)]
        for piece in _parted(text, part, ands, inside + listed):
            for entry in _pulled_apart(text, piece, gazetteer, hits):
                clean = cleaned(text, entry)
                if clean.start < clean.end:
                    yield clean


def _listed_names(text: str, paragraph: Span) -> Iterator[Span]:
    for match in _LISTED_NAME.finditer(paragraph.of(text)):
        yield Span(paragraph.start + match.start(), paragraph.start + match.end())


def _parted(text: str, whole: Span, cuts: list[re.Match[str]], names: list[Span]) -> Iterator[Span]:
    start = whole.start
    for cut in cuts:
        inside_name = any(name.start < cut.start() and cut.end() < name.end for name in names)
        opened = text.count("(", start, cut.start()) > text.count(")", start, cut.start())
        if not inside_name and not opened:
            yield Span(start, cut.start())
            start = cut.end()
    yield Span(start, whole.end)


def _both_are_names(text: str, part: Span, cut: re.Match[str], gazetteer: Gazetteer, hits: list[Hit]) -> bool:
    """Say whether both sides of an “and” are names of their own: registered, headed like a body, or a name of several
    words beside a registered one."""
    left, right = (cleaned(text, Span(part.start, cut.start())), cleaned(text, Span(cut.end(), part.end)))
    names = [_is_name(text, side, gazetteer, hits) for side in (left, right)]
    if all(names):
        return True
    registered = [bool(_registered(text, side, gazetteer, hits)) for side in (left, right)]
    return (registered[0] and _is_long_name(text, right, hits)) or (
        registered[1] and _is_long_name(text, left, hits) and names[1]
    )


def _is_name(text: str, side: Span, gazetteer: Gazetteer, hits: list[Hit]) -> bool:
    if side.start >= side.end:
        return False
    words = unescape(side.of(text)).split()
    if known_name(" ".join(words), side, gazetteer, hits) or is_person(" ".join(words)):
        return True
    if len(words) == 1:
        return bool(_ACRONYM.fullmatch(words[0]))
    ends = load("partner_cells")["body_ends"]
    headed = words[0][0].isupper() and words[-1][0].isupper() and words[-1].lower() in ends
    return headed or any(found.span == side for found in organisations(text, side, []))


def _registered(text: str, side: Span, gazetteer: Gazetteer, hits: list[Hit]) -> bool:
    """Say whether a side is a registered name that is no ordinary word."""
    return any(hit.span == side and hit.named.kind == "partner" and not hit.generic for hit in hits)


def _is_long_name(text: str, side: Span, hits: list[Hit]) -> bool:
    """Say whether a side is two or more capitalised words that are not merely a place (“South Holland”)."""
    places = [hit.span for hit in hits if hit.named.kind == "place" and side.covers(hit.span)]
    words = list(re.finditer(r"[\w'’-]+", side.of(text)))
    if len(words) < 2 or not (words[0].group()[0].isupper() and words[-1].group()[0].isupper()):
        return False
    spans = [Span(side.start + word.start(), side.start + word.end()) for word in words]
    return any(
        not any(place.covers(span) for place in places) and span.of(text).lower() not in _DIRECTIONS for span in spans
    )


def _pulled_apart(text: str, piece: Span, gazetteer: Gazetteer, hits: list[Hit]) -> list[Span]:
    """Part names that lost what stood between them: “Natural EnglandADEPT”, “Environment Agency ADEPT”."""
    names = [hit.span for hit in hits if hit.named.kind == "partner" and piece.covers(hit.span)]
    if len(names) > 1 and not re.sub(r"\s+", "", _outside(text, piece, names)):
        return names
    for cut in _RUN_TOGETHER.finditer(text, piece.start, piece.end):
        sides = [trimmed(text, Span(piece.start, cut.start())), trimmed(text, Span(cut.start(), piece.end))]
        if all(side.of(text).lower() in gazetteer.spellings for side in sides):
            return sides
    return [piece]


def _outside(text: str, whole: Span, names: list[Span]) -> str:
    return "".join(
        char
        for offset, char in enumerate(whole.of(text), whole.start)
        if not any(name.start <= offset < name.end for name in names)
    )


def cleaned(text: str, entry: Span) -> Span:
    """Return an entry without the marks, numbers, labels and notes around its name."""
    span = trimmed(text, entry)
    start, end = span.start, span.end
    while match := _EDGE.match(text[start:end]) or _LABEL.match(text[start:end]):
        start += match.end()
    note = NOTE.search(text, start, end)
    if note and note.end() == end:
        end = note.start()
    while start < end and text[start] in "-–—*:'\" []":
        start += 1
    while end > start and text[end - 1] in "-–—*:'\" []":
        end -= 1
    return Span(start, end)


def label_before(text: str, paragraph: Span, entry: Span) -> str:
    """Return the label that stands before an entry in its paragraph (“Support: Age UK”), in small letters."""
    before = text[paragraph.start : entry.start]
    match = re.search(rf"(?:^|[,;|\n])\s*{_LABEL.pattern}(?:the\s+)?$", before, re.IGNORECASE)
    return match[1].lower() if match else ""


def known_name(surface: str, entry: Span, gazetteer: Gazetteer, hits: list[Hit]) -> str | None:
    """Return the registered name of an entry: the whole of it, or a name that is nearly all of it."""
    named = gazetteer.spellings.get(" ".join(unescape(surface).split()).lower())
    if named and named.kind == "partner":
        return named.name
    for hit in hits:
        covers = entry.covers(hit.span) and hit.span.end - hit.span.start >= 0.8 * (entry.end - entry.start)
        if hit.named.kind == "partner" and covers:
            return hit.named.name
    return None


def says_nobody(surface: str) -> bool:
    """Say whether an entry stands for nobody (“TBC”, “N/A”, “All partners”)."""
    words = re.sub(r"[^a-z]+", " ", unescape(surface).lower()).strip()
    nobody = load("partner_cells")["nobody"]
    if not words or words in nobody:
        return True
    beside = set(load("partner_cells")["beside_nobody"])
    first, _, rest = words.partition(" ")
    start, _, last = words.rpartition(" ")
    return (first in beside and rest in nobody) or (last in beside and start in nobody)
