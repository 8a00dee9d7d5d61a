"""Tables as councils lay them out: rows above the headings, headings in two rows or repeated, updates side by side."""

from __future__ import annotations

import io

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading_support import SHARED, gazetteer

from graph.records import Action, Extraction
from graph.settings import Limits, Settings
from ingest.by_hand import by_hand
from ingest.column_report import TableReport, lines_to_map, table_reports
from ingest.extract import extract
from ingest.reading import read_bytes


def read(name: str, data: str | bytes) -> Extraction:
    data = data.encode() if isinstance(data, str) else data
    return extract(read_bytes(name, data, Limits()), gazetteer())


def reports(name: str, data: str | bytes) -> list[TableReport]:
    data = data.encode() if isinstance(data, str) else data
    return table_reports(read_bytes(name, data, Limits()), by_hand(Settings(), name))


def partners(action: Action) -> list[tuple[str, str]]:
    return [(link.name, link.role) for link in action.partners]


def workbook(rows: list[list[str]], *merged: str) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append([value or None for value in row])
    for cells in merged:
        book.active.merge_cells(cells)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


TITLED = """Southmere Borough Council,,,,,,
Delivery Plan 2023-25,,,,,,
,,,,,,
Ref,Action,Lead,Target date,Q1 update,Q2 update,RAG
1.1,Open a repair café in each ward,Communities Team,March 2024,The first café is open.,Two more are open.,Green
Ref,Action,Lead,Target date,Q1 update,Q2 update,RAG
1.2,Plant 400 street trees,Parks,March 2025,-,Planting is delayed.,Amber
"""


def test_rows_above_the_headings_give_owner_and_title_and_are_no_theme() -> None:
    found = read("plan.csv", TITLED)
    assert (found.owner, found.title) == ("Southmere Borough Council", "Delivery Plan 2023-25")
    assert [(action.title, action.theme) for action in found.actions] == [
        ("Open a repair café in each ward", None),
        ("Plant 400 street trees", None),
    ]


def test_updates_side_by_side_belong_to_one_action_in_their_order() -> None:
    found = read("plan.csv", TITLED)
    assert [[span.of(found.text) for span in action.passages] for action in found.actions] == [
        ["Open a repair café in each ward", "The first café is open", "Two more are open"],
        ["Plant 400 street trees", "Planting is delayed"],
    ]


def test_headings_repeated_on_each_page_are_one_table() -> None:
    (report,) = reports("plan.csv", TITLED)
    assert (report.line, report.rows, report.reason) == (4, 2, "")


def test_codes_and_states_stay_with_their_action_as_they_are() -> None:
    found = read("plan.csv", TITLED)
    kept = [(cell.heading.of(found.text), cell.span.of(found.text)) for cell in found.actions[0].kept if cell.heading]
    assert kept == [("Ref", "1.1"), ("RAG", "Green")]


GROUPED = [
    ["Priority", "Action", "Delivery", "", "Measures", "", "Progress"],
    ["", "", "Who is responsible", "Delivery partner(s)", "KPI", "Baseline", ""],
    ["Start well", "Peer supporters", "Public Health", "Home-Start", "Supporters", "12", "Thirty are trained."],
    ["", "Book bags", "Libraries", "BookTrust", "Bags", "0", ""],
]


def test_headings_merged_over_two_rows_are_read_from_both() -> None:
    data = workbook(GROUPED, "A1:A2", "B1:B2", "C1:D1", "E1:F1", "G1:G2", "A3:A4")
    found = read("plan.xlsx", data)
    assert [(action.title, action.theme, partners(action)) for action in found.actions] == [
        ("Peer supporters", "Start well", [("Public Health", "lead"), ("Home-Start", "delivery")]),
        ("Book bags", "Start well", [("Libraries", "lead"), ("BookTrust", "delivery")]),
    ]
    assert found.flags == () or {flag.kind for flag in found.flags} == {"owner-unknown"}
    (report,) = reports("plan.xlsx", data)
    assert [(column.heading, column.role) for column in report.columns] == [
        ("Priority", "theme"),
        ("Action", "title"),
        ("Who is responsible", "lead"),
        ("Delivery partner(s)", "partner"),
        ("KPI", "kept"),
        ("Baseline", "kept"),
        ("Progress", "description"),
    ]


def test_a_group_tells_what_the_columns_below_it_hold() -> None:
    rows = [
        ["Project", "Outcomes", "", "Progress", ""],
        ["", "Short term", "Long term", "Q1", "Q2"],
        ["Food hubs", "More people eat well.", "Residents are healthier.", "Two are open.", "X"],
    ]
    found = read("plan.xlsx", workbook(rows))
    (action,) = found.actions
    assert [statement.span.of(found.text) for statement in action.statements] == [
        "More people eat well",
        "Residents are healthier",
    ]
    assert action.title == "Food hubs"


def test_headings_in_the_row_above_count_for_columns_merged_over_both() -> None:
    text = "Objective,Delivery,,\n,Action,Lead,Partners\nWarm homes,Insulate 50 lofts,Housing,Energy Saving Trust\n"
    (action,) = read("plan.csv", text).actions
    assert (action.theme, action.title, partners(action)) == (
        "Warm homes",
        "Insulate 50 lofts",
        [("Housing", "lead"), ("Energy Saving Trust", "delivery")],
    )


def test_a_first_column_without_a_heading_names_the_actions() -> None:
    text = ",Lead,Outcome\nToy library,Libraries,Families are closer.\n"
    (action,) = read("plan.csv", text).actions
    assert (action.title, partners(action)) == ("Toy library", [("Libraries", "lead")])
    first = reports("plan.csv", text)[0].columns[0]
    assert (first.heading, first.role, first.how) == ("(no heading)", "title", "its place")


def test_a_table_of_figures_does_not_take_over_the_headings_above_it() -> None:
    text = (
        "| Action | Lead | Partners |\n|---|---|---|\n| Mend the roof | Estates | Historic England |\n\n"
        "| Year | Homes | Emissions |\n|---|---|---|\n| 2020 | 100 | 4 |\n"
    )
    assert [action.title for action in read("plan.md", text).actions] == ["Mend the roof"]
    assert [report.reason for report in reports("plan.md", text)] == ["", "it holds mostly figures"]


def test_a_second_table_with_fewer_columns_is_read_by_its_own_headings() -> None:
    text = (
        "<table><tr><th>Action</th><th>Lead</th><th>Partners</th></tr>"
        "<tr><td>Mend the roof</td><td>Estates</td><td>Historic England</td></tr></table>"
        "<table><tr><th>Action</th><th>Partners</th></tr><tr><td>Toy library</td><td>Home-Start</td></tr></table>"
    )
    assert [partners(action) for action in read("plan.html", text).actions] == [
        [("Estates", "lead"), ("Historic England", "delivery")],
        [("Home-Start", "delivery")],
    ]


def test_a_heading_that_stands_alone_in_its_place_goes_on_with_the_headings_above() -> None:
    text = (
        "<table><tr><th>Action</th><th>Impact</th></tr><tr><td>Toy library June 2021</td><td>Closer families.</td></tr>"
        "</table><table><tr><td></td><td>Impact</td></tr><tr><td>Tool library July 2021</td><td>Less waste.</td></tr>"
        "</table>"
    )
    found = read("log.html", text)
    assert [action.title for action in found.actions] == ["Toy library", "Tool library"]
    assert "column-lost" in {flag.kind for flag in found.flags}


def test_headings_written_as_web_page_code_are_understood() -> None:
    text = (
        "<table><tr><th>Action</th><th>Lead</th><th>Outcomes &amp; benefits</th></tr>"
        "<tr><td>Toy library</td><td>Parks &amp; Leisure</td><td>Families are closer.</td></tr></table>"
    )
    (report,) = reports("plan.html", text)
    assert [(c.heading, c.role) for c in report.columns][2] == ("Outcomes & benefits", "outcome")
    assert partners(read("plan.html", text).actions[0]) == [("Parks & Leisure", "lead")]


def test_short_rows_below_a_theme_row_are_actions() -> None:
    text = "Action,Lead,Notes\nClean streets,,\nMore bins,Parks,\nSafer streets,,\nLight the towpath,Parks,\n"
    assert [(action.theme, action.title) for action in read("plan.csv", text).actions] == [
        ("Clean streets", "More bins"),
        ("Safer streets", "Light the towpath"),
    ]


def test_a_row_of_content_that_sounds_like_headings_is_content() -> None:
    text = "Action,Lead,By when\nReview the action plan,Project team,March 2025\nStart-up loans,Action Group,May 2025\n"
    assert [action.title for action in read("plan.csv", text).actions] == ["Review the action plan", "Start-up loans"]


def test_what_a_person_may_map_is_printed_ready_to_paste() -> None:
    lines = lines_to_map("odd.csv", reports("odd.csv", "Zork,Blib (2024)\nA toy library,It is warm\n"))
    assert lines[-3:] == ['[documents."odd.csv".columns]', '"Zork" = "kept"', '"Blib (2024)" = "kept"']


def test_an_end_before_the_start_is_kept_as_printed_and_resolved_to_nothing() -> None:
    text = "Action,Lead,Start date,End date\nRun a fair,Events,2023-12-01,2023-10-20\n"
    (action,) = read("plan.csv", text).actions
    assert action.period is not None
    assert (action.period.text, action.period.edtf) == ("2023-12-01,2023-10-20", None)


def test_a_venue_column_names_the_places_and_the_title_adds_none() -> None:
    text = "Project,Partner,Venue postcode\nLeeds Lit Fest,Leeds Library,LS1 3AA & LS6 1NY\nWalks,Ramblers,TBC\n"
    assert [[venue.value for venue in action.venues] for action in read("plan.csv", text).actions] == [
        ["LS1 3AA", "LS6 1NY"],
        [],
    ]


def test_open_data_of_other_columns_comes_in_with_no_configuration() -> None:
    path = SHARED / "data" / "leeds-2023-partnerships.csv"
    if not path.is_file():
        pytest.skip("the open data are not on this machine")
    found = read(path.name, path.read_bytes())
    links = {(link.name, link.kind) for action in found.actions for link in action.partners}
    assert len(found.actions) == 66
    assert (len(links), [name for name, kind in links if kind == "unnamed"]) == (49, ["Various"])
    assert {"The Stanley & Audrey Burton Gallery", "Music:Leeds", "Le Flow"} <= {name for name, _ in links}
    assert not any(action.statements for action in found.actions)
    assert {action.status for action in found.actions} == {"ongoing", "completed"}


HEADINGS = st.sampled_from(["Action", "Lead", "Partners", "Outcome", "Q1", "KPI", "Gizmo", "", "Delivery", "By when"])
WORDS = st.sampled_from(["Open a hub", "Parks", "Age UK", "-", "TBC", "", "2024", "People are well.", "Ready. Set."])


@given(st.lists(HEADINGS, min_size=1, max_size=5), st.lists(st.lists(WORDS, max_size=5), max_size=5))
def test_whatever_a_sheet_holds_every_cell_that_is_shown_is_verbatim(
    headings: list[str], rows: list[list[str]]
) -> None:
    text = "\n".join(",".join(f'"{cell}"' for cell in row) for row in [headings, *rows])
    if not any(char.isalnum() for char in text):
        return  # refused as a file without text
    found = read("plan.csv", text)
    for action in found.actions:
        for cell in action.kept:
            assert cell.span.of(text).strip()
    for report in reports("plan.csv", text):
        assert all(len(sample) <= 40 for column in report.columns for sample in column.sample)
