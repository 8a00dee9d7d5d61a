"""The network: a read-only projection of the store to networkx, and what can be measured on it.

Nodes are addresses below the base, with `kind` (partner, action, outcome, place) and `label`; an edge holds its
`links`, each with what the text says and the passages that say it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

import networkx as nx

from graph.parts import read_part
from graph.rows import Row
from graph.store import Store

if TYPE_CHECKING:
    Network = nx.Graph[str]
else:
    Network = nx.Graph

LONGEST_CHAINS = 10
"""How many equally short chains are told."""
_SEED = 7


@dataclass(frozen=True, slots=True)
class Link:
    """One thing that the text says of two nodes.

    `basis` is there where a partner supports an outcome, `stated` (impact or purpose) where an action is about one.
    """

    kind: str
    passages: tuple[str, ...]
    band: str = "accepted"
    status: str = ""
    role: str = ""
    basis: str = ""
    stated: str = ""


@dataclass(frozen=True, slots=True)
class NetworkOptions:
    """What to show: proposed and candidate links, and what stands beside partners and actions."""

    proposed: bool = True
    ended: bool = False
    candidates: bool = False
    outcomes: bool = False
    places: bool = False
    supports: bool = False


def read_network(store: Store, options: NetworkOptions | None = None) -> Network:
    """Return the network of the store, as far as the options ask for it."""
    wanted = options or NetworkOptions()
    bands = ("accepted", "candidate") if wanted.candidates else ("accepted",)
    statuses = {"confirmed", *(["proposed"] if wanted.proposed else []), *(["ended"] if wanted.ended else [])}
    rows = read_part(store, "links")
    graph = link_network(rows, lambda row: row["band"] in bands and row["status"] in statuses)
    if wanted.outcomes:
        _join(graph, "action", "outcome", "about", [r for r in read_part(store, "claims") if r["band"] in bands])
    if wanted.places:
        _join(graph, "action", "place", "at", [r for r in read_part(store, "places") if r["band"] in bands])
    if wanted.supports:
        _join(graph, "partner", "outcome", "supports", read_part(store, "supports"))
    return graph


def link_network(rows: Iterable[Row], shown: Callable[[Row], bool] = lambda row: True) -> Network:
    """Return the network of all actions that some rows speak of and the partners whose rows are to be shown."""
    graph: Network = nx.Graph()
    for row in rows:
        action = row["links"]["action"]
        if action not in graph:
            graph.add_node(action, kind="action", label=row["action"], ordinal=row["ordinal"], source=row["source"])
        if row["partner"] and shown(row):
            partner = row["links"]["partner"]
            graph.add_node(partner, kind="partner", label=row["partner"], named=row["named"] == "yes")
            link = Link("takes part", _passages(row), row.get("band", "accepted"), row["status"], row["role"])
            _add(graph, partner, action, link, row)
    return graph


def _join(graph: Network, start: str, end: str, kind: str, rows: Iterable[Row]) -> None:
    for row in rows:
        links = row["links"]
        if links[start] not in graph:
            continue
        graph.add_node(links[end], kind=end, label=row[end])
        basis, stated = row.get("basis", ""), row.get("stated", "")
        link = Link(kind, _passages(row), row.get("band", "accepted"), basis=basis, stated=stated)
        _add(graph, links[start], links[end], link, row)


def _add(graph: Network, start: str, end: str, link: Link, row: Row) -> None:
    if not graph.has_edge(start, end):
        graph.add_edge(start, end, links=(), rows=())
    edge = graph.edges[start, end]
    edge["links"] += (link,)
    edge["rows"] += (row,)


def _passages(row: Row) -> tuple[str, ...]:
    found = row.get("passages") or [{"passage": row.get("passage")}]
    return tuple(item["passage"] for item in found if item["passage"])


def is_proposed(graph: Network, start: str, end: str) -> bool:
    """Say whether all that links two nodes is only proposed."""
    return all(link.status == "proposed" for link in graph.edges[start, end]["links"])


def nodes_of(graph: Network, kind: str) -> list[str]:
    """Return the nodes of one kind, in the order in which they were met."""
    return [node for node, data in graph.nodes(data=True) if data["kind"] == kind]


def labels(graph: Network, nodes: Iterable[str]) -> list[str]:
    """Return what some nodes are called."""
    return [graph.nodes[node]["label"] for node in nodes]


@dataclass(frozen=True, slots=True)
class Broker:
    """A partner in more than one action; a cut point if the network falls into more parts without it."""

    partner: str
    actions: tuple[str, ...]
    cut_point: bool


def brokers(graph: Network) -> list[Broker]:
    """Return the partners that take part in more than one action, those with most actions first."""
    cuts = set(nx.articulation_points(graph))
    found = [Broker(partner, tuple(graph[partner]), partner in cuts) for partner in nodes_of(graph, "partner")]
    several = [broker for broker in found if len(broker.actions) > 1]
    return sorted(several, key=lambda broker: (-len(broker.actions), graph.nodes[broker.partner]["label"]))


def components(graph: Network) -> list[list[str]]:
    """Return the parts of the network, the largest first, each in the order in which its nodes were met."""
    order = {node: number for number, node in enumerate(graph)}
    parts = [sorted(part, key=order.__getitem__) for part in nx.connected_components(graph)]
    return sorted(parts, key=lambda part: (-len(part), order[part[0]]))


def communities(graph: Network) -> list[list[str]]:
    """Return groups of nodes that hang together more closely than with the rest; the same for the same network."""
    ordered: Network = nx.Graph()
    ordered.add_nodes_from(sorted(graph))
    ordered.add_edges_from(sorted((min(edge), max(edge)) for edge in graph.edges))
    order = {node: number for number, node in enumerate(graph)}
    groups: Any = nx.community.louvain_communities(ordered, seed=_SEED)
    found = [sorted(group, key=order.__getitem__) for group in groups]
    return sorted(found, key=lambda group: (-len(group), order[group[0]]))


@dataclass(frozen=True, slots=True)
class Connection:
    """How two partners are linked: the shortest chains of nodes, and whether nothing else links them."""

    chains: tuple[tuple[str, ...], ...]
    only: bool


def connect(graph: Network, starts: Collection[str], ends: Collection[str]) -> Connection:
    """Return the shortest chains from any of some nodes to any of others."""
    found: list[list[str]] = []
    for start in sorted(set(starts) & set(graph)):
        for end in sorted(set(ends) & set(graph) - set(starts)):
            if nx.has_path(graph, start, end):
                found += islice(nx.all_shortest_paths(graph, start, end), LONGEST_CHAINS)
    shortest = min((len(chain) for chain in found), default=0)
    chains = tuple(tuple(chain) for chain in found if len(chain) == shortest)[:LONGEST_CHAINS]
    between = {node for chain in chains for node in chain[1:-1]}
    rest: Network = nx.Graph(graph.subgraph(set(graph) - between))
    linked = any(nx.has_path(rest, chain[0], chain[-1]) for chain in chains)
    return Connection(chains, bool(chains) and not linked)
