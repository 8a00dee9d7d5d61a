"""Export: the whole graph in the usual formats, the same bytes for the same graph."""

from __future__ import annotations

from collections.abc import Callable

import pyoxigraph as ox

from graph.errors import UsageError
from graph.graphml import graphml
from graph.store import Store
from graph.terms import NAMESPACES

_FLAT = b"# The flat union of all named graphs: in which of them a statement stands is not told here.\n"


def export(store: Store, form: str) -> bytes:
    """Return the graph as trig, nquads, turtle (flat), jsonld, or its network as graphml; refuse any other form."""
    if form not in _WRITERS:
        raise UsageError(f"“{form}” is not a format of the graph; known are {', '.join(_WRITERS)}.")
    return _WRITERS[form](store)


def _quads(store: Store, form: ox.RdfFormat) -> bytes:
    return _serialized(sorted(store.quads(), key=_graph_first), form, store.base)


def _graph_first(quad: ox.Quad) -> tuple[str, str]:
    return str(quad.graph_name), str(quad)


def _turtle(store: Store) -> bytes:
    triples = sorted({quad.triple for quad in store.quads()}, key=str)
    return _FLAT + _serialized(triples, ox.RdfFormat.TURTLE, store.base)


def _serialized(statements: list[ox.Quad] | list[ox.Triple], form: ox.RdfFormat, base: str) -> bytes:
    readable = form in (ox.RdfFormat.TRIG, ox.RdfFormat.TURTLE)
    prefixes = {**NAMESPACES, "jb": base + "ns#"} if readable else None
    return ox.serialize(statements, format=form, prefixes=prefixes, base_iri=base if readable else None) or b""


_WRITERS: dict[str, Callable[[Store], bytes]] = {
    "trig": lambda store: _quads(store, ox.RdfFormat.TRIG),
    "nquads": lambda store: _quads(store, ox.RdfFormat.N_QUADS),
    "turtle": _turtle,
    "jsonld": lambda store: _quads(store, ox.RdfFormat.JSON_LD),
    "graphml": graphml,
}
