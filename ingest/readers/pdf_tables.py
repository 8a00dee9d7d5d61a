"""Ruled tables of a PDF: cells between lines, rows that a page break cut in two, headers repeated on every page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from graph.iris import fold
from ingest.readers.paragraphs import runs_on
from ingest.readers.pdf_lines import Line, Word, lines_of
from ingest.readers.pdf_paragraphs import fits

_NEAR = 3.0
"""Points by which the edges of one column may differ from page to page."""
_FINISHED = (".", "!", "?", ":", ";", "”", ")")
Box = tuple[float, float, float, float]


@dataclass
class PdfCell:
    """A cell: its column, its edges and the lines printed in it."""

    column: int
    left: float
    right: float
    lines: list[Line]


@dataclass
class PdfRow:
    """A row of a ruled table; `continues` where its first cell began in a row above."""

    cells: list[PdfCell]
    continues: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """The words of its filled cells."""
        return tuple(fold(" ".join(line.text for line in cell.lines)) for cell in self.cells)

    def cell(self, column: int) -> PdfCell | None:
        """Return the cell of a column, None where it is empty."""
        return next((cell for cell in self.cells if cell.column == column), None)


@dataclass
class PdfTable:
    """A ruled table, perhaps over several pages; `edges` are the left edges of its columns."""

    page: int
    top: float
    bottom: float
    edges: list[float]
    rows: list[PdfRow] = field(default_factory=list)
    repeated: list[PdfRow] = field(default_factory=list)


def ruled_tables(page: Any, number: int, words: list[Word]) -> tuple[list[PdfTable], list[Word]]:
    """Return the ruled tables of a page that have two columns or more, and the words outside them."""
    tables, rest = [], words
    for found in page.find_tables():
        boxes: list[Box] = [box for row in found.rows for box in row.cells if box]
        edges = sorted({box[0] for box in boxes})
        if len(edges) < 2:
            continue
        table = PdfTable(number, found.bbox[1], found.bbox[3], edges)
        rest = _fill(table, boxes, rest)
        if table.rows:
            tables.append(table)
    return tables, rest


def _fill(table: PdfTable, boxes: list[Box], words: list[Word]) -> list[Word]:
    """Give each word to the cell it is printed in; return those that are in none."""
    inside: dict[Box, list[Word]] = {box: [] for box in boxes}
    rest = []
    for word in words:
        x, y = word.middle
        home = None
        if table.top <= y <= table.bottom:
            home = next((box for box in boxes if box[0] <= x <= box[2] and box[1] <= y <= box[3]), None)
        if home is None:
            rest.append(word)
        else:
            inside[home].append(word)
    for top in sorted({box[1] for box in boxes}):
        row = [box for box in boxes if box[1] == top]
        cells = [
            PdfCell(table.edges.index(box[0]), box[0], box[2], lines_of(inside[box], table.page))
            for box in sorted(row)
            if inside[box]
        ]
        first = table.edges[0]
        covering = next((box for box in boxes if box[0] == first and box[1] <= top < box[3]), None)
        begins_above = covering is not None and covering[1] < top
        # An empty cell that spans rows at the top of a page is one that began on the page before.
        carried = covering is not None and not table.rows and not inside[covering] and _spans_rows(covering, boxes)
        if cells:
            table.rows.append(PdfRow(cells, begins_above or carried))
    return rest


def _spans_rows(box: Box, boxes: Sequence[Box]) -> bool:
    return any(box[1] < other[1] < box[3] for other in boxes)


def goes_on(table: PdfTable, after: PdfTable) -> bool:
    """Say whether a table at the top of a page is the rest of the one at the foot of the page before."""
    return (
        after.page == table.page + 1
        and len(table.edges) == len(after.edges)
        and all(abs(left - right) <= _NEAR for left, right in zip(table.edges, after.edges, strict=True))
    )


def append(table: PdfTable, after: PdfTable) -> None:
    """Put the rest of a table below it: repeated headers aside, a row cut by the page made whole."""
    rows = list(after.rows)
    header = table.rows[0].words
    while rows and len(header) > 1 and rows[0].words == header:
        table.repeated.append(rows.pop(0))
    if rows and _is_cut(table.rows[-1], rows[0]):
        _join(table.rows[-1], rows.pop(0))
    table.rows += rows
    table.page, table.bottom = after.page, after.bottom


def _is_cut(above: PdfRow, below: PdfRow) -> bool:
    titled = below.cell(0) is not None
    for cell in below.cells:
        before = above.cell(cell.column)
        if before is None:
            continue
        last, first = before.lines[-1], cell.lines[0]
        if runs_on(last.text, first.text):
            return True
        padding = min(line.x0 for line in before.lines) - before.left
        full = not fits(last, first, before.right - padding)
        if cell.column and not titled and full and not last.text.endswith(_FINISHED):
            return True
    return False


def _join(above: PdfRow, below: PdfRow) -> None:
    for cell in below.cells:
        before = above.cell(cell.column)
        if before:
            before.lines += cell.lines
        else:
            above.cells.append(cell)
    above.cells.sort(key=lambda cell: cell.column)
