"""Scoring: what counts as right, wrong, missed, or neither way."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from graph.errors import DataError, NotFound
from ingest.evaluate import as_json, as_table, evaluate, evaluate_files, read_gold_record
from ingest.scores import Evaluation, Scores, Tally, together

EXAMPLE = Path(__file__).parent.parent / "ingest" / "example"


def action(title: str, lines: list[int] | None, **others: Any) -> dict[str, Any]:
    """An action of a gold file, planned and without partners unless told otherwise."""
    entry = {"id": title, "title": title, "title_stated": True, "status": "planned", **others}
    return entry | ({"lines": lines} if lines else {})


def partner(name: str, **others: Any) -> dict[str, Any]:
    return {"name": name, "text": name, "kind": "named", "role": "delivery", "status": "confirmed", **others}


def outcome(text: str, *concepts: Any, kind: str = "impact") -> dict[str, Any]:
    return {"text": text, "kind": kind, "concepts": list(concepts)}


def sure(key: str) -> dict[str, Any]:
    return {"key": key, "band": "accepted", "score": 0.9}


def unsure(key: str) -> dict[str, Any]:
    return {"key": key, "band": "candidate", "score": 0.2}


def scores(gold: list[dict[str, Any]], found: list[dict[str, Any]], **others: Any) -> Scores:
    return evaluate({"document": "a.txt", "actions": gold, **others}, {"actions": found})


def one(measure: str, gold: dict[str, Any], found: dict[str, Any]) -> Tally:
    """The tally of two actions on the same line."""
    return scores([action("A", [1, 1]) | gold], [action("A", [1, 1]) | found]).tally(measure)


@pytest.mark.parametrize(
    ("found", "tally"),
    [
        ([[7, 10]], Tally(right=1)),
        ([[7, 8]], Tally(right=1)),
        ([[7, 7]], Tally(wrong=1, missed=1)),
        ([[8, 12]], Tally(right=1)),
        ([[7, 15]], Tally(wrong=1, missed=1)),
        ([[7, 10], [11, 12]], Tally(right=1, wrong=1)),
        ([], Tally(missed=1)),
    ],
)
def test_a_row_is_found_when_half_of_all_lines_are_shared(found: list[list[int]], tally: Tally) -> None:
    actions = [action(f"F{n}", lines) for n, lines in enumerate(found)]
    assert scores([action("A", [7, 10])], actions).tally("actions") == tally


def test_actions_on_the_same_line_are_told_apart_by_title_and_partners() -> None:
    gold = [
        action("Tree nursery", [19, 19], partners=[partner("Friends of the Park")]),
        action("Cycle lanes", [19, 19], partners=[partner("Sustrans")]),
    ]
    found = [
        action("New lanes for cycles", [19, 19], partners=[partner("Sustrans")]),
        action("A nursery for trees", [19, 19], partners=[partner("Friends of the Park")]),
    ]
    assert scores(gold, found).tally("partners") == Tally(right=2)


def test_without_lines_rows_are_paired_by_their_words() -> None:
    gold = [
        action("Warm hubs", None, outcomes=[outcome("Fewer residents in fuel poverty")]),
        action("Tree giveaway", None, outcomes=[outcome("More shade in the streets")]),
    ]
    found = [
        action("Tree giveaway", [1, 1], outcomes=[outcome("More shade in the streets")]),
        action("Warm hubs", [2, 2], outcomes=[outcome("Fewer residents in fuel poverty")]),
        action("Pothole repairs", [3, 3]),
    ]
    assert scores(gold, found).tally("actions") == Tally(right=2, wrong=1)
    assert scores(gold, found).tally("outcomes") == Tally(right=2)


def test_by_words_leaves_lines_of_another_format_aside() -> None:
    gold = {"document": "a.txt", "actions": [action("Warm hubs", [40, 41])]}
    found = {"actions": [action("Warm hubs", [3, 3])]}
    assert evaluate(gold, found).tally("actions") == Tally(wrong=1, missed=1)
    assert evaluate(gold, found, by_words=True).tally("actions") == Tally(right=1)


@pytest.mark.parametrize(
    ("found", "accepted", "all_"),
    [
        (partner("Arts Council England"), Tally(right=1), Tally(right=1)),
        (partner("ACE", text="arts\n\tcouncil"), Tally(right=1), Tally(right=1)),
        (partner("The Arts Council"), Tally(right=1), Tally(right=1)),
        (partner("Arts Council England", band="candidate"), Tally(missed=1), Tally(right=1)),
        (partner("Sport England"), Tally(wrong=1, missed=1), Tally(wrong=1, missed=1)),
        (partner("Arts Council England", kind="unnamed"), Tally(missed=1), Tally(missed=1)),
    ],
)
def test_a_partner_is_matched_by_name_or_text(found: dict[str, Any], accepted: Tally, all_: Tally) -> None:
    gold = {"partners": [partner("Arts Council England", text="Arts Council")]}
    assert one("partners", gold, {"partners": [found]}) == accepted
    assert one("partners_with_candidates", gold, {"partners": [found]}) == all_


@pytest.mark.parametrize("found", [[], [partner("Council")], [partner("Council", kind="unnamed")]])
def test_a_partner_of_kind_either_counts_neither_way(found: list[dict[str, Any]]) -> None:
    gold = {"partners": [partner("Council", kind="either")]}
    for measure in ("partners", "partners_with_candidates", "groups", "roles"):
        assert one(measure, gold, {"partners": found}) == Tally()


def test_unnamed_groups_are_scored_apart() -> None:
    gold = {"partners": [partner("Scout groups", kind="unnamed", role="space-user"), partner("Mind")]}
    found = {"partners": [partner("Scout groups", kind="unnamed"), partner("Volunteers", kind="unnamed")]}
    assert one("groups", gold, found) == Tally(right=1, wrong=1)
    assert one("group_roles", gold, found) == Tally(wrong=1)
    assert one("partners", gold, found) == Tally(missed=1)


def test_roles_and_status_are_those_of_partners_found() -> None:
    gold = {"partners": [partner("Mind", role="funder"), partner("Shelter", status="proposed"), partner("Crisis")]}
    found = {"partners": [partner("Mind"), partner("Shelter", band="candidate")]}
    assert one("roles", gold, found) == Tally(right=1, wrong=1)
    assert one("partner_status", gold, found) == Tally(right=1, wrong=1)


@pytest.mark.parametrize(
    ("gold", "found", "tally"),
    [
        ({"start": "2020-04", "end": None}, {"start": "2020-04", "end": None}, Tally(right=1)),
        ({"start": "2020-04", "end": None}, {"start": "2020-05", "end": None}, Tally(wrong=1)),
        ({"start": "2020-04", "end": None}, {"start": None, "end": None}, Tally(missed=1)),
        ({"start": None, "end": None}, {"start": "2020-04", "end": None}, Tally(wrong=1)),
        ({"start": None, "end": None, "edtf": None}, {"start": None, "end": None, "edtf": "2020"}, Tally()),
        ({"start": None, "end": None, "edtf": "2020"}, {"edtf": "2020-21"}, Tally(wrong=1)),
    ],
)
def test_a_wrong_date_is_apart_from_a_missing_one(gold: dict[str, Any], found: dict[str, Any], tally: Tally) -> None:
    assert one("dates", gold, found) == tally


@pytest.mark.parametrize(
    ("found", "tally"),
    [
        ({"title": "Sawston Hub", "title_text": "Saws ton Hub"}, Tally(right=1)),
        ({"title": "Saws  ton hub", "title_text": None}, Tally(right=1)),
        ({"title": "Sawston", "title_text": "Sawston"}, Tally(wrong=1)),
        ({"title": "Sawston Hub", "title_stated": False}, Tally(missed=1)),
    ],
)
def test_a_stated_title_counts_as_printed_or_as_mended(found: dict[str, Any], tally: Tally) -> None:
    assert one("titles", {"title": "Sawston Hub", "title_text": "Saws ton Hub"}, found) == tally


def test_a_title_that_gold_does_not_state_is_wrong() -> None:
    assert one("titles", {"title_stated": False}, {}) == Tally(wrong=1)
    assert one("titles", {"title_stated": False}, {"title_stated": False}) == Tally()


def test_statements_match_when_half_of_their_words_do() -> None:
    gold = {"outcomes": [outcome("Better access for residents to parks"), outcome("Cleaner air")]}
    found = {"outcomes": [outcome("access for residents to parks"), outcome("Less traffic")]}
    assert one("outcomes", gold, found) == Tally(right=1, wrong=1, missed=1)


def test_purposes_count_neither_way() -> None:
    gold = {"outcomes": [outcome("help people back to work", kind="purpose")]}
    assert one("outcomes", gold, {"outcomes": [outcome("help people back to work")]}) == Tally()
    assert one("outcomes", gold, {"outcomes": [outcome("cut carbon", kind="purpose")]}) == Tally()
    assert one("outcomes", gold, {}) == Tally()


def test_concepts_are_scored_by_rank_and_by_band() -> None:
    gold = {"outcomes": [outcome("More jobs for young people", "employment", "life-chances")]}
    found = {"outcomes": [outcome("More jobs for young people", sure("life-chances"), unsure("environment"))]}
    assert one("first_concept", gold, found) == Tally(wrong=1)
    assert one("concept_overlap", gold, found) == Tally(right=1)
    assert one("accepted_concepts", gold, found) == Tally(right=1)
    assert one("candidate_concepts", gold, found) == Tally(wrong=1)
    assert one("concept_coverage", gold, found) == Tally(right=1)


def test_a_statement_no_concept_fits_has_no_first_concept() -> None:
    gold = {"outcomes": [outcome("A plan for next year")]}
    found = {"outcomes": [outcome("A plan for next year", sure("environment"))]}
    assert one("first_concept", gold, found) == Tally()
    assert one("accepted_concepts", gold, found) == Tally(wrong=1)


def test_venues_audiences_and_money_are_counted() -> None:
    gold = {
        "venues": [{"name": "Ely Library", "text": "Ely"}],
        "audiences": ["people over 60"],
        "funding": [{"amount": 230000, "currency": "GBP", "per": "year", "text": "£230k a year"}],
    }
    found = {
        "venues": [{"name": "Ely", "text": "Ely"}, {"name": "March", "text": "March"}],
        "audiences": ["over 60"],
        "funding": [{"amount": 230000.0, "currency": "GBP", "per": None, "text": "£230k"}],
    }
    assert one("venues", gold, found) == Tally(right=1, wrong=1)
    assert one("audiences", gold, found) == Tally(right=1)
    assert one("funding", gold, found) == Tally(wrong=1, missed=1)


def test_all_that_hangs_on_an_extra_action_is_wrong() -> None:
    extra = action(
        "Extra", [9, 9], start="2021-01", partners=[partner("Mind")], outcomes=[outcome("More trees")], venues=[]
    )
    found = scores([action("A", [1, 1])], [action("A", [1, 1]), extra])
    wrong = {name: found.tally(name).wrong for name in ("actions", "partners", "outcomes", "dates", "titles", "status")}
    assert wrong == {"actions": 1, "partners": 1, "outcomes": 1, "dates": 1, "titles": 1, "status": 1}


def test_precision_recall_and_f1() -> None:
    tally = Tally(right=6, wrong=2, missed=6)
    assert (tally.precision, tally.recall, tally.f1) == (0.75, 0.5, 0.6)
    assert (Tally().precision, Tally().recall, Tally().f1) == (None, None, None)


def test_the_interval_is_the_same_every_time_and_holds_the_figure() -> None:
    units = tuple({"actions": Tally(right=1) if n % 4 else Tally(missed=1)} for n in range(40))
    first = Scores("a", units).interval("actions")
    assert first == Scores("b", units).interval("actions")
    assert first is not None
    low, high = first
    assert 0.7 < low < 2 * 30 / (2 * 30 + 10) < high < 0.96


def test_tables_and_prose_are_put_together_apart() -> None:
    table = scores([action("A", [1, 1])], [action("A", [1, 1])], layout="CSV table")
    prose = scores([action("A", [1, 1])], [], layout="news page: prose")
    evaluation = Evaluation("all names", (table, prose, table))
    assert [(part.name, part.tally("actions")) for part in evaluation.overall] == [
        ("All tables and lists", Tally(right=2)),
        ("All prose", Tally(missed=1)),
    ]
    assert together("both", [table, prose]).tally("actions") == Tally(right=1, missed=1)


def test_files_are_scored_without_and_with_a_registry() -> None:
    gold = EXAMPLE / "library-action-log-retold.gold.json"
    shipped, own = evaluate_files([gold], None, EXAMPLE / "names.csv")
    assert (shipped.names, own.names) == ("the shipped names alone", "the shipped names and names.csv")
    assert shipped.documents[0].tally("actions") == own.documents[0].tally("actions") == Tally(right=24)
    assert (own.documents[0].figure("partners") or 0) > (shipped.documents[0].figure("partners") or 0)
    table = as_table([shipped, own])
    assert "Read with the shipped names and names.csv" in table
    assert "named partners, accepted" in table
    data = json.loads(as_json([shipped, own]))
    assert data[1]["documents"][0]["measures"]["actions"]["f1"] == 1.0


def test_the_document_is_looked_for_beside_the_gold_and_in_the_folder(tmp_path: Path) -> None:
    gold, folder = tmp_path / "gold" / "x.gold.json", tmp_path / "documents"
    gold.parent.mkdir()
    folder.mkdir()
    gold.write_text(json.dumps({"document": "x.txt", "actions": []}), "utf-8")
    with pytest.raises(NotFound, match=r"^The document x\.txt that x\.gold\.json annotates is not beside it; "):
        evaluate_files([gold], None, None)
    with pytest.raises(NotFound, match="is neither beside it nor in"):
        evaluate_files([gold], folder, None)
    (folder / "x.txt").write_text("Action\tImpact\n", "utf-8")
    assert evaluate_files([gold], folder, None)[0].documents[0].tally("actions") == Tally()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("{", "x.json is no gold file: it is not JSON"),
        ("[]", "x.json is no gold file: it should be an object"),
        ('{"document": "a.txt"}', "x.json is no gold file: it should be an object"),
        ('{"actions": []}', "does not say in “document” which file it annotates"),
        ('{"document": "a.txt", "actions": [3]}', "x.json, action 1: an action should be an object"),
        ('{"document": "a.txt", "actions": [{"lines": [3]}]}', "“lines” should be the first and the last line"),
        ('{"document": "a.txt", "actions": [{"lines": [4, 3]}]}', "“lines” should be the first and the last line"),
        ('{"document": "a.txt", "actions": [{"partners": [{}]}]}', "has neither “name” nor “text”"),
        ('{"document": "a.txt", "actions": [{"partners": {}}]}', "“partners” should be a list"),
        ('{"document": "a.txt", "actions": [{"title": 3}]}', "“title” should be text"),
        ('{"document": "a.txt", "actions": [{"outcomes": [{"kind": "impact"}]}]}', "an entry has no “text”"),
        ('{"document": "a.txt", "actions": [{"funding": [{"amount": "2"}]}]}', "“amount” should be a number"),
    ],
)
def test_a_bad_gold_file_is_refused_in_one_sentence(tmp_path: Path, content: str, sentence: str) -> None:
    path = tmp_path / "x.json"
    path.write_text(content, "utf-8")
    with pytest.raises(DataError, match=sentence):
        read_gold_record(path)


def test_a_missing_gold_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"There is no file .*x\.json"):
        read_gold_record(tmp_path / "x.json")
