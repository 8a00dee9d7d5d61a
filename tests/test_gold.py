"""The gold loader: hand-made records found again in their text, with evidence that holds."""

from __future__ import annotations

import copy
import json
from dataclasses import replace

import pytest
from conftest import GoldCase

from graph.errors import DataError
from graph.evidence import check_evidence
from graph.iris import fold
from ingest.gold import read_gold, read_gold_file
from ingest.gold_text import audience_keys


def test_every_word_of_the_gold_file_stands_where_the_records_say(annotated: GoldCase) -> None:
    check_evidence(annotated.extraction)
    text = annotated.extraction.text
    for entry, action in zip(annotated.gold["actions"], annotated.extraction.actions, strict=True):
        said = [fold(statement.span.of(text)) for statement in action.statements]
        assert said == [fold(outcome["text"]) for outcome in entry["outcomes"]]
        assert [fold(link.surface.of(text)) for link in action.partners] == [fold(p["text"]) for p in entry["partners"]]
        assert [fold(place.surface.of(text)) for place in action.venues] == [fold(v["text"]) for v in entry["venues"]]
        assert action.lines == tuple(entry["lines"])
        if entry["date_text"]:
            assert action.period is not None
            assert fold(action.period.span.of(text)) == fold(entry["date_text"])


def test_a_partner_is_shown_by_its_sentence_and_never_inside_a_longer_name(annotated: GoldCase) -> None:
    text = annotated.extraction.text
    for action in annotated.extraction.actions:
        for link in action.partners:
            assert all(fold(link.surface.of(text)) in fold(passage.of(text)) for passage in link.passages)
    council = next(p for a in annotated.extraction.actions for p in a.partners if p.name == "Council")
    assert text[: council.surface.start].endswith("NHS and ")


def test_keys_are_distinct_and_the_same_every_time(annotated: GoldCase) -> None:
    again = read_gold(annotated.gold, annotated.extraction.text, annotated.machine)
    keys = [[item.key for item in (*a.partners, *a.statements)] for a in annotated.extraction.actions]
    assert keys == [[item.key for item in (*a.partners, *a.statements)] for a in again.actions]
    flat = [key for group in keys for key in group]
    assert len(flat) == len(set(flat)) == 27 + 51


def test_lost_and_mended_titles_are_flagged(annotated: GoldCase) -> None:
    kinds = [(number, flag.kind) for number, a in enumerate(annotated.extraction.actions, 1) for flag in a.flags]
    assert [n for n, kind in kinds if kind == "title-lost"] == [4, 5, 6, 7, 8, 19, 20, 21]
    assert [n for n, kind in kinds if kind == "title-repaired"] == [10, 14, 15]


def test_without_the_machines_reading_only_stated_amounts_and_lost_titles_are_known(example: GoldCase) -> None:
    bare = read_gold_file(example.document.with_suffix(".gold.json"), example.document)
    assert [(a.key, m.amount, m.total) for a in bare.actions for m in a.funding] == [("a03", 230000, None)]
    assert (bare.flags, bare.variants) == ((), ())
    assert bare.sha256 == example.extraction.sha256
    assert {flag.kind for a in bare.actions for flag in a.flags} == {"title-lost", "title-repaired"}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            {"partners": [{"name": "X", "text": "nobody", "role": "lead", "status": "confirmed", "kind": "named"}]},
            "nobody",
        ),
        ({"date_text": "May 1999"}, "May 1999"),
        ({"lines": [900, 901]}, "lines that the text does not have"),
    ],
)
def test_words_that_the_text_does_not_hold_are_refused(example: GoldCase, change: dict[str, object], said: str) -> None:
    gold = copy.deepcopy(example.gold)
    gold["actions"][0] |= change
    with pytest.raises(DataError, match=said):
        read_gold(gold, example.extraction.text)


@pytest.mark.parametrize(
    ("phrase", "keys"),
    [
        ("over 60s", ["older-people"]),
        ("new and small business", ["small-businesses"]),
        ("isolated and vulnerable", ["isolated-people", "vulnerable-people"]),
        ("homeless population", ["homeless-people"]),
        ("nobody in particular", []),
    ],
)
def test_audience_phrases_are_the_concepts_they_name(phrase: str, keys: list[str]) -> None:
    assert audience_keys(phrase) == keys


def test_a_gold_file_of_prose_can_be_read_as_well(tmp_path: object, example: GoldCase) -> None:
    text = "The council opened a garden with Kew Trust in May 2021. It will help people feel well."
    entry = {
        "id": "A01",
        "title": "Garden",
        "title_stated": False,
        "title_text": None,
        "theme": None,
        "lines": [1, 1],
        "date_text": "May 2021",
        "edtf": "2021-05",
        "start": "2021-05",
        "end": "2021-05",
        "status": "completed",
        "partners": [
            {"name": "Kew Trust", "text": "Kew Trust", "role": "delivery", "status": "confirmed", "kind": "named"}
        ],
        "venues": [],
        "audiences": ["people"],
        "funding": [],
        "outcomes": [{"text": "help people feel well", "kind": "impact", "concepts": ["health-wellbeing"]}],
    }
    found = read_gold({"document": "note.md", "actions": [entry]}, text)
    check_evidence(replace(found, file_name="note.md"))
    assert [p.of(text) for p in found.actions[0].partners[0].passages] == [text.split(". ")[0]]
    assert json.loads(json.dumps(found.actions[0].lines)) == [1, 1]
