"""Drafts: actions in the making, between the rows of a document and what is read from them."""

from __future__ import annotations

from dataclasses import dataclass, field

from graph.iris import fold
from graph.records import ActionStatus, Flag, KeptCell, Span
from graph.sentences import sentences
from ingest.columns import Columns
from ingest.dates import Reading
from ingest.record_rows import Fields, column_status, record_date, told
from ingest.statements import Position
from ingest.title_dates import split_title

LONGEST_TITLE = 18
"""Words above which a first cell is a description rather than a title."""


@dataclass
class Paragraph:
    """A paragraph of an action, and where it stood in its row."""

    span: Span
    position: Position


@dataclass
class Draft:
    """An action in the making: its title cell, its paragraphs and what was repaired."""

    title: Span | None = None
    date: Reading | None = None
    theme: Span | None = None
    paragraphs: list[Paragraph] = field(default_factory=list)
    flags: list[Flag] = field(default_factory=list)
    closed: bool = False
    prose: bool = False
    """Whether the first cell describes the action instead of naming it, so that no title was lost."""
    fields: Fields = field(default_factory=dict)
    """The paragraphs of a record by the role of their column; empty where a row has no columns of its own."""
    status: ActionStatus | None = None
    kept: list[KeptCell] = field(default_factory=list)
    """Cells of its row in columns that are no part of the graph."""
    ahead: bool = False
    """Whether the headings of its table speak of what is to come."""
    running: bool = False
    """Whether the action was found in running text, where no row says what belongs to it."""

    @property
    def span(self) -> Span:
        """From the first word of the action to its last."""
        spans = [p.span for p in self.paragraphs] + ([self.title] if self.title else [])
        spans += [span for paragraphs in self.fields.values() for span in paragraphs]
        ends = [span.end for span in spans] + ([self.date.span.end] if self.date else [])
        return Span(min(span.start for span in spans), max(ends))


def is_prose(text: str, title: Span) -> bool:
    """A first cell that runs on, or ends as a sentence does, describes the action and does not name it."""
    words = len(fold(title.of(text)).split())
    ends = text[title.end - 1] == "."
    return words > LONGEST_TITLE or (ends and words > 8) or len(sentences(text, title)) > 1


def record_draft(text: str, fields: Fields, columns: Columns, theme: Span | None, year_start: int) -> Draft:
    """Return the draft of a record: its title, its descriptions and its outcomes, each from its own column."""
    draft = Draft(theme=fields["theme"][0] if fields.get("theme") else theme, fields=fields)
    described: Position = "described" if columns.has("outcome") else "later"
    titles = fields.get("title", [])
    if titles and not is_prose(text, titles[0]):
        draft.title, titles = titles[0], titles[1:]
    else:
        draft.prose = bool(titles)
    for paragraph in titles + told(text, fields.get("description", [])):
        first = described == "later" and not draft.paragraphs
        draft.paragraphs.append(Paragraph(paragraph, "first" if first else described))
    draft.paragraphs += [Paragraph(paragraph, "outcome") for paragraph in told(text, fields.get("outcome", []))]
    draft.date = record_date(text, fields, year_start)
    if draft.title and draft.date is None:
        draft.title, draft.date = split_title(text, draft.title, year_start)
    draft.status = column_status(" ".join(span.of(text) for span in fields.get("status", [])))
    return draft
