"""Which rows of which table were read under which headings: what the report on columns shows."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from graph.iris import fold
from ingest.columns import Columns
from ingest.source import Row, Table

_FIGURE = re.compile(r"[£€$~<>±+-]?\s*\d[\d,.]*\s*(?:%|k|m|bn|million|tonnes|t|kt|kg|km)?", re.IGNORECASE)
MOST_FIGURES = 0.5
"""Share of the cells beside the first column from which a table is one of figures."""


@dataclass
class Stretch:
    """Rows of one table under one set of headings; without any, `columns` is None and nothing of it was read."""

    block: Table
    columns: Columns | None = None
    rows: list[Row] = field(default_factory=list)


class Stretches:
    """Gathers the stretches of a document as its rows are walked."""

    def __init__(self) -> None:
        self.found: list[Stretch] = []
        self._columns: Columns | None = None
        self._seen: set[str] = set()

    @property
    def headed(self) -> bool:
        """Whether the table at hand has had its headings."""
        return bool(self.found) and self.found[-1].columns is not None

    def enter(self, block: Table) -> None:
        """Begin a table."""
        self.found.append(Stretch(block))
        self._seen = set()

    def open(self, columns: Columns, row: Row, text: str) -> None:
        """Take a row of headings; those repeated within a table begin nothing new."""
        last = self.found[-1]
        if last.columns is None or not last.rows:
            last.columns = columns
        elif _words(columns, text) != _words(last.columns, text):
            self.found.append(Stretch(last.block, columns))
        self._columns = columns

    def add(self, row: Row) -> None:
        """Take a row of content, under the headings in force."""
        if self.found[-1].columns is None:
            self.found[-1].columns = self._columns
        self.found[-1].rows.append(row)

    def is_new(self, heading: str) -> bool:
        """Say whether a heading is met for the first time in the table at hand."""
        new = heading not in self._seen
        self._seen.add(heading)
        return new


def _words(columns: Columns, text: str) -> dict[int, str]:
    return {column: fold(span.of(text)).lower() for column, span in columns.headings.items()}


def is_figures(text: str, rows: tuple[Row, ...]) -> bool:
    """Say whether a table holds mostly figures beside its first column."""
    cells = [cell.span.of(text).strip() for row in rows[1:] or rows for cell in row.cells if cell.column]
    return bool(cells) and sum(bool(_FIGURE.fullmatch(cell)) for cell in cells) >= MOST_FIGURES * len(cells)
