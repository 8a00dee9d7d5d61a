"""From cells that span rows and columns to rows whose cells know their column."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.records import Span
from ingest.source import Cell, Row

MOST_COLUMNS = 200
"""Columns a cell may reach to; what lies beyond is kept in the last one."""


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell as the file gives it: its paragraphs and how many columns and rows it covers."""

    paragraphs: tuple[Span, ...]
    columns: int = 1
    rows: int = 1


def expand(rows: Iterable[Sequence[GridCell]]) -> tuple[Row, ...]:
    """Return rows in which each cell stands at its column; a value that spans rows stands in the first of them."""
    held: dict[int, int] = {}
    placed: list[tuple[tuple[Cell, ...], bool]] = []
    width = 0
    for cells in rows:
        covered = {column for column, left in held.items() if left > 0}
        held = {column: left - 1 for column, left in held.items() if left > 1}
        column, found = 0, []
        for cell in cells:
            while column in covered:
                column += 1
            reach = range(column, min(column + max(1, cell.columns), MOST_COLUMNS))
            if cell.paragraphs:
                found.append(Cell(min(column, MOST_COLUMNS - 1), cell.paragraphs))
            if cell.rows > 1:
                held.update(dict.fromkeys(reach, cell.rows - 1))
            column = max(column + 1, reach.stop)
            width = max(width, min(column, MOST_COLUMNS))
        placed.append((tuple(found), 0 in covered))
    return tuple(Row(cells, width, True, continues) for cells, continues in placed if cells)
