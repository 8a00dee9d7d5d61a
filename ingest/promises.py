"""Minutes and promises: what a meeting resolved, and who is to do what."""

from __future__ import annotations

import re
from functools import cache

from graph.records import Span
from graph.sentences import trimmed
from ingest.lexicon import load, pattern

_LABEL = re.compile(
    r"^\W*(?:actions?|agreed|resolved|decisions?)\b(?:\s*(?:\(?\d+\)?|point))?\W*[:–—-]\W*", re.IGNORECASE
)
_AGENDA = re.compile(
    r"^\W*(?:\(?(?:[A-Z]{1,4}[/.-]?)?\d{1,4}(?:[./]\d{1,4})*[a-z]?[.):]?|(?:items?|points?|minute)\s+\d+(?:\s+(?:and|&)\s+\d+)*\.?)"
    r"\s*[–-]?\s+(?:To\s+(?:consider|discuss|receive|note|agree|review|hear)(?:\s*(?:/|and|,)\s*[a-z]+)*\s+(?:the\s+|any\s+)?)?"
    r"(?P<title>[A-Z][^:\n–]{2,90}?)(?P<mark>\s*:[-–]?\s*|\.\s+(?=[A-Z])|\s+[–-]\s+|\s*$)",
    re.IGNORECASE,
)
_MOST_HEADING_WORDS = 14
_HEAD = 2_000
"""Characters at the start of a document within which minutes call themselves so."""


@cache
def _cues(section: str) -> re.Pattern[str]:
    return pattern(load("prose")[section])


def is_minutes(text: str) -> bool:
    """Say whether a document is the minutes or notes of a meeting."""
    return bool(_cues("minutes").search(text[:_HEAD]))


def is_procedure(heading: str) -> bool:
    """Say whether an item of a meeting is about the meeting itself (“Apologies”)."""
    return bool(_cues("procedure").match(heading.lower()))


def agenda_item(text: str, paragraph: Span) -> tuple[Span, Span | None] | None:
    """Return the heading of a numbered item of minutes and what is told in its own line, None where it is none.

    “3376. Low cost housing: The clerk has written” and “To consider bus services” are such items.
    """
    start = text.rfind("\n", 0, paragraph.start) + 1
    match = _AGENDA.match(text[start : paragraph.end])
    if not match or is_promise(match.group()):
        return None
    heading = trimmed(text, Span(start + match.start("title"), start + match.end("title")))
    rest = trimmed(text, Span(start + match.end(), paragraph.end))
    told = rest if rest.start < rest.end else None
    if told and not match["mark"]:
        return None
    return (heading, told) if names_briefly(heading.of(text)) else None


def names_briefly(words: str) -> bool:
    """Say whether a heading is as short as headings of minutes are."""
    return 0 < len(words.split()) <= _MOST_HEADING_WORDS


def is_promise(words: str) -> bool:
    """Say whether a sentence promises or resolves that something be done."""
    return bool(_LABEL.match(words) or _cues("promises").search(words)) and not _cues("no_promise").search(words)


def is_labelled(words: str) -> bool:
    """Say whether a sentence is marked as an action to be taken (“ACTION: Clerk to write”)."""
    return bool(_LABEL.match(words))


def without_label(text: str, span: Span) -> Span:
    """Leave out the label before a promise (“ACTION: Clerk to write to the owner”)."""
    label = _LABEL.match(span.of(text))
    return Span(span.start + label.end(), span.end) if label and label.end() < span.end - span.start else span
