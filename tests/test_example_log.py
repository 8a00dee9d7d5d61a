"""The example log: a retelling with the facts and the damage of the real one, but not its wording."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "ingest" / "example"
SHARED = ROOT.parent / "shared"
SEED = SHARED / "seed" / "library-vision-action-log.txt"
SEED_GOLD = SHARED / "gold" / "library-vision-action-log.gold.json"
SEED_ANSWERS = SHARED / "gold" / "answers.json"

TEXT = (EXAMPLE / "library-action-log-retold.txt").read_text("utf-8")
LINES = TEXT.split("\n")
GOLD = json.loads((EXAMPLE / "library-action-log-retold.gold.json").read_text("utf-8"))
ACTIONS: list[dict[str, Any]] = GOLD["actions"]
ANSWERS: dict[str, Any] = json.loads((EXAMPLE / "answers.json").read_text("utf-8"))

with_the_real_log = pytest.mark.skipif(not SEED.is_file(), reason="the real log does not ship with the product")


def folded(text: str) -> str:
    return " ".join(text.split())


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9£&]+(?:['’][a-z]+)?", text.lower())


def runs(text: str, length: int) -> set[tuple[str, ...]]:
    all_words = words(text)
    return {tuple(all_words[start : start + length]) for start in range(len(all_words) - length + 1)}


def lines_of(action: dict[str, Any]) -> str:
    first, last = action["lines"]
    return folded(" ".join(LINES[first - 1 : last]))


def quoted(action: dict[str, Any]) -> list[str]:
    named = [item["text"] for kind in ("partners", "venues", "funding", "outcomes") for item in action[kind]]
    stated = [text for text in (action["title_text"], action["date_text"]) if text]
    return [*stated, *action["audiences"], *named]


def statements(kind: str) -> list[str]:
    return [item["text"] for action in ACTIONS for item in action["outcomes"] if item["kind"] == kind]


def layout(line: str) -> list[list[tuple[bool, bool]]]:
    """Cells, their paragraphs, and whether each ends with a full stop and begins in lower case."""
    cells = [re.split(r" {2,}", cell) for cell in line.split("\t")]
    return [[(part.strip().endswith("."), part[:1].islower()) for part in parts] for parts in cells]


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: str(action["id"]))
def test_every_quoted_text_stands_verbatim_in_the_lines_of_its_action(action: dict[str, Any]) -> None:
    assert [text for text in quoted(action) if folded(text) not in lines_of(action)] == []


def test_the_log_holds_24_actions_in_the_order_of_the_text() -> None:
    assert [action["id"] for action in ACTIONS] == [f"A{number:02}" for number in range(1, 25)]
    assert [action["lines"][0] for action in ACTIONS] == sorted(action["lines"][0] for action in ACTIONS)


def test_the_log_holds_35_impacts_and_16_purposes_without_closing_full_stop() -> None:
    assert len(statements("impact")) == len(set(statements("impact"))) == 35
    assert len(statements("purpose")) == 16
    assert [text for text in statements("impact") + statements("purpose") if text.endswith(".")] == []


def test_eight_actions_have_lost_their_title_and_their_first_column() -> None:
    untitled = [action for action in ACTIONS if not action["title_stated"]]
    assert [action["lines"][0] for action in untitled] == [13, 16, 18, 20, 22, 56, 61, 63]
    assert [LINES[action["lines"][0] - 1].count("\t") for action in untitled] == [0] * 8
    assert [action["title_text"] for action in untitled] == [None] * 8


def test_the_damage_of_the_page_is_all_there() -> None:
    assert [number for number, line in enumerate(LINES, 1) if not line] == [2, 10, 23, 33, 50, 64]
    rows_going_on = [number for number, line in enumerate(LINES, 1) if line.startswith("\t")]
    assert rows_going_on == [30, 32, 35, 36, 38, 40, 42, 44, 47, 48, 49, 65]
    assert [number for number, line in enumerate(LINES, 1) if line[:1].islower()] == [22, 53]
    assert [number for number, line in enumerate(LINES, 1) if re.fullmatch(r"\w+\t", line)] == [3, 24]
    assert [number for number, line in enumerate(LINES, 1) if "<b>" in line or "<a " in line] == [26, 28, 52]


@pytest.mark.parametrize(
    ("line", "remains"),
    [
        (28, "&amp;"),
        (29, "Saws ton Hub"),
        (29, "burned down in 2012"),
        (31, "hired or used by partner"),
        (32, "\torganisations."),
        (39, "Comber ton library"),
        (41, "Co- ordination"),
        (45, "Census 2021 Ongoing"),
        (57, "Library. Live"),
    ],
)
def test_the_damage_of_the_words_is_all_there(line: int, remains: str) -> None:
    assert remains in LINES[line - 1]


def test_the_answers_speak_of_the_statements_of_the_log() -> None:
    impacts = set(statements("impact"))
    alone = [row[-1] for row in ANSWERS["single_supporter"]]
    bare = [row[-1] for row in ANSWERS["no_supporter"]]
    assert (len(alone), len(bare)) == (11, 22)
    assert set(alone) | set(bare) <= impacts
    lost_and_kept = {row[-1] for case in ANSWERS["what_if"].values() for row in case["lost"] + case["kept"]}
    assert lost_and_kept <= impacts


def test_the_readme_calls_it_a_retelling() -> None:
    assert "a retelling, not the council's document" in (EXAMPLE / "README.md").read_text("utf-8")


@with_the_real_log
def test_no_seven_words_in_a_row_are_those_of_the_real_log() -> None:
    assert runs(SEED.read_text("utf-8"), 7) & runs(TEXT, 7) == set()


@with_the_real_log
def test_every_line_is_laid_out_as_its_line_in_the_real_log() -> None:
    real = SEED.read_text("utf-8").split("\n")
    assert len(LINES) == len(real) == 68
    pairs = enumerate(zip(LINES, real, strict=True), 1)
    assert [number for number, (ours, theirs) in pairs if layout(ours) != layout(theirs)] == []


@with_the_real_log
def test_the_facts_are_those_of_the_real_log() -> None:
    def facts(action: dict[str, Any]) -> dict[str, Any]:
        kept = ("id", "theme", "lines", "edtf", "start", "end", "status", "title_stated")
        return {
            **{name: action[name] for name in kept},
            "partners": [[link[name] for name in ("name", "role", "status", "kind")] for link in action["partners"]],
            "venues": [venue["name"] for venue in action["venues"]],
            "funding": [[money[name] for name in ("amount", "currency", "per")] for money in action["funding"]],
            "outcomes": [[item["kind"], item["concepts"]] for item in action["outcomes"]],
            "audiences": len(action["audiences"]),
        }

    real = json.loads(SEED_GOLD.read_text("utf-8"))["actions"]
    assert [facts(action) for action in ACTIONS] == [facts(action) for action in real]


@with_the_real_log
def test_the_answers_are_those_of_the_real_log_but_for_the_wording() -> None:
    def without_wording(answers: dict[str, Any]) -> dict[str, Any]:
        rows = {name: [row[:-1] for row in answers[name]] for name in ("single_supporter", "no_supporter")}
        what_if = {
            partner: {name: [row[0] for row in found] for name, found in case.items()}
            for partner, case in answers["what_if"].items()
        }
        return {**answers, **rows, "what_if": what_if}

    assert without_wording(ANSWERS) == without_wording(json.loads(SEED_ANSWERS.read_text("utf-8")))
