"""Whereabouts: what a node of the graph is called by people, and where the text speaks of it."""

from __future__ import annotations

from collections.abc import Mapping

from rdflib import DCTERMS, PROV, RDFS, SKOS, Graph, Literal
from rdflib.namespace import Namespace
from rdflib.term import Node

from graph.quotations import Quotation

_SCHEMA = Namespace("https://schema.org/")
_NAMES = (SKOS.prefLabel, DCTERMS.title, RDFS.label, _SCHEMA.name)
_LONGEST = 100


class Whereabouts:
    """Looks up names and places in one union of all named graphs."""

    def __init__(self, union: Graph, base: str, quotations: Mapping[str, Quotation]) -> None:
        self._union = union
        self._base = base
        self._quotations = quotations
        jb = Namespace(base + "ns#")
        self._evidence, self._first, self._last = jb.evidence, jb.firstLine, jb.lastLine
        self._parts = (
            PROV.qualifiedAssociation,
            jb.qualifiedOutcome,
            jb.qualifiedMention,
            jb.grant,
            DCTERMS.temporal,
        )

    def action(self, node: Node) -> str:
        """Return the name of the action that a node is a part of; empty for a thing of its own."""
        names = (self.name(action) for part in self._parts for action in self._union.subjects(part, node))
        return min(names, default="")

    def name(self, node: Node) -> str:
        """Return what a node is called, never its address: its label, its words, or the last part of its path."""
        for predicate in _NAMES:
            names = sorted(str(name) for name in self._union.objects(node, predicate) if isinstance(name, Literal))
            if names:
                return _shortened(names[0])
        quotation = self.passage(node)
        if quotation:
            return _shortened(quotation.words)
        return str(node).removeprefix(self._base).rstrip("/").rsplit("/", 1)[-1].rsplit("#", 1)[-1].replace("-", " ")

    def passage(self, node: Node) -> Quotation | None:
        """Return the first passage that speaks of a node: itself, its evidence, or that which it selects."""
        path = str(node).removeprefix(self._base)
        for own in (path, path.rsplit("/", 1)[0]):
            if own in self._quotations:
                return self._quotations[own]
        paths = (str(passage).removeprefix(self._base) for passage in self._union.objects(node, self._evidence))
        found = [self._quotations[path] for path in paths if path in self._quotations]
        return min(found, key=lambda quotation: (quotation.lines, quotation.passage), default=None)

    def lines(self, node: Node) -> tuple[int, int] | None:
        """Return the lines that a node says it stands on, or else those of its passage."""
        first, last = self._union.value(node, self._first), self._union.value(node, self._last)
        if first is not None and last is not None:
            return int(str(first)), int(str(last))
        quotation = self.passage(node)
        return quotation.lines if quotation else None


def _shortened(words: str) -> str:
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1].rstrip() + "…"
