"""Text dumps: lines become rows and cells, hard-wrapped lines become one, and nothing of the text is lost."""

from __future__ import annotations

import re
import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import JunctionBoxError
from graph.records import Span
from graph.settings import Limits
from ingest.reading import read_bytes
from ingest.source import Source, Table
from ingest.text_dump import paragraphs, read_text_dump


def rows(text: str) -> list[list[tuple[int, list[str]]]]:
    """The cells of each row as (column, paragraphs)."""
    source = read_text_dump("a.txt", "", text)
    return [
        [(cell.column, [span.of(text) for span in cell.paragraphs]) for cell in row.cells]
        for block in source.blocks
        if isinstance(block, Table)
        for row in block.rows
    ]


def test_the_first_line_alone_is_the_title() -> None:
    source = read_text_dump("a.txt", "", "Annual log\n\nAction\tImpact\nA\tB\n")
    assert source.title is not None
    assert source.title.of(source.text) == "Annual log"


def test_tabs_part_cells_and_an_empty_first_cell_keeps_its_place() -> None:
    assert rows("Action\tImpact\nFairs\tMore jobs\n\tLess waste\n") == [
        [(0, ["Action"]), (1, ["Impact"])],
        [(0, ["Fairs"]), (1, ["More jobs"])],
        [(1, ["Less waste"])],
    ]


def test_without_tabs_three_spaces_part_cells() -> None:
    assert rows("Action      Impact\nFairs    More jobs\n") == [
        [(0, ["Action"]), (1, ["Impact"])],
        [(0, ["Fairs"]), (1, ["More jobs"])],
    ]


@pytest.mark.parametrize(
    ("cell", "parts"),
    [
        ("One.  Two", ["One.", "Two"]),
        ("One. Two", ["One. Two"]),
        ("• One • Two", ["One", "Two"]),
        ("One<br>Two<br/>Three", ["One", "Two", "Three"]),
        ("<p>One</p><p>Two</p>", ["One", "Two"]),
        ('One <a href="https://x.example/?a=1&amp;b=2">https://x.example/?a=1&amp;b=2</a> Two', ["One ", " Two"]),
        ('See <a href="https://x.example">the plan</a> now', ['See <a href="https://x.example">the plan</a> now']),
        ("a < b > c", ["a < b > c"]),
    ],
)
def test_paragraphs_of_a_cell(cell: str, parts: list[str]) -> None:
    assert [span.of(cell) for span in paragraphs(cell, Span(0, len(cell)))] == parts


def test_hard_wrapped_lines_are_one_cell() -> None:
    cell = (
        "Held three fairs in the square, with stalls for growers, makers and repairers from all over the vale and "
        "from towns as far away as the coast, and every stall was taken within a day of the list being opened to "
        "traders. People came from far and wide to see what was on offer and went home with a full basket and recipes."
    )
    text = "Action\tImpact\nFairs May 2021\t" + "\n".join(textwrap.wrap(cell, 50)) + "\nMarkets June 2021\tHeld two.\n"
    found = rows(text)
    assert len(found) == 3
    assert " ".join(found[1][1][1][0].split()) == cell


def test_long_lines_that_are_not_wrapped_stay_rows() -> None:
    line = "Fairs\t" + "Held three fairs in the square with stalls for growers and makers. " * 5
    assert len(rows("\n".join([line] * 8))) == 8


def test_remains_of_a_web_page_are_flagged_once_a_line() -> None:
    source = read_text_dump("a.txt", "", "Action\tImpact\nA\tWith <b>Mind</b> and <i>Scope</i>\n")
    flags = [flag for block in source.blocks if isinstance(block, Table) for row in block.rows for flag in row.flags]
    assert [(flag.kind, flag.span.of(source.text)) for flag in flags] == [("markup-removed", "<b>")]


def test_windows_line_ends_are_no_part_of_a_cell() -> None:
    assert rows("Action\tImpact\r\nFairs\tMore jobs\r\n")[1] == [(0, ["Fairs"]), (1, ["More jobs"])]


def covered(source: Source) -> set[int]:
    spans = [
        cell.span for block in source.blocks if isinstance(block, Table) for row in block.rows for cell in row.cells
    ]
    spans += [source.title] if source.title else []
    return {offset for span in spans for offset in range(span.start, span.end)}


LINES = st.lists(st.text(alphabet="ab. \t  •<>p/\r", max_size=40), max_size=14).map("\n".join)


@given(LINES | st.text(max_size=200))
def test_no_letter_is_lost_and_rows_follow_the_text(text: str) -> None:
    source = read_text_dump("a.txt", "", text)
    held = covered(source) | {i for tag in re.finditer(r"</?p>|<br ?/?>", text) for i in range(*tag.span())}
    assert [text[i] for i in range(len(text)) if text[i].isalnum() and i not in held] == []
    spans = [row.span for block in source.blocks if isinstance(block, Table) for row in block.rows]
    assert spans == sorted(spans)


@settings(deadline=None)
@given(st.binary(max_size=120))
def test_any_bytes_are_read_or_refused_in_one_sentence(data: bytes) -> None:
    refused = ""
    try:
        assert read_bytes("a.txt", data, Limits()).text.strip()
    except JunctionBoxError as error:
        refused = str(error)
    assert "\n" not in refused
