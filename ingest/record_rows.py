"""Rows with columns of their own: each cell goes to the part of the action that its heading names."""

from __future__ import annotations

import re
from datetime import date, timedelta

from graph.iris import fold
from graph.records import ActionStatus, KeptCell, Span
from graph.sentences import sentences
from ingest.columns import KEPT, Columns
from ingest.dates import Reading, find_dates
from ingest.lexicon import load
from ingest.source import Row

_SERIAL = re.compile(r"\s*([2-5]\d{4})(?:\.0)?\s*$")
_EPOCH = date(1899, 12, 30)
_NOTHING_SAID = re.compile(r"\W*(?:\w|n/?a|nil|none|tbc|tbd|yes|no)?\W*", re.IGNORECASE)
SHOWN_AS_THEY_ARE = (KEPT, "reference", "status", "audience", "money")
"""Columns whose cells are shown with the action word for word, whatever else is read from them."""
Fields = dict[str, list[Span]]


def fields_of(row: Row, columns: Columns) -> Fields:
    """Return the paragraphs of a row by the role of their column; those of no part in the graph under `kept`."""
    fields: Fields = {}
    for cell in row.cells:
        role = columns.roles.get(cell.column, KEPT)
        fields.setdefault(role, []).extend(cell.paragraphs)
    return fields


def kept_cells(text: str, row: Row, columns: Columns) -> list[KeptCell]:
    """Return the cells of a row that are shown as they are, each with its heading and its sentences."""
    found = []
    for cell in row.cells:
        if columns.roles.get(cell.column, KEPT) not in SHOWN_AS_THEY_ARE:
            continue
        passages = tuple(span for paragraph in cell.paragraphs for span in sentences(text, paragraph))
        if passages:
            found.append(KeptCell(columns.headings.get(cell.column), passages))
    return found


def told(text: str, paragraphs: list[Span]) -> list[Span]:
    """Return the paragraphs that say something: no dash, tick or “N/A”."""
    return [span for span in paragraphs if not _NOTHING_SAID.fullmatch(span.of(text))]


def joined_fields(before: Fields, after: Fields) -> Fields:
    """Return the fields of a row with those of the row that continues it."""
    return {role: before.get(role, []) + after.get(role, []) for role in {**before, **after}}


def record_date(text: str, fields: Fields, year_start: int) -> Reading | None:
    """Return when a record says it runs: its start and end columns, or its one column of dates."""
    start = fields.get("start")
    end = fields.get("end") or (fields.get("date") if start else None)
    if start and end:
        return _from_two(text, start[0], end[0], year_start)
    cells = fields.get("date") or start or end
    if not cells:
        return None
    where = Span(cells[0].start, cells[-1].end)
    reading = _read_cell(text, where, year_start)
    if reading is None:
        return Reading(where, None, None, None)
    if start and reading.start == reading.end and reading.start:
        return Reading(where, f"{reading.start}/..", reading.start, None)
    if end and reading.start == reading.end and reading.end:
        return Reading(
            where, f"/{reading.end}", None, reading.end, completed=reading.completed, lead=reading.lead or "by"
        )
    return Reading(where, reading.edtf, reading.start, reading.end, reading.open_end, reading.completed)


def _read_cell(text: str, cell: Span, year_start: int) -> Reading | None:
    serial = _SERIAL.match(cell.of(text))
    if serial:
        day = (_EPOCH + timedelta(days=int(serial[1]))).isoformat()
        return Reading(cell, day, day, day)
    found = find_dates(text, cell, year_start)
    return found[0] if found else None


def _from_two(text: str, start: Span, end: Span, year_start: int) -> Reading:
    first, last = _read_cell(text, start, year_start), _read_cell(text, end, year_start)
    where = Span(min(start.start, end.start), max(start.end, end.end))
    if len(text[start.end : end.start].strip(' \t"')) > 1 and start.end < end.start:
        where = start
    low = (first.start or first.end) if first else None
    high = (last.end or last.start) if last else None
    if last and last.open_end:
        return Reading(where, f"{low}/.." if low else None, low, None, True)
    if low and high and high < low[: len(high)]:
        return Reading(where, None, None, None)
    edtf = low if low == high else f"{low or ''}/{high or ''}"
    return Reading(where, edtf or None, low, high)


def column_status(words: str) -> ActionStatus | None:
    """Return where an action stands by the words of its status column; a colour says nothing."""
    plain = fold(words).lower()
    for status, wordings in load("progress")["column"].items():
        if any(re.search(rf"\b{re.escape(wording)}\b", plain) for wording in wordings):
            return status  # type: ignore[no-any-return]
    return None
