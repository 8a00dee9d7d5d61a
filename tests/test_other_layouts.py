"""Invented documents of other councils in other layouts, annotated by somebody who had not seen the rules.

What is asked is less than what is reached, so that a rule that helps one layout may not quietly cost another.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.settings import Limits
from ingest.contract import as_contract
from ingest.evaluate import evaluate, read_gold_record
from ingest.extract import extract
from ingest.gazetteer import Gazetteer, merged_names
from ingest.reading import read_file
from ingest.scores import Scores, Tally

FOLDER = Path(__file__).parent / "data" / "unseen"
NAMES = Gazetteer(merged_names(()))


def scored(name: str) -> Scores:
    gold = read_gold_record(FOLDER / f"{name}.gold.json")
    found = extract(read_file(FOLDER / gold["document"], Limits()), NAMES, gold.get("owner"))
    return evaluate(gold, as_contract(found), by_words=gold.get("by_words") is True)


@pytest.mark.parametrize(
    ("name", "actions", "partners", "outcomes"),
    [
        ("harrowmere-climate-tracker", 0.95, 0.9, 0.9),
        ("castlebeck-healthy-lives", 0.9, 0.85, 0.9),
        ("penhallow-culture-skills", 0.9, 0.8, 0.85),
        ("tarnbrook-news-release", 0.7, 0.4, 0.35),
        ("ashmere-minutes", 0.7, 0.5, 0.6),
        ("wexcombe-progress-report", 0.8, 0.6, 0.85),
    ],
)
def test_a_layout_gives_actions_partners_and_outcomes(
    name: str, actions: float, partners: float, outcomes: float
) -> None:
    scores = scored(name)
    reached = {measure: scores.tally(measure).f1 or 0 for measure in ("actions", "partners", "outcomes")}
    wanted = {"actions": actions, "partners": partners, "outcomes": outcomes}
    assert {measure: reached[measure] >= least for measure, least in wanted.items()} == dict.fromkeys(wanted, True)


def test_accepted_partners_of_all_layouts_are_right_nine_times_in_ten() -> None:
    names = [path.name.removesuffix(".gold.json") for path in sorted(FOLDER.glob("*.gold.json"))]
    tally = sum((scored(name).tally("partners") for name in names), Tally())
    assert tally.precision is not None
    assert tally.precision >= 0.9
