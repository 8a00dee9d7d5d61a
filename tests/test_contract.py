"""The JSON that `extract` prints: the fields that were promised, with offsets of the stored text."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from reading_support import SHARED, read

from graph.records import Flag, Named, Span
from ingest.contract import as_contract

TEXT = (
    "Community log\n\nAction - Date\tImpact\n"
    "Saws ton Hub May 2021\tOpened with Norfolk Museums, thanks to a grant of £5k a year from Sport England.  "
    "Reduced isolation among carers.\n"
    "Repairs\tMended <b>six</b> radios.\n"
    "\tLess waste.\n"
)
OWN = (Named("place", "Sawston Hub"), Named("partner", "Norfolk Museums"))


@pytest.fixture(scope="module")
def printed() -> dict[str, Any]:
    return as_contract(read(TEXT.encode(), OWN, "log.txt"))


def test_the_document_is_named_with_its_hash(printed: dict[str, Any]) -> None:
    assert printed["document"] == "log.txt"
    assert printed["title"] == "Community log"
    assert len(printed["sha256"]) == 64
    assert list(printed) == ["document", "sha256", "title", "owner", "reader", "flags", "actions"]


def test_an_action_has_all_its_fields(printed: dict[str, Any]) -> None:
    first = printed["actions"][0]
    kept = {name: first[name] for name in ("title", "title_text", "title_stated", "theme", "lines", "status")}
    assert kept == {
        "title": "Sawston Hub",
        "title_text": "Saws ton Hub",
        "title_stated": True,
        "theme": None,
        "lines": [4, 4],
        "status": "completed",
    }
    assert (first["date_text"], first["edtf"], first["start"], first["end"]) == ("May 2021", *["2021-05"] * 3)
    assert [(v["name"], v["text"]) for v in first["venues"]] == [("Sawston Hub", "Saws ton Hub")]
    assert first["funding"] == [{"amount": 5000.0, "currency": "GBP", "text": "£5k a year", "per": "year"}]
    assert first["audiences"] == ["carers"]


def test_a_partner_has_its_role_band_and_rule(printed: dict[str, Any]) -> None:
    partners = printed["actions"][0]["partners"]
    told = [(p["name"], p["kind"], p["role"], p["status"], p["band"], p["rule"]) for p in partners]
    assert told == [
        ("Norfolk Museums", "named", "delivery", "confirmed", "accepted", "with-name"),
        ("Sport England", "named", "funder", "confirmed", "accepted", "funding-from"),
    ]
    assert all(TEXT[p["start"] : p["end"]] == p["text"] for p in partners)


def test_a_statement_has_its_concepts_best_first(printed: dict[str, Any]) -> None:
    [statement] = printed["actions"][0]["outcomes"]
    assert statement["text"] == "Reduced isolation among carers"
    assert statement["kind"] == "impact"
    assert statement["concepts"][0]["key"] == "reduced-isolation"
    scores = [concept["score"] for concept in statement["concepts"]]
    assert scores == sorted(scores, reverse=True)


def test_a_row_goes_on_in_the_next_line_and_its_markup_is_flagged(printed: dict[str, Any]) -> None:
    second = printed["actions"][1]
    assert second["lines"] == [5, 6]
    assert [flag["kind"] for flag in second["flags"]] == ["markup-removed"]
    assert [outcome["text"] for outcome in second["outcomes"]] == ["Less waste"]


def test_ids_are_made_of_content_and_are_all_different(printed: dict[str, Any]) -> None:
    moved = as_contract(read(("\n" * 5 + TEXT).encode(), OWN, "log.txt"))
    assert [a["id"] for a in moved["actions"]] == [a["id"] for a in printed["actions"]]
    doubled = as_contract(read((TEXT + TEXT.split("\n", 3)[3]).encode(), OWN, "log.txt"))
    assert len({a["id"] for a in doubled["actions"]}) == len(doubled["actions"]) == 4


def test_every_flag_of_the_stored_schema_kind_has_its_place(printed: dict[str, Any]) -> None:
    flags = [*printed["flags"], *(flag for action in printed["actions"] for flag in action["flags"])]
    assert flags
    assert all(0 <= flag["start"] < flag["end"] <= len(TEXT) and flag["note"] for flag in flags)


@pytest.mark.parametrize("document", sorted((Path(__file__).parent / "data" / "dumps").glob("*.txt")), ids=str)
def test_every_dump_keeps_to_the_schema(document: Path) -> None:
    schema = SHARED / "design" / "extraction.schema.json"
    if not schema.is_file():
        pytest.skip("the schema of the contract is not part of this checkout")
    jsonschema.validate(as_contract(read(document.read_bytes())), json.loads(schema.read_text("utf-8")))


def test_flags_that_the_contract_does_not_name_are_left_to_the_graph() -> None:
    found = read(TEXT.encode(), OWN, "log.txt")
    flags = (Flag("hidden-row", Span(0, 6), "Hidden."), Flag("text-mode", Span(0, 6), "Read as text."))
    kinds = [flag["kind"] for flag in as_contract(replace(found, flags=flags))["flags"]]
    assert kinds == ["text-mode"]
