"""Outcome statements of many topics, each with the concepts that a careful reader would accept for it."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from ingest.outcomes import outcome_scorer

with open(Path(__file__).parent / "data" / "outcome-statements.csv", encoding="utf-8", newline="") as stream:
    STATEMENTS = tuple(csv.DictReader(stream))


@pytest.mark.parametrize("part", ["tuning", "held"])
def test_the_first_concept_of_nine_statements_in_ten_is_right_and_accepted_ones_nearly_always(part: str) -> None:
    rows = [row for row in STATEMENTS if row["set"] == part]
    scores = [(row["concepts"].split(), outcome_scorer().score(row["statement"])) for row in rows]
    first = sum(bool(found) and found[0].key in wanted for wanted, found in scores)
    accepted = [score.key in wanted for wanted, found in scores for score in found if score.band == "accepted"]
    assert first >= 0.9 * len(rows)
    assert sum(accepted) >= 0.9 * len(accepted) > 0
