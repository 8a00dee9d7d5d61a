"""Saved questions: their notes, their values, what is refused and how sentences are put together."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import ROOT, GoldCase, build_store

from graph.ask import ask, legal_values, suggested
from graph.errors import DataError, JunctionBoxError, NotFound, UsageError
from graph.exposure import headline
from graph.iris import DEFAULT_BASE
from graph.records import Edition
from graph.saved import QUERIES, SavedQuery, catalogue
from graph.saved_notes import read_saved
from graph.store import MemoryStore
from graph.wording import fill, listed

SMALL = """#+ title: Actions
#+ question: "Which actions are there[ under {theme}]?"
#+ parameters:
#+   - {name: theme, label: Theme, type: theme, optional: true}
#+ answer: {none: None., many: "{count of action: action|actions}."}
#+ columns: {action: Action}
PREFIX jb: <ns#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?action ?theme_at WHERE {
  GRAPH ?edition { ?a a jb:Action ; skos:prefLabel ?action ; dcterms:subject ?theme_at }
}
"""


def shipped(name: str) -> SavedQuery:
    return catalogue().find(name)


@pytest.fixture(scope="module")
def twice(example: GoldCase) -> MemoryStore:
    """The same log as two documents of one workspace."""
    editions = (Edition(document, "gold", example.extraction) for document in ("one", "two"))
    return build_store(*editions, names=example.names)


def test_notes_become_a_question_with_its_parameters_and_columns() -> None:
    saved = read_saved("actions", SMALL)
    assert (saved.title, saved.plain_question) == ("Actions", "Which actions are there?")
    assert [(p.name, p.type, p.optional, p.variable) for p in saved.parameters] == [
        ("theme", "theme", True, "theme_at")
    ]
    assert [column.header for column in saved.columns] == ["Action"]
    assert saved.sparql == SMALL


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (SMALL.replace("#+ title: Actions\n", ""), "a-b.rq has no title in its “#+” notes."),
        (SMALL.replace("#+ title: Actions", "#+ title: [Actions"), "its “#+” notes are not well written"),
        (SMALL.replace("SELECT ?action", "SELECT action"), "a-b.rq holds no SPARQL that can be read"),
        (SMALL.replace("SELECT ?action ?theme_at", "ASK"), "a-b.rq should hold a SELECT query."),
        (SMALL.replace("type: theme", "type: colour"), "“theme” has an unknown type “colour”"),
        (
            SMALL.replace("#+ columns: {action: Action}", "#+ columns: {place: Place}"),
            "the column “place” is not among",
        ),
        (SMALL.replace("SELECT ?action ?theme_at", "SELECT ?action"), "should select ?theme_at"),
        (SMALL.replace("#+ answer", "#+ anwser"), "has an unknown note “anwser”"),
        (SMALL.replace("none: None.", "no: None."), "sentences for none, one and many"),
        (SMALL.replace("optional: true", "choices: 3"), "has an unknown part “choices”"),
        (
            SMALL.replace("GRAPH ?edition {", "SERVICE <http://example.org/> {"),
            "a-b.rq cannot be offered: SERVICE would ask",
        ),
        (SMALL.replace("?a a jb:Action", "{" * 90 + "?a a jb:Action" + "}" * 90), "nests brackets"),
        ("SELECT ?s WHERE { ?s ?p ?o }", "has no “#+” notes with a title and a question"),
    ],
)
def test_a_file_that_is_wrong_is_named_with_what_is_wrong(wrong: str, said: str) -> None:
    with pytest.raises(DataError, match=re.escape(said)) as caught:
        read_saved("a-b", wrong)
    assert "a-b.rq" in str(caught.value)
    assert str(caught.value).endswith(".")


def test_a_bad_file_hides_no_other_and_a_workspaces_own_stands_in_for_a_shipped_one(tmp_path: Path) -> None:
    (tmp_path / "own.rq").write_text(SMALL)
    (tmp_path / "money.rq").write_text(SMALL)
    (tmp_path / "bad.rq").write_text("nothing")
    (tmp_path / "Bad name.rq").write_text(SMALL)
    (tmp_path / "binary.rq").write_bytes(b"\x00\x01")
    found = catalogue(QUERIES, tmp_path)
    assert {"own", "brokers"} <= set(found.queries)
    assert found.find("money").title == "Actions"
    assert sorted(problem.split(".rq")[0] for problem in found.problems) == ["Bad name", "bad", "binary"]


def test_every_shipped_question_can_be_read_and_says_what_it_answers() -> None:
    found = catalogue()
    assert found.problems == ()
    for saved in found.queries.values():
        assert saved.description, saved.name
        assert saved.tags, saved.name
        assert saved.columns, saved.name
        assert saved.answer or saved.analysis, saved.name
        assert all(parameter.help for parameter in saved.parameters), saved.name


def test_every_shipped_question_is_in_the_guide_and_the_guide_names_no_other() -> None:
    guide = (ROOT / "docs" / "questions.md").read_text("utf-8")
    assert set(re.findall(r"^\| `([a-z-]+)` \| [A-Z]", guide, re.MULTILINE)) == set(catalogue().queries)


def test_every_shipped_question_names_its_graphs() -> None:
    for saved in catalogue().queries.values():
        assert "GRAPH" in saved.sparql
        assert "FROM" not in saved.sparql


def test_a_question_that_does_not_exist_is_refused_with_the_nearest_names() -> None:
    with pytest.raises(NotFound, match="no saved question “broker”; did you mean brokers"):
        catalogue().find("broker")


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("Cambs Skills", "Cambridgeshire Skills"),
        ("cambridgeshire  SKILLS", "Cambridgeshire Skills"),
        ("cambridgeshire-skills", "Cambridgeshire Skills"),
        ("id/partner/cambridgeshire-skills", "Cambridgeshire Skills"),
        (f"{DEFAULT_BASE}id/partner/nhs", "NHS"),
        ("NHS", "NHS"),
        ("Papworth", "Royal Papworth Hospital"),
        ("Council", "Council"),
        ("volunteers", "Volunteers"),
    ],
)
def test_a_partner_is_found_by_any_name_it_has(example: GoldCase, given: str, meant: str) -> None:
    answer = ask(example.store, shipped("role-of-partner"), {"partner": given})
    assert {row["partner"] for row in answer.rows} == {meant}
    assert meant in answer.question


@pytest.mark.parametrize(
    ("question", "parameter", "given", "shown"),
    [
        ("about-outcome", "outcome", "mental-wellbeing", "Better mental health"),
        ("about-outcome", "outcome", "Mental wellbeing", "Better mental health"),
        ("about-outcome", "outcome", "loneliness", "Less isolation and loneliness"),
        ("for-audience", "audience", "Over 60s", "Older people"),
        ("for-audience", "audience", "over 65s", "Older people"),
        ("at-place", "place", "Histon", "Histon Library"),
        ("named-places", "theme", "people", "People"),
    ],
)
def test_outcomes_audiences_places_and_themes_are_found_by_their_words(
    example: GoldCase, question: str, parameter: str, given: str, shown: str
) -> None:
    assert shown in ask(example.store, shipped(question), {parameter: given}).question


@pytest.mark.parametrize(
    ("question", "values", "error", "said"),
    [
        ("what-if-without", {}, UsageError, "“what-if-without” needs a value for partner."),
        ("what-if-without", {"partner": " "}, UsageError, "needs a value for partner"),
        ("connection", {"from": "NHS"}, UsageError, "“connection” needs a value for to."),
        ("what-if-without", {"partners": "NHS"}, UsageError, "has no parameter “partners”; it takes partner."),
        ("other-names", {"x": "y"}, UsageError, "has no parameter “x”; it takes none."),
        ("what-if-without", {"partner": "Cambridge Skils"}, NotFound, "did you mean Cambridgeshire Skills"),
        ("role-of-partner", {"partner": "Skyline"}, NotFound, "No partner here is called “Skyline”"),
        ("at-place", {"place": "library"}, NotFound, "No place here is called “library”; did you mean"),
        ("live-in-month", {"month": "12/2020"}, UsageError, "“12/2020” is not a month; write it as year and month"),
        ("brokers", {"proposed": "maybe"}, UsageError, "“maybe” is not a value of “proposed”; there is yes or no."),
        ("role-of-partner", {"partner": "x" * 1000}, UsageError, "is longer than any name"),
        ("role-of-partner", {"partner": "NHS') } DROP ALL #"}, NotFound, "No partner here is called"),
    ],
)
def test_a_value_that_is_wrong_is_refused_in_one_sentence(
    example: GoldCase, question: str, values: dict[str, str], error: type[JunctionBoxError], said: str
) -> None:
    with pytest.raises(error, match=re.escape(said)):
        ask(example.store, shipped(question), values)


def test_the_dictionary_of_an_answer_has_exactly_the_promised_parts(example: GoldCase) -> None:
    found = ask(example.store, shipped("what-if-without"), {"partner": "Cambs Skills"}).as_dict()
    assert list(found) == ["question", "parameters", "answer", "columns", "rows"]
    assert found["parameters"] == {"partner": "Cambs Skills"}
    assert found["question"] == "What is lost without Cambridgeshire Skills?"
    row = found["rows"][0]
    assert row["source"] == {"document": "library-action-log-retold.txt", "lines": [37, 38]}
    assert row["passage"].startswith("doc/library-action-log-retold/gold/passage/")
    assert row["quote"] == row["statement"]
    assert set(found["columns"]) <= set(row)


def test_legal_values_are_keys_with_names_and_those_in_use_come_first(example: GoldCase) -> None:
    saved = shipped("partners-and-outcomes")
    by_name = {parameter.name: parameter for parameter in saved.parameters}
    partners = legal_values(example.store, saved, by_name["partner"])
    assert partners[0] == ("anglia-ruskin-university", "Anglia Ruskin University")
    assert len(partners) == 24
    outcomes = [key for key, _ in legal_values(example.store, saved, by_name["outcome"])]
    assert outcomes.index("mental-wellbeing") < outcomes.index("environment")
    assert outcomes[-1] == "unclassified"
    for parameter in saved.parameters:
        for key, label in legal_values(example.store, saved, parameter):
            assert ask(example.store, saved, {parameter.name: key}).parameters == {parameter.name: key}, label


def test_every_shipped_question_runs_at_once_with_suggested_values(example: GoldCase) -> None:
    for saved in catalogue().queries.values():
        answer = ask(example.store, saved, suggested(example.store, saved))
        assert answer.answer.endswith((".", "”.", "…")), saved.name
        assert "{" not in answer.answer + answer.question, saved.name
        assert "[" not in answer.answer + answer.question, saved.name


def test_every_shipped_question_answers_an_empty_store_or_says_what_is_missing() -> None:
    store = MemoryStore()
    for saved in catalogue().queries.values():
        if all(parameter.optional or parameter.default for parameter in saved.parameters):
            assert ask(store, saved, {}).rows == (), saved.name
    with pytest.raises(NotFound, match="there is none to choose"):
        ask(store, shipped("role-of-partner"), {"partner": "NHS"})


def test_groups_of_one_name_in_two_documents_stay_two_and_the_name_means_both(twice: MemoryStore) -> None:
    saved = shipped("role-of-partner")
    rows = ask(twice, saved, {"partner": "Volunteers"}).rows
    assert len({row["links"]["partner"] for row in rows}) == 2
    labels = [label for _, label in legal_values(twice, saved, saved.parameters[0]) if label.startswith("Volunteers")]
    assert labels == ["Volunteers (Census 2021)", "Volunteers (Census 2021)"]
    assert len(ask(twice, shipped("brokers"), {}).rows) == 17


def test_two_documents_are_counted_together_and_told_apart(twice: MemoryStore) -> None:
    assert headline(twice) == (
        "Of 70 outcome statements, 44 have no supporter that the 2 documents confirm, 22 rest on one, 4 on more."
    )
    rows = ask(twice, shipped("statements-with-one-supporter"), {"theme": "people"}).rows
    assert len(rows) == 6
    assert len({row["passage"] for row in rows}) == 6


def test_the_headline_says_when_there_is_nothing() -> None:
    assert headline(MemoryStore()) == "No outcome statement has been read yet."


def test_sentences_count_list_quote_and_leave_out_what_is_empty() -> None:
    rows = [{"partner": "A", "status": "proposed"}, {"partner": "B", "status": "confirmed"}, {"partner": "A"}]
    template = "{rows: row|rows}: {list of partner}[, {count of partner where status is proposed: one|many} to chase]."
    assert fill(template, rows, {}) == "3 rows: A and B, 1 one to chase."
    assert fill("[{count of partner where status is ended} over] {quotes of partner}", rows, {}) == "“A” and “B”"
    assert fill("{name}[ under {theme}]", [], {"name": "N", "theme": ""}) == "N"


def test_a_long_list_says_how_many_more_there_are() -> None:
    assert listed(str(number) for number in range(20)) == "0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 8 more"
    assert (listed([]), listed(["a"]), listed(["a", "b"], "or")) == ("", "a", "a or b")
