"""What many tests start from: documents annotated by hand, and the stores built from their records."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from graph.build import build_graphs
from graph.iris import DEFAULT_BASE
from graph.records import Edition, Extraction
from graph.registry import IriBook, Registry, read_names
from graph.settings import Limits
from graph.store import MemoryStore
from ingest.extract import extract
from ingest.gazetteer import Gazetteer, merged_names
from ingest.gold import read_gold_file
from ingest.reading import read_file

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
EXAMPLE = ROOT / "ingest" / "example"


@dataclass(frozen=True)
class GoldCase:
    """A document annotated by hand, the answers worked out from it, and the graphs of both readings of it.

    `store` is built from the hand-made records, `machine_store` from what the machine reads, no decisions taken.
    """

    document: Path
    gold: dict[str, Any]
    answers: dict[str, Any]
    names: Path
    extraction: Extraction
    machine: Extraction
    store: MemoryStore
    machine_store: MemoryStore

    @property
    def titles(self) -> dict[str, str]:
        """The title of each action by its id (A01, A02, ...)."""
        return {entry["id"]: entry["title"] for entry in self.gold["actions"]}


def build_store(*editions: Edition, names: Path) -> MemoryStore:
    """Return the graph of some editions, with the shipped names and a registry's own."""
    own = read_names(names)
    known = {(str(named.kind), named.name): named for named in merged_names(own)}
    registry = Registry(known, frozenset((str(named.kind), named.name) for named in own))
    store = MemoryStore(DEFAULT_BASE)
    store.replace(build_graphs(editions, [], registry, IriBook(), DEFAULT_BASE))
    return store


def gold_case(document: Path, gold: Path, answers: Path, names: Path) -> GoldCase:
    """Return the case of one annotated document."""
    machine = extract(read_file(document, Limits()), Gazetteer(merged_names(read_names(names))))
    extraction = read_gold_file(gold, document, machine)
    return GoldCase(
        document,
        json.loads(gold.read_text("utf-8")),
        json.loads(answers.read_text("utf-8")),
        names,
        extraction,
        machine,
        build_store(Edition(document.stem, "gold", extraction), names=names),
        build_store(Edition(document.stem, "machine", machine), names=names),
    )


@pytest.fixture(scope="session")
def log() -> GoldCase:
    """The library vision action log, where it is at hand."""
    folder = SHARED / "gold"
    if not folder.is_dir():
        pytest.skip("the annotated action log is not part of this checkout")
    return gold_case(
        SHARED / "seed" / "library-vision-action-log.txt",
        folder / "library-vision-action-log.gold.json",
        folder / "answers.json",
        folder / "registry.csv",
    )


@pytest.fixture(scope="session")
def example() -> GoldCase:
    """The example log that ships with the product."""
    document = next(EXAMPLE.glob("*.txt"))
    return gold_case(document, document.with_suffix(".gold.json"), EXAMPLE / "answers.json", EXAMPLE / "names.csv")


@pytest.fixture(scope="session", params=["log", "example"])
def annotated(request: pytest.FixtureRequest) -> GoldCase:
    """Each annotated log in turn."""
    case: GoldCase = request.getfixturevalue(request.param)
    return case
