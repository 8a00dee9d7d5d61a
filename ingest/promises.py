"""Minutes and promises: what a meeting resolved, and who is to do what."""

from __future__ import annotations

import re
from functools import cache

from graph.records import Span
from ingest.lexicon import load, pattern

_LABEL = re.compile(
    r"^\W*(?:actions?|agreed|resolved|decisions?)\b(?:\s*(?:\(?\d+\)?|point))?\W*[:–—-]\W*", re.IGNORECASE
)
_NUMBER = re.compile(r"(?:^|\s)\(?\d{1,4}(?:[./]\d{1,4})*[.):]?\s*$")
_AGENDA = re.compile(r"^To [a-z]+")
_MARK = 12
"""Characters before an item within which its number stands."""
_MOST_HEADING_WORDS = 8
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


def is_agenda_item(text: str, item: Span) -> bool:
    """Say whether a numbered line of minutes is an item's heading (“7. To consider planning applications”)."""
    words = item.of(text)
    numbered = _NUMBER.search(text[max(0, item.start - _MARK) : item.start])
    if not numbered or is_promise(words):
        return False
    return bool(_AGENDA.match(words)) or (len(words.split()) <= _MOST_HEADING_WORDS and words[-1:] not in ".;")


def is_promise(words: str) -> bool:
    """Say whether a sentence promises or resolves that something be done."""
    return bool(_LABEL.match(words) or _cues("promises").search(words)) and not _cues("no_promise").search(words)


def without_label(text: str, span: Span) -> Span:
    """Leave out the label before a promise (“ACTION: Clerk to write to the owner”)."""
    label = _LABEL.match(span.of(text))
    return Span(span.start + label.end(), span.end) if label and label.end() < span.end - span.start else span
