"""Known names found in texts, however their white space is damaged, and the traps among them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.records import Named, Span
from ingest.gazetteer import NEEDS_CUE, Gazetteer, merged_names, squash

NAMES = Gazetteer(
    [
        Named("partner", "Arts Council England", ("Arts Council", "ACE"), "national-body"),
        Named("partner", "Good Things Foundation", (), "charity"),
        Named("partner", "Children's centre", ("Childrens centre",), "council-service", "", NEEDS_CUE),
        Named("partner", "Council", (), "local-authority", "", NEEDS_CUE),
        Named("partner", "City Council", (), "local-authority"),
        Named("partner", "Mind", (), "charity", "", NEEDS_CUE),
        Named("partner", "NHS", (), "nhs-body"),
        Named("partner", "Dun & Bradley", (), "business"),
        Named("partner", "Place-based teams", (), "council-service"),
        Named("place", "Sawston Hub", (), "library"),
        Named("place", "Library.Live", (), "online"),
        Named("place", "March", (), "town", "", NEEDS_CUE),
        Named("place", "Ely", (), "town", "", NEEDS_CUE),
    ]
)


def names(text: str) -> list[str]:
    return [hit.named.name for hit in NAMES.find(text)]


def surfaces(text: str) -> list[str]:
    return [hit.span.of(text) for hit in NAMES.find(text)]


@pytest.mark.parametrize(
    ("text", "surface", "damaged"),
    [
        ("at Saws ton Hub today", "Saws ton Hub", True),
        ("at Sawston  Hub today", "Sawston  Hub", False),
        ("at Sawston\n\tHub today", "Sawston\n\tHub", False),
        ("on Library. Live now", "Library. Live", False),
        ("the Good things foundation gave", "Good things foundation", False),
        ("the GOOD THINGS FOUNDATION gave", "GOOD THINGS FOUNDATION", False),
        ("with Dun and Bradley", "Dun and Bradley", False),
        ("with Dun & Bradley", "Dun & Bradley", False),
        ("our Place based teams", "Place based teams", False),
        ("the Children’s centre", "Children’s centre", False),
        ("the Childrens centre", "Childrens centre", False),
    ],
)
def test_a_name_is_found_as_it_is_printed(text: str, surface: str, damaged: bool) -> None:
    assert surfaces(text) == [surface]
    assert [hit.damaged for hit in NAMES.find(text)] == [damaged]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Arts Council's grant", ["Arts Council England"]),
        ("Arts Council England", ["Arts Council England"]),
        ("ACE funding", ["Arts Council England"]),
        ("an ace idea", []),
        ("the nhs", []),
        ("NHS", ["NHS"]),
        ("NHSX", []),
        ("across NHS and Council", ["NHS", "Council"]),
        ("Shropshire Council", []),
        ("Cambridge City Council", ["City Council"]),
        ("the Council agreed", ["Council"]),
        ("the council agreed", []),
        ("councils", []),
        ("people in mind", []),
        ("run by Mind", ["Mind"]),
        ("Mindful eating", []),
        ("in March", ["March"]),
        ("they march on", []),
        ("Marching", []),
        ("completely", []),
        ("E ly", []),
        ("Ely, March", ["Ely", "March"]),
        ("Good\n\nThings Foundation", []),
        ("Good. Things Foundation", []),
    ],
)
def test_traps(text: str, found: list[str]) -> None:
    assert names(text) == found


def test_the_longest_name_wins_and_places_stand_beside_partners() -> None:
    both = Gazetteer([Named("partner", "Baptist Church"), Named("place", "Baptist Church"), Named("partner", "Church")])
    assert [(hit.named.kind, hit.named.name) for hit in both.find("at Baptist Church")] == [
        ("partner", "Baptist Church"),
        ("place", "Baptist Church"),
    ]


def test_skipped_stretches_hold_no_name() -> None:
    assert NAMES.find("Sawston Hub", [Span(0, 3)]) == []


def test_an_empty_registry_finds_nothing() -> None:
    assert Gazetteer([]).find("Arts Council England") == []


def test_an_own_name_replaces_the_shipped_one_it_shares_a_spelling_with() -> None:
    own = Named("partner", "NHS", ("Department for Education",), "nhs-body", "", "ours")
    merged = merged_names([own])
    assert [named for named in merged if named.name == "NHS"] == [own]
    assert [n for n in merged if n.name == "Department for Education" and n.kind == "partner"] == []


@given(st.text(max_size=80))
def test_squashing_keeps_the_offset_of_every_letter(text: str) -> None:
    squashed = squash(text)
    assert len(squashed.text) == len(squashed.offsets)
    assert list(squashed.offsets) == sorted(squashed.offsets)
    assert all(0 <= offset < len(text) for offset in squashed.offsets)


WORDS = st.sampled_from(
    ["Arts", "Council", "City", "Saws", "ton", "Hub", "NHS", "Mind", "Ely", "&", "and", "İ", "ß", "'s"]
)
GAPS = st.sampled_from([" ", "  ", "\n", "\t", "", ", ", ". ", "-"])


@given(st.lists(st.tuples(WORDS, GAPS), max_size=15).map(lambda pairs: "".join(a + b for a, b in pairs)) | st.text())
def test_names_lie_in_order_inside_the_text_at_word_boundaries(text: str) -> None:
    hits = NAMES.find(text)
    assert [hit.span for hit in hits] == sorted(hit.span for hit in hits)
    for hit in hits:
        assert 0 <= hit.span.start < hit.span.end <= len(text)
        assert not text[hit.span.start - 1 : hit.span.start].isalnum()
        assert not text[hit.span.end : hit.span.end + 1].isalnum()
        assert squash(hit.span.of(text)).text == squash(hit.alias).text
