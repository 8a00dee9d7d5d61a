"""One thing as data: what is said of it and of its parts, and what points at it, in the usual formats."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from graph.dataset import graph_of
from graph.store import Store
from graph.terms import NAMESPACES, ONTOLOGY

_QUERIES = Path(__file__).parent.parent / "queries" / "description"
_REPLACED = ox.NamedNode(NAMESPACES["dcterms"] + "isReplacedBy")


def thing_triples(store: Store, iri: str) -> list[ox.Triple]:
    """Return the triples of a thing and of its parts (whose addresses begin with its own); none if it is unknown."""
    found: dict[ox.Triple, None] = {}
    waiting, seen = [ox.NamedNode(iri)], {iri}
    while waiting:
        thing = waiting.pop(0)
        for _, name, value in _rows(store, "said", thing):
            found[ox.Triple(thing, name, value)] = None
            if isinstance(value, ox.NamedNode) and value.value.startswith(f"{iri}/") and value.value not in seen:
                seen.add(value.value)
                waiting.append(value)
    if found:
        for thing, name, subject in _rows(store, "pointing", ox.NamedNode(iri)):
            found[ox.Triple(subject, name, thing)] = None
    return list(found)


def replacement(triples: list[ox.Triple], iri: str) -> str | None:
    """Return the address of the thing that this one was merged into."""
    for triple in triples:
        if triple.predicate == _REPLACED and triple.subject == ox.NamedNode(iri):
            return str(getattr(triple.object, "value", "")) or None
    return None


def _rows(store: Store, name: str, thing: ox.NamedNode) -> list[tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode]]:
    result = store.query(_text(name), {"thing": thing})
    assert isinstance(result, ox.QuerySolutions)
    return [tuple(solution) for solution in result]


@cache
def _text(name: str) -> str:
    return (_QUERIES / f"{name}.rq").read_text("utf-8")


def context(base: str) -> dict[str, object]:
    """Return the names that JSON-LD of this graph is written with."""
    text = (ONTOLOGY / "context.jsonld").read_text("utf-8").replace("{base}", base)
    found: dict[str, object] = json.loads(text)["@context"]
    return found


def thing_bytes(triples: list[ox.Triple], form: ox.RdfFormat, base: str) -> bytes:
    """Return triples in a format; JSON-LD is written with the names of `context`."""
    if form == ox.RdfFormat.JSON_LD:
        names = context(base)
        written = graph_of(triples).serialize(format="json-ld", context=names, sort_keys=True)
        return written.encode() if isinstance(written, str) else written
    readable = form == ox.RdfFormat.TURTLE
    prefixes = {**NAMESPACES, "jb": base + "ns#"} if readable else None
    return ox.serialize(triples, format=form, prefixes=prefixes) or b""
