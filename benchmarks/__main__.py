"""`python -m benchmarks [--actions N]`: the goals of the product, measured in one run beside the usual tools."""

from __future__ import annotations

import argparse
import resource
import shutil
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pyoxigraph as ox
import rdflib
from tabulate import tabulate

from benchmarks.clock import Measure, seconds, wall_seconds
from benchmarks.synthetic import editions
from graph.ask import ask, suggested
from graph.build import Registry, build_graphs
from graph.iris import DEFAULT_BASE, Iris
from graph.mapping import edition_lines
from graph.matrix import read_matrix
from graph.registry import IriBook, read_names
from graph.saved import catalogue
from graph.store import MemoryStore
from graph.workspace import Workspace, create_workspace
from ingest.extract import extract
from ingest.gazetteer import Gazetteer, merged_names
from ingest.reading import read_file
from ingest.rebuild import ingest

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


def reading() -> Iterator[Measure]:
    """How fast the log is read."""
    gazetteer = Gazetteer(merged_names(read_names(EXAMPLE / "names.csv")))
    from graph.settings import Limits

    source = read_file(LOG, Limits())
    yield Measure("read the example log", 1000 * seconds(lambda: extract(source, gazetteer)), "ms", "< 200")


def log(workspace: Workspace) -> Iterator[Measure]:
    """How fast the log's graph loads, answers and is shown."""
    files = list(workspace.generation().files.values())
    load = seconds(lambda: MemoryStore.of_files(files))
    other = seconds(lambda: _rdflib(files), runs=3)
    yield Measure("load the log's graph", 1000 * load, "ms", "<= 50", "rdflib", 1000 * other)
    store = workspace.store()
    times = {
        name: 1000 * seconds(lambda saved=saved: ask(store, saved, suggested(store, saved)))  # type: ignore[misc]
        for name, saved in catalogue().queries.items()
    }
    slowest = max(times, key=lambda name: times[name])
    yield Measure(f"slowest of {len(times)} saved questions ({slowest})", times[slowest], "ms", "<= 5")
    supports = catalogue().queries["partners-and-outcomes"].sparql
    ours = seconds(lambda: _rows(store, supports))
    dataset = _rdflib(files)
    theirs = seconds(lambda: list(dataset.query(supports, base=DEFAULT_BASE)), runs=3)
    yield Measure("partners and outcomes, query alone", 1000 * ours, "ms", "", "rdflib", 1000 * theirs)
    yield from _pages(workspace)


def _rows(store: MemoryStore, sparql: str) -> list[ox.QuerySolution]:
    result = store.query(sparql)
    assert isinstance(result, ox.QuerySolutions)
    return list(result)


def _rdflib(files: list[Path]) -> rdflib.Dataset:
    dataset = rdflib.Dataset()
    for path in files:
        dataset.parse(path, format="nquads")
    return dataset


def _pages(workspace: Workspace) -> Iterator[Measure]:
    from webapp import create_app

    client = create_app(workspace).test_client()
    for path in PAGES:
        yield Measure(f"page {path}", 1000 * wall_seconds(lambda path=path: client.get(path)), "ms", "< 50")  # type: ignore[misc]


def synthetic(actions: int) -> Iterator[Measure]:
    """How fast a larger graph is written, loaded and asked."""
    made = editions(actions)
    iris = Iris()
    book = IriBook()
    written = [edition_lines(edition, iris, book.slug).text() for edition in made]
    quads = sum(text.count("\n") for text in written)
    ours = seconds(lambda: [edition_lines(edition, iris, book.slug).text() for edition in made], runs=3)
    small = rdflib.Dataset()
    small.parse(data=written[0], format="nquads")
    theirs = seconds(lambda: small.serialize(format="nquads"), runs=3)
    rate = len(small) / theirs
    yield Measure(f"write {quads:,} quads from records", quads / ours, "quads/s", ">= 500,000", "rdflib", rate)
    graphs = build_graphs(made, [], Registry({}), book, DEFAULT_BASE)
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / f"{number}.nq" for number in range(len(graphs))]
        for path, text in zip(files, graphs.values(), strict=True):
            path.write_text(text, "utf-8")
        load = seconds(lambda: MemoryStore.of_files(files), runs=3)
        yield Measure(f"load {actions:,} actions", load, "s", "<= 0.5 at 1,000")
        store = MemoryStore.of_files(files)
    for name, saved in catalogue().queries.items():
        values = suggested(store, saved)
        taken = 1000 * seconds(partial(ask, store, saved, values), runs=3)
        yield Measure(f"{name}, {actions:,} actions", taken, "ms", "<= 60 at 1,000")
    taken = 1000 * seconds(lambda: read_matrix(store), runs=3)
    yield Measure(f"matrix, {actions:,} actions", taken, "ms", "<= 5 at 1,000")


def main() -> None:
    """Measure and print one table."""
    parser = argparse.ArgumentParser(description="Measure speed and memory beside the usual tools.")
    parser.add_argument("--actions", type=int, default=1000, help="size of the synthetic graph")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        workspace = example_workspace(Path(folder))
        measures = [*reading(), *log(workspace), *synthetic(chosen.actions)]
    rows = [
        [
            m.what,
            f"{m.value:,.1f} {m.unit}",
            m.goal,
            f"{m.other} {m.other_value:,.1f}" if m.other_value else "",
            m.ratio,
        ]
        for m in measures
    ]
    print(tabulate(rows, headers=["", "measured", "goal", "beside", "better by"]))
    print(f"peak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")


if __name__ == "__main__":
    main()
