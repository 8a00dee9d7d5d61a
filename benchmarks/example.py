"""The example log measured: reading it, loading its graph, asking all saved questions, showing its pages."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from benchmarks.clock import Measure, seconds, wall_seconds
from benchmarks.peers import rdflib_dataset
from benchmarks.questions import question_times
from graph.iris import DEFAULT_BASE
from graph.registry import read_names
from graph.saved import catalogue
from graph.settings import Limits
from graph.store import MemoryStore
from graph.workspace import Workspace, create_workspace
from ingest.extract import extract
from ingest.gazetteer import Gazetteer, merged_names
from ingest.reading import read_file
from ingest.rebuild import ingest
from webapp import create_app

EXAMPLE = Path(__file__).parent.parent / "ingest" / "example"
LOG = EXAMPLE / "library-action-log-retold.txt"
PAGES = (
    "/",
    "/network",
    "/network?view=force",
    "/questions",
    "/questions/live-in-month",
    "/id/partner/cambridgeshire-skills",
)


def example_workspace(folder: Path) -> Workspace:
    """Make a workspace with the example log."""
    workspace = create_workspace(folder / "workspace")
    shutil.copy(EXAMPLE / "names.csv", workspace.names_file)
    ingest(workspace, [LOG], "2021-04-01T00:00:00+00:00")
    return workspace


def example_log() -> Iterator[Measure]:
    """Measure how fast the log is read."""
    gazetteer = Gazetteer(merged_names(read_names(EXAMPLE / "names.csv")))
    source = read_file(LOG, Limits())
    yield Measure("read the example log", 1000 * seconds(lambda: extract(source, gazetteer)), "ms", "< 200")


def log(workspace: Workspace) -> Iterator[Measure]:
    """Measure how fast the log's graph loads, answers and is shown."""
    files = list(workspace.generation().files.values())
    load = 1000 * seconds(lambda: MemoryStore.of_files(files))
    peer = 1000 * seconds(lambda: rdflib_dataset(files), runs=3)
    yield Measure("load the log's graph", load, "ms", "<= 50", other="rdflib", other_value=peer)
    store = workspace.store()
    times = list(question_times(store))
    slowest = max(times, key=lambda time: time.first)
    what = f"slowest of {len(times)} saved questions ({slowest.name})"
    yield Measure(what, slowest.first, "ms", "<= 5", again=slowest.again)
    supports = catalogue().find("partners-and-outcomes").sparql
    ours = 1000 * seconds(lambda: _run(store, supports))
    dataset = rdflib_dataset(files)
    peer = 1000 * seconds(lambda: list(dataset.query(supports, base=DEFAULT_BASE)), runs=3)
    yield Measure("partners and outcomes, query alone", ours, "ms", other="rdflib", other_value=peer)
    client = create_app(workspace).test_client()
    for path in PAGES:
        yield Measure(f"page {path}", 1000 * wall_seconds(lambda path=path: client.get(path)), "ms", "< 50")  # type: ignore[misc]


def _run(store: MemoryStore, sparql: str) -> int:
    result = store.query(sparql)
    assert isinstance(result, ox.QuerySolutions)
    return sum(1 for _ in result)
