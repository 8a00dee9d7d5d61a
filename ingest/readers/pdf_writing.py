"""Writes what was found on the pages of a PDF to the stored text, one paragraph a line."""

from __future__ import annotations

from dataclasses import dataclass, field

from graph.records import Flag, Span
from ingest.readers.opening import Block
from ingest.readers.paragraphs import marker, prose, reads_as_heading
from ingest.readers.pdf_columns import TextTable
from ingest.readers.pdf_lines import Line
from ingest.readers.pdf_paragraphs import Print, heading_level, joined, larger_sizes, paragraphs
from ingest.readers.pdf_tables import PdfCell, PdfRow, PdfTable
from ingest.readers.stored import CellCount, StoredText
from ingest.source import Cell, Prose, Row, Table

BOLD_HEADING = 6


@dataclass
class Passage:
    """A ruled table, a guessed table, or lines of running text that reach to `right`.

    `column` is the width of the columns the text is set in, 0 where there is one.
    """

    table: PdfTable | None = None
    guessed: TextTable | None = None
    lines: list[Line] = field(default_factory=list)
    right: float = 0.0
    column: float = 0.0


class Writer:
    """Turns passages into blocks over one stored text."""

    def __init__(self, stored: StoredText, count: CellCount, usual: Print) -> None:
        self.stored = stored
        self.count = count
        self.usual = usual
        self.flags: list[Flag] = []
        self._sizes: list[float] = []

    def blocks(self, passages: list[Passage], aside: list[Line | PdfRow]) -> list[Block]:
        """Return the blocks of all passages; what stands aside is stored below them and belongs to none."""
        found: list[Block] = []
        self._sizes = larger_sizes((line for passage in passages for line in passage.lines), self.usual)
        for passage in passages:
            if passage.table:
                found += self._table(passage.table.rows, len(passage.table.edges), True)
            elif passage.guessed:
                found += self._guessed(passage.guessed)
            else:
                found += self._text(passage)
        for item in aside:
            for line in [item] if isinstance(item, Line) else [line for cell in item.cells for line in cell.lines]:
                self.stored.add(line.text)
        return found

    def _text(self, passage: Passage) -> list[Block]:
        left = min(line.x0 for line in passage.lines)
        found: list[Block] = []
        for lines in paragraphs(passage.lines, left, passage.right, self.usual):
            span = self.stored.add(joined(lines))
            if span:
                found.append(self._prose(span, lines))
        return found

    def _prose(self, span: Span, lines: list[Line]) -> Prose:
        words = joined(lines).strip()
        level = heading_level(lines, self.usual, self._sizes)
        if reads_as_heading(words, 25 if level else 12) and (level or all(line.bold for line in lines)):
            return Prose(Span(span.start + marker(words), span.end), "heading", level or BOLD_HEADING)
        return prose(words, span)

    def _guessed(self, table: TextTable) -> list[Block]:
        found = self._table(table.rows, table.width, False)
        if found and isinstance(found[0], Table):
            span = Span(found[0].rows[0].span.start, found[0].rows[-1].span.end)
            note = "This table has no ruled lines; it was read as text, so its rows need a look."
            self.flags.append(Flag("text-mode", span, note))
        return found

    def _table(self, rows: list[PdfRow], width: int, whole: bool) -> list[Block]:
        found = []
        for row in rows:
            cells = [Cell(cell.column, paragraphs) for cell in row.cells if (paragraphs := self._cell(cell))]
            self.count.add(len(cells))
            if cells:
                found.append(Row(tuple(cells), width, whole, row.continues))
        return [Table(tuple(found))] if found else []

    def _cell(self, cell: PdfCell) -> tuple[Span, ...]:
        left = min(line.x0 for line in cell.lines)
        right = cell.right - max(0.0, min(left - cell.left, 12.0))
        spans = []
        for lines in paragraphs(cell.lines, left, right, self.usual, in_cell=True):
            words = joined(lines, right)
            span = self.stored.add(words)
            if span:
                spans.append(prose(words.strip(), span).span)
        return tuple(spans)
