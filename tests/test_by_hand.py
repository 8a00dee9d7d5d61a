"""What a person says of single documents holds at every ingest, and what cannot hold is said."""

from __future__ import annotations

import json
from pathlib import Path

from graph.settings import DocumentSettings, Settings
from ingest.by_hand import by_hand
from tests.command_line import run

ODD = "Zork,Blib,Whom\nOpen a toy library,It is warm,Home-Start\n"
SAID = """
[documents."odd*.csv"]
owner = "Northby Council"
title = "The odd plan"

[documents."odd*.csv".columns]
"Zork" = "action"
"Whom" = "partner"
"Wherefore" = "outcome"
"""


def council(folder: Path, said: str = "") -> Path:
    """Make a workspace with words of a person, and an odd document beside it."""
    assert run("init", "council", cwd=folder).returncode == 0
    settings = folder / "council" / "junctionbox.toml"
    settings.write_text(settings.read_text("utf-8") + said, "utf-8")
    (folder / "odd.csv").write_text(ODD, "utf-8")
    return folder


def test_a_name_with_brackets_is_its_own_pattern() -> None:
    settings = Settings(documents=(DocumentSettings("plan [v2].csv", owner="Northby Council"),))
    assert by_hand(settings, "plan [v2].csv").owner == "Northby Council"


def test_ingest_names_a_mapped_heading_that_the_file_lacks(tmp_path: Path) -> None:
    told = run("-w", "council", "ingest", "odd.csv", cwd=council(tmp_path, SAID))
    assert "junctionbox.toml speaks of columns that no table of odd.csv has: “Wherefore”." in told.stderr
    assert "The owner of" not in told.stderr


def test_ingest_refuses_an_option_that_contradicts_the_settings(tmp_path: Path) -> None:
    told = run("-w", "council", "ingest", "odd.csv", "--owner", "Southby Council", cwd=council(tmp_path, SAID))
    assert told.returncode != 0
    expected = (
        "junctionbox.toml says “Northby Council” of odd.csv; change it there, or leave out --owner “Southby Council”."
    )
    assert expected in told.stderr


def test_the_owner_asked_for_is_kept_for_the_next_edition(tmp_path: Path) -> None:
    folder = council(tmp_path)
    (folder / "plan.csv").write_text("Action,Lead\nOpen a toy library,Libraries\n", "utf-8")
    asked = run("-w", "council", "ingest", "plan.csv", cwd=folder)
    assert "Say whose it is: junctionbox ingest plan.csv --owner NAME" in asked.stderr
    assert run("-w", "council", "ingest", "plan.csv", "--owner", "Northby Council", cwd=folder).returncode == 0
    (folder / "plan.csv").write_text("Action,Lead\nOpen two toy libraries,Libraries\n", "utf-8")
    again = run("-w", "council", "ingest", "plan.csv", cwd=folder)
    assert "The owner of" not in again.stderr
    assert (folder / "council/documents/documents.csv").read_text("utf-8-sig").count("Northby Council") == 2


def test_extract_takes_an_owner_and_a_title(tmp_path: Path) -> None:
    (tmp_path / "odd.csv").write_text(ODD, "utf-8")
    told = run("extract", "odd.csv", "--owner", "Northby Council", "--title", "Odd", "--format", "json", cwd=tmp_path)
    found = json.loads(told.stdout)
    assert (found["owner"], found["title"], found["flags"]) == ("Northby Council", "Odd", [])
    silent = json.loads(run("extract", "odd.csv", "--format", "json", cwd=tmp_path).stdout)
    assert [flag["kind"] for flag in silent["flags"]] == ["owner-unknown"]
