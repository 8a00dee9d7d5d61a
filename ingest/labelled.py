"""Labelled parts of running text (“Lead: ...”, “Partners: ...”), told line by line or within one paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain

from graph.records import Span
from graph.sentences import trimmed
from ingest.columns import Columns, meaning
from ingest.drafts import Draft, Paragraph, record_draft
from ingest.record_rows import Fields

_MARKS = r"[ \t]*(?:[*_>]|<[a-z]+>){0,3}"
_WORDS = (
    r"(?P<label>[A-Z][A-Za-z’'/& -]{1,38}?)(?:\s+\d+(?:\.\d+)*[a-z]?)?"
    r"(?:[*_]|</[a-z]+>){0,3}\s*:(?:[*_]|</[a-z]+>){0,3}(?=\s)"
)
_FIRST = re.compile(_MARKS + _WORDS)
_LABEL = re.compile(r"(?:(?<=[.;|(\n\r])|(?<=</b>)|(?<=\*\*)|(?<=\]))" + _MARKS + _WORDS)
_MOST_LABEL_WORDS = 5
_INSIDE = frozenset(["lead", "partner", "date", "start", "end", "outcome", "status", "venue", "money", "audience"])
"""What may be labelled within a paragraph, after a sentence; names and descriptions only begin one."""
_ADDRESSES = frozenset(["from", "to"])
"""Labels of letters, not of actions."""
_EDGE = " \t\r\n.;,()*_|"


@dataclass(frozen=True, slots=True)
class Labelled:
    """A paragraph in parts: what stands before the first label, and each labelled part with its role."""

    head: Span | None
    fields: Fields
    opens: bool
    """Whether it begins with the name of an action (“Action 3: ...”)."""

    @property
    def tells(self) -> bool:
        """Whether the labels are such as only actions have."""
        return bool({"lead", "partner", "outcome", "status"} & set(self.fields))


def labelled(text: str, span: Span) -> Labelled | None:
    """Return a paragraph's labelled parts, None where it has no label that the column lexicon knows."""
    found = []
    first = _FIRST.match(text, span.start, span.end)
    further = _LABEL.finditer(text, first.end() if first else span.start, span.end)
    for match in chain([first] if first else [], further):
        label = match["label"].strip()
        known = len(label.split()) <= _MOST_LABEL_WORDS and label.lower() not in _ADDRESSES
        role = meaning(label) if known else None
        at_start = not text[span.start : match.start("label")].strip(_EDGE + "<>b")
        line_start = text[: match.start("label")].rstrip("*_ \t")[-1:] in ("\n", "\r", "")
        if role and role not in ("ignored", "theme") and (role in _INSIDE or at_start or line_start):
            found.append((match, role))
    if not found:
        return None
    fields: Fields = {}
    ends = [match.start("label") for match, _ in found[1:]] + [span.end]
    for (match, role), end in zip(found, ends, strict=True):
        closed = _closing(text, match.start("label"), end)
        for part_role, part in ((role, Span(match.end(), closed)), ("description", Span(closed, end))):
            bare = _bare(text, part)
            if bare.start < bare.end:
                fields.setdefault(part_role, []).append(bare)
    head = _bare(text, Span(span.start, found[0][0].start("label")))
    headed = head.start < head.end
    return Labelled(head if headed else None, fields, found[0][1] == "title" and not headed)


def _closing(text: str, label: int, end: int) -> int:
    """A part that was opened in brackets ends with them."""
    opened = text[:label].rstrip("*_ ")[-1:] == "("
    closing = text.find(")", label, end) if opened else -1
    return end if closing < 0 else closing


def without_mark(text: str, span: Span) -> Span:
    """Leave out the marks between a name and what is told of it (“**Repair café**: ...”)."""
    start = span.start
    while start < span.end and text[start] in " \t*_:.–—-)":
        start += 1
    return trimmed(text, Span(start, span.end))


def _bare(text: str, span: Span) -> Span:
    span = trimmed(text, span)
    start, end = span.start, span.end
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE and not (text[end - 1] == ")" and "(" in text[start:end]):
        end -= 1
    return Span(start, end)


def record_of(text: str, fields: Fields, theme: Span | None, year_start: int) -> Draft:
    """Return the draft of an action told in labelled parts, as a row with columns of its own would be."""
    draft = record_draft(text, fields, Columns(dict(enumerate(fields)), {}), theme, year_start)
    if "outcome" not in fields:
        draft.running = True
        draft.paragraphs = [Paragraph(paragraph.span, "described") for paragraph in draft.paragraphs]
    return draft
