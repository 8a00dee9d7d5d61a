"""Whose document it is, as far as the document says."""

from __future__ import annotations

import pytest

from graph.settings import Limits
from ingest.extract import extract
from ingest.gazetteer import Gazetteer, merged_names
from ingest.reading import read_bytes

NAMES = Gazetteer(merged_names(()))


@pytest.mark.parametrize(
    ("name", "text", "owner", "title"),
    [
        (
            "plan.md",
            "# Southmere Borough Council\n\n## Housing plan\n\nWe opened a hostel.\n",
            "Southmere Borough Council",
            "Housing plan",
        ),
        (
            "minutes.txt",
            "ALBURY PARISH COUNCIL MEETING\n\nMinutes of 10 January 2023\n\nThe clerk will write to the owner.\n",
            "Albury Parish Council",
            "ALBURY PARISH COUNCIL MEETING",
        ),
        (
            "page.md",
            "---\ntitle: Parks\npublisher: Northby Council\n---\n\nWe opened a park.\n",
            "Northby Council",
            "Parks",
        ),
        ("note.txt", "Our plan\n\nWe opened a park with Northby Council.\n", None, "Our plan"),
    ],
)
def test_the_head_of_a_document_says_whose_it_is(name: str, text: str, owner: str | None, title: str) -> None:
    found = extract(read_bytes(name, text.encode(), Limits()), NAMES)
    assert (found.owner, found.title) == (owner, title)
