"""Titles and dates that share a cell: where the title ends, and whether the year belongs to it."""

from __future__ import annotations

import re

from graph.iris import fold
from graph.records import Span
from ingest.dates import Reading, trailing_date
from ingest.source import Source, Table


def dated_rows(source: Source, year_start: int) -> int:
    """How many rows begin with a title and its date: they show a table of actions even without a header."""
    rows = [row for block in source.blocks if isinstance(block, Table) for row in block.rows]
    firsts = [row.cells[0].span for row in rows if len(row.cells) == 2 and row.cells[0].column == 0]
    dates = [(span, trailing_date(source.text, span, year_start)) for span in firsts]
    return sum(date is not None and date.span.start > span.start for span, date in dates)


def split_title(text: str, cell: Span, year_start: int) -> tuple[Span, Reading | None]:
    """R3: split a trailing date off a title, unless its year belongs to a name used elsewhere."""
    date = trailing_date(text, cell, year_start)
    if date is None:
        return cell, None
    if _year_is_name(text, cell, date):
        later = trailing_date(text, Span(date.body + 4, cell.end), year_start)
        if later is None:
            return cell, None
        date = later
    end = date.span.start
    while end > cell.start and text[end - 1] in " \t-–—:,(":
        end -= 1
    return (Span(cell.start, end), date) if end > cell.start else (cell, date)


def _year_is_name(text: str, cell: Span, date: Reading) -> bool:
    """“Census 2021 Ongoing”: the year belongs to the title where the text repeats the two together."""
    year = re.match(r"(?:19|20)\d\d\b", text[date.body : cell.end])
    if not year:
        return False
    name = text[cell.start : date.body + 4]
    last_words = re.search(r"\S+\s+\S+$", name)
    return bool(last_words) and text.count(fold(last_words.group() if last_words else name)) > 1
