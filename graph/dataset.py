"""The graph as an `rdflib.Dataset`: the Python API, and what the shapes are checked on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox
from rdflib import BNode, Dataset, Graph, Literal, URIRef
from rdflib.term import Node

from graph.errors import DataError
from graph.store import Store, Term

_STRING = "http://www.w3.org/2001/XMLSchema#string"
_LANGUAGE_STRING = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"


def dataset(store: Store) -> Dataset:
    """Return a copy of all quads as an rdflib dataset; asking it without a graph asks all graphs at once."""
    found = Dataset(default_union=True)
    graphs: dict[str, Graph] = {}
    for quad in store.quads():
        name = quad.graph_name.value if isinstance(quad.graph_name, ox.NamedNode) else ""
        if name not in graphs:
            graphs[name] = found.graph(URIRef(name)) if name else found.default_graph
        graphs[name].add(_triple(quad))
    return found


def union(store: Store) -> Graph:
    """Return a copy of all triples as one rdflib graph, whichever named graphs they stand in."""
    found = Graph()
    found.addN((*triple, found) for triple in _triples(store.quads()))
    return found


def graph_of(triples: Iterable[ox.Triple]) -> Graph:
    """Return triples as an rdflib graph."""
    found = Graph()
    found.addN((*_triple(triple), found) for triple in triples)
    return found


def _triples(quads: Iterable[ox.Quad]) -> Iterator[tuple[Node, Node, Node]]:
    return (_triple(quad) for quad in quads)


def _triple(quad: ox.Quad | ox.Triple) -> tuple[Node, Node, Node]:
    return _node(quad.subject), URIRef(quad.predicate.value), _node(quad.object)


def _node(term: Term) -> Node:
    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return BNode(term.value)
    if isinstance(term, ox.Literal):
        if term.language:
            return Literal(term.value, lang=term.language)
        plain = term.datatype.value in (_STRING, _LANGUAGE_STRING)
        return Literal(term.value, datatype=None if plain else URIRef(term.datatype.value), normalize=False)
    raise DataError("A statement about a statement (RDF 1.2) cannot be given out this way.")
