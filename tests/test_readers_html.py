"""Web pages: what a browser shows, each stretch at its place in the file."""

from __future__ import annotations

import pytest
from reader_files import rows_of, source, told


def read(text: str) -> list[object]:
    return told(source("page.html", text.encode()))


def test_headings_lists_quotations_and_paragraphs() -> None:
    page = (
        "<!DOCTYPE html><html><head><title>Council</title><style>p {}</style></head><body><nav><a>Home</a></nav>"
        "<h1>Plan</h1><p>Our <b>plan</b> for\nall.</p><h2>People</h2><ul><li>Calls<li>Talks<ul><li>in halls</ul></ul>"
        "<blockquote><p>We loved it.</p></blockquote><p><strong>Halls</strong></p><div>Text in a box"
        "<p>and in a paragraph</div><script>var x = '<p>no</p>';</script></body></html>"
    )
    assert read(page) == [
        ("heading", 1, "Plan"),
        ("text", 0, "Our <b>plan</b> for all."),
        ("heading", 2, "People"),
        ("item", 1, "Calls"),
        ("item", 1, "Talks"),
        ("item", 2, "in halls"),
        ("quote", 0, "We loved it."),
        ("heading", 6, "Halls"),
        ("text", 0, "Text in a box"),
        ("text", 0, "and in a paragraph"),
    ]


def test_a_stretch_begins_and_ends_with_words_and_keeps_the_code_between() -> None:
    page = "<p>\n  <a href='x'>Calls &amp; <i>talks</i></a> &ndash; weekly </p>"
    assert read(page) == [("text", 0, "Calls &amp; <i>talks</i></a> &ndash; weekly")]


def test_rows_and_columns_that_are_spanned_stand_where_they_are_printed() -> None:
    page = (
        "<table><thead><tr><th colspan=3>People</th></tr></thead><tr><td rowspan='2'>Hub</td><td>Opened</td>"
        "<td>May</td></tr><tr><td colspan='2'>Rooms for hire</td></tr><tr><td>Calls<td rowspan=9>Age UK<td>June"
        "<tr><td>Talks<td>July</table>"
    )
    found = source("page.html", page.encode())
    assert told(found) == [
        [
            {0: ["People"]},
            {0: ["Hub"], 1: ["Opened"], 2: ["May"]},
            {1: ["Rooms for hire"]},
            {0: ["Calls"], 1: ["Age UK"], 2: ["June"]},
            {0: ["Talks"], 2: ["July"]},
        ]
    ]
    assert [row.continues for row in rows_of(found)] == [False, False, True, False, False]
    assert {row.width for row in rows_of(found)} == {3}


def test_breaks_lists_and_tables_inside_a_cell_are_its_paragraphs() -> None:
    page = (
        "<table><tr><td>Calls</td><td>Age UK<br>Mind<ul><li>Scope</li></ul><table><tr><td>NHS</td><td>GP</td></tr>"
        "</table>we moved<br>to Ely</td></tr></table>"
    )
    assert read(page) == [[{0: ["Calls"], 1: ["Age UK", "Mind", "Scope", "NHS", "GP", "we moved<br>to Ely"]}]]


@pytest.mark.parametrize("opening", ["<table role='presentation'>", "<table>"])
def test_a_table_that_only_frames_others_is_no_table(opening: str) -> None:
    page = f"{opening}<tr><td><p>Our plan.</p><table><tr><td>Calls</td><td>Mind</td></tr></table></td></tr></table>"
    assert read(page) == [("text", 0, "Our plan."), [{0: ["Calls"], 1: ["Mind"]}]]


@pytest.mark.parametrize(
    "page",
    [
        "<p>Calls</p",
        '<p>Calls<a href="never closed',
        "<!-- a remark --><p>Calls",
        "<p title='a > b'>Calls</i></b></p></div>",
        "<p>Calls<!-- never closed",
        "<p>Calls</p><script>never closed",
        "<div>" * 3_000 + "Calls" + "</div>" * 3_000,
        "<p hidden>Secret</p><p>Calls</p>",
    ],
)
def test_broken_and_odd_pages_are_read_as_far_as_they_go(page: str) -> None:
    assert read(page) == [("text", 0, "Calls")]


def test_a_page_title_serves_where_there_is_no_heading() -> None:
    found = source("page.html", b"<html><title>Our plan</title><p>We will open a hall.</p></html>")
    assert found.title is not None
    assert found.title.of(found.text) == "Our plan"


def test_an_xml_file_of_another_kind_is_refused() -> None:
    with pytest.raises(Exception, match=r"feed\.txt is an XML file, which is no document to read"):
        source("feed.txt", b"<?xml version='1.0'?><rss><item>Calls</item></rss>")


def test_what_a_page_hides_is_not_read() -> None:
    page = (
        "<!doctype html><div style='color:red; display: none'>One</div><p style='visibility:hidden'>Two</p>"
        "<table><tr hidden><td>Three</td></tr>"
        "<tr><td>Calls</td><td style='display:none'>Four</td><td>Mind</td></tr></table>"
    )
    assert read(page) == [[{0: ["Calls"], 2: ["Mind"]}]]


def test_cells_without_a_row_and_words_outside_cells_are_kept() -> None:
    page = "<!doctype html><table>Our plan.<td>Calls<td>Mind<tr>and more<td>Walks<td>Scope</table>"
    assert read(page) == [
        ("text", 0, "Our plan."),
        ("text", 0, "and more"),
        [{0: ["Calls"], 1: ["Mind"]}, {0: ["Walks"], 1: ["Scope"]}],
    ]


def test_a_row_span_of_nought_reaches_to_the_end() -> None:
    page = "<!doctype html><table><tr><td rowspan=0>Health<td>Calls<tr><td>Walks<tr><td>Talks</table>"
    assert read(page) == [[{0: ["Health"], 1: ["Calls"]}, {1: ["Walks"]}, {1: ["Talks"]}]]


def test_a_page_in_columns_made_of_a_table_is_no_table() -> None:
    inner = "<table><tr><th>Action<th>Lead<tr><td>Calls<td>Mind</table>"
    assert read(f"<!doctype html><table><tr><td>{inner}</td><td>News</td></tr></table>") == [
        [{0: ["Action"], 1: ["Lead"]}, {0: ["Calls"], 1: ["Mind"]}],
        ("text", 0, "News"),
    ]


@pytest.mark.parametrize(
    "opening", ["<strong>We</strong>", "<a href='x'>We</a>", "<style>p { }</style><b>We</b>", "<dl><dt>We</dl>"]
)
def test_a_piece_of_a_page_is_a_page(opening: str) -> None:
    assert [words for *_, words in read(f"{opening}<p>work with Mind.</p>")] == ["We", "work with Mind."]
