"""How columns are understood, what a person may say of them, and what becomes of those that nobody could name."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graph.errors import DataError
from graph.settings import FILE_NAME, Settings, read_settings
from ingest.by_hand import by_hand
from ingest.column_report import missing_headings, table_reports
from ingest.contract import as_contract
from ingest.extract import extract
from ingest.gazetteer import Gazetteer, merged_names
from ingest.reading import read_bytes
from tests.command_line import run

PLAN = (
    "Ref,What we will do,Who else,By when,Gizmo,KPI\n"
    'A1,Open a toy library,Home-Start,May 2024,"Blue. Or green.",40 visits\n'
    "A2,Plant trees,Woodland Trust,June 2024,,\n"
)
ODD = "Zork,Blib,Whom\nOpen a toy library,It is warm,Home-Start\n"


def settings(folder: Path, text: str) -> Settings:
    path = folder / FILE_NAME
    path.write_text(text, "utf-8")
    return read_settings(path)


def test_each_column_is_shown_with_what_it_holds_and_how_that_was_decided() -> None:
    source = read_bytes("plan.csv", PLAN.encode(), Settings().limits)
    report = table_reports(source, by_hand(Settings(), "plan.csv"))[0]
    assert (report.line, report.rows, report.reason) == (1, 2, "")
    assert [(c.heading, c.role, c.how, c.sample) for c in report.columns] == [
        ("Ref", "reference", "known wording", ("A1", "A2")),
        ("What we will do", "title", "known wording", ("Open a toy library", "Plant trees")),
        ("Who else", "partner", "known wording", ("Home-Start", "Woodland Trust")),
        ("By when", "end", "known wording", ("May 2024", "June 2024")),
        ("Gizmo", "kept", "not known", ("Blue. Or green.",)),
        ("KPI", "kept", "known wording", ("40 visits",)),
    ]


def test_a_table_that_is_no_table_of_actions_says_why() -> None:
    source = read_bytes("odd.csv", ODD.encode(), Settings().limits)
    report = table_reports(source, by_hand(Settings(), "odd.csv"))[0]
    assert report.reason == "no row of it reads like headings of a table of actions"


BY_HAND = """
[documents."odd*.csv"]
owner = "Northby Council"
title = "The odd plan"

[documents."odd*.csv".columns]
"Zork" = "action"
"Whom" = "partner"
"""


def test_columns_set_by_hand_make_a_heading_row_of_any_words(tmp_path: Path) -> None:
    said = by_hand(settings(tmp_path, BY_HAND), "Odd-2.csv")
    assert (said.owner, said.title) == ("Northby Council", "The odd plan")
    source = read_bytes("Odd-2.csv", ODD.encode(), Settings().limits)
    found = extract(source, Gazetteer(merged_names(())), said.owner, by_hand=said.columns)
    assert [(a.title, [p.name for p in a.partners]) for a in found.actions] == [("Open a toy library", ["Home-Start"])]
    assert [c.how for c in table_reports(source, said)[0].columns] == ["by hand", "not known", "by hand"]


def test_what_is_said_of_one_file_holds_for_no_other(tmp_path: Path) -> None:
    assert by_hand(settings(tmp_path, BY_HAND), "even.csv").columns == {}


def test_a_mapped_heading_that_the_file_lacks_is_named(tmp_path: Path) -> None:
    said = by_hand(settings(tmp_path, BY_HAND + '"Wherefore" = "outcome"\n'), "odd.csv")
    source = read_bytes("odd.csv", ODD.encode(), Settings().limits)
    assert missing_headings(table_reports(source, said), said) == ["Wherefore"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('documents = "x"', "[documents] in junctionbox.toml should hold sections such as"),
        ('[documents."a.csv"]\nowne = "x"', '[documents."a.csv"] in junctionbox.toml has an unknown setting “owne”;'),
        ('[documents."a.csv"]\nowner = 3', "The setting “owner” of [documents."),
        ('[documents."a.csv"]\ncolumns = "x"', "The columns of [documents."),
    ],
)
def test_wrong_words_about_a_document_are_refused_in_a_sentence(tmp_path: Path, text: str, sentence: str) -> None:
    with pytest.raises(DataError) as error:
        settings(tmp_path, text)
    assert str(error.value).startswith(sentence)


def test_a_column_can_only_hold_what_columns_hold(tmp_path: Path) -> None:
    wrong = settings(tmp_path, '[documents."a.csv".columns]\n"Zork" = "colour"\n')
    with pytest.raises(DataError, match=r"should hold one of action, audience, date, deadline, .* “colour” is none"):
        by_hand(wrong, "a.csv")


def test_cells_of_columns_that_nobody_could_name_are_kept_with_their_action() -> None:
    source = read_bytes("plan.csv", PLAN.encode(), Settings().limits)
    found = extract(source, Gazetteer(merged_names(())))
    kept = as_contract(found)["actions"][0]["kept"]
    assert [(cell["heading"], cell["text"]) for cell in kept] == [
        ("Ref", "A1"),
        ("Gizmo", "Blue. Or green"),
        ("KPI", "40 visits"),
    ]
    assert all(source.text[cell["start"] : cell["end"]] == cell["text"] for cell in kept)
    assert [flag.note for flag in found.flags if flag.kind == "unmapped-column"] == [
        "The column “Gizmo” is not known; its cells are kept but not read."
    ]


def test_the_command_shows_columns_as_a_table_and_as_json(tmp_path: Path) -> None:
    (tmp_path / "plan.csv").write_text(PLAN, "utf-8")
    shown = run("columns", "plan.csv", cwd=tmp_path)
    assert shown.returncode == 0
    assert "Table 1, from line 1: 2 rows" in shown.stdout
    assert "kept as it is" in shown.stdout
    data = json.loads(run("columns", "plan.csv", "--format", "json", cwd=tmp_path).stdout)
    assert data[0]["columns"][3] == {
        "heading": "By when",
        "holds": "end",
        "how": "known wording",
        "sample": ["May 2024", "June 2024"],
    }
    (tmp_path / "note.txt").write_text("We opened a toy library in May.\n", "utf-8")
    assert "note.txt has no table" in run("columns", "note.txt", cwd=tmp_path).stdout
