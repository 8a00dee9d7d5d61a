"""England's councils are known by how they are written, and their places by name, ordinary words only with a cue."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from graph.files import read_table
from graph.records import Span
from graph.registry import read_names
from ingest.candidates import organisations
from ingest.dates import find_dates
from ingest.gazetteer import Gazetteer, base_names
from ingest.places import venues_of

ROOT = Path(__file__).parent.parent
COUNCILS = read_table(ROOT / "tests" / "data" / "english_councils.csv", ("council", "place", "kind"))
PLACES = read_names(ROOT / "ingest" / "data" / "places.csv")


@cache
def shipped() -> Gazetteer:
    return Gazetteer(base_names())


def councils_in(text: str) -> list[str]:
    """Return the councils that a sentence names, known or new."""
    sentence = Span(0, len(text))
    known = [hit for hit in shipped().find(text) if hit.named.kind == "partner" and hit.named.type == "local-authority"]
    new = organisations(text, sentence, [hit.span for hit in known])
    return [hit.span.of(text) for hit in known] + [m.span.of(text) for m in new if m.type == "local-authority"]


def places_in(text: str) -> list[str]:
    sentence = Span(0, len(text))
    dates = [reading.span for reading in find_dates(text, sentence)]
    return [mention.value for mention in venues_of(text, "x", [sentence], shipped().find(text), (), dates)]


def test_there_is_one_row_for_each_of_the_317_principal_councils_of_england() -> None:
    assert len({row["council"] for row in COUNCILS}) == len(COUNCILS) == 317


def test_every_english_council_is_recognised_by_its_official_name() -> None:
    names = [row["council"] for row in COUNCILS if row["council"] != "City of Westminster"]
    assert [name for name in names if councils_in(f"The work was led with {name} in 2023.") != [name]] == []


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        ("Non-metropolitan district", "{} Council"),
        ("Non-metropolitan district", "{} DC"),
        ("Non-metropolitan district", "{} BC"),
        ("Unitary authority", "{} Council"),
        ("Metropolitan district", "{} Council"),
        ("Metropolitan district", "{} MBC"),
        ("London borough", "{} Council"),
        ("London borough", "London Borough of {}"),
        ("London borough", "LB {}"),
        ("County", "{} CC"),
    ],
)
def test_every_english_council_is_recognised_as_it_is_written_for_short(kind: str, written: str) -> None:
    names = [written.format(row["place"]) for row in COUNCILS if row["kind"] == kind]
    assert [name for name in names if councils_in(f"The work was led with {name} in 2023.") != [name]] == []


@pytest.mark.parametrize("text", ["They met in Washington DC.", "Coins of 300 BC were shown.", "A DC motor drives it."])
def test_other_words_that_end_like_a_council_are_none(text: str) -> None:
    assert councils_in(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Devon and Cornwall Police and Crime Commissioner", "Devon and Cornwall Police and Crime Commissioner"),
        ("Office of the Police and Crime Commissioner for Devon and Cornwall", ""),
        ("Police, Fire and Crime Commissioner for North Yorkshire", ""),
        ("Essex Police, Fire and Crime Commissioner", ""),
        ("Cambridgeshire OPCC", ""),
        ("Humberside Fire and Rescue", ""),
        ("Avon Fire & Rescue Service", ""),
    ],
)
def test_police_commissioners_and_fire_services_are_recognised_whole(text: str, name: str) -> None:
    sentence = f"The work was led with {text} in 2023."
    found = organisations(sentence, Span(0, len(sentence)), [])
    assert [(m.span.of(sentence), m.type) for m in found] == [(name or text, "police-fire")]


def test_the_place_of_every_english_council_is_known() -> None:
    known = {text.lower() for named in PLACES for text in (named.name, *named.other_names)}
    assert [row["place"] for row in COUNCILS if row["place"].lower() not in known] == []


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("The fleet was serviced and Fleet services moved.", []),
        ("Sessions were held in Fleet.", ["Fleet"]),
        ("Sandy paths were repaired.", []),
        ("Sessions were held in Sandy.", ["Sandy"]),
        ("Reading for pleasure was promoted.", []),
        ("Deal with the backlog.", []),
        ("Battle of the bands for young people.", []),
        ("Sessions ran at Reading, Deal and Battle.", ["Reading", "Deal", "Battle"]),
        ("Launched in March 2023.", []),
        ("Open from March to May 2023.", []),
        ("Sessions were held in March and Ely during 2023.", ["March", "Ely"]),
        ("Stanley and Arnold led the walk.", []),
        ("A walk was led in Stanley.", ["Stanley"]),
        ("Cllr Bentley and Mrs Morley opened it.", []),
        ("Richmond Foundation gave a grant.", []),
        ("Courses ran in Richmond and Christchurch.", ["Richmond", "Christchurch"]),
        ("Swale House was let.", []),
        ("Groups met across Swale and Thanet.", ["Swale", "Thanet"]),
        ("Hart surgery for the ward was moved.", []),
        ("Westminster announced new funding.", []),
        ("Bath chairs and Sandwich boxes were given out.", []),
        ("Workshops took place in Barnstaple.", ["Barnstaple"]),
        ("Workshops took place in St. Helens and St Albans.", ["St Helens", "St Albans"]),
        ("Visits to Newton Abbot, Paignton and Brixham.", ["Newton Abbot", "Paignton", "Brixham"]),
    ],
)
def test_a_place_that_is_also_a_word_a_month_or_a_surname_needs_a_cue(text: str, places: list[str]) -> None:
    assert places_in(text) == places


@pytest.mark.parametrize(
    "name",
    ["Fleet", "Sandy", "Lees", "Thorne", "Arnold", "Stanley", "Bentley", "Morley", "Richmond", "Rochester",
     "Christchurch", "Washington", "Wellington", "Hart", "Swale", "Sutton", "Barnet", "Westminster"],
)  # fmt: skip
def test_places_that_are_also_something_else_are_marked(name: str) -> None:
    assert [named.notes.startswith("needs a cue") for named in PLACES if named.name == name] == [True]


def test_a_place_of_several_towns_is_written_once() -> None:
    names = [named.name for named in PLACES]
    assert [name for name in names if re.search(r"  |^\s|\s$|,(?! )", name)] == []
