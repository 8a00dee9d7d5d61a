"""What a user would pick instead, doing the same work."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import pyoxigraph as ox
import rdflib

Words = tuple[str, str, str, bool, str, str]
"""One triple as plain words: subject, predicate, object, whether that is an address, its language and its datatype."""


def rdflib_dataset(files: Iterable[Path]) -> rdflib.Dataset:
    """Load N-Quads files with rdflib."""
    dataset = rdflib.Dataset()
    for path in files:
        dataset.parse(path, format="nquads")
    return dataset


def plain_words(text: str) -> list[Words]:
    """Return the triples of an N-Quads text as plain words, which is what a writer starts from."""
    found = []
    for quad in ox.parse(text, format=ox.RdfFormat.N_QUADS):
        assert isinstance(quad.subject, ox.NamedNode)
        subject, predicate = quad.subject.value, quad.predicate.value
        if isinstance(quad.object, ox.NamedNode):
            found.append((subject, predicate, quad.object.value, True, "", ""))
        elif isinstance(quad.object, ox.Literal):
            kind = "" if quad.object.language else quad.object.datatype.value
            found.append((subject, predicate, quad.object.value, False, quad.object.language or "", kind))
    return found


def rdflib_written(triples: Sequence[Words], graph: str) -> str:
    """Write one named graph with rdflib: terms, graph, N-Quads."""
    dataset = rdflib.Dataset()
    named = dataset.graph(rdflib.URIRef(graph))
    for subject, predicate, value, is_address, language, kind in triples:
        words = (
            rdflib.URIRef(value) if is_address else rdflib.Literal(value, lang=language or None, datatype=kind or None)
        )
        named.add((rdflib.URIRef(subject), rdflib.URIRef(predicate), words))
    return dataset.serialize(format="nquads")
