"""The shapes over the graph: what SHACL says of the flat union, as plain records."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import pyshacl
from rdflib import RDF, SH, Graph, URIRef
from rdflib.term import Node

from graph.findings import Level
from graph.terms import ONTOLOGY

_LEVELS: dict[Node | None, Level] = {SH.Violation: "violation", SH.Warning: "warning", SH.Info: "info"}


@dataclass(frozen=True, slots=True)
class ShapeResult:
    """One thing that a shape says of one node, in the shape's own words."""

    level: Level
    node: Node
    message: str


@cache
def _shapes(base: str) -> Graph:
    return Graph().parse(ONTOLOGY / "shapes.ttl", publicID=base, format="turtle")


def shape_results(union: Graph, base: str) -> list[ShapeResult]:
    """Return all that the shapes find in a graph of triples."""
    _, report, _ = pyshacl.validate(union, shacl_graph=_shapes(base), allow_infos=True, allow_warnings=True)
    assert isinstance(report, Graph)
    everywhere = URIRef(base + "ns")
    found = []
    for result in report.subjects(RDF.type, SH.ValidationResult):
        node, value = report.value(result, SH.focusNode), report.value(result, SH.value)
        about = value if node == everywhere and value is not None else node
        level = _LEVELS.get(report.value(result, SH.resultSeverity), "violation")
        if about is not None:
            found.append(ShapeResult(level, about, str(report.value(result, SH.resultMessage))))
    return found
