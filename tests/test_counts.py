"""Counts and the lists they announce: a difference is a doubt, never a correction."""

from __future__ import annotations

import pytest

from graph.records import Span
from ingest.counts import count_flags


def notes(sentence: str) -> list[str]:
    return [flag.note for flag in count_flags(sentence, [Span(0, len(sentence))])]


@pytest.mark.parametrize(
    "sentence",
    [
        "Expansion across 3 more library venues (Ely, Huntingdon and Wisbech)",
        "Opened in three towns: Thetford, Dereham and Diss.",
        "Over 40 groups (Scouts, Guides)",
        "Two vehicles (Ely)",
        "Five partners (including Mind, Age UK)",
        "Two trusts (Barnet, Enfield and Haringey)",
        "12 laptops (Dell, 16GB)",
        "Four sessions (for parents and carers)",
        "Clinics in 2 hospitals (Addenbrooke’s and Hinchingbrooke)",
    ],
)
def test_a_count_that_its_list_bears_out_or_cannot_deny_is_no_doubt(sentence: str) -> None:
    assert notes(sentence) == []


def test_a_count_that_its_list_denies_is_a_doubt_in_words() -> None:
    assert notes("Expansion across 4 more libraries (Ely, Huntingdon, Wisbech)") == [
        "The text says 4 more libraries and names 3."
    ]
