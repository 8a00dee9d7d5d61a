"""Inference by rules: SPARQL updates over one edition, giving the lines of its inferred graph."""

from __future__ import annotations

import re
from functools import cache

import pyoxigraph as ox

from graph.iris import Iris
from graph.nquads import GraphLines
from graph.terms import NAMESPACES, ONTOLOGY

EDITION = ox.NamedNode("urn:junctionbox:edition")
_PREFIX = re.compile(r"^PREFIX\s+(\w+):\s*<([^<>]*)>", re.MULTILINE)
_TYPE = re.compile(r"^[^#\n]*\sa\s", re.MULTILINE)
_WHOLE = re.compile(r"<([^<>\s]+)>")
_SHORT = re.compile(r"(?<![\w:?$<])(\w+):(\w+)")
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
def _named_in_rules(base: str) -> frozenset[str]:
    """Return every address that a rule names, in angle brackets; lines with other predicates cannot concern it."""
    named = {f"<{NAMESPACES['rdf']}type>"} if any(map(_TYPE.search, _rules())) else set()
    for rule in _rules():
        prefixes = {short: long if "://" in long else base + long for short, long in _PREFIX.findall(rule)}
        named |= {f"<{long if '://' in long else base + long}>" for long in _WHOLE.findall(rule)}
        named |= {f"<{prefixes[short]}{local}>" for short, local in _SHORT.findall(rule) if short in prefixes}
    return frozenset(named)


def inferred_lines(document: str, edition_text: str, iris: Iris) -> GraphLines:
    """Return what the rules conclude from one edition's graph (N-Quads text); rules name their predicates."""
    scratch = ox.Store()
    scratch.extend(_schemes(iris.base))
    scratch.load(_telling_lines(edition_text, iris.base), format=ox.RdfFormat.N_TRIPLES, to_graph=EDITION)
    for rule in _rules():
        scratch.update(rule, base_iri=iris.base)
    lines = GraphLines(iris.graph("inferred", document))
    for quad in scratch.quads_for_pattern(None, None, None, INFERRED):
        lines.add(str(quad.subject), str(quad.predicate), str(quad.object))
    return lines


@cache
def _schemes(base: str) -> tuple[ox.Quad, ...]:
    """Return what the vocabulary says in the terms that rules name."""
    lines = (line for line in vocabulary_lines(base).split("\n") if line and _predicate(line) in _named_in_rules(base))
    return tuple(ox.parse("\n".join(lines).encode(), format=ox.RdfFormat.N_QUADS))


def _telling_lines(text: str, base: str) -> bytes:
    """Return those lines of one named graph that rules can use, as N-Triples."""
    end = text[text.rindex(" <") :].rstrip("\n") if text else ""
    named = _named_in_rules(base)
    kept = (line[: -len(end)] for line in text.split("\n") if line and _predicate(line) in named)
    return " .\n".join((*kept, "")).encode()


def _predicate(line: str) -> str:
    return line.split(" ", 2)[1]
