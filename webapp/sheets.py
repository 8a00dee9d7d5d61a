"""Tables to take away: the rows of a view as CSV or as an Excel file, formulas inert and numbers as numbers."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass

from flask import Response
from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

Value = str | int
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NO_SHEET = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udfff]")
_LONGEST_CELL = 32_000
_WIDEST = 60
TYPES = {"csv": "text/csv", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: its name, its headings in words, and its rows."""

    name: str
    headers: tuple[str, ...]
    rows: Sequence[Sequence[Value]]


def taken_away(name: str, kind: str, sheets: Sequence[Sheet]) -> Response:
    """Return tables as a file: the first one as CSV, or all of them as the sheets of an Excel file."""
    data: str | bytes = as_csv(sheets[0]) if kind == "csv" else as_xlsx(sheets)
    response = Response(data, mimetype=TYPES[kind])
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return response


def as_csv(sheet: Sheet) -> str:
    """Return a table as CSV that opens in Excel with its letters intact and its formulas inert."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(map(_inert, sheet.headers))
    writer.writerows([_inert(value) for value in row] for row in sheet.rows)
    return "\ufeff" + out.getvalue()


def _inert(value: Value) -> Value:
    return "'" + value if isinstance(value, str) and value.startswith(_FORMULA) else value


def as_xlsx(sheets: Sequence[Sheet]) -> bytes:
    """Return tables as the sheets of an Excel file; text is text, whatever it begins with."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in sheets:
        _write(book.create_sheet(sheet.name[:31]), sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _write(page: Worksheet, sheet: Sheet) -> None:
    widths = [len(header) for header in sheet.headers]
    for number, row in enumerate((sheet.headers, *sheet.rows), 1):
        for column, value in enumerate(row, 1):
            cell = page.cell(number, column)
            assert isinstance(cell, Cell)
            _put(cell, value)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.font = Font(bold=number == 1)
            widths[column - 1] = max(widths[column - 1], len(str(value)))
    page.freeze_panes = "B2"
    for column, width in enumerate(widths, 1):
        page.column_dimensions[get_column_letter(column)].width = min(_WIDEST, width + 2)


def _put(cell: Cell, value: Value) -> None:
    if isinstance(value, int):
        cell.value = value
        return
    cell.value = _NO_SHEET.sub("", value)[:_LONGEST_CELL]
    # Text that begins like a formula would be written as one.
    cell.data_type = "s"
