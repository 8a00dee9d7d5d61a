"""Separated files, Markdown and plain text: the file itself is the stored text, and cells keep their places in it."""

from __future__ import annotations

import pytest
from reader_files import cells, rows_of, source, told, words

from ingest.source import Table


def read(text: str, name: str = "plan.txt") -> list[object]:
    return told(source(name, text.encode()))


# separated


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_cells_are_parted_by_any_usual_mark(mark: str) -> None:
    text = "Action,Lead,When\nCalls,Age UK,May 2021\nTalks,Mind,June 2021\n".replace(",", mark)
    assert read(text) == [
        [
            {0: ["Action"], 1: ["Lead"], 2: ["When"]},
            {0: ["Calls"], 1: ["Age UK"], 2: ["May 2021"]},
            {0: ["Talks"], 1: ["Mind"], 2: ["June 2021"]},
        ]
    ]


def test_quoted_cells_keep_their_place_without_the_outer_quotes() -> None:
    text = 'Action,Partners\r\n"Calls, ""daily""","Age UK\r\nMind"\r\n,"  Scope  "\r\n'
    found = source("plan.csv", b"\xef\xbb\xbf" + text.encode())
    assert found.text == text
    first, second = rows_of(found)[1:]
    assert [span.of(text) for cell in first.cells for span in cell.paragraphs] == ['Calls, ""daily""', "Age UK", "Mind"]
    assert cells(found, second) == {1: ["Scope"]}


def test_line_ends_of_every_kind_end_a_record() -> None:
    for end in ("\n", "\r\n", "\r"):
        assert len(rows_of(source("plan.csv", f"Action,Lead{end}Calls,Age UK{end}Talks,Mind{end}".encode()))) == 3


def test_a_quote_that_is_never_closed_is_a_letter() -> None:
    assert read('Action,Lead\nCalls,Age UK\n"Talks,Mind\n') == [
        [{0: ["Action"], 1: ["Lead"]}, {0: ["Calls"], 1: ["Age UK"]}, {0: ['"Talks'], 1: ["Mind"]}]
    ]


def test_letters_of_windows_are_read() -> None:
    data = "Action;Cost\nCafé – weekly;£5k\nTalks;£2k\n".encode("cp1252")
    assert told(source("plan.csv", data))[0][1] == {0: ["Café – weekly"], 1: ["£5k"]}


def test_a_title_over_the_table_is_the_title() -> None:
    found = source("plan.csv", b"Delivery plan 2024,\n,\nAction,Lead\nCalls,Age UK\n")
    assert told(found)[0] == ("heading", 1, "Delivery plan 2024")
    assert found.title is not None


def test_rows_of_uneven_length_and_blank_rows_are_taken_as_they_come_where_the_name_says_table() -> None:
    text = "Action,Lead\n\nCalls,Age UK,extra\nTalks\nVisits,Mind\nPlays,Scope\n"
    assert read(text, "plan.csv")[0] == [
        {0: ["Action"], 1: ["Lead"]},
        {0: ["Calls"], 1: ["Age UK"], 2: ["extra"]},
        {0: ["Talks"]},
        {0: ["Visits"], 1: ["Mind"]},
        {0: ["Plays"], 1: ["Scope"]},
    ]


@pytest.mark.parametrize(
    "text",
    [
        "We will work with Age UK, and Mind.\nIn May, we open a hall.\nLater, more will follow.\n",
        "Dear all,\nthank you for coming, it was good.\nYours,\nthe team\n",
        "We met Mind; it was good.\nWe met Scope; it was better.\n",
    ],
)
def test_prose_with_commas_is_no_table(text: str) -> None:
    assert not any(isinstance(block, Table) for block in source("notes.csv.txt", text.encode()).blocks)


def test_a_table_pasted_as_text_goes_to_the_reader_of_dumps() -> None:
    text = "People\t\nAction\tImpact\nCalls May 2021\tLess loneliness.  More visits.\n\tNew friends.\n"
    found = source("log.txt", text.encode())
    assert found.reader == "text-dump 1"
    assert not any(row.whole for row in rows_of(found))


# Markdown


def test_front_matter_gives_the_title_and_is_no_text() -> None:
    text = '---\nlayout: post\ntitle: "Plan for parks"\ndate: 2021-02-18\n---\nWe will open a park.\n'
    found = source("news.md", text.encode())
    assert told(found) == [("text", 0, "We will open a park.")]
    assert found.title is not None
    assert found.title.of(text) == "Plan for parks"


def test_headings_lists_quotations_and_paragraphs_of_markdown() -> None:
    text = (
        "# Plan #\n\nOur plan\nin two lines.\n\n## People\n\n- Calls to\n  readers\n* [ ] Talks\n  - nested\n"
        "1. Numbered\n\n> First said.\n> Still first.\n>\n> Second said.\n\nPlaces\n------\n\n"
        "**Halls**\n\n_All_ of it, **now**.\n\n---\n"
    )
    assert read(text, "plan.md") == [
        ("heading", 1, "Plan"),
        ("text", 0, "Our plan in two lines."),
        ("heading", 2, "People"),
        ("item", 1, "Calls to readers"),
        ("item", 1, "Talks"),
        ("item", 2, "nested"),
        ("item", 1, "Numbered"),
        ("quote", 0, "First said. > Still first."),
        ("quote", 0, "Second said."),
        ("heading", 2, "Places"),
        ("heading", 6, "Halls"),
        ("text", 0, "_All_ of it, **now**."),
    ]


def test_pipe_tables_with_and_without_edges() -> None:
    text = (
        "| Action | Partners |\n|:---|---:|\n| Calls | Age UK<br>Mind |\n| | Scope \\| NHS |\n\n"
        "Action | Lead\n--- | ---\nTalks | Mind\n"
    )
    assert read(text) == [
        [{0: ["Action"], 1: ["Partners"]}, {0: ["Calls"], 1: ["Age UK", "Mind"]}, {1: ["Scope \\| NHS"]}],
        [{0: ["Action"], 1: ["Lead"]}, {0: ["Talks"], 1: ["Mind"]}],
    ]


def test_web_page_code_in_markdown_is_read_as_such() -> None:
    text = (
        "# Page\n\n<div class='box'>\n    <h2 class='x'>A case</h2>\n\n<p>We helped <b>ten</b> people.</p>\n</div>\n\n"
        "<table>\n<tr><td>Calls</td><td>Age UK</td></tr>\n\n<tr><td>Talks</td><td>Mind</td></tr>\n</table>\n\n"
        "<a href='x'><img src='y'></a>\n\n<cite>-- from a release</cite>\n"
    )
    assert read(text) == [
        ("heading", 1, "Page"),
        ("heading", 2, "A case"),
        ("text", 0, "We helped <b>ten</b> people."),
        [{0: ["Calls"], 1: ["Age UK"]}, {0: ["Talks"], 1: ["Mind"]}],
        ("text", 0, "-- from a release"),
    ]


# plain


def test_headings_items_and_paragraphs_of_plain_text() -> None:
    text = (
        "Minutes of the Partnership Board\n\nPEOPLE\n\nThe board met on 3 May and heard from Age UK about its calls.\n"
        "\n1. Apologies\n\nNone were sent, and the chair thanked everyone for coming.\n\nWe agreed to:\n- open a hall\n"
        "- ask Mind for talks\n\nNext steps\n==========\n\nWe meet again in June.\n"
    )
    assert read(text) == [
        ("heading", 1, "Minutes of the Partnership Board"),
        ("heading", 2, "PEOPLE"),
        ("text", 0, "The board met on 3 May and heard from Age UK about its calls."),
        ("heading", 3, "Apologies"),
        ("text", 0, "None were sent, and the chair thanked everyone for coming."),
        ("text", 0, "We agreed to:"),
        ("item", 1, "open a hall"),
        ("item", 1, "ask Mind for talks"),
        ("heading", 2, "Next steps"),
        ("text", 0, "We meet again in June."),
    ]


def test_hard_wrapped_paragraphs_are_joined_and_lines_of_their_own_are_not() -> None:
    text = (
        "The council will work with Age UK and the county's libraries on calls\n"
        "to readers who have not been seen for a while, and on home visits to\n"
        "those who ask. It begins in May.\n"
        "Mind will give talks in three halls, and the NHS will send nurses who\n"
        "answer questions.\n\n"
        "- a first point that is long enough to be wrapped over two lines by\n"
        "  the margin\n"
        "- a second point\n"
    )
    assert read(text) == [
        (
            "text",
            0,
            "The council will work with Age UK and the county's libraries on calls to readers who have not been seen "
            "for a while, and on home visits to those who ask. It begins in May.",
        ),
        (
            "text",
            0,
            "Mind will give talks in three halls, and the NHS will send nurses who answer questions.",
        ),
        ("item", 1, "a first point that is long enough to be wrapped over two lines by the margin"),
        ("item", 1, "a second point"),
    ]


def test_numbers_after_numbers_are_items() -> None:
    assert read("We agreed to do this:\n\n1. Open a hall\n2. Ask Mind\n3) Thank Scope\n") == [
        ("text", 0, "We agreed to do this:"),
        ("item", 1, "Open a hall"),
        ("item", 1, "Ask Mind"),
        ("item", 1, "Thank Scope"),
    ]


def test_a_list_whose_marks_are_followed_by_tabs_is_no_table() -> None:
    found = source("minutes.txt", b"Actions\n\n1.\tOpen a hall\n2.\tAsk Mind\n3.\tThank Scope\n")
    assert [block for block in told(found) if block[0] == "item"] == [
        ("item", 1, "Open a hall"),
        ("item", 1, "Ask Mind"),
        ("item", 1, "Thank Scope"),
    ]


ACTIONS = [[{0: ["Action"], 1: ["Lead"], 2: ["When"]}, {0: ["Calls"], 1: ["Age UK, Mind"], 2: ["May 2024"]}]]


def test_the_line_that_tells_excel_the_mark_is_no_row() -> None:
    assert told(source("plan.csv", b"sep=;\r\nAction;Lead;When\r\nCalls;Age UK, Mind;May 2024\r\n")) == ACTIONS


def test_quotes_after_a_space_hold_a_cell_together() -> None:
    assert (
        told(source("plan.csv", b'Action, "Lead", When\nCalls, "Age UK, Mind", May 2024\n' + b"Walks, Mind, May\n"))[0][
            :2
        ]
        == ACTIONS[0]
    )


def test_quotes_that_end_within_a_cell_are_its_words() -> None:
    found = source("plan.csv", b'Action,Lead\n"Warm" hubs,Mind\nCalls,Scope\n')
    assert told(found)[0][1] == {0: ['"Warm" hubs'], 1: ["Mind"]}


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig", "cp1252"])
def test_every_usual_encoding_is_read(encoding: str) -> None:
    data = "Action;Lead;When\r\nCalls;Age UK, Mind;May 2024\r\n".encode(encoding)
    assert told(source("plan.csv", data)) == ACTIONS


def test_lines_that_end_as_on_old_macs_are_lines() -> None:
    assert told(source("plan.md", b"# Plan\r\r- Calls by Mind\r- Walks\r")) == [
        ("heading", 1, "Plan"),
        ("item", 1, "Calls by Mind"),
        ("item", 1, "Walks"),
    ]


def test_signs_that_no_file_of_facts_can_hold_are_replaced_in_place() -> None:
    found = source("plan.txt", b"Calls\x01 by\x0c Mind.\n")
    assert found.text == "Calls\ufffd by  Mind.\n"


def test_tables_drawn_with_bars_are_tables_without_a_rule_too() -> None:
    bare = "| Action | Lead |\n| Calls | Mind |\n"
    drawn = "+----+----+\n| Action | Lead |\n+====+====+\n| Calls | Mind |\n+----+----+\n"
    for text in (bare, drawn):
        assert told(source("plan.txt", text.encode())) == [[{0: ["Action"], 1: ["Lead"]}, {0: ["Calls"], 1: ["Mind"]}]]


def test_comments_and_front_matter_of_markdown_are_no_text() -> None:
    text = "+++\ntitle = 'Our plan'\n+++\n\n<!-- not yet\nWork with Scope. -->\n\nWork with Mind.\n"
    found = source("plan.md", text.encode())
    assert found.title
    assert words(found, found.title) == "Our plan"
    assert told(found) == [("text", 0, "Work with Mind.")]
