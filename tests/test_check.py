"""The check: plain sentences for an officer, each with its place, from shapes, checks and gap queries."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.check import check_store
from graph.errors import DataError
from graph.findings import Finding, grouped, violations
from graph.gaps import gaps, read_gap
from graph.iris import DEFAULT_BASE
from graph.records import Action, ConceptScore, Flag, Funding, Mention, Period
from graph.store import MemoryStore
from tests.conftest import EXAMPLE, GoldCase, build_store
from tests.small_editions import GAVE, HOME, PLEASURE, RULE, WORKED, action, edition, link, span, statement

BASE = DEFAULT_BASE
GRAPH = f"{BASE}graph/edition/log/e1"


def findings(*actions: Action, **changes: object) -> list[Finding]:
    return check_store(build_store(edition(*actions, **changes), names=EXAMPLE / "names.csv"))


def sentences(found: list[Finding], level: str) -> set[str]:
    return {finding.sentence for finding in found if finding.level == level and finding.document}


def test_a_small_sound_document_has_its_gaps_told_and_nothing_wrong() -> None:
    found = findings()
    assert violations(found) == []
    assert sentences(found, "warning") == {"“Families feel at home” in “Reading Together” is not yet given an outcome."}
    assert sentences(found, "info") == set()


@pytest.mark.parametrize(
    ("made", "level", "sentence"),
    [
        (action(period=None), "info", "The action “Reading Together” has no date."),
        (
            action(period=Period(span("May to July 2030"), "some day", None, None, None)),
            "info",
            "The date of “Reading Together” is given as “some day”, which names no month.",
        ),
        (action(partners=()), "warning", "The action “Reading Together” names no partner."),
        (action(statements=()), "warning", "The action “Reading Together” states no outcome."),
        (
            action(statements=(statement(HOME, "mental-wellbeing", kind="purpose"),)),
            "info",
            "“Reading Together” says what it is meant to do, but states no outcome.",
        ),
        (
            action(funding=(Funding(span("gave"), GAVE, None, "GBP", None, "confirmed", None, RULE),)),
            "info",
            "The funder is not named: “gave” in “Reading Together”.",
        ),
        (
            action(partners=(replace(link("Families", HOME), name="Local families", kind="unnamed"),)),
            "info",
            "“Local families” in “Reading Together” is a group without a name.",
        ),
        (
            action(partners=(link("BookLink", PLEASURE, band="candidate"),)),
            "warning",
            "“BookLink” may take part in “Reading Together” (delivery partner); nobody has decided yet.",
        ),
        (
            action(venues=(Mention("Ely Library", span("Ely Library"), WORKED, RULE, band="candidate"),)),
            "warning",
            "“Ely Library” in “Reading Together” may be Ely Library; nobody has decided yet.",
        ),
        (
            action(statements=(statement(HOME, concepts=(ConceptScore("mental-wellbeing", "candidate", 0.3),)),)),
            "warning",
            "“Families feel at home” in “Reading Together” is not yet given an outcome; "
            "it may be about Better mental health.",
        ),
        (
            action(
                statements=(
                    statement(
                        HOME,
                        concepts=(
                            ConceptScore("community-connection", "accepted", 0.9),
                            ConceptScore("mental-wellbeing", "candidate", 0.3),
                        ),
                    ),
                )
            ),
            "warning",
            "“Families feel at home” in “Reading Together” may be about Better mental health; nobody has decided yet.",
        ),
        (
            action(flags=(Flag("title-lost", WORKED, "The title of this action is lost."),)),
            "warning",
            "In “Reading Together”: The title of this action is lost.",
        ),
        (
            action(flags=(Flag("markup-removed", WORKED, "Web page code was left in the text."),)),
            "info",
            "In “Reading Together”: Web page code was left in the text.",
        ),
    ],
)
def test_each_gap_is_a_sentence_at_its_place(made: Action, level: str, sentence: str) -> None:
    found = [finding for finding in findings(made) if finding.sentence == sentence]
    assert [(finding.level, finding.document, finding.lines) for finding in found] == [(level, "log.txt", (1, 1))]
    assert found[0].passage.startswith("doc/log/e1/passage/")
    assert str(found[0]) == f"{sentence} (log.txt, line 1)"


def test_damage_of_the_document_itself_has_its_line_too() -> None:
    flagged = findings(flags=(Flag("heading-lost", GAVE, "The heading of this block is missing."),))
    [found] = [finding for finding in flagged if finding.topic == "Damaged rows"]
    assert (found.sentence, found.subject) == ("The heading of this block is missing.", "line 1")


def test_a_broken_graph_is_a_violation_in_words() -> None:
    store = build_store(edition(), names=EXAMPLE / "names.csv")
    involvement = f"<{BASE}id/action/log/reading-together/involvement/booklink-delivery>"
    kept = [
        f"{quad} .\n" for quad in store.quads(GRAPH) if not str(quad).startswith(f"{involvement} <{BASE}ns#status>")
    ]
    shortcut = f"{involvement} <{BASE}ns#supports> {involvement} <{GRAPH}> .\n"
    store.replace({GRAPH: "".join([*kept, shortcut])})
    assert {finding.sentence for finding in violations(check_store(store))} == {
        "The partnership “BookLink” in “Reading Together” must be marked once as confirmed, proposed or ended.",
        "A shortcut of “BookLink” stands in another graph than those the rules write.",
    }


def test_a_thing_without_a_name_is_told_by_the_words_of_its_address() -> None:
    store = MemoryStore(BASE)
    store.replace({GRAPH: f"<{BASE}id/action/log/lost-and-found> <{NS}type> <{BASE}ns#Action> <{GRAPH}> .\n"})
    assert "The action “lost and found” has no title." in {finding.sentence for finding in check_store(store)}


NS = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"


def test_the_example_log_passes_and_its_findings_are_for_people(annotated: GoldCase) -> None:
    for store in (annotated.store, annotated.machine_store):
        found = check_store(store)
        assert violations(found) == []
        assert len(found) > 30
        for finding in found:
            assert finding.sentence[0].isupper() or finding.sentence.startswith("“")
            assert finding.sentence.endswith((".", ".”")), finding.sentence
            assert "://" not in finding.sentence
            assert "{" not in finding.sentence


def test_the_gold_log_has_the_gaps_that_its_annotation_has(annotated: GoldCase) -> None:
    counts = {topic: len(found) for _, topic, found in grouped(check_store(annotated.store))}
    actions = annotated.gold["actions"]
    assert counts["This action has no date"] == sum(entry["date_text"] is None for entry in actions)
    assert counts["This action names no partner"] == sum(not entry["partners"] for entry in actions)
    assert counts["Partners without a name"] == sum(
        link["kind"] == "unnamed" for entry in actions for link in entry["partners"]
    )


def test_findings_come_the_worst_first_and_in_groups() -> None:
    made = [
        Finding("info", "B", "Second.", "x", "log.txt", (9, 9)),
        Finding("info", "B", "First.", "x", "log.txt", (2, 3)),
        Finding("violation", "Z", "Worst.", "x"),
        Finding("warning", "A", "Look.", "x"),
        Finding("info", "B", "First.", "x", "log.txt", (2, 3)),
    ]
    groups = [(level, topic, [str(finding) for finding in found]) for level, topic, found in grouped(made)]
    assert groups == [
        ("violation", "Z", ["Worst."]),
        ("warning", "A", ["Look."]),
        ("info", "B", ["First. (log.txt, lines 2 to 3)", "Second. (log.txt, line 9)"]),
    ]


def test_every_gap_query_is_well_made() -> None:
    assert len({gap.topic for gap in gaps()}) == len(list(gaps())) >= 9
    for gap in gaps():
        assert gap.rows(MemoryStore()) == []


@pytest.mark.parametrize(
    ("notes", "sentence"),
    [
        ("", "x.rq needs a level, a topic and a sentence in its “#+” notes."),
        ("#+ level: info\n#+ topic: A", "x.rq needs a level, a topic and a sentence in its “#+” notes."),
        ("#+ level: [", "x.rq cannot be read: its “#+” notes are not well written."),
        (
            "#+ level: bad\n#+ topic: A\n#+ sentence: B",
            "x.rq has an unknown level “bad”; known are violation, warning, info.",
        ),
    ],
)
def test_a_gap_query_with_wrong_notes_is_named(notes: str, sentence: str) -> None:
    with pytest.raises(DataError) as error:
        read_gap("x.rq", f"{notes}\nSELECT * WHERE {{}}")
    assert str(error.value) == sentence
