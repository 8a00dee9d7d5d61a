"""Columns of partners and leads: which entries a cell holds, and which of them are partners."""

from __future__ import annotations

from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading_support import gazetteer

from graph.records import PartnerLink, Span
from ingest.partner_cells import cell_partners


def links(cell: str, role: Literal["lead", "delivery"] = "delivery") -> list[PartnerLink]:
    """Read one cell, each line a paragraph."""
    paragraphs, start = [], 0
    for line in cell.split("\n"):
        if line.strip():
            paragraphs.append(Span(start, start + len(line)))
        start += len(line) + 1
    names = gazetteer()
    return cell_partners(cell, "scope", paragraphs, role, names, names.find(cell))


def names(cell: str, role: Literal["lead", "delivery"] = "delivery") -> list[str]:
    return [link.name for link in links(cell, role)]


@pytest.mark.parametrize(
    "cell",
    [
        "Arts and Culture",
        "District & Boroughs",
        "The Stanley & Audrey Burton Gallery",
        "Health and Wellbeing Board",
        "Parks and Open Spaces Team",
        "Leeds Art Gallery & Yorkshire Dance",
        "Barnsley & Rotherham Chamber of Commerce",
        "Citizens Advice Rutland & South Leicestershire",
        "South Yorkshire Police and Crime Commissioner",
        "Adults, Health and Care Directorate",
        "Marks & Spencer",
        "24/7 Carers",
        "20 Stories High",
        "Northby Council (Housing, Planning)",
    ],
)
def test_one_name_is_never_cut(cell: str) -> None:
    assert names(cell) == [cell]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Age UK, Mind; Sustrans", ["Age UK", "Mind", "Sustrans"]),
        ("Age UK/Mind", ["Age UK", "Mind"]),
        ("Age UK / Mind + Sustrans", ["Age UK", "Mind", "Sustrans"]),
        ("Age UK and/or Mind", ["Age UK", "Mind"]),
        ("• Age UK • Mind", ["Age UK", "Mind"]),
        ("1. Age UK\n2. Mind\n(c) Sustrans", ["Age UK", "Mind", "Sustrans"]),
        ("Trees for Cities & Southmere Tree Wardens", ["Trees for Cities", "Southmere Tree Wardens"]),
        ("BookTrust and Health and Wellbeing Board", ["BookTrust", "Health and Wellbeing Board"]),
        ("Public Health Team and Housing Services", ["Public Health Team", "Housing Services"]),
        ("NCC, ABC & NNUH", ["NCC", "ABC", "NNUH"]),
        ("Northby CVS (Anna Jones)", ["Northby CVS"]),
        ("Dr Ann Lee (Public Health)", ["Public Health"]),
        ("Age UK &amp; Mind,&nbsp;Sustrans", ["Age UK", "Mind", "Sustrans"]),
        ("Canal &amp; River Trust; Tool &amp; Toy Library", ["Canal & River Trust", "Tool & Toy Library"]),
        (
            "Working with the University of Northby and Age UK to develop a joint bid for next year",
            ["University of Northby", "Age UK"],
        ),
    ],
)
def test_a_list_of_names_is_parted(cell: str, expected: list[str]) -> None:
    assert names(cell) == expected


@pytest.mark.parametrize(
    "cell", ["TBC", "tbc", "N/A", "n/a", "-", "–", "None", "All", "All partners", "Partner TBC", "To be confirmed", "?"]
)
def test_a_placeholder_is_no_partner(cell: str) -> None:
    assert names(cell) == []


@pytest.mark.parametrize(
    "cell",
    [
        "Jane Smith, Head of Housing",
        "Jane Smith (Head of Housing)",
        "Head of Housing - Jane Smith",
        "Head of Housing, Jane Smith",
        "Cllr Ann Other, Cabinet Member for Housing",
    ],
)
def test_a_person_with_a_post_is_no_partner(cell: str) -> None:
    assert names(cell) == names(cell, "lead") == []


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Green Spaces", ["Green Spaces"]),
        ("Active Travel", ["Active Travel"]),
        ("HR", ["HR"]),
        ("Director of Public Health", ["Director of Public Health"]),
        ("Jo Bloggs - Libraries", ["Libraries"]),
        ("Waste Services: Tom Hardy", ["Waste Services"]),
        ("Oluwaseun Adeyemi", []),
        ("Mark Jones & Ann Hill", []),
        ("Sarah / Tom", []),
    ],
)
def test_a_lead_is_a_body_and_no_person(cell: str, expected: list[str]) -> None:
    assert names(cell, "lead") == expected


def test_a_label_before_a_name_tells_its_role() -> None:
    found = links("Lead: Public Health; Support: Age UK, Mind")
    assert [(link.name, link.role) for link in found] == [
        ("Public Health", "lead"),
        ("Age UK", "delivery"),
        ("Mind", "delivery"),
    ]


def test_various_is_a_group_without_a_name() -> None:
    assert [(link.name, link.kind) for link in links("Various")] == [("Various", "unnamed")]


@given(st.text(alphabet="ABab&,;/()-. \n•1", max_size=60))
def test_every_entry_is_words_of_its_cell(cell: str) -> None:
    for link in links(cell):
        assert link.surface.of(cell).strip() == link.surface.of(cell) != ""
        assert any(passage.covers(link.surface) for passage in link.passages)
