"""The sieve lets nothing through its fingers: an expression that matches is always among those worth trying."""

from __future__ import annotations

import csv
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.lexicon import DATA
from ingest.required_words import Sieve, required_words


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (r"[A-Z]\w+ Trust\b", {" Trust"}),
        (r"[A-Z]\w+ (?:Library|Museum)\b", {"Library", "Museum"}),
        (r"(?:Friends of )?[A-Z]\w+", set()),
        (r"(?:Friends of )+[A-Z]\w+", {"Friends of "}),
        (r"(?i:trust)s", {"s"}),
        (r"\d+|Trust", set()),
    ],
)
def test_the_words_an_expression_needs(pattern: str, words: set[str]) -> None:
    assert required_words(pattern) == words


def test_an_expression_that_ignores_case_needs_no_word() -> None:
    assert required_words("(?i)trust") == frozenset()


with open(DATA / "organisation_patterns.csv", encoding="utf-8", newline="") as _stream:
    PATTERNS = [row["pattern"] for row in csv.DictReader(_stream)]
SIEVE = Sieve(PATTERNS)
PIECES = sorted(
    {word for pattern in PATTERNS for word in required_words(pattern)} | {"Ely", "and", "of the", "NHS", "UK"}
)


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=8).map(" ".join))
def test_every_shipped_expression_that_matches_is_let_through(text: str) -> None:
    matching = [number for number, pattern in enumerate(PATTERNS) if re.search(pattern, text)]
    assert set(matching) <= set(SIEVE.passing(text))
