"""Outcome concepts: what a statement is about, what only looks like it, and how sure the score is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.records import Span
from ingest.concepts import Concept, scheme
from ingest.outcomes import ACCEPTED, CANDIDATE, MOST_CONCEPTS, OutcomeScorer, outcome_scorer, without_names

CONCEPTS = [
    Concept("skills", "Skills and jobs", ["training"], ["skills", "learning"], "People learn and find work."),
    Concept("health", "Health", ["wellbeing"], ["health", "falls"], "People are well in body and mind."),
    Concept("green", "Environment", [], ["carbon", "waste"], "Air, water and nature are cleaner."),
    Concept("unclassified", "Not yet classified"),
]


@pytest.mark.parametrize(
    ("statement", "key"),
    [
        ("Reduced isolation among older people", "reduced-isolation"),
        ("Better mental health for carers", "mental-wellbeing"),
        ("Support for new businesses to start and grow", "business-growth"),
        ("Lower carbon emissions from our buildings", "environment"),
        ("Children read more and enjoy books", "reading-literacy"),
        ("New skills for people looking for work", "skills-employability"),
        ("Reduced pressure on GPs and hospitals", "reduced-service-pressure"),
        ("Savings on running costs", "financial-sustainability"),
        ("Helps digitally excluded residents get online", "digital-inclusion"),
    ],
)
def test_plain_statements_have_their_concept_first(statement: str, key: str) -> None:
    best = outcome_scorer().score(statement)[0]
    assert best.key == key
    assert best.why


@pytest.mark.parametrize(
    ("statement", "names", "never"),
    [
        ("Improved access through Cambridgeshire Skills", ["Cambridgeshire Skills"], "skills-employability"),
        ("More visits thanks to Mental Health Matters", ["Mental Health Matters"], "mental-wellbeing"),
        ("More visits thanks to Mental Health Matters", [], "mental-wellbeing"),
        ("Shelving brought up to library standards with Green Futures", ["Green Futures"], "environment"),
    ],
)
def test_names_are_false_friends(statement: str, names: list[str], never: str) -> None:
    spans = [Span(statement.index(name), statement.index(name) + len(name)) for name in names]
    words = without_names(statement, Span(0, len(statement)), spans)
    accepted = [score.key for score in outcome_scorer().score(words) if score.band == "accepted"]
    assert never not in accepted


def test_names_are_blanked_and_the_rest_is_kept() -> None:
    text = "Well. Jobs from Ely Skills for all"
    words = without_names(text, Span(6, len(text)), [Span(16, 26)])
    assert words.split() == ["Jobs", "from", "for", "all"]


def test_a_cue_weighs_more_than_a_likeness_and_the_first_more_than_the_last() -> None:
    scorer = OutcomeScorer(CONCEPTS)
    assert [score.key for score in scorer.score("Better health, less waste")][:2] == ["health", "green"]
    assert [score.key for score in scorer.score("Less waste, better health")][:2] == ["green", "health"]


def test_scores_are_ordered_banded_and_explained() -> None:
    scores = OutcomeScorer(CONCEPTS).score("Training and learning give people skills")
    assert scores[0].key == "skills"
    assert scores[0].band == "accepted"
    assert scores[0].why.startswith("words “")
    assert [score.score for score in scores] == sorted((score.score for score in scores), reverse=True)


def test_words_that_mean_nothing_to_the_scheme_have_no_accepted_concept() -> None:
    for statement in ("", "xyzzy qwrt", "12 34", "The of and"):
        assert [score for score in outcome_scorer().score(statement) if score.band == "accepted"] == []


def test_the_waiting_room_for_statements_is_never_given() -> None:
    assert "unclassified" in scheme("outcomes.ttl", "outcome")
    assert "unclassified" not in {score.key for score in outcome_scorer().score("Not yet classified")}


@given(
    st.text(max_size=120)
    | st.lists(st.sampled_from("health skills waste more for people the of jobs".split())).map(" ".join)
)
def test_any_statement_is_scored_alike_every_time(statement: str) -> None:
    scores = outcome_scorer().score(statement)
    assert scores == outcome_scorer().score(statement)
    assert len(scores) <= MOST_CONCEPTS
    assert all(score.score >= CANDIDATE for score in scores)
    assert all((score.band == "accepted") <= (score.score >= ACCEPTED - 0.001) for score in scores)
