"""What the tests of reading share: the log and the example, read as bytes with their own names, and scored."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import pytest

from graph.records import Extraction, Named
from graph.registry import read_names
from graph.settings import Limits
from ingest.contract import as_contract
from ingest.evaluate import evaluate
from ingest.extract import extract
from ingest.gazetteer import Gazetteer, merged_names
from ingest.reading import read_bytes
from ingest.scores import Scores

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
EXAMPLE = ROOT / "ingest" / "example"


@dataclass(frozen=True)
class Annotated:
    """A document with its gold and its own names."""

    name: str
    data: bytes
    gold: dict[str, Any]
    own: tuple[Named, ...]

    @property
    def text(self) -> str:
        return self.data.decode("utf-8")

    @cached_property
    def extraction(self) -> Extraction:
        """What is read from it as it is."""
        return read(self.data, self.own)

    def scores(self, text: str | None = None) -> Scores:
        """Score what is read from the document, or from the same words laid out otherwise."""
        if text is None:
            return evaluate(self.gold, as_contract(self.extraction))
        return evaluate(moved(self.gold, self.text, text), as_contract(read(text.encode(), self.own)))

    def without_names(self) -> Annotated:
        """The same document, read with the shipped names alone."""
        return Annotated(self.name, self.data, self.gold, ())


@cache
def gazetteer(own: tuple[Named, ...] = ()) -> Gazetteer:
    """The shipped names with some of one's own, built once."""
    return Gazetteer(merged_names(own))


def read(data: bytes, own: tuple[Named, ...] = (), name: str = "document.txt") -> Extraction:
    """Read a document from bytes with the shipped names and some of its own."""
    return extract(read_bytes(name, data, Limits()), gazetteer(own))


def annotated(which: str) -> Annotated:
    """Return “the log” (skipping where it is not at hand) or “the example”."""
    if which == "the example":
        document = EXAMPLE / "library-action-log-retold.txt"
        gold, names = document.with_suffix(".gold.json"), EXAMPLE / "names.csv"
    else:
        document = SHARED / "seed" / "library-vision-action-log.txt"
        gold = SHARED / "gold" / "library-vision-action-log.gold.json"
        names = SHARED / "gold" / "registry.csv"
        if not document.is_file():
            pytest.skip("the annotated action log is not part of this checkout")
    return Annotated(which, document.read_bytes(), json.loads(gold.read_text("utf-8")), tuple(read_names(names)))


def moved(gold: dict[str, Any], old: str, new: str) -> dict[str, Any]:
    """Return gold with the lines on which each action stands in another layout of the same words."""
    old_lines = old.split("\n")
    letters = [(char, line) for line, row in enumerate(new.split("\n"), 1) for char in row if not char.isspace()]
    whole = "".join(char for char, _ in letters)
    actions = []
    for action in gold["actions"]:
        first, last = action["lines"]
        words = "".join("".join(old_lines[first - 1 : last]).split())
        start = whole.index(words)
        actions.append({**action, "lines": [letters[start][1], letters[start + len(words) - 1][1]]})
    return {**gold, "actions": actions}


DOCUMENTS = ("the log", "the example")
