"""Damage of every usual kind done to the log and the example: the rows must still be found."""

from __future__ import annotations

import random
import re
import textwrap
from collections.abc import Callable

import pytest
from reading_support import DOCUMENTS, annotated, read

from ingest.contract import as_contract
from ingest.evaluate import evaluate

LEAST_ROWS = 0.96


def blank_lines_removed(text: str) -> str:
    return "\n".join(line for line in text.split("\n") if line.strip())


def blank_lines_doubled(text: str) -> str:
    return "\n".join(line if line.strip() else line + "\n" for line in text.split("\n"))


def leading_tabs_lost(text: str) -> str:
    return "\n".join(line.lstrip("\t") for line in text.split("\n"))


def double_spaces_collapsed(text: str) -> str:
    return re.sub(r" {2,}", " ", text)


def blocks_shuffled(text: str) -> str:
    """The table of the first theme and that of the second change places; the third has no heading to move with."""
    themes = [match.start() for match in re.finditer(r"(?m)^\w+\t$", text)]
    third = text.rindex("\n\n", 0, text.index("\nImpact\n"))
    head, first, second = text[: themes[0]], text[themes[0] : themes[1]], text[themes[1] : third + 2]
    return head + second + first + text[third + 2 :]


def wrapped(width: int, lead: str) -> Callable[[str], str]:
    def wrap(text: str) -> str:
        lines = []
        for line in text.split("\n"):
            first, tab, rest = line.rpartition("\t")
            parts = textwrap.wrap(rest, width, break_long_words=False, break_on_hyphens=False) or [""]
            lines += [first + tab + parts[0], *((lead if tab else "") + part for part in parts[1:])]
        return "\n".join(lines)

    return wrap


def tabs_to_spaces(count: int) -> Callable[[str], str]:
    return lambda text: text.replace("\t", " " * count)


def windows_line_ends(text: str) -> str:
    return text.replace("\n", "\r\n")


CHANGES: dict[str, Callable[[str], str]] = {
    "blank lines removed": blank_lines_removed,
    "blank lines doubled": blank_lines_doubled,
    "leading tabs lost": leading_tabs_lost,
    "double spaces collapsed": double_spaces_collapsed,
    "blocks shuffled": blocks_shuffled,
    "wrapped at 80": wrapped(80, ""),
    "wrapped at 100": wrapped(100, ""),
    "wrapped at 80 with a tab": wrapped(80, "\t"),
    "wrapped at 100 with a tab": wrapped(100, "\t"),
    "tabs as 4 spaces": tabs_to_spaces(4),
    "tabs as 8 spaces": tabs_to_spaces(8),
    "Windows line ends": windows_line_ends,
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("document", DOCUMENTS)
def test_rows_survive(document: str, change: str) -> None:
    original = annotated(document)
    rows = original.scores(CHANGES[change](original.text)).tally("actions")
    assert rows.precision is not None
    assert rows.recall is not None
    assert rows.precision >= LEAST_ROWS
    assert rows.recall >= LEAST_ROWS


@pytest.mark.parametrize("document", DOCUMENTS)
@pytest.mark.parametrize("encoding", ["cp1252", "utf-8-sig"])
def test_the_encoding_changes_nothing(document: str, encoding: str) -> None:
    original = annotated(document)
    changed = evaluate(original.gold, as_contract(read(original.text.encode(encoding), original.own)))
    assert changed.units == original.scores().units


@pytest.mark.parametrize("document", DOCUMENTS)
def test_with_all_titles_lost_most_rows_are_still_found(document: str) -> None:
    original = annotated(document)
    lines = original.text.split("\n")
    titled = {action["lines"][0] for action in original.gold["actions"] if action["title_stated"]}
    bare = [line.split("\t")[-1] if number in titled else line for number, line in enumerate(lines, 1)]
    scores = evaluate(original.gold, as_contract(read("\n".join(bare).encode(), original.own)))
    assert (scores.tally("actions").recall or 0) >= 0.58


@pytest.mark.parametrize("document", DOCUMENTS)
@pytest.mark.parametrize("seed", range(3))
def test_forty_lines_broken_anywhere_cost_few_rows(document: str, seed: int) -> None:
    original = annotated(document)
    spaces = [match.start() for match in re.finditer(r"(?<=[a-z]) (?=[a-z])", original.text)]
    text = list(original.text)
    for place in random.Random(seed).sample(spaces, 40):
        text[place] = "\n"
    rows = original.scores("".join(text)).tally("actions")
    assert (rows.f1 or 0) >= 0.9
