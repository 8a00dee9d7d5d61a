"""Inference by rules: SPARQL updates over one edition, giving the lines of its inferred graph."""

from __future__ import annotations

from functools import cache

import pyoxigraph as ox

from graph.iris import Iris
from graph.nquads import GraphLines
from graph.terms import ONTOLOGY

EDITION = ox.NamedNode("urn:junctionbox:edition")
INFERRED = ox.NamedNode("urn:junctionbox:inferred")


@cache
def _rules() -> tuple[str, ...]:
    return tuple(path.read_text("utf-8") for path in sorted((ONTOLOGY / "rules").glob("*.ru")))


@cache
def vocabulary_lines(base: str) -> str:
    """Return the vocabulary and all schemes as the sorted N-Quads of `graph/vocabulary`."""
    graph = ox.NamedNode(Iris(base).graph("vocabulary"))
    lines = set()
    for path in sorted(ONTOLOGY.glob("*.ttl")):
        if path.name == "shapes.ttl":
            continue
        for quad in ox.parse(path=path, base_iri=base, format=ox.RdfFormat.TURTLE):
            lines.add(f"{quad.subject} {quad.predicate} {quad.object} {graph} .\n")
    return "".join(sorted(lines))


@cache
def _scratch(base: str) -> ox.Store:
    """Return a store that holds the vocabulary; each edition is put beside it in turn and taken out again."""
    store = ox.Store()
    store.load(vocabulary_lines(base).encode(), format=ox.RdfFormat.N_QUADS)
    return store


def inferred_lines(document: str, edition_text: str, iris: Iris) -> GraphLines:
    """Return what the rules conclude from one edition's graph (N-Quads text)."""
    scratch = _scratch(iris.base)
    scratch.remove_graph(EDITION)
    scratch.remove_graph(INFERRED)
    scratch.load(_triples(edition_text), format=ox.RdfFormat.N_TRIPLES, to_graph=EDITION)
    for rule in _rules():
        scratch.update(rule, base_iri=iris.base)
    lines = GraphLines(iris.graph("inferred", document))
    for quad in scratch.quads_for_pattern(None, None, None, INFERRED):
        lines.add(str(quad.subject), str(quad.predicate), str(quad.object))
    return lines


def _triples(text: str) -> bytes:
    """Return the lines of one named graph as N-Triples."""
    graph = text[text.rindex(" <") : text.rindex(" .")] if text else ""
    return text.replace(f"{graph} .\n", " .\n").encode()
