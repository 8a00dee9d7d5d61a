"""Rows of a damaged table become actions: one test for each rule of segmentation."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading_support import read

from graph.errors import JunctionBoxError
from graph.records import Action, Extraction
from ingest.columns import header, meaning
from ingest.source import Table
from ingest.text_dump import read_text_dump


def extraction(*lines: str) -> Extraction:
    return read("\n".join(("A log of what was done", "", *lines, "")).encode())


def actions(*lines: str) -> list[tuple[str, str | None, tuple[int, int]]]:
    """Title, theme and lines (from 1 after the title line) of each action."""
    return [(a.title, a.theme, (a.lines[0] - 2, a.lines[1] - 2)) for a in extraction(*lines).actions]


def flags(found: Extraction) -> list[str]:
    return sorted(
        {flag.kind for flag in found.flags} | {flag.kind for action in found.actions for flag in action.flags}
    )


HEAD = "Action - Date\tImpact"
FAIRS = "Summer fairs June 2021\tHeld three fairs in the square.  More visitors in the town."
NARRATIVE = (
    "A town where all are welcome and nobody is left out of what goes on.\t"
    "Parks lift our spirits and bring us together in all weathers."
)
WALKS = "Health walks May 2021 - Ongoing\tStarted twelve walks a week.  Better health for older people."


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("Outcomes - Date", "title"),
        ("Action / When", "title"),
        ("What we did and when", "title"),
        ("Our key actions (when)", "title"),
        ("IMPACT", "outcome"),
        ("Difference made:", "outcome"),
        ("Progress and benefits", "outcome"),
        ("Partners", "partner"),
        ("Lead officer", "lead"),
        ("By when?", "end"),
        ("RAG", "status"),
        ("Libraries and Communities", None),
        ("", None),
    ],
)
def test_headings_say_what_a_column_holds(heading: str, role: str | None) -> None:
    assert meaning(heading) == role


@pytest.mark.parametrize(
    ("line", "is_header"),
    [(HEAD, True), ("Impact", True), ("Action\tLead\tPartners", True), ("Think Communities\tLibraries", False),
     (FAIRS, False), ("Summer fairs\tMore visitors.", False)],
)  # fmt: skip
def test_a_header_row_is_known_by_all_its_cells(line: str, is_header: bool) -> None:
    source = read_text_dump("a.txt", "", f"x\ty\n{line}\n")
    assert isinstance(source.blocks[0], Table)
    assert (header(source.text, source.blocks[0].rows[1]) is not None) is is_header


def test_a_short_cell_alone_before_a_table_is_the_theme() -> None:
    assert actions("Places\t", HEAD, FAIRS, "", "People\t", HEAD, WALKS) == [
        ("Summer fairs", "Places", (3, 3)),
        ("Health walks", "People", (7, 7)),
    ]


def test_a_theme_may_begin_like_an_effect() -> None:
    assert [theme for _, theme, _ in actions("Better Services\t", HEAD, FAIRS)] == ["Better Services"]


def test_what_stands_between_theme_and_table_is_no_action() -> None:
    lines = ("Places\t", "Our aim\tWhy it matters", NARRATIVE, HEAD, FAIRS)
    assert actions(*lines) == [("Summer fairs", "Places", (5, 5))]


def test_a_lost_heading_and_a_lost_column_are_flagged_and_no_theme_is_invented() -> None:
    found = extraction(
        "Places\t", "Our aim\tWhy it matters", NARRATIVE, HEAD, FAIRS, "",
        "Why it matters", "Words about a third aim that is dear to all of us here in the town.", "Impact",
        "Planted two hundred trees with schools.", "Cleaner air in the streets.",
    )  # fmt: skip
    assert [(action.theme, action.title_stated) for action in found.actions] == [("Places", True), (None, False)]
    assert {"heading-lost", "column-lost", "title-lost"} <= set(flags(found))


@pytest.mark.parametrize(
    ("cell", "title", "date"),
    [
        ("Summer fairs June 2021", "Summer fairs", "June 2021"),
        ("Summer fairs - June 2021", "Summer fairs", "June 2021"),
        ("Summer fairs (June 2021)", "Summer fairs", "June 2021"),
        ("Summer fairs, completed June 2021", "Summer fairs", "completed June 2021"),
        ("Summer fairs Ongoing", "Summer fairs", "Ongoing"),
        ("2 new fairs Aug 2020", "2 new fairs", "Aug 2020"),
        ("Summer fairs", "Summer fairs", None),
    ],
)
def test_a_title_parts_from_its_date(cell: str, title: str, date: str | None) -> None:
    [found] = extraction(HEAD, f"{cell}\tHeld three fairs.").actions
    assert (found.title, found.period.text if found.period else None) == (title, date)


def test_a_year_that_belongs_to_a_name_stays_in_the_title() -> None:
    [found] = extraction(HEAD, "Census 2021 Ongoing\tJoined the team for Census 2021.").actions
    assert (found.title, found.status, found.period.start if found.period else None) == ("Census 2021", "ongoing", None)


def test_an_empty_first_cell_goes_on_with_the_row_even_over_a_page_break() -> None:
    assert actions(HEAD, FAIRS, "\tMore trade.", "", "\tLess litter.", WALKS) == [
        ("Summer fairs", None, (2, 5)),
        ("Health walks", None, (6, 6)),
    ]


def test_a_sentence_cut_by_a_page_is_one_sentence() -> None:
    found = extraction(HEAD, "Fairs June 2021\tHeld fairs.  More space for use by partner", "\torganisations.", WALKS)
    statement = found.actions[0].statements[0].span.of(found.text)
    assert " ".join(statement.split()) == "More space for use by partner organisations"
    assert "sentence-joined" in flags(found)


def test_rows_without_titles_are_opened_by_deeds_and_closed_by_effects() -> None:
    lines = (
        HEAD,
        "Agreed a plan with the growers.",
        "Improved access to land.",
        "Increased harvests.",
        "Looking to open a shop.",
        "Support for small growers.",
        "Replaced the old gate.",
    )
    found = extraction(*lines).actions
    assert [(a.lines[0] - 2, a.lines[1] - 2) for a in found] == [(2, 4), (5, 6), (7, 7)]
    assert [action.title_stated for action in found] == [False] * 3


def test_an_untitled_sentence_after_a_whole_row_is_an_action_of_its_own() -> None:
    lines = (HEAD, FAIRS, "Seed packets given to every school in the borough.", "Less waste.")
    assert [lines for _, _, lines in actions(*lines)] == [(2, 2), (3, 4)]


def test_a_row_that_begins_in_mid_sentence_says_so() -> None:
    found = extraction(HEAD, FAIRS, "Less litter.", "a programme to help growers. It ran in May.")
    assert "truncated-start" in flags(found)


def test_three_columns_with_titles_dates_and_effects() -> None:
    found = extraction("Project\tProgress\tImpact", "Summer fairs June 2021\tHeld three.\tMore visitors.").actions
    assert [(a.title, a.period.start if a.period else None) for a in found] == [("Summer fairs", "2021-06")]
    assert [statement.kind for statement in found[0].statements] == ["impact"]


def test_a_first_column_of_titles_and_dates_needs_no_known_heading_beside_it() -> None:
    assert actions("Scheme and date\tWhere it got us", FAIRS) == [("Summer fairs", None, (2, 2))]


def test_rows_of_titles_and_dates_without_any_header_are_actions() -> None:
    repair = "Repair days July 2021\tHeld six repair days.  Less waste."
    assert [title for title, _, _ in actions(FAIRS, WALKS, repair)] == ["Summer fairs", "Health walks", "Repair days"]
    headed = actions("Places\t", "Deeds (dates)\tHow it went", FAIRS, WALKS, repair)
    assert [(title, theme) for title, theme, _ in headed[-3:]] == [
        ("Summer fairs", "Places"),
        ("Health walks", "Places"),
        ("Repair days", "Places"),
    ]
    assert actions("Ann Lee\tManager, from 2021 at the museum in town", "Bo Ray\tDriver") == []


def test_an_own_title_is_marked_as_ours() -> None:
    [found] = extraction(HEAD, "Agreed a plan with the growers of the whole vale and with their many friends.").actions
    assert not found.title_stated
    assert found.title.endswith("…")
    assert found.title_span is None


LINES = st.sampled_from(
    [HEAD, FAIRS, WALKS, "Places\t", "Impact", "\tLess litter.", "", "organisations.", "Agreed a plan.", "\t\t", "•",
     "Increased trade.", "Our aim\tWhy it matters", "a rest of a line", "Census 2021 Ongoing\tx", "<p>", "\tx\ty\tz",
     "May 2021", "   "]
)  # fmt: skip


def inside(action: Action, text: str) -> bool:
    spans = [*action.passages, *(statement.span for statement in action.statements)]
    return 0 <= action.span.start < action.span.end <= len(text) and all(action.span.covers(span) for span in spans)


@given(st.lists(LINES, max_size=16))
def test_any_order_of_lines_is_read_and_actions_follow_the_text(lines: list[str]) -> None:
    text = "\n".join(["A log", "", *lines, "end"])
    found = read(text.encode())
    starts = [action.span.start for action in found.actions]
    assert starts == sorted(starts)
    assert all(inside(action, text) for action in found.actions)
    assert len({action.key for action in found.actions}) == len(found.actions)


@given(st.text(alphabet="abAB .,\t\n12-£•<>()&’", max_size=250) | st.text(max_size=120))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        found = read(text.encode("utf-8", "replace"))
    except JunctionBoxError:
        return
    assert all(inside(action, found.text) for action in found.actions)
