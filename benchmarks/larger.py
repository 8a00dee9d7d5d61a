"""A synthetic graph of a chosen size measured: written, loaded, asked, put into the matrix, one document replaced."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from benchmarks.clock import Measure, seconds
from benchmarks.peers import plain_words, rdflib_written
from benchmarks.questions import question_times
from benchmarks.synthetic import editions
from graph.build import build_graphs
from graph.cube import cube_of
from graph.iris import DEFAULT_BASE, Iris
from graph.kept import forget
from graph.mapping import edition_lines
from graph.matrix import read_matrix
from graph.records import Edition
from graph.registry import IriBook, Registry
from graph.store import MemoryStore

GOALS = {
    1_000: {"load": "<= 0.5", "question": "<= 60", "matrix": "<= 5"},
    10_000: {"load": "<= 5", "matrix": "<= 15", "replace": "<= 100"},
    100_000: {"load": "<= 60", "matrix": "<= 100"},
}
"""Goals by number of actions; no other size has any."""


def larger(actions: int) -> Iterator[Measure]:
    """Measure how fast a larger graph is written, loaded and asked."""
    goals = GOALS.get(actions, {})
    size = f"{actions:,} actions"
    made = editions(actions)
    yield writing(made)
    graphs = build_graphs(made, [], Registry({}), IriBook(), DEFAULT_BASE)
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / f"{number}.nq" for number in range(len(graphs))]
        for path, text in zip(files, graphs.values(), strict=True):
            path.write_text(text, "utf-8")
        quads = sum(text.count("\n") for text in graphs.values())
        load = seconds(lambda: MemoryStore.of_files(files), runs=3)
        yield Measure(f"load {size}, {quads:,} quads", load, "s", goals.get("load", ""))
        store = MemoryStore.of_files(files)
    for time in question_times(store, runs=3):
        yield Measure(f"{time.name}, {size}", time.first, "ms", goals.get("question", ""), again=time.again)
    yield from matrix(store, size, goals)
    replace = 1000 * seconds(lambda: store.replace(_one_document(graphs)), runs=3)
    yield Measure(f"replace a document of {size}", replace, "ms", goals.get("replace", ""))


def writing(made: list[Edition]) -> Measure:
    """Measure how fast records become N-Quads, beside rdflib given the same words of the first document."""
    iris, book = Iris(), IriBook()
    written = [edition_lines(edition, iris, book.slug).text() for edition in made]
    quads = sum(text.count("\n") for text in written)
    ours = seconds(lambda: [edition_lines(edition, iris, book.slug).text() for edition in made], runs=3)
    words = plain_words(written[0])
    graph = iris.graph("edition", made[0].document, made[0].edition)
    theirs = len(words) / seconds(lambda: rdflib_written(words, graph), runs=3)
    what = f"write {quads:,} quads from records"
    return Measure(what, quads / ours, "quads/s", ">= 500,000", other="rdflib", other_value=theirs)


def matrix(store: MemoryStore, size: str, goals: Mapping[str, str]) -> Iterator[Measure]:
    """Measure the cube, made once for a store, and the matrix of all actions and of every other one."""

    def anew() -> None:
        forget(store)
        cube_of(store)

    yield Measure(f"make the cube of {size}", 1000 * seconds(anew, runs=3), "ms")
    some = set(list(cube_of(store).taking_part)[::2])
    goal = goals.get("matrix", "")
    yield Measure(f"matrix of {size}", 1000 * seconds(lambda: read_matrix(store)), "ms", goal)
    yield Measure(f"matrix of every other of {size}", 1000 * seconds(lambda: read_matrix(store, some)), "ms", goal)


def _one_document(graphs: Mapping[str, str]) -> dict[str, str]:
    """Return the graphs of the first document: its edition and what is inferred from it."""
    document = next(name for name in graphs if "/graph/edition/" in name).split("/graph/edition/")[1].split("/")[0]
    return {name: text for name, text in graphs.items() if f"/{document}" in name}
