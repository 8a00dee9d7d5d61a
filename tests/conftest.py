"""What many tests start from: documents annotated by hand, and the stores built from their records."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from graph.build import Registry, build_graphs
from graph.iris import DEFAULT_BASE
from graph.records import Edition, Extraction, Named
from graph.registry import IriBook, read_names
from graph.store import MemoryStore
from ingest.gold import read_gold_file

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
EXAMPLE = ROOT / "ingest" / "example"
GAZETTEER = ROOT / "ingest" / "data" / "gazetteer.csv"


@dataclass(frozen=True)
class GoldCase:
    """A document annotated by hand, the graph built from its records, and the answers worked out from it."""

    gold: dict[str, Any]
    extraction: Extraction
    store: MemoryStore
    answers: dict[str, Any]

    @property
    def titles(self) -> dict[str, str]:
        """The title of each action by its id (A01, A02, ...)."""
        return {entry["id"]: entry["title"] for entry in self.gold["actions"]}


def build_store(*editions: Edition, names: Path | None = None) -> MemoryStore:
    """Return the graph of some editions, with the shipped names and those of one more file."""
    files = [path for path in (GAZETTEER, names) if path and path.is_file()]
    known: dict[tuple[str, str], Named] = {
        (named.kind, named.name): named for path in files for named in read_names(path)
    }
    own = frozenset((named.kind, named.name) for named in (read_names(names) if names else ()))
    graphs = build_graphs(editions, [], Registry(known, own), IriBook(), DEFAULT_BASE)
    store = MemoryStore(DEFAULT_BASE)
    store.replace(graphs)
    return store


def gold_case(document: Path, gold: Path, answers: Path, names: Path) -> GoldCase:
    """Return the case of one annotated document."""
    extraction = read_gold_file(gold, document)
    store = build_store(Edition(document.stem, "gold", extraction), names=names)
    return GoldCase(json.loads(gold.read_text("utf-8")), extraction, store, json.loads(answers.read_text("utf-8")))


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
    gold = document.with_suffix(".gold.json")
    return gold_case(document, gold, EXAMPLE / "answers.json", EXAMPLE / "names.csv")
