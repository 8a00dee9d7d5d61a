"""Search: names forgive slips, sentences are found by their words."""

from __future__ import annotations

import pytest
from conftest import GoldCase
from hypothesis import given
from hypothesis import strategies as st

from graph.search import Entry, find_names, find_passages
from webapp.search import entries, marked

SAID = {"a": "Worked with Cambs Skills to deliver tablets", "b": "Digitally excluded residents", "c": "A £500 grant"}


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("Cambridgeshire Skills", "Cambridgeshire Skills"),
        ("cambs skils", "Cambridgeshire Skills"),
        ("arts counsil", "Arts Council England"),
        ("papworth", "Royal Papworth Hospital"),
        ("good thigns", "Good Things Foundation"),
        ("ely", "Ely Library"),
        ("winterhub", "Winter Hub"),
    ],
)
def test_a_name_is_found_by_part_of_it_by_another_name_and_with_a_slip(
    example: GoldCase, typed: str, first: str
) -> None:
    assert find_names(entries(example.store), typed)[0].entry.name == first


def test_the_other_name_that_was_met_is_told() -> None:
    found = find_names([Entry("Partner", "p", "Cambridgeshire Skills", ("Cambs Skills",))], "cambs skills")
    assert found[0].by == "Cambs Skills"


def test_nothing_is_found_for_words_that_are_like_nothing(example: GoldCase) -> None:
    assert find_names(entries(example.store), "zzzz qqqq") == []
    assert find_names(entries(example.store), "—") == []


def test_a_sentence_is_found_by_all_its_words_and_a_slip_by_the_nearest_word() -> None:
    assert find_passages(SAID, "tablets deliver") == (["a"], ["tablets", "deliver"])
    assert find_passages(SAID, "digitaly exclud") == (["b"], ["digitally", "exclud"])
    assert find_passages(SAID, "tablets residents")[0] == []
    assert find_passages(SAID, "500")[0] == ["c"]


@given(st.text(max_size=80), st.text(max_size=20))
def test_any_words_are_searched_without_failing_and_marking_loses_no_letter(text: str, typed: str) -> None:
    found, looked = find_passages({"x": text}, typed)
    assert set(found) <= {"x"}
    assert "".join(piece.text for piece in marked(text, looked)) == text
    find_names([Entry("Partner", "x", text)], typed)
