"""What people decide is laid over every extraction: it holds when the text is edited, and is never dropped."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import DataError, JunctionBoxError
from graph.iris import short_hash
from graph.records import Action, Decision, Extraction, Named
from graph.settings import Limits
from ingest.decisions import Item, decisions_bytes, items, merges_of, read_decisions
from ingest.extract import extract
from ingest.gazetteer import Gazetteer
from ingest.overlay import apply_decisions
from ingest.reading import read_bytes

TEXT = """Community log

Action - Date\tImpact
Tablet loans May 2021\tLent tablets from the mobile van with Norfolk Museums and Sport England.  Reduced isolation among carers.
Summer fairs June 2021\tHeld three fairs in the square with Sport England. Visit by the mayor, Ann Lee.  More visitors in the town.
Repair days July 2021\tHeld six repair days.  Less waste.
"""  # noqa: E501
NAMES = Gazetteer([Named("partner", "Norfolk Museums"), Named("partner", "Sport England")])


def settled(text: str, *decisions: Decision) -> tuple[Extraction, dict[str, str]]:
    """Read a text with decisions laid over it; return also what became of each, by its reason."""
    raw = extract(read_bytes("log.txt", text.encode(), Limits()), NAMES, decisions=decisions)
    extraction, fates, _ = apply_decisions(raw, decisions, "log")
    return extraction, {decision.why: fate for decision, fate in fates}


def item(kind: str, about: str, text: str = TEXT) -> Item:
    raw, _ = settled(text)
    return next(found for found in items(raw) if found.kind == kind and found.about == about)


def decision(
    operation: str, subject: Item, name: str = "", value: str = "", why: str = "it", quote: str = ""
) -> Decision:
    quote = quote or subject.quote
    return Decision(
        operation=operation,
        document="log",
        subject=subject.key,
        about=subject.about,
        property=f"{subject.kind}:{name}",
        value=value,
        old_value="",
        quote=quote,
        quote_hash=short_hash(quote, length=12),
        who="Ann",
        when="2024-05-01T10:00:00",
        why=why,
    )


def action(extraction: Extraction, title: str) -> Action:
    return next(found for found in extraction.actions if found.title == title)


LOANS, FAIRS, REPAIR = (item("action", title) for title in ("Tablet loans", "Summer fairs", "Repair days"))
MUSEUMS = item("partner", "Norfolk Museums")
CARERS = item("statement", "Reduced isolation among carers")


def test_a_rejected_partner_is_gone_and_the_others_stay() -> None:
    extraction, fates = settled(TEXT, decision("reject", MUSEUMS))
    assert [link.name for link in action(extraction, "Tablet loans").partners] == ["Sport England"]
    assert fates == {"it": "applied"}


@pytest.mark.parametrize(("name", "value"), [("role", "funder"), ("status", "proposed"), ("name", "Suffolk Museums")])
def test_a_property_of_a_partner_is_set(name: str, value: str) -> None:
    extraction, _ = settled(TEXT, decision("set", MUSEUMS, name, value))
    link = action(extraction, "Tablet loans").partners[0]
    assert (getattr(link, name), link.band) == (value, "accepted")


@pytest.mark.parametrize("name", ["title", "theme", "status", "date"])
def test_a_property_of_an_action_is_set(name: str) -> None:
    values = {"title": "Loans of tablets", "theme": "Digital", "status": "planned", "date": "2021-05/2021-09"}
    extraction, _ = settled(TEXT, decision("set", LOANS, name, values[name]))
    changed = extraction.actions[0]
    assert changed.period is not None
    found = {"title": changed.title, "theme": changed.theme, "status": changed.status, "date": changed.period.edtf}
    assert found[name] == values[name]


def test_a_title_is_given_and_known_as_decided() -> None:
    extraction, _ = settled(TEXT, decision("title", LOANS, "", "Loans of tablets"))
    assert (extraction.actions[0].title, extraction.actions[0].title_rule) == ("Loans of tablets", "decision")


def test_an_outcome_is_accepted_set_and_rejected() -> None:
    for operation, name, value, keys in (
        ("set", "outcome", "mental-wellbeing", ["mental-wellbeing"]),
        ("accept", "", "mental-wellbeing", ["mental-wellbeing", "reduced-isolation"]),
        ("reject", "", "reduced-isolation", []),
    ):
        extraction, _ = settled(TEXT, decision(operation, CARERS, name, value))
        [statement] = [s for s in extraction.actions[0].statements if s.kind == "impact"]
        assert [score.key for score in statement.concepts if score.band == "accepted"][:2] == keys


def test_a_rejected_statement_is_gone() -> None:
    extraction, _ = settled(TEXT, decision("reject", CARERS))
    assert [s for s in extraction.actions[0].statements if s.kind == "impact"] == []


def test_a_partner_is_added_by_the_words_that_name_it() -> None:
    add = decision("add", FAIRS, "", "Town Mayor|promoter|confirmed", quote="the mayor")
    extraction, fates = settled(TEXT, add)
    link = action(extraction, "Summer fairs").partners[-1]
    assert (link.name, link.role, link.surface.of(extraction.text)) == ("Town Mayor", "promoter", "the mayor")
    assert fates == {"it": "applied"}


def test_a_partner_that_no_words_name_is_refused() -> None:
    with pytest.raises(DataError, match="does not stand in"):
        settled(TEXT, decision("add", FAIRS, "", "Town Mayor|promoter", quote="the bishop"))


def test_merged_names_are_one_in_every_action_and_chains_are_followed() -> None:
    empty = replace(decision("merge", MUSEUMS), document="", property="")
    first = replace(empty, subject="Norfolk Museums", value="Sport England")
    second = replace(empty, subject="Sport England", value="Sport and Museums")
    assert merges_of([first, second])["Norfolk Museums"] == "Sport and Museums"
    extraction, _ = settled(TEXT, first, second)
    assert [[link.name for link in a.partners] for a in extraction.actions] == [["Sport and Museums"]] * 2 + [[]]


def test_names_merged_in_a_circle_stay_as_they_are() -> None:
    empty = replace(decision("merge", MUSEUMS), document="", property="")
    there, back = replace(empty, subject="A", value="B"), replace(empty, subject="B", value="A")
    assert merges_of([there, back]) == {}


def test_an_action_is_split_where_the_person_says() -> None:
    extraction, fates = settled(TEXT, decision("split", FAIRS, "", "Visit by the mayor"))
    titles = [action.title for action in extraction.actions]
    assert titles == ["Tablet loans", "Summer fairs", "Visit by the mayor, Ann Lee", "Repair days"]
    assert fates == {"it": "applied"}


def test_two_actions_are_joined() -> None:
    extraction, fates = settled(TEXT, decision("join", FAIRS, "", LOANS.key))
    assert [a.title for a in extraction.actions] == ["Tablet loans", "Repair days"]
    assert extraction.actions[0].lines == (4, 5)
    assert fates == {"it": "applied"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Lent tablets from the mobile van with", "Lent tablets, from the mobile van, with"),
        ("Lent tablets from", "Lent  tablets from"),
        ("Lent tablets from the mobile van", "Lent new tablets from the mobile van"),
    ],
)
def test_an_edited_sentence_keeps_its_decision(old: str, new: str) -> None:
    extraction, fates = settled(TEXT.replace(old, new), decision("set", MUSEUMS, "role", "funder"))
    assert action(extraction, "Tablet loans").partners[0].role == "funder"
    assert set(fates.values()) <= {"applied", "re-anchored"}


def test_an_edited_statement_is_found_again_and_flagged() -> None:
    edited = TEXT.replace("Reduced isolation among carers", "Reduced isolation, among carers")
    extraction, fates = settled(edited, decision("set", CARERS, "outcome", "mental-wellbeing"))
    assert fates == {"it": "re-anchored"}
    assert extraction.actions[0].statements[0].concepts[0].key == "mental-wellbeing"


def test_a_renamed_action_is_found_by_its_title_again() -> None:
    edited = TEXT.replace("Tablet loans", "Tablet loan")
    extraction, fates = settled(edited, decision("set", LOANS, "status", "planned"))
    assert fates == {"it": "re-anchored"}
    assert extraction.actions[0].status == "planned"


def test_a_deleted_row_leaves_its_decision_reported_as_orphaned() -> None:
    without = "\n".join(line for line in TEXT.split("\n") if not line.startswith("Tablet"))
    extraction, fates = settled(without, decision("set", CARERS, "outcome", "mental-wellbeing"))
    assert fates == {"it": "orphaned"}
    assert extraction == settled(without)[0]


def test_a_decision_of_another_document_is_left_alone() -> None:
    extraction, fates = settled(TEXT, replace(decision("reject", MUSEUMS), document="other"))
    assert fates == {}
    assert extraction == settled(TEXT)[0]


def test_a_later_decision_goes_before_an_earlier_one() -> None:
    first = decision("set", MUSEUMS, "role", "funder", why="first")
    later = replace(decision("set", MUSEUMS, "role", "host", why="later"), when="2024-06-01T10:00:00")
    extraction, _ = settled(TEXT, first, later)
    assert action(extraction, "Tablet loans").partners[0].role == "host"


def test_the_file_keeps_every_decision_and_its_order_does_not_matter(tmp_path: Path) -> None:
    path = tmp_path / "decisions.csv"
    kept = [decision("reject", MUSEUMS, why=f"“{n}”, said Ann; ünder; two\nlines") for n in range(5)]
    kept = [replace(one, when=f"2024-05-0{n + 1}") for n, one in enumerate(kept)]
    shuffled = random.Random(1).sample(kept, len(kept))
    path.write_bytes(decisions_bytes(shuffled))
    assert read_decisions(path) == kept


def test_no_file_is_no_decisions(tmp_path: Path) -> None:
    assert read_decisions(tmp_path / "decisions.csv") == []


def test_an_unknown_operation_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "decisions.csv"
    path.write_bytes(decisions_bytes([replace(decision("reject", MUSEUMS), operation="burn")]))
    with pytest.raises(DataError, match="unknown operation “burn”; known are accept, reject"):
        read_decisions(path)


@pytest.mark.parametrize(
    ("operation", "subject", "name", "value", "sentence"),
    [
        ("set", MUSEUMS, "role", "king", "“king” is not a role"),
        ("set", MUSEUMS, "size", "big", "A partner’s “size” cannot be set"),
        ("set", LOANS, "status", "confirmed", "“confirmed” is not a status of an action"),
        ("set", LOANS, "date", "soon", "soon"),
        ("reject", LOANS, "", "", "cannot be done to a whole action"),
        ("set", CARERS, "text", "x", "A statement’s “text” cannot be set"),
    ],
)
def test_an_impossible_decision_is_one_sentence(
    operation: str, subject: Item, name: str, value: str, sentence: str
) -> None:
    with pytest.raises(JunctionBoxError, match=sentence):
        settled(TEXT, decision(operation, subject, name, value))


@given(st.permutations([0, 1, 2, 3]))
def test_decisions_about_different_things_can_come_in_any_order(order: list[int]) -> None:
    every = [
        decision("set", MUSEUMS, "role", "funder"),
        decision("set", LOANS, "status", "planned"),
        decision("set", CARERS, "outcome", "mental-wellbeing"),
        decision("set", REPAIR, "theme", "Green"),
    ]
    assert settled(TEXT, *(every[n] for n in order))[0] == settled(TEXT, *every)[0]
