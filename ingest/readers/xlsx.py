"""Reads Excel workbooks: every sheet a table, values as they are shown, formulas by the value stored with them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import openpyxl
from openpyxl.utils.cell import get_column_letter, range_boundaries

from graph.records import Flag, Span
from graph.settings import Limits
from ingest.readers.office_xml import transitional
from ingest.readers.opening import Block, title_row, titled
from ingest.readers.paragraphs import cell_paragraphs
from ingest.readers.sheet_scan import SheetScan, scan_sheet, sheet_paths
from ingest.readers.stored import CellCount, StoredText, check_text
from ingest.readers.xlsx_values import shown
from ingest.readers.zip_guard import check_entities, main_part, open_zip
from ingest.source import Cell, Prose, Row, Source, Table

READER = "xlsx 2"
SHEET_LEVEL = 2
_NO_VALUE = "A formula of this row has no stored value; save the file in Excel."
_DEFAULT_NAME = re.compile(r"(?:sheet|table|tabelle|feuil)\s?\d*", re.IGNORECASE)


def read_xlsx(name: str, data: bytes, limits: Limits) -> Source:
    """Return the sheets of a workbook, hidden ones too; a sheet's own name is the heading above it."""
    folder = open_zip(name, data, limits)
    check_entities(name, folder)
    count = CellCount(name, limits)
    paths = dict(sheet_paths(name, folder, main_part(folder)))
    scans = {title: scan_sheet(name, folder, path, count) for title, path in paths.items()}
    workbook = openpyxl.load_workbook(transitional(folder, data), read_only=True, data_only=True)
    stored = StoredText(name, limits)
    blocks: list[Block] = []
    flags: list[Flag] = []
    for sheet in workbook.worksheets:
        if sheet.title in scans:
            reader = _Sheet(stored, scans[sheet.title])
            blocks += reader.blocks(sheet)
            flags += reader.flags
    text = stored.text()
    check_text(name, text, limits)
    headed = [block for block in blocks if isinstance(block, Prose) and block.level == 1]
    placed, title = titled(text, blocks, headed[0].span if headed else None)
    return Source(name, "", text, READER, placed, title, tuple(flags))


class _Sheet:
    """One sheet on its way to the stored text."""

    def __init__(self, stored: StoredText, scan: SheetScan) -> None:
        self._stored = stored
        self._scan = scan
        self.flags: tuple[Flag, ...] = ()
        self._with_error: set[int] = set()
        self._first_column = 0
        self._continuing: set[int] = set()

    def blocks(self, sheet: Any) -> list[Block]:
        """Return the sheet's heading, its title where it has one, and its table."""
        values = [(number, cells) for number, cells in self._values(sheet) if cells]
        if not values:
            return []
        found: list[Block] = []
        heading = None if _DEFAULT_NAME.fullmatch(sheet.title) else self._stored.add(sheet.title)
        if heading:
            found.append(Prose(heading, "heading", SHEET_LEVEL))
        self._first_column = min(column for _, cells in values for column, _ in cells)
        width = max(column for _, cells in values for column, _ in cells) - self._first_column + 1
        self._continuing = self._merged_rows(values[-1][0])
        rows = [(number, self._row(number, cells, width)) for number, cells in values]
        gap = len(rows) > 1 and rows[1][0] > rows[0][0] + 1
        title = title_row([row for _, row in rows], gap)
        if title:
            found.append(Prose(title.span, "heading", 1))
        found.append(Table(tuple(row for _, row in rows if row is not title)))
        self.flags = tuple(self._hidden(sheet, found))
        return found

    def _values(self, sheet: Any) -> Iterator[tuple[int, list[tuple[int, str]]]]:
        # The size a sheet declares may be a million empty rows; what is there counts.
        sheet.reset_dimensions()
        for number, row in enumerate(sheet.iter_rows(), 1):
            # An error is no value; its row says that there is one.
            if any(cell.data_type == "e" for cell in row):
                self._with_error.add(number)
            filled = [cell for cell in row if cell.value is not None and cell.data_type != "e"]
            words = [(cell.column - 1, shown(cell.value, cell.number_format)) for cell in filled]
            yield number, [(column, word) for column, word in words if word.strip()]

    def _row(self, number: int, cells: list[tuple[int, str]], width: int) -> Row:
        found = []
        for column, words in cells:
            found.append(Cell(column - self._first_column, tuple(self._paragraphs(words))))
        return Row(tuple(found), width, True, number in self._continuing, self._flags(number, found))

    def _paragraphs(self, words: str) -> Iterator[Span]:
        lines = words.splitlines()
        for line in filter(str.strip, lines):
            body = line.strip()
            span = self._stored.add(body)
            if span:
                for part in cell_paragraphs(body, 0, len(body), wide_gaps=len(lines) == 1):
                    yield Span(span.start + part.start, span.start + part.end)

    def _merged_rows(self, last: int) -> set[int]:
        """Return the rows whose first cell is part of one that begins above."""
        ranges = [range_boundaries(merged) for merged in self._scan.merged]
        rows: set[int] = set()
        reached = 0
        for left, top, _, bottom in sorted(ranges, key=lambda bounds: bounds[1]):
            if left == self._first_column + 1:
                rows.update(range(max(top + 1, reached + 1), min(bottom, last) + 1))
                reached = max(reached, bottom)
        return rows

    def _flags(self, number: int, cells: list[Cell]) -> tuple[Flag, ...]:
        scan, span = self._scan, Span(cells[0].span.start, cells[-1].span.end)
        notes = (
            (scan.hidden_rows, "hidden-row", "This row is hidden in the workbook."),
            (scan.without_value, "formula-without-value", _NO_VALUE),
            (self._with_error, "formula-error", "A formula of this row gives an error, which was left out."),
        )
        return tuple(Flag(kind, span, note) for rows, kind, note in notes if number in rows)

    def _hidden(self, sheet: Any, blocks: list[Block]) -> Iterator[Flag]:
        """Yield what the workbook hides of this sheet; it is read all the same."""
        rows = [row for block in blocks if isinstance(block, Table) for row in block.rows]
        if rows and sheet.sheet_state != "visible":
            span = Span(rows[0].span.start, rows[-1].span.end)
            yield Flag("hidden-sheet", span, f"The sheet “{sheet.title}” is hidden in the workbook.")
        seen = set()
        for cell in (cell for row in rows for cell in row.cells):
            column = cell.column + self._first_column + 1
            if column not in seen and any(left <= column <= right for left, right in self._scan.hidden_columns):
                seen.add(column)
                note = f"Column {get_column_letter(column)} of the sheet “{sheet.title}” is hidden in the workbook."
                yield Flag("hidden-column", cell.span, note)
