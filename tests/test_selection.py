"""One selection over the facts beside the store gives the answers that the saved questions give in SPARQL."""

from __future__ import annotations

import pytest
from conftest import GoldCase

from graph.ask import ask
from graph.errors import UsageError
from graph.facts import facts_of
from graph.matrix import read_matrix
from graph.pivot import AXES, WHO, Pivot, pivot
from graph.saved import catalogue
from graph.selection import Selection, month_after, pick
from graph.store import Store


def chosen(store: Store, rows: str = "partner", columns: str = "outcome", **values: object) -> Pivot:
    facts = facts_of(store)
    return pivot(facts, pick(facts, Selection(**values)), rows, columns)  # type: ignore[arg-type]


def filled(found: Pivot) -> set[tuple[str, str, str]]:
    return {(row, column, passage) for (row, column), cell in found.cells.items() for passage in cell.supported}


def asked(store: Store, **values: str) -> set[tuple[str, str, str]]:
    rows = ask(store, catalogue().find("partners-and-outcomes"), values).rows
    return {(key(row["links"]["partner"]), key(row["links"]["outcome"]), row["passage"]) for row in rows}


def key(path: str) -> str:
    return path if "/unnamed/" in path else path.rsplit("/", 1)[1]


def test_the_whole_matrix_is_that_of_the_cube(annotated: GoldCase) -> None:
    found, matrix = chosen(annotated.machine_store), read_matrix(annotated.machine_store)
    cells = {(key(one), key(other), passage) for (one, other), c in matrix.cells.items() for passage in c.statements}
    assert filled(found) == cells
    assert [column.key for column in found.columns] == [outcome.key for outcome in matrix.outcomes]
    assert [column.statements for column in found.columns] == [outcome.statements for outcome in matrix.outcomes]


@pytest.mark.parametrize(
    ("values", "question"),
    [
        ({}, {}),
        ({"partner": ("cambridgeshire-skills",)}, {"partner": "cambridgeshire-skills"}),
        ({"outcome": ("digital-inclusion",)}, {"outcome": "digital-inclusion"}),
        ({"outcome": ("connected-communities",)}, {"outcome": "connected-communities"}),
        ({"theme": ("people",)}, {"theme": "People"}),
        ({"since": "2020-12", "until": "2020-12"}, {"month": "2020-12"}),
        (
            {"since": "2020-07", "until": "2020-07", "outcome": ("life-chances",)},
            {"month": "2020-07", "outcome": "life-chances"},
        ),
    ],
)
def test_a_selection_gives_the_rows_of_the_saved_question(
    annotated: GoldCase, values: dict[str, object], question: dict[str, str]
) -> None:
    assert filled(chosen(annotated.machine_store, **values)) == asked(annotated.machine_store, **question)


def test_the_totals_are_those_of_the_headline(example: GoldCase) -> None:
    total = chosen(example.store).total
    assert (total.statements, total.unsupported, total.alone) == (35, 22, 11)


def test_a_statement_rests_on_one_whoever_else_is_filtered_out(example: GoldCase) -> None:
    found = chosen(example.store, partner=("good-things-foundation",))
    assert filled(found)
    assert not any(cell.alone for cell in found.cells.values())


def test_proposals_and_candidates_stay_apart_and_are_never_counted(example: GoldCase) -> None:
    usual, more = chosen(example.store), chosen(example.store, status="all", candidates=True)
    assert filled(usual) == filled(more)
    assert not any(cell.proposed or cell.candidates for cell in usual.cells.values())
    assert more.cells["nhs", "reduced-isolation"].proposed
    assert not more.cells["nhs", "reduced-isolation"].supported


@pytest.mark.parametrize("rows", AXES)
@pytest.mark.parametrize("columns", ["top", "outcome", "statement", "kind"])
def test_every_regrouping_counts_the_same_statements(example: GoldCase, rows: str, columns: str) -> None:
    if rows == columns:
        return
    found = chosen(example.store, rows, columns)
    supported = {passage for _, _, passage in filled(found)}
    assert len(supported) == 35 - 22
    if not (rows in WHO or columns in WHO):
        assert len({p for cell in found.cells.values() for p in cell.stated_here}) == 35


def test_empty_rows_and_columns_are_shown_on_demand(example: GoldCase) -> None:
    facts = facts_of(example.store)
    found = pivot(facts, pick(facts, Selection()), "partner", "outcome", empty=True)
    assert "nhs" in {row.key for row in found.rows}
    assert "community-safety" in {column.key for column in found.columns}


def test_an_action_without_a_telling_date_is_counted_and_left_out_unless_asked_for(example: GoldCase) -> None:
    facts = facts_of(example.store)
    without = pick(facts, Selection(since="2020-12", until="2020-12"))
    with_them = pick(facts, Selection(since="2020-12", until="2020-12", undated=True))
    assert without.undated > 0
    assert len(with_them.actions) == len(without.actions) + without.undated


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"since": "Dec 2020"}, "“Dec 2020” is not a month"),
        ({"since": "2021-01", "until": "2020-12"}, "run backwards"),
        ({"status": "maybe"}, "“maybe” is no status"),
    ],
)
def test_a_selection_that_cannot_be_is_refused_in_a_sentence(values: dict[str, str], sentence: str) -> None:
    with pytest.raises(UsageError, match=sentence):
        Selection(**values)  # type: ignore[arg-type]


def test_months_follow_one_another_over_the_turn_of_the_year() -> None:
    assert month_after("2020-12") == "2021-01"
    assert month_after("2021-01", -1) == "2020-12"


def test_months_far_outside_the_documents_are_answered_like_those_beside_them(example: GoldCase) -> None:
    facts = facts_of(example.store)
    every = pick(facts, Selection(since="0001-01", until="9999-12"))
    assert every.actions.keys() == pick(facts, Selection(since="2019-01", until="2030-01")).actions.keys()
    assert len(every.actions) > 10
    assert (
        pick(facts, Selection(since="9999-12")).actions.keys() == pick(facts, Selection(since="2030-01")).actions.keys()
    )
    assert not pick(facts, Selection(until="0001-01")).actions
