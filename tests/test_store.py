"""The store in memory: whole graphs replaced in one step, values bound and never read as code."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.errors import Corrupt, DataError, UsageError
from graph.store import MemoryStore

BASE = "https://junctionbox.test/"
OLD, NEW = f"{BASE}graph/old", f"{BASE}graph/new"
LABELS = "SELECT ?label WHERE { GRAPH ?graph { ?thing <label> ?label } } ORDER BY ?label"


def line(graph: str, label: str) -> str:
    return f'<{BASE}thing> <{BASE}label> "{label}" <{graph}> .\n'


def labels(store: MemoryStore) -> list[str]:
    found = store.query(LABELS)
    assert isinstance(found, ox.QuerySolutions)
    return [row["label"].value for row in found]


@pytest.fixture
def store() -> MemoryStore:
    made = MemoryStore(BASE)
    made.replace({OLD: line(OLD, "a") + line(OLD, "b"), NEW: line(NEW, "c")})
    return made


def test_several_graphs_are_replaced_in_one_step(store: MemoryStore) -> None:
    store.replace({OLD: line(OLD, "d"), NEW: ""})
    assert labels(store) == ["d"]
    assert [quad.graph_name for quad in store.quads()] == [ox.NamedNode(OLD)]


@pytest.mark.parametrize("bad", ["this is no line\n", line(NEW, "e"), f'<{BASE}thing> <{BASE}label> "e\n'])
def test_a_bad_line_changes_nothing_at_all(store: MemoryStore, bad: str) -> None:
    with pytest.raises(DataError, match="These lines cannot be taken into the graph"):
        store.replace({NEW: line(NEW, "d"), OLD: line(OLD, "x") + bad})
    assert labels(store) == ["a", "b", "c"]


def test_quads_of_one_graph_are_given_alone(store: MemoryStore) -> None:
    assert len(list(store.quads(OLD))) == 2
    assert len(list(store.quads())) == len(store) == 3


@pytest.mark.parametrize(
    "value",
    ['a" } ; DROP ALL ; #', "a' OR 1 = 1", 'a"} UNION {?x ?y ?label', "a\n}\nDROP ALL", "a\\u0022", "?label", "a"],
)
def test_a_bound_value_is_never_read_as_code(store: MemoryStore, value: str) -> None:
    found = store.query(LABELS, {"label": ox.Literal(value)})
    assert isinstance(found, ox.QuerySolutions)
    assert [row["label"].value for row in found] == (["a"] if value == "a" else [])
    assert len(store) == 3


@pytest.mark.parametrize(
    "query", ["", "SELECT", "DROP ALL", "INSERT DATA { <a> <b> <c> }", "SELECT ?x WHERE { ?x <p> }", "ASK {} \udc80"]
)
def test_a_query_that_cannot_be_read_is_refused_in_a_sentence(store: MemoryStore, query: str) -> None:
    with pytest.raises(UsageError, match="This query cannot be read"):
        store.query(query)
    assert len(store) == 3


def test_a_value_for_a_variable_that_is_not_selected_is_refused(store: MemoryStore) -> None:
    with pytest.raises(UsageError, match="This query cannot be answered"):
        store.query(LABELS, {"thing": ox.NamedNode(BASE)})


@pytest.mark.parametrize("content", [None, b"\xff\xfe", b"<a> <b> .", line(OLD, "a").encode()[:-8]])
def test_a_damaged_or_missing_file_is_named(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "edition.nq"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(Corrupt, match=r"The graph file edition.nq is missing or damaged; “junctionbox rebuild”"):
        MemoryStore.of_files([path], BASE)


def test_files_are_loaded_together(tmp_path: Path) -> None:
    paths = [tmp_path / "a.nq", tmp_path / "b.nq"]
    for path, graph in zip(paths, (OLD, NEW), strict=True):
        path.write_text(line(graph, path.stem), "utf-8")
    assert labels(MemoryStore.of_files(paths, BASE)) == ["a", "b"]
