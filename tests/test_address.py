"""The address is the state: what is read from it is what is written to it."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl

import pytest
from conftest import GoldCase
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from graph.errors import NotFound
from graph.facts import facts_of
from graph.selection import Selection
from webapp.address import LISTS, View, chips, read_view

USUAL = {"rows": "partner", "cell": ""}
KEYS = st.lists(st.text(min_size=1).map(str.strip).filter(bool), unique=True, max_size=3).map(tuple)
MONTHS = st.sampled_from(["", "2020-01", "2020-12"])


def read(address: str) -> View:
    return read_view("matrix", MultiDict(parse_qsl(address.partition("?")[2], keep_blank_values=True)), USUAL)


@given(st.fixed_dictionaries(dict.fromkeys(LISTS, KEYS)), MONTHS, st.booleans(), st.sampled_from(["", "all"]))
def test_what_is_written_to_an_address_is_read_from_it(
    lists: dict[str, Any], month: str, switched: bool, status: str
) -> None:
    selection = Selection(**lists, since=month, until="2020-12" if month else "", candidates=switched, status=status)
    view = View("matrix", selection, {"rows": "theme"})
    found = read(view.address())
    assert found == view
    assert found.address() == view.address()


def test_usual_and_empty_values_are_left_out_of_an_address() -> None:
    assert read("/?theme=&rows=partner&cell=&from=").address() == "/"


def test_another_view_keeps_the_selection_and_drops_what_only_this_view_shows() -> None:
    view = read("/?theme=people&rows=kind&cell=a~b")
    assert view.address() == "/?theme=people&rows=kind&cell=a~b"
    assert view.address("timeline") == "/timeline?theme=people"
    assert view.address(cell="") == "/?theme=people&rows=kind"
    assert view.download("csv") == "/matrix.csv?theme=people&rows=kind&cell=a~b"


def test_each_filter_is_a_chip_in_words_that_leads_to_the_rest(example: GoldCase) -> None:
    found = chips(read("/?theme=people&partner=arts-council-england&from=2020-01"), facts_of(example.store))
    assert [(chip.kind, chip.words) for chip in found] == [
        ("Theme", "People"),
        ("Partner", "Arts Council England"),
        ("From", "2020-01"),
    ]
    assert found[1].without == "/?theme=people&from=2020-01"


@pytest.mark.parametrize("kind", LISTS)
def test_a_value_that_means_nothing_in_these_documents_is_said_by_name(example: GoldCase, kind: str) -> None:
    with pytest.raises(NotFound, match="“no-such-thing” in these documents"):
        chips(read(f"/?{kind}=no-such-thing"), facts_of(example.store))
