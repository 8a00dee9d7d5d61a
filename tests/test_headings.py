"""Column headings in other words, groups of headings, and values that stand for several rows."""

from __future__ import annotations

import pytest

from graph.records import Extraction
from graph.settings import Limits
from ingest.columns import likely_meaning
from ingest.extract import extract
from ingest.gazetteer import Gazetteer, merged_names
from ingest.reading import read_bytes

NAMES = Gazetteer(merged_names(()))


def read(name: str, text: str) -> Extraction:
    return extract(read_bytes(name, text.encode(), Limits()), NAMES)


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("Delivery partner(s)", "partner"),
        ("How will we know it has worked?", "outcome"),
        ("How will we know that we have got there?", "outcome"),
        ("By when", "end"),
        ("Target completion date", "end"),
        ("Timescale", "date"),
        ("Resource implications", "money"),
        ("Who benefits?", "audience"),
        ("Progress (October 2022)", "description"),
        ("Q1 update", "description"),
        ("Who is responsible?", "lead"),
        ("KPI", "kept"),
        ("Baseline", "kept"),
        ("BRAG rating", "status"),
    ],
)
def test_headings_in_other_words_are_understood(heading: str, role: str) -> None:
    assert likely_meaning(heading) == role


GROUPED = """<table>
<tr><th rowspan="2">Objective</th><th rowspan="2">Project</th><th colspan="2">Delivery</th>
<th rowspan="2">Benefits</th></tr>
<tr><th>Lead</th><th>Partner organisations</th></tr>
<tr><td rowspan="2">Places</td><td>Heritage days</td><td>Museums Service</td><td>Historic England</td>
<td>Pride</td></tr>
<tr><td>Music hub</td><td>Northby Council</td><td>Youth Music</td><td>More music</td></tr>
</table>"""


def test_a_second_heading_row_names_the_columns_below_a_group() -> None:
    actions = read("plan.html", GROUPED).actions
    assert [(a.title, [(p.name, p.role) for p in a.partners]) for a in actions] == [
        ("Heritage days", [("Museums Service", "lead"), ("Historic England", "delivery")]),
        ("Music hub", [("Northby Council", "lead"), ("Youth Music", "delivery")]),
    ]


def test_a_theme_over_several_rows_holds_for_each_of_them() -> None:
    assert [a.theme for a in read("plan.html", GROUPED).actions] == ["Places", "Places"]


def test_a_column_of_deadlines_gives_an_end_and_no_start() -> None:
    text = "Action,Lead,By when\nRoll out the scheme,Public Health,March 2024\n"
    action = read("plan.csv", text).actions[0]
    assert action.period is not None
    assert (action.period.start, action.period.end, action.status) == (None, "2024-03", "planned")


def test_one_entry_marked_as_lead_leaves_the_others_as_partners() -> None:
    text = 'Action,Who,Outcome\nWarm homes visits,"Public Health (lead), Age UK, by 2025, Cllr Murray",Warmer homes\n'
    assert [(p.name, p.role) for p in read("plan.csv", text).actions[0].partners] == [
        ("Public Health", "lead"),
        ("Age UK", "delivery"),
    ]
