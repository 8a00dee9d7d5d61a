"""The network as GraphML, for Gephi, yEd, Cytoscape and the like: every link with its sentence and its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import networkx as nx

from graph.network import Link, NetworkOptions, read_network
from graph.quotations import Quotation, quotations
from graph.store import Store

if TYPE_CHECKING:
    Drawn = nx.MultiDiGraph[str]
else:
    Drawn = nx.MultiDiGraph

_EVERYTHING = NetworkOptions(proposed=True, ended=True, candidates=True, outcomes=True, places=True, supports=True)
_ORDER = ("partner", "action", "outcome", "place")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
Facts = dict[str, str | int | bool]


def graphml(store: Store) -> bytes:
    """Return partners, actions, outcomes and places with all links between them, proposed and candidate ones too."""
    lines = nx.generate_graphml(_drawn(store))
    return ("\n".join(lines) + "\n").encode()


def _drawn(store: Store) -> Drawn:
    network, found = read_network(store, _EVERYTHING), quotations(store)
    drawn: Drawn = nx.MultiDiGraph()
    for node in sorted(network):
        data = network.nodes[node]
        facts: Facts = {"kind": data["kind"], "label": _clean(data["label"]), "iri": store.base + node}
        if data["kind"] == "partner":
            facts["named"] = "yes" if data["named"] else "no"
        drawn.add_node(node, **facts)
    edges = []
    for one, other, joined in network.edges(data=True):
        start, end = sorted((one, other), key=lambda node: _ORDER.index(network.nodes[node]["kind"]))
        edges += [(start, end, facts) for link in joined["links"] for facts in _facts(link, found)]
    for number, (start, end, facts) in enumerate(sorted(edges, key=str), 1):
        drawn.add_edge(start, end, key=f"link-{number}", **facts)
    return drawn


def _facts(link: Link, found: Mapping[str, Quotation]) -> Iterator[Facts]:
    """Give out what one link says, once for each passage that says it."""
    said = {"kind": link.kind, "role": link.role, "status": link.status, "band": link.band}
    said |= {"basis": link.basis, "stated_as": link.stated}
    for passage in link.passages:
        quotation = found[passage]
        first, last = quotation.lines
        yield {
            **{name: value for name, value in said.items() if value},
            "quote": _clean(quotation.words),
            "document": _clean(quotation.document),
            "first_line": first,
            "last_line": last,
            "passage": passage,
        }


def _clean(text: str) -> str:
    """Return the text with what XML cannot hold shown as a replacement character."""
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)
