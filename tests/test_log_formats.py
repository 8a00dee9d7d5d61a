"""The user's own log in every other format meets the targets that hold for its text, compared row by row."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.registry import read_names
from graph.settings import Limits
from ingest.contract import as_contract
from ingest.evaluate import evaluate, read_gold_record
from ingest.extract import extract
from ingest.gazetteer import Gazetteer, merged_names
from ingest.reading import read_file
from ingest.scores import Scores, Tally

SHARED = Path(__file__).parent.parent.parent / "shared"
FIXTURES = SHARED / "fixtures"
pytestmark = pytest.mark.skipif(not FIXTURES.is_dir(), reason="the user's documents are not on this machine")


@pytest.fixture(scope="module", params=["docx", "pdf", "xlsx", "html", "csv", "tsv"])
def scores(request: pytest.FixtureRequest) -> Scores:
    gold = read_gold_record(SHARED / "gold" / "library-vision-action-log.gold.json")
    names = Gazetteer(merged_names(read_names(SHARED / "gold" / "registry.csv")))
    source = read_file(FIXTURES / f"log.{request.param}", Limits())
    return evaluate(gold, as_contract(extract(source, names, gold.get("owner"))), by_words=True)


@pytest.mark.parametrize(
    ("measure", "right", "wrong"),
    [
        ("actions", 24, 0),
        ("partners", 14, 1),
        ("roles", 13, 2),
        ("partner_status", 13, 2),
        ("dates", 38, 0),
        ("titles", 15, 1),
        ("status", 22, 2),
        ("outcomes", 33, 1),
        ("venues", 9, 1),
    ],
)
def test_a_format_gives_at_least_so_many_right_and_at_most_so_many_wrong(
    scores: Scores, measure: str, right: int, wrong: int
) -> None:
    tally: Tally = scores.tally(measure)
    assert tally.right >= right
    assert tally.wrong <= wrong


def test_nine_first_concepts_in_ten_are_right_in_every_format(scores: Scores) -> None:
    precision = scores.tally("first_concept").precision
    assert precision is not None
    assert precision >= 0.9
