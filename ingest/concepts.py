"""Concept schemes as data for matching: labels, cues and notes read from `ontology/`."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

import pyoxigraph as ox

from graph.terms import NAMESPACES, ONTOLOGY

_BASE = "http://junctionbox.invalid/"
_SKOS = NAMESPACES["skos"]


@dataclass(slots=True)
class Concept:
    """One concept: its key, label, human synonyms, machine cues and scope note; `broader` are keys."""

    key: str
    label: str = ""
    synonyms: list[str] = field(default_factory=list)
    cues: list[str] = field(default_factory=list)
    note: str = ""
    broader: list[str] = field(default_factory=list)


@cache
def scheme(file: str, name: str) -> dict[str, Concept]:
    """Return the concepts of one scheme of a Turtle file in `ontology/`, by key."""
    start = f"{_BASE}scheme/{name}/"
    concepts: dict[str, Concept] = {}
    for quad in ox.parse(path=ONTOLOGY / file, base_iri=_BASE, format=ox.RdfFormat.TURTLE):
        if not isinstance(quad.subject, ox.NamedNode) or not quad.subject.value.startswith(start):
            continue
        key = quad.subject.value.removeprefix(start)
        concept = concepts.setdefault(key, Concept(key))
        if isinstance(quad.object, ox.Triple | ox.BlankNode):
            continue
        _fill(concept, quad.predicate.value.removeprefix(_SKOS), quad.object.value.removeprefix(start))
    for concept in concepts.values():
        concept.synonyms.sort()
        concept.cues.sort()
    return dict(sorted(concepts.items()))


def _fill(concept: Concept, predicate: str, value: str) -> None:
    if predicate == "prefLabel":
        concept.label = value
    elif predicate == "altLabel":
        concept.synonyms.append(value)
    elif predicate == "hiddenLabel":
        concept.cues.append(value)
    elif predicate == "scopeNote":
        concept.note = value
    elif predicate == "broader":
        concept.broader.append(value)
