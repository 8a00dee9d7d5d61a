"""The graph as an rdflib dataset: the same quads, to the last letter."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from rdflib import Dataset, Literal, URIRef

from graph.dataset import dataset, union
from graph.nquads import literal
from graph.store import MemoryStore
from tests.conftest import GoldCase

# rdflib 7.6 warns of a name that it still uses itself when a dataset is parsed or asked.
pytestmark = pytest.mark.filterwarnings("ignore:Dataset.default_context is deprecated:DeprecationWarning")
BASE = "https://junctionbox.test/"
GRAPH = f"{BASE}graph/a"
OBJECTS = [
    literal("plain"),
    literal("Bücher", "de"),
    literal("01", datatype="http://www.w3.org/2001/XMLSchema#byte"),
    literal("2020-04/..", datatype="http://id.loc.gov/datatypes/edtf/EDTF"),
    literal("no date", datatype="http://www.w3.org/2001/XMLSchema#date"),
    literal('a\\u0022 "quoted"\n\x85\u2028 text\x00'),
    f"<{BASE}thing>",
]


def test_the_dataset_holds_the_quads_that_rdflib_reads_from_our_lines(example: GoldCase) -> None:
    read = Dataset()
    read.parse(data="".join(f"{quad} .\n" for quad in example.store.quads()), format="nquads")
    made = dataset(example.store)
    assert set(made.quads()) == set(read.quads())
    assert len(set(made.quads())) == len(example.store)


@pytest.mark.parametrize("term", OBJECTS)
def test_every_term_goes_there_and_back(term: str) -> None:
    store = MemoryStore(BASE)
    store.replace({GRAPH: f"<{BASE}s> <{BASE}p> {term} <{GRAPH}> .\n"})
    written = dataset(store).graph(URIRef(GRAPH)).serialize(format="nt", encoding="utf-8")
    [triple] = ox.parse(written, format=ox.RdfFormat.N_TRIPLES)
    [quad] = store.quads()
    assert triple.object == quad.object


def test_a_question_without_a_graph_asks_all_of_them(example: GoldCase) -> None:
    found = dataset(example.store).query(
        "SELECT ?action WHERE { ?action a <https://junctionbox.example.org/ns#Action> }"
    )
    assert len(list(found)) == 24


def test_the_union_leaves_the_graphs_out_and_the_store_untouched() -> None:
    store = MemoryStore(BASE)
    for name in "ab":
        store.replace({BASE + name: f'<{BASE}s> <{BASE}p> "x" <{BASE + name}> .\n'})
    flat = union(store)
    assert set(flat) == {(URIRef(f"{BASE}s"), URIRef(f"{BASE}p"), Literal("x"))}
    flat.remove((None, None, None))
    assert len(store) == 2
