"""Export: every format holds what the graph holds, and says it the same way each time."""

from __future__ import annotations

import random
import xml.etree.ElementTree as ET

import networkx as nx
import pyoxigraph as ox
import pytest

from graph.errors import UsageError
from graph.export import export
from graph.store import MemoryStore
from tests.conftest import EXAMPLE, GoldCase, build_store
from tests.small_editions import action, edition

FORMATS = {"trig": ox.RdfFormat.TRIG, "nquads": ox.RdfFormat.N_QUADS, "jsonld": ox.RdfFormat.JSON_LD}
ALL = [*FORMATS, "turtle", "graphml"]


@pytest.mark.parametrize("form", list(FORMATS))
def test_every_quad_comes_back(example: GoldCase, form: str) -> None:
    back = set(ox.parse(export(example.store, form), format=FORMATS[form]))
    assert back == set(example.store.quads())


def test_turtle_is_the_flat_union_and_says_so(example: GoldCase) -> None:
    data = export(example.store, "turtle")
    assert data.startswith(b"# The flat union of all named graphs: in which of them a statement stands is not told")
    back = {quad.triple for quad in ox.parse(data, format=ox.RdfFormat.TURTLE)}
    assert back == {quad.triple for quad in example.store.quads()}


@pytest.mark.parametrize("form", ALL)
def test_the_same_graph_gives_the_same_bytes_however_it_came(example: GoldCase, form: str) -> None:
    lines = [f"{quad} .\n" for quad in example.store.quads()]
    random.Random(5).shuffle(lines)
    shuffled = MemoryStore(example.store.base)
    graphs: dict[str, str] = {}
    for line in lines:
        name = line.rsplit(" <", 1)[1].split("> .")[0]
        graphs[name] = graphs.get(name, "") + line
    shuffled.replace(graphs)
    assert export(shuffled, form) == export(example.store, form)


@pytest.mark.parametrize("form", ALL)
def test_an_empty_graph_can_be_exported(form: str) -> None:
    assert isinstance(export(MemoryStore(), form), bytes)


def test_an_unknown_format_is_refused_with_those_there_are(example: GoldCase) -> None:
    with pytest.raises(UsageError) as error:
        export(example.store, "docx")
    assert str(error.value) == ("“docx” is not a format of the graph; known are trig, nquads, turtle, jsonld, graphml.")


def test_the_network_carries_kinds_roles_states_sentences_and_places(example: GoldCase) -> None:
    network = nx.parse_graphml(export(example.store, "graphml").decode())
    assert isinstance(network, nx.MultiDiGraph)
    assert {data["kind"] for _, data in network.nodes(data=True)} == {"partner", "action", "outcome", "place"}
    links = [
        data
        for start, end, data in network.edges(data=True)
        if network.nodes[start]["label"] == "EastNet" and network.nodes[end]["kind"] == "action"
    ]
    assert len(links) == 1
    kept = {name: links[0][name] for name in ("kind", "role", "status", "band", "document")}
    assert kept == {
        "kind": "takes part",
        "role": "delivery",
        "status": "confirmed",
        "band": "accepted",
        "document": "library-action-log-retold.txt",
    }
    assert "EastNet" in links[0]["quote"]
    line = example.document.read_text("utf-8").split("\n")[links[0]["first_line"] - 1]
    assert "EastNet" in line


def test_the_network_tells_stated_support_from_support_via_the_action(example: GoldCase) -> None:
    network = nx.parse_graphml(export(example.store, "graphml").decode())
    supports = [data for _, _, data in network.edges(data=True) if data["kind"] == "supports"]
    assert {data["basis"] for data in supports} == {"stated", "via the action"}
    assert {data["stated_as"] for _, _, data in network.edges(data=True) if data["kind"] == "about"} == {
        "impact",
        "purpose",
    }


def test_words_that_xml_cannot_hold_do_not_break_the_network() -> None:
    store = build_store(edition(action(title='A <b>title</b> & "more"\x0b\x00\ufffe ]]>')), names=EXAMPLE / "names.csv")
    tree = ET.fromstring(export(store, "graphml"))
    texts = [element.text for element in tree.iter() if element.text]
    assert 'A <b>title</b> & "more"\ufffd\ufffd\ufffd ]]>' in texts
