"""PDFs: ruled tables whole over pages, tables without lines flagged, the rest by how it is printed."""

from __future__ import annotations

import io
import textwrap
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

import docx
import pdfplumber
import pytest
from reader_files import W, converted, example_rows, made_docx, made_pdf, rows_of, saved, source, told

from graph.errors import DataError

Part = tuple[Any, ...]


def grid(edges: list[float], heights: list[float], skip: frozenset[tuple[int, int]] = frozenset()) -> list[Part]:
    """The lines of a ruled table; `skip` leaves out the line above a cell (row, column), as merged cells do."""
    lines: list[Part] = [("line", edge, heights[0], edge, heights[-1]) for edge in edges]
    for row, height in enumerate(heights):
        for column in range(len(edges) - 1):
            if (row, column) not in skip:
                lines.append(("line", edges[column], height, edges[column + 1], height))
    return lines


def words(x: float, y: float, *lines: str) -> list[Part]:
    return [("text", x, y + 12 * number, line) for number, line in enumerate(lines)]


def test_a_ruled_table_is_read_cell_by_cell() -> None:
    page = [
        *words(40, 50, "Delivery plan 2024"),
        *grid([40, 200, 400], [70, 100, 160]),
        *words(45, 85, "Action"),
        *words(205, 85, "Partners"),
        *words(45, 115, "Calls to readers who", "have not been seen"),
        *words(205, 115, "Age UK", "Mind"),
    ]
    found = source("plan.pdf", made_pdf(page))
    assert told(found) == [
        ("heading", 1, "Delivery plan 2024"),
        [{0: ["Action"], 1: ["Partners"]}, {0: ["Calls to readers who have not been seen"], 1: ["Age UK", "Mind"]}],
    ]
    assert all(row.whole for row in rows_of(found))
    assert found.flags == ()


def test_a_row_cut_by_the_page_is_one_row_and_a_repeated_header_is_dropped() -> None:
    header = [*words(45, 85, "Action"), *words(205, 85, "Impact")]
    first = [
        *grid([40, 200, 400], [70, 100, 130]),
        *header,
        *words(45, 115, "Calls to readers"),
        *words(205, 115, "Less loneliness among people who"),
        ("text", 290, 780, "Page 1 of 2", 8),
    ]
    second = [
        *grid([40, 200, 400], [70, 100, 130, 160]),
        *header,
        *words(205, 115, "live alone."),
        *words(45, 145, "Talks"),
        *words(205, 145, "Better health."),
        ("text", 290, 780, "Page 2 of 2", 8),
    ]
    found = source("plan.pdf", made_pdf(first, second))
    assert told(found) == [
        [
            {0: ["Action"], 1: ["Impact"]},
            {0: ["Calls to readers"], 1: ["Less loneliness among people who live alone."]},
            {0: ["Talks"], 1: ["Better health."]},
        ]
    ]
    assert found.text.split("\n")[-5:-1] == ["Page 1 of 2", "Page 2 of 2", "Action", "Impact"]


def test_a_whole_row_without_a_title_at_the_top_of_a_page_stays_a_row() -> None:
    first = [*grid([40, 200, 400], [70, 100]), *words(45, 85, "Calls"), *words(205, 85, "Less loneliness.")]
    second = [*grid([40, 200, 400], [70, 100]), *words(205, 85, "Funding agreed with Mind.")]
    assert told(source("plan.pdf", made_pdf(first, second))) == [
        [{0: ["Calls"], 1: ["Less loneliness."]}, {1: ["Funding agreed with Mind."]}]
    ]


def test_a_cell_merged_downwards_continues() -> None:
    page = [
        *grid([40, 200, 400], [70, 100, 130, 160], frozenset({(1, 0)})),
        *words(45, 85, "Hub"),
        *words(205, 85, "Opened"),
        *words(205, 115, "Rooms for hire"),
        *words(205, 145, "Not titled"),
    ]
    found = source("plan.pdf", made_pdf(page))
    assert told(found) == [[{0: ["Hub"], 1: ["Opened"]}, {1: ["Rooms for hire"]}, {1: ["Not titled"]}]]
    assert [row.continues for row in rows_of(found)] == [False, True, False]


def test_a_table_without_lines_says_that_it_was_read_as_text() -> None:
    page = [
        *words(40, 50, "We set out our plan here, and it has many parts that we will tell you about in what follows.")
    ]
    for row, (action, lead) in enumerate([("Action", "Lead"), ("Calls", "Age UK"), ("Talks", "Mind"), ("Hall", "NHS")]):
        page += [*words(40, 90 + 24 * row, action), *words(250, 90 + 24 * row, lead)]
    found = source("plan.pdf", made_pdf(page))
    assert told(found)[1] == [
        {0: ["Action"], 1: ["Lead"]},
        {0: ["Calls"], 1: ["Age UK"]},
        {0: ["Talks"], 1: ["Mind"]},
        {0: ["Hall"], 1: ["NHS"]},
    ]
    assert not any(row.whole for row in rows_of(found))
    assert [flag.kind for flag in found.flags] == ["text-mode"]
    assert found.flags[0].span.of(found.text).split("\n")[:2] == ["Action", "Lead"]


def test_headings_items_and_paragraphs_are_told_by_print() -> None:
    page = [
        ("text", 40, 50, "Delivery plan", 20),
        ("text", 40, 90, "Healthy places", 14),
        *words(
            40, 110, "The council will work with Age UK and with the libraries of", "the county on calls to readers."
        ),
        *words(40, 152, "It begins in May, as the board agreed when it met in the hall,"),
        ("text", 40, 180, "Parks", 10, True),
        *words(
            40,
            194,
            "\u2022 open two parks",
            "\u2022 plant trees along the roads that lead to the schools of the",
            "   county",
        ),
    ]
    assert told(source("plan.pdf", made_pdf(page))) == [
        ("heading", 1, "Delivery plan"),
        ("heading", 2, "Healthy places"),
        (
            "text",
            0,
            "The council will work with Age UK and with the libraries of the county on calls to readers.",
        ),
        ("text", 0, "It begins in May, as the board agreed when it met in the hall,"),
        ("heading", 6, "Parks"),
        ("item", 1, "open two parks"),
        ("item", 1, "plant trees along the roads that lead to the schools of the county"),
    ]


def test_a_paragraph_goes_on_over_the_page_and_running_lines_are_no_part_of_it() -> None:
    pages = [
        [
            ("text", 40, 30, "Fenland Council", 8),
            *words(40, 100, "The council will work with Age UK and the libraries of"),
            ("text", 290, 780, "1", 8),
        ],
        [
            ("text", 40, 30, "Fenland Council", 8),
            *words(40, 100, "the county on calls to readers in May."),
            ("text", 290, 780, "2", 8),
        ],
    ]
    found = source("plan.pdf", made_pdf(*pages))
    assert told(found) == [
        ("text", 0, "The council will work with Age UK and the libraries of the county on calls to readers in May.")
    ]
    assert found.text.split("\n")[1:-1] == ["Fenland Council", "1", "Fenland Council", "2"]


def test_a_scan_is_refused() -> None:
    with pytest.raises(DataError) as refused:
        source("scan.pdf", made_pdf([("line", 0, 0, 100, 100)]))
    assert str(refused.value) == (
        "scan.pdf has no text in it; it is a picture of a page. Run it through text recognition first."
    )


def test_a_password_is_named(tmp_path: Path) -> None:
    options = (
        '{"EncryptFile":{"type":"boolean","value":"true"},"DocumentOpenPassword":{"type":"string","value":"secret"}}'
    )
    data = converted(tmp_path, "log.docx", made_docx(example_rows()), f"pdf:writer_pdf_Export:{options}")
    with pytest.raises(DataError) as refused:
        source("log.pdf", data)
    assert str(refused.value) == "log.pdf is protected with a password; save a copy without one."


def test_no_letter_is_lost_in_what_libreoffice_prints(tmp_path: Path) -> None:
    data = converted(tmp_path, "log.docx", made_docx(example_rows(), merged=True), "pdf")
    with pdfplumber.open(io.BytesIO(data)) as document:
        printed = "".join(char["text"] for page in document.pages for char in page.chars)
    printed = unicodedata.normalize("NFKC", printed)
    assert Counter("".join(source("log.pdf", data).text.split())) == Counter("".join(printed.split()))


def test_a_repeated_header_and_rows_cut_by_pages_of_a_real_program(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(rows=1, cols=3)
    table.style = "Table Grid"
    for cell, text in zip(table.rows[0].cells, ("Action", "Lead", "Outcome"), strict=True):
        cell.text = text
    mark = table.rows[0]._tr.get_or_add_trPr()
    mark.append(docx.oxml.parse_xml(f"<w:tblHeader {W}/>"))
    rows = [
        (f"Open walking route {number} with signs and benches for older residents", "Public Health", "More walking.")
        for number in range(60)
    ]
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    (found,) = told(source("plan.pdf", converted(tmp_path, "plan.docx", saved(document), "pdf")))
    assert [tuple(row[column][0] for column in range(3)) for row in found] == [("Action", "Lead", "Outcome"), *rows]


LEFT = "We will open a warm hub with Age UK in the old library so that older people feel less alone. " * 4
RIGHT = "Mind will run a walking group each week for young people who are out of work in the town. " * 4


def _set(text: str, x: float, width: int = 42) -> list[tuple[object, ...]]:
    return [("text", x, 120 + 12 * number, line) for number, line in enumerate(textwrap.wrap(text, width))]


def test_text_in_columns_is_read_one_column_after_the_other() -> None:
    page = [("text", 40, 80, "News of the partnership", 16, True), *_set(LEFT, 40), *_set(RIGHT, 320)]
    found = source("news.pdf", made_pdf(page))
    assert told(found) == [
        ("heading", 1, "News of the partnership"),
        ("text", 0, LEFT.strip()),
        ("text", 0, RIGHT.strip()),
    ]


def test_a_paragraph_goes_on_in_the_next_column() -> None:
    lines = textwrap.wrap(LEFT * 2, 42)
    half = len(lines) // 2
    parts = ((40, lines[:half]), (320, lines[half:]))
    page = [("text", x, 120 + 12 * number, line) for x, part in parts for number, line in enumerate(part)]
    assert told(source("news.pdf", made_pdf(page))) == [("text", 0, f"{LEFT}{LEFT}".strip())]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_that_lies_on_its_side_is_turned(turn: int) -> None:
    data = made_pdf([("text", 40, 50, "We will work with Age UK."), ("text", 40, 80, "Mind will help.")])
    found = source("turned.pdf", data.replace(b"/MediaBox", b"/Rotate %d /MediaBox" % turn))
    assert " ".join(words for *_, words in told(found)) == "We will work with Age UK. Mind will help."


def test_words_printed_sideways_in_a_cell_are_words() -> None:
    across = [("line", 30, y, 400, y) for y in (40, 160)]
    down = [("line", x, 40, x, 160) for x in (30, 80, 400)]
    data = made_pdf([*across, *down, ("text", 50, 150, "UP"), ("text", 90, 60, "Calls by Age UK.")])
    old, new = b"10 Tf 50 650 Td (UP)", b"10 Tf 0 1 -1 0 50 650 Tm (Warm homes)"
    found = source("sideways.pdf", data.replace(old, new))
    assert told(found) == [[{0: ["Warm homes"], 1: ["Calls by Age UK."]}]]


def test_a_word_broken_by_a_narrow_column_is_whole_again_and_two_words_stay_two(tmp_path: Path) -> None:
    document = docx.Document()
    headings = ("No.", "Action", "Lead", "Partners", "Timescale", "Outcome", "Progress")
    cells = (
        "1.1",
        "Expand the tenancy sustainment service",
        "Hospital discharge team",
        "Citizens Advice Southmere",
        "April 2022 – March 2024",
        "Affordable homes",
        "£410,000 secured",
    )
    table = document.add_table(rows=1, cols=len(headings))
    table.style = "Table Grid"
    for row, texts in ((table.rows[0], headings), (table.add_row(), cells)):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    (found,) = told(source("plan.pdf", converted(tmp_path, "plan.docx", saved(document), "pdf")))
    assert [tuple(row[column][0] for column in range(len(cells))) for row in found] == [headings, cells]
