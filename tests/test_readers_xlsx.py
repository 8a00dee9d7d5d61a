"""Excel workbooks: every sheet and row, values as they are shown."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from reader_files import converted, made_xlsx, rows_of, saved, source, told

from graph.errors import DataError
from ingest.readers.xlsx_values import shown


def workbook(*rows: list[Any]) -> tuple[Any, Any]:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    return book, book.active


@pytest.mark.parametrize(
    ("value", "number_format", "words"),
    [
        (datetime(2021, 3, 1), "yyyy-mm-dd", "2021-03-01"),
        (datetime(2021, 3, 1), "dd/mm/yyyy", "2021-03-01"),
        (datetime(2021, 3, 1), "[$-809]dd mmmm yyyy;@", "2021-03-01"),
        (datetime(2021, 3, 1), "mmm-yy", "2021-03"),
        (datetime(2021, 1, 1), "yyyy", "2021"),
        (datetime(2021, 3, 1, 14, 30), "dd/mm/yyyy hh:mm", "2021-03-01 14:30"),
        (date(2021, 3, 1), "General", "2021-03-01"),
        (time(9, 30), "hh:mm", "09:30"),
        (230000, "General", "230000"),
        (230000, '"£"#,##0', "£230,000"),
        (1200.5, "[$£-809]#,##0.00", "£1,200.50"),
        (-40, "[$€-2] #,##0", "-€40"),
        (0.25, "0%", "25%"),
        (0.1 + 0.2, "General", "0.3"),
        (3.0, "General", "3"),
        (12, "[$-409]0", "12"),
        (True, "General", "TRUE"),
        ("Age UK", "General", "Age UK"),
        (None, "General", ""),
    ],
)
def test_a_value_reads_as_it_is_shown_and_says_no_more(value: object, number_format: str, words: str) -> None:
    assert shown(value, number_format) == words


def test_sheets_come_in_order_and_their_names_head_them() -> None:
    book, first = workbook(["Action", "Lead"], ["Calls", "Age UK"])
    first.title = "People"
    second = book.create_sheet("Places")
    second.append(["Action", "Lead"])
    second.append(["New hall", "Fenland Council"])
    second.sheet_state = "hidden"
    book.create_sheet("Empty")
    assert told(source("plan.xlsx", saved(book))) == [
        ("heading", 2, "People"),
        [{0: ["Action"], 1: ["Lead"]}, {0: ["Calls"], 1: ["Age UK"]}],
        ("heading", 2, "Places"),
        [{0: ["Action"], 1: ["Lead"]}, {0: ["New hall"], 1: ["Fenland Council"]}],
    ]


def test_an_unnamed_sheet_has_no_heading_and_a_title_above_the_table_is_the_title() -> None:
    book, _ = workbook(["Delivery plan 2024"], [], ["Action", "Lead"], ["Calls", "Age UK"])
    found = source("plan.xlsx", saved(book))
    assert told(found) == [
        ("heading", 1, "Delivery plan 2024"),
        [{0: ["Action"], 1: ["Lead"]}, {0: ["Calls"], 1: ["Age UK"]}],
    ]
    assert found.title is not None


def test_headings_between_rows_stay_rows() -> None:
    book, _ = workbook(["Action", "Lead"], ["People"], ["Calls", "Age UK"], ["Places"], ["Hall", "Council"])
    (table,) = told(source("plan.xlsx", saved(book)))
    assert [row.get(0) for row in table] == [["Action"], ["People"], ["Calls"], ["Places"], ["Hall"]]


def test_merged_cells_hold_their_value_once_and_rows_below_continue() -> None:
    book, sheet = workbook(
        ["Action", "Update"], ["Hub", "Opened"], [None, "Rooms for hire"], ["Calls", "Begun"], ["Both", None]
    )
    sheet.merge_cells("A2:A3")
    sheet.merge_cells("A5:B5")
    found = source("plan.xlsx", saved(book))
    assert told(found) == [
        [
            {0: ["Action"], 1: ["Update"]},
            {0: ["Hub"], 1: ["Opened"]},
            {1: ["Rooms for hire"]},
            {0: ["Calls"], 1: ["Begun"]},
            {0: ["Both"]},
        ]
    ]
    assert [row.continues for row in rows_of(found)] == [False, False, True, False, False]


def test_hidden_rows_are_read_and_flagged() -> None:
    book, sheet = workbook(["Action", "Lead"], ["Calls", "Age UK"], ["Talks", "Mind"])
    sheet.row_dimensions[3].hidden = True
    rows = rows_of(source("plan.xlsx", saved(book)))
    assert [[flag.kind for flag in row.flags] for row in rows] == [[], [], ["hidden-row"]]


def test_a_table_that_begins_further_right_begins_in_its_first_column() -> None:
    book, _ = workbook([], [None, None, "Action", "Lead"], [None, None, "Calls", "Age UK"])
    assert told(source("plan.xlsx", saved(book))) == [[{0: ["Action"], 1: ["Lead"]}, {0: ["Calls"], 1: ["Age UK"]}]]


def test_lines_and_bullets_of_a_cell_are_its_paragraphs() -> None:
    book, _ = workbook(["Action", "Partners"], ["Calls", "Age UK\n\n• Mind\n- Scope\r\nNHS  "])
    assert told(source("plan.xlsx", saved(book)))[0][1] == {0: ["Calls"], 1: ["Age UK", "Mind", "Scope", "NHS"]}


def test_formulas_give_their_stored_value_and_are_flagged_where_they_have_none(tmp_path: Path) -> None:
    book, sheet = workbook(["Action", "Cost"], ["Calls", 200], ["Talks", 300], ["All", "=SUM(B2:B3)"])
    sheet["B4"].number_format = '"£"#,##0'
    unreckoned = source("plan.xlsx", saved(book))
    assert [flag.kind for flag in rows_of(unreckoned)[3].flags] == ["formula-without-value"]
    reckoned = source("plan.xlsx", converted(tmp_path, "plan.xlsx", saved(book), "xlsx"))
    assert told(reckoned)[-1][3] == {0: ["All"], 1: ["£500"]}
    assert rows_of(reckoned)[3].flags == ()


def test_every_cell_is_kept() -> None:
    book, _ = workbook(*[[f"cell {row} {column}" for column in range(12)] for row in range(300)])
    found = source("plan.xlsx", saved(book))
    assert found.text.split("\n")[:-1] == [f"cell {row} {column}" for row in range(300) for column in range(12)]
    assert len(rows_of(found)) == 300


def test_an_error_is_no_value_and_its_row_says_so() -> None:
    workbook = openpyxl.Workbook()
    workbook.active.append(["Action", "Lead", "Partners"])
    workbook.active.append(["Calls", "#N/A", "#REF!"])
    for cell in workbook.active[2][1:]:
        cell.data_type = "e"
    found = source("plan.xlsx", saved(workbook))
    assert told(found) == [[{0: ["Action"], 1: ["Lead"], 2: ["Partners"]}, {0: ["Calls"]}]]
    assert [flag.kind for flag in rows_of(found)[1].flags] == ["formula-error"]


def test_hidden_sheets_and_columns_are_read_and_flagged() -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "Plan"
    sheet.append(["Action", "Lead"])
    sheet.append(["Calls", "Mind"])
    sheet.column_dimensions["B"].hidden = True
    hidden = workbook.create_sheet("Old")
    hidden.append(["Walks", "Scope"])
    hidden.sheet_state = "hidden"
    found = source("plan.xlsx", saved(workbook))
    assert "Scope" in found.text
    assert [(flag.kind, flag.note) for flag in found.flags] == [
        ("hidden-column", "Column B of the sheet “Plan” is hidden in the workbook."),
        ("hidden-sheet", "The sheet “Old” is hidden in the workbook."),
    ]


def test_days_are_right_in_workbooks_that_count_from_1904() -> None:
    workbook = openpyxl.Workbook()
    workbook.epoch = CALENDAR_MAC_1904
    workbook.active.append(["Calls", date(2024, 5, 1)])
    assert told(source("plan.xlsx", saved(workbook))) == [[{0: ["Calls"], 1: ["2024-05-01"]}]]


def _with_parts(change: Callable[[bytes], bytes]) -> bytes:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(made_xlsx([("Calls", ["Less loneliness."])]))) as old,
        zipfile.ZipFile(out, "w") as new,
    ):
        for name in old.namelist():
            new.writestr(name, change(old.read(name)))
    return out.getvalue()


def test_workbooks_of_the_strict_standard_and_cells_without_numbers_are_read() -> None:
    strict = _with_parts(
        lambda part: part.replace(
            b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        ).replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        )
    )
    unnumbered = _with_parts(lambda part: re.sub(rb' r="[A-Z]*[0-9]+"', b"", part))
    for data in (strict, unnumbered):
        assert told(source("plan.xlsx", data))[0][1] == {0: ["Calls"], 1: ["Less loneliness."]}


def test_a_row_beyond_the_end_of_every_sheet_is_refused_at_once() -> None:
    data = _with_parts(lambda part: part.replace(b'<row r="2"', b'<row r="999999999"'))
    with pytest.raises(DataError, match="has a row numbered 999,999,999, which no workbook has"):
        source("plan.xlsx", data)
