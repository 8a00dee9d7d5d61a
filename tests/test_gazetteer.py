"""The names that ship with the product: national bodies, heads of organisations, places; nothing local."""

from __future__ import annotations

import csv
import re
import time
from collections import Counter
from itertools import combinations
from pathlib import Path

import pytest

from graph.files import read_table
from graph.registry import NAME_COLUMNS, read_names

ROOT = Path(__file__).parent.parent
DATA = ROOT / "ingest" / "data"
SCHEMES = (ROOT / "ontology" / "schemes.ttl").read_text("utf-8")
BODIES = read_names(DATA / "gazetteer.csv")
PLACES = read_names(DATA / "places.csv")
PATTERN_ROWS = read_table(DATA / "organisation_patterns.csv", ("pattern", "type", "notes"))
PATTERNS = [(re.compile(row["pattern"]), row["type"]) for row in PATTERN_ROWS]
LOCAL = (
    "Cambridgeshire Skills", "Cambs Skills", "Winter Hub", "EastNet", "Radio Cambridgeshire", "Early years team",
    "City Council", "Council", "The wider County", "Baptist Church", "Children's centre", "Sawston", "Histon",
    "Comberton", "Huntingdon", "Wisbech", "Library.Live", "Ely Library", "Place based working teams",
)  # fmt: skip


def keys(scheme: str) -> set[str]:
    return set(re.findall(rf"^<scheme/{scheme}/([\w-]+)> a skos:Concept", SCHEMES, re.MULTILINE))


def spellings(named: tuple[str, ...]) -> set[str]:
    return {" ".join(text.lower().replace("&", "and").split()) for text in named}


def type_of(name: str) -> str | None:
    """The type of the first pattern that takes the whole name."""
    return next((type_ for pattern, type_ in PATTERNS if pattern.fullmatch(name)), None)


@pytest.mark.parametrize("file", ["gazetteer.csv", "places.csv"])
def test_the_files_have_the_columns_of_a_registry_and_are_sorted(file: str) -> None:
    with (DATA / file).open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert tuple(rows[0]) == NAME_COLUMNS
    order = [(row["type"], row["name"].lower()) for row in rows]
    assert order == sorted(order)


def test_the_gazetteer_knows_at_least_150_bodies_and_250_places() -> None:
    assert {named.kind for named in BODIES} == {"partner"}
    assert {named.kind for named in PLACES} == {"place"}
    assert len(BODIES) >= 150
    assert len(PLACES) >= 250


@pytest.mark.parametrize("file", ["gazetteer.csv", "places.csv"])
def test_no_two_rows_share_a_spelling(file: str) -> None:
    rows = read_names(DATA / file)
    owners = Counter(text for named in rows for text in spellings((named.name, *named.other_names)))
    assert [text for text, count in owners.items() if count > 1] == []
    for named in rows:
        assert len({*named.other_names, named.name}) == 1 + len(named.other_names), named.name


def test_every_type_is_a_key_of_its_scheme() -> None:
    assert {named.type for named in BODIES} <= keys("partner-type")
    assert {type_ for _, type_ in PATTERNS} <= keys("partner-type")
    assert {named.type for named in PLACES} <= keys("venue-type")


@pytest.mark.parametrize("local", LOCAL)
def test_local_names_do_not_ship(local: str) -> None:
    known = {text for named in [*BODIES, *PLACES] for text in spellings((named.name, *named.other_names))}
    assert local.lower() not in known


@pytest.mark.parametrize(
    ("name", "other", "type_"),
    [
        ("Arts Council England", "Arts Council", "national-body"),
        ("Arts Council England", "ACE", "national-body"),
        ("Royal Papworth Hospital", "Papworth Hospital", "nhs-body"),
        ("Anglia Ruskin University", "ARU", "university"),
        ("Bonnier Books", "Bonnier Books UK", "publisher"),
        ("National Lottery Heritage Fund", "Heritage Lottery Fund", "funder-programme"),
        ("Department for Work and Pensions", "DWP", "government"),
        ("Ministry of Housing, Communities and Local Government", "DLUHC", "government"),
        ("Jobcentre Plus", "Job Centre Plus", "government"),
        ("Local Government Association", "LGA", "local-authority"),
        ("National Farmers' Union", "NFU", "business"),
        ("Home-Start", "Homestart", "charity"),
    ],
)
def test_bodies_are_known_by_their_everyday_names(name: str, other: str, type_: str) -> None:
    assert [(named.name, named.type) for named in BODIES if other in named.other_names] == [(name, type_)]


@pytest.mark.parametrize("name", ["Mind", "Scope", "Crisis", "Shelter", "Groundwork", "Sense", "Google", "Post Office"])
def test_bodies_named_by_ordinary_words_need_a_cue(name: str) -> None:
    assert [named.notes.startswith("needs a cue") for named in BODIES if named.name == name] == [True]


@pytest.mark.parametrize(
    "name",
    ["March", "Ely", "Reading", "Bath", "Sandwich", "Deal", "Wells", "Battle", "Rugby", "Sale", "Bury", "Ware", "Diss",
     "Eye", "Hook", "Street", "Settle", "Rye", "Hope"],
)  # fmt: skip
def test_places_named_by_ordinary_words_need_a_cue(name: str) -> None:
    assert [named.notes.startswith("needs a cue") for named in PLACES if named.name == name] == [True]


@pytest.mark.parametrize(
    ("name", "type_"),
    [
        ("Essex County Council", "local-authority"),
        ("Bath and North East Somerset Council", "local-authority"),
        ("Brighton & Hove City Council", "local-authority"),
        ("King's Lynn and West Norfolk Borough Council", "local-authority"),
        ("Stoke-on-Trent City Council", "local-authority"),
        ("Newcastle upon Tyne City Council", "local-authority"),
        ("Isle of Wight Council", "local-authority"),
        ("Saffron Walden Town Council", "local-authority"),
        ("London Borough of Hackney", "local-authority"),
        ("Cambridgeshire and Peterborough Combined Authority", "local-authority"),
        ("University of the West of Scotland", "university"),
        ("Nottingham Trent University", "university"),
        ("West Suffolk College", "college"),
        ("City College Norwich", "college"),
        ("St Peter's Church of England Primary School", "school"),
        ("Parkside Community School", "school"),
        ("Harris Academy", "school"),
        ("Guy's and St Thomas' NHS Foundation Trust", "nhs-body"),
        ("University Hospitals of Leicester NHS Trust", "nhs-body"),
        ("Kent and Medway Integrated Care Board", "nhs-body"),
        ("West Leicestershire Clinical Commissioning Group", "nhs-body"),
        ("Norfolk and Waveney CCG", "nhs-body"),
        ("Addenbrooke's Hospital", "nhs-body"),
        ("East of England Ambulance Service", "nhs-body"),
        ("Devon and Cornwall Police", "police-fire"),
        ("Lincolnshire Constabulary", "police-fire"),
        ("Essex County Fire & Rescue Service", "police-fire"),
        ("Dorset Local Resilience Forum", "emergency-service"),
        ("St John's Church", "faith"),
        ("Hitchin Parish Church", "faith"),
        ("East London Mosque", "faith"),
        ("Diocese of Lincoln", "faith"),
        ("Notting Hill Housing Association", "housing-provider"),
        ("Age UK Essex", "charity"),
        ("Norfolk Wildlife Trust", "charity"),
        ("Esmée Fairbairn Foundation", "charity"),
        ("Green Futures CIC", "charity"),
        ("Badminton Association", "charity"),
        ("Acorn Training Ltd", "business"),
        ("Smith & Sons Limited", "business"),
        ("Leeds Chamber of Commerce", "business"),
        ("Suffolk Libraries", "council-service"),
        ("Norfolk Library Service", "council-service"),
        ("Friends of Highfields Park", "community-group"),
        ("Department for Education", "government"),
        ("Department for Environment, Food and Rural Affairs", "government"),
        ("Ministry of Justice", "government"),
        ("Greater Lincolnshire LEP", "partnership"),
        ("Devon Climate Emergency Partnership", "partnership"),
        ("BBC Radio Leeds", "media"),
        ("Youth Endowment Fund", "funder-programme"),
    ],
)
def test_a_name_is_typed_by_its_head(name: str, type_: str) -> None:
    assert type_of(name) == type_


@pytest.mark.parametrize(
    "text",
    [
        "Council",
        "The Council met in March",
        "our partners in the city council",
        "A trust that people can rely on",
        "Increased access to buildings",
        "Open Access Pilots",
        "Reading Well on Digital platforms",
        "2 New Mobile Libraries",
        "Business & IP Centre expansion",
        "Care Homes",
        "School Council",
        "Foul Water",
        "Food Bank Holiday",
        "Church Road",
    ],
)
def test_ordinary_words_are_no_organisation(text: str) -> None:
    assert [match.group() for pattern, _ in PATTERNS for match in pattern.finditer(text)] == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("with Essex County Council and Suffolk County Council", ["Essex County Council", "Suffolk County Council"]),
        ("Further Arts Council bid developed", []),
        ("Funded Leeds City Council to run it", ["Leeds City Council"]),
        ("Launched in May with Anglia Ruskin University.", ["Anglia Ruskin University"]),
        ("a grant from The Norfolk Wildlife Trust for ponds", ["Norfolk Wildlife Trust"]),
    ],
)  # fmt: skip
def test_names_are_cut_out_of_running_text(text: str, found: list[str]) -> None:
    names = dict.fromkeys(match.group() for pattern, _ in PATTERNS for match in pattern.finditer(text))
    assert list(names) == found


@pytest.mark.parametrize(
    "piece", ["Aa ", "Aa and ", "University of ", "NHS Foundation ", "Department for Aa, ", "A'-", "of "]
)
def test_no_pattern_is_slow_on_hostile_text(piece: str) -> None:
    text = piece * (60_000 // len(piece))
    started = time.process_time()
    assert [len(pattern.findall(text)) for pattern, _ in PATTERNS]
    assert time.process_time() - started < 5


def test_no_two_patterns_are_the_same() -> None:
    assert [a["pattern"] for a, b in combinations(PATTERN_ROWS, 2) if a["pattern"] == b["pattern"]] == []
