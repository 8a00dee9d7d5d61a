"""Identifiers that ship with the product: each from a public register, with the source that states it."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from graph.files import read_table
from graph.registry import read_names

ROOT = Path(__file__).parent.parent
DATA = ROOT / "ingest" / "data"
BODIES = {named.name: named for named in read_names(DATA / "gazetteer.csv")}
IDENTIFIED = {name: named.identifier for name, named in BODIES.items() if named.identifier}
SOURCES = read_table(DATA / "identifier_sources.csv", ("identifier", "name", "source"))
REGISTERS = {
    "GB-CHC": r"\d{6,7}",
    "GB-SC": r"SC\d{6}",
    "GB-GOR": r"[A-Z]{1,2}\d{1,4}",
    "GB-LAE": r"[A-Z]{3,4}",
    "GB-NHS": r"[A-Z0-9]{3}",
    "GB-UKPRN": r"1\d{7}",
}


def test_more_than_half_of_the_shipped_bodies_have_an_identifier() -> None:
    assert len(IDENTIFIED) > len(BODIES) / 2


def test_every_identifier_has_one_source_and_every_source_its_body() -> None:
    assert Counter(row["identifier"] for row in SOURCES) == Counter(IDENTIFIED.values())


def test_no_two_bodies_share_an_identifier() -> None:
    assert [i for i, count in Counter(IDENTIFIED.values()).items() if count > 1] == []


def test_every_identifier_is_written_as_its_register_writes_it() -> None:
    known = re.compile("|".join(rf"{prefix}-{number}" for prefix, number in REGISTERS.items()))
    assert [i for i in IDENTIFIED.values() if not known.fullmatch(i)] == []


def test_every_identifier_passes_the_check_of_the_graph() -> None:
    shapes = (ROOT / "ontology" / "shapes.ttl").read_text("utf-8")
    written = re.search(r'sh:path dcterms:identifier ;\s+sh:pattern "([^"]+)"', shapes)
    assert written
    assert [i for i in IDENTIFIED.values() if not re.match(written[1], i)] == []


def test_every_source_names_the_body_and_an_address_that_does_not_move() -> None:
    for row in SOURCES:
        assert row["name"], row
        assert re.fullmatch(r"https://github\.com/[\w.-]+/[\w.-]+/blob/[0-9a-f]{40}/[\w./-]+", row["source"]), row


def test_the_sources_are_sorted_by_identifier() -> None:
    with (DATA / "identifier_sources.csv").open(encoding="utf-8", newline="") as stream:
        order = [row["identifier"] for row in csv.DictReader(stream)]
    assert order == sorted(order)


@pytest.mark.parametrize(
    ("name", "identifier"),
    [
        ("Arts Council England", "GB-CHC-1036733"),
        ("Cambridgeshire County Council", "GB-LAE-CAM"),
        ("Cambridge City Council", "GB-LAE-CAB"),
        ("Royal Papworth Hospital", "GB-NHS-RGM"),
        ("NSPCC", "GB-CHC-216401"),
        ("RSPCA", "GB-CHC-219099"),
        ("Shelter", "GB-CHC-263710"),
        ("Scottish Book Trust", "GB-SC-SC027669"),
        ("Department for Education", "GB-GOR-D6"),
        ("Ofsted", "GB-GOR-D106"),
        ("The Open University", "GB-UKPRN-10007773"),
        ("Great Ormond Street Hospital", "GB-NHS-RP4"),
        ("Greater Manchester Combined Authority", "GB-LAE-GMCA"),
    ],
)
def test_well_known_bodies_have_the_identifier_of_their_register(name: str, identifier: str) -> None:
    assert IDENTIFIED[name] == identifier


@pytest.mark.parametrize("name", ["Age Concern", "Women's Institute", "Integrated Care Board", "Sure Start"])
def test_a_kind_of_body_or_a_programme_has_no_identifier(name: str) -> None:
    assert IDENTIFIED.get(name) is None
