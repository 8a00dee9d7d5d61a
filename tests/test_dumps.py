"""Ten invented logs of other councils and topics, annotated before anything read them: scores must not fall.

They were used to improve the rules, so their scores say nothing about texts nobody has seen.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from graph.settings import Limits
from ingest.evaluate import evaluate_files
from ingest.extract import extract
from ingest.gazetteer import Gazetteer, merged_names
from ingest.reading import read_file
from ingest.scores import Scores, together

DUMPS = Path(__file__).parent / "data" / "dumps"
FLOORS = {
    "actions": 0.98,
    "partners": 0.9,
    "partners_with_candidates": 0.9,
    "roles": 0.9,
    "partner_status": 0.95,
    "status": 0.88,
    "dates": 0.96,
    "titles": 0.97,
    "outcomes": 0.92,
    "venues": 0.75,
    "funding": 0.9,
}


@cache
def overall() -> Scores:
    """All ten together, read with the shipped names alone."""
    return together("all", evaluate_files(sorted(DUMPS.glob("*.gold.json")), None, None)[0].documents)


@pytest.mark.parametrize(("measure", "floor"), FLOORS.items())
def test_scores_hold(measure: str, floor: float) -> None:
    assert (overall().figure(measure) or 0) >= floor


def test_accepted_partners_and_dates_are_hardly_ever_wrong() -> None:
    assert (overall().tally("partners").precision or 0) >= 0.95
    assert overall().tally("dates").wrong <= 1


@pytest.mark.parametrize("document", sorted(DUMPS.glob("*.txt")), ids=lambda path: path.stem)
def test_every_quote_is_verbatim_and_inside_its_action(document: Path) -> None:
    extraction = extract(read_file(document, Limits()), Gazetteer(merged_names(())))
    for action in extraction.actions:
        spans = [statement.span for statement in action.statements]
        spans += [item.surface for item in (*action.partners, *action.venues, *action.audiences, *action.funding)]
        assert [span for span in spans if not action.span.covers(span)] == []
        for link in action.partners:
            assert all(0 <= passage.start < passage.end <= len(extraction.text) for passage in link.passages)
            assert link.passages[0].covers(link.surface)
