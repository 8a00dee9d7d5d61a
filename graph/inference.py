"""Inference by rules: SPARQL updates over one edition, giving the lines of its inferred graph."""

from __future__ import annotations

from functools import cache

import pyoxigraph as ox

from graph.iris import Iris
from graph.nquads import GraphLines
from graph.store import MemoryStore
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


def inferred_lines(document: str, edition_text: str, iris: Iris) -> GraphLines:
    """Return what the rules conclude from one edition's graph (N-Quads text)."""
    scratch = MemoryStore(iris.base)
    scratch.replace({iris.graph("vocabulary"): vocabulary_lines(iris.base), EDITION.value: _moved(edition_text)})
    for rule in _rules():
        scratch.update(rule)
    lines = GraphLines(iris.graph("inferred", document))
    for quad in scratch.quads(INFERRED.value):
        lines.add(str(quad.subject), str(quad.predicate), str(quad.object))
    return lines


def _moved(text: str) -> str:
    """Return N-Quads lines with their graph exchanged for the rules' own name for the edition."""
    return "".join(f"{line[: line.rindex(' <')]} {EDITION} .\n" for line in text.split("\n") if line)
