"""The targets that the log and the example must meet, read with their own names and without anyone's decisions."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest
from reading_support import DOCUMENTS, SHARED, Annotated, annotated

from graph.records import Action, Extraction, Span
from ingest.contract import as_contract
from ingest.scores import Tally

LINK = re.compile(r"<a\b[^<>]*>[^<]*</a>|</?[a-z]+>")


@pytest.fixture(params=DOCUMENTS)
def document(request: pytest.FixtureRequest) -> Annotated:
    return annotated(request.param)


def test_all_24_actions_are_found_and_no_other(document: Annotated) -> None:
    assert document.scores().tally("actions") == Tally(right=24)


def test_at_most_one_of_15_partners_is_missed_and_one_wrong(document: Annotated) -> None:
    tally = document.scores().tally("partners")
    assert tally.right + tally.missed == 15
    assert tally.missed <= 1
    assert tally.wrong <= 1


def test_with_candidates_no_partner_is_missed(document: Annotated) -> None:
    assert document.scores().tally("partners_with_candidates").missed == 0


def test_role_and_status_are_wrong_for_at_most_two_partners_each(document: Annotated) -> None:
    assert document.scores().tally("roles").wrong <= 2
    assert document.scores().tally("partner_status").wrong <= 2


@pytest.mark.parametrize(
    ("measure", "least"),
    [
        ("outcomes", 0.95),
        ("first_concept", 0.90),
        ("titles", 0.95),
        ("status", 0.90),
        ("venues", 0.90),
        ("groups", 0.8),
    ],
)
def test_the_other_targets_are_met(document: Annotated, measure: str, least: float) -> None:
    assert (document.scores().figure(measure) or 0) >= least


def test_every_date_is_right_and_none_is_missing(document: Annotated) -> None:
    tally = document.scores().tally("dates")
    assert (tally.wrong, tally.missed) == (0, 0)
    assert tally.right >= 30


def test_the_one_sum_is_found(document: Annotated) -> None:
    assert document.scores().tally("funding") == Tally(right=1)


@pytest.mark.parametrize("measure", ["actions", "dates", "outcomes", "titles", "status", "first_concept", "funding"])
def test_rows_dates_and_statements_do_not_lean_on_the_registry(document: Annotated, measure: str) -> None:
    assert document.without_names().scores().tally(measure) == document.scores().tally(measure)


def quotes(action: Action) -> Iterator[Span]:
    """Every stretch of text that an action quotes."""
    yield from action.passages
    yield from (item.surface for item in (*action.partners, *action.venues, *action.audiences, *action.funding))
    yield from (passage for link in action.partners for passage in link.passages)
    yield from (statement.span for statement in action.statements)
    yield from (flag.span for flag in action.flags)
    if action.period:
        yield action.period.span


def test_every_quote_lies_inside_its_action(document: Annotated) -> None:
    for action in document.extraction.actions:
        assert [span for span in quotes(action) if not action.span.covers(span) or span.start >= span.end] == []


def test_every_quote_of_the_contract_is_verbatim_at_its_offsets(document: Annotated) -> None:
    text = document.extraction.text
    for action in as_contract(document.extraction)["actions"]:
        for item in (*action["partners"], *action["venues"], *action["outcomes"]):
            assert text[item["start"] : item["end"]] == item["text"]


def test_the_stored_text_is_the_file(document: Annotated) -> None:
    assert document.extraction.text == document.text


def left_over(extraction: Extraction, action: Action) -> str:
    """The letters and digits of an action's rows that none of its passages hold, remains of web pages left aside."""
    first, last = action.lines
    lines = extraction.text.split("\n")
    start = sum(len(line) + 1 for line in lines[: first - 1])
    end = start + len("\n".join(lines[first - 1 : last]))
    held = [*action.passages, *([action.period.span] if action.period else [])]
    covered = {offset for span in held for offset in range(span.start, span.end)}
    covered |= {o for match in LINK.finditer(extraction.text, start, end) for o in range(match.start(), match.end())}
    return "".join(extraction.text[o] for o in range(start, end) if o not in covered and extraction.text[o].isalnum())


def test_no_text_of_an_action_is_lost(document: Annotated) -> None:
    assert [left_over(document.extraction, action) for action in document.extraction.actions] == [""] * 24


def test_only_headings_and_narrative_stand_outside_the_actions(document: Annotated) -> None:
    inside = {n for action in document.extraction.actions for n in range(action.lines[0], action.lines[1] + 1)}
    lines = document.text.split("\n")
    outside = [number for number, line in enumerate(lines, 1) if line.strip() and number not in inside]
    assert outside == [1, 3, 4, 5, 6, 24, 25, 26, 27, 51, 52, 53, 54, 55]


def test_the_damage_is_flagged_where_it_is(document: Annotated) -> None:
    extraction = document.extraction
    line = [0] + [match.end() for match in re.finditer("\n", extraction.text)]

    def lines(kind: str) -> list[int]:
        flags = [*extraction.flags, *(flag for action in extraction.actions for flag in action.flags)]
        return sorted({sum(start <= flag.span.start for start in line) for flag in flags if flag.kind == kind})

    assert lines("title-lost") == [13, 16, 18, 20, 22, 56, 61, 63]
    assert lines("heading-lost") == [51]
    assert lines("column-lost") == [55]
    assert lines("truncated-start") == [22]
    assert lines("markup-removed") == [26, 28, 52]
    assert {29, 39, 41} <= set(lines("title-repaired"))
    assert 31 in lines("sentence-joined")


def test_themes_are_those_of_the_tables_and_none_is_invented(document: Annotated) -> None:
    themes = [action.theme for action in document.extraction.actions]
    assert themes == ["People"] * 8 + ["Places"] * 10 + [None] * 6


def test_the_same_bytes_give_the_same_extraction(document: Annotated) -> None:
    again = Annotated(document.name, document.data, document.gold, document.own)
    assert again.extraction == document.extraction


def test_the_contract_keeps_to_its_schema(document: Annotated) -> None:
    schema = SHARED / "design" / "extraction.schema.json"
    if not schema.is_file():
        pytest.skip("the schema of the contract is not part of this checkout")
    jsonschema = pytest.importorskip("jsonschema")
    jsonschema.validate(as_contract(document.extraction), json.loads(schema.read_text("utf-8")))
