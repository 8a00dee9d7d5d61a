"""What the network page shows: things and the links between them, each with its sentences."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import networkx as nx

from graph.iris import short_hash
from graph.network import Link as Said
from graph.network import NetworkOptions, read_network
from graph.store import Store
from webapp.reading import Row, quotes, rows


@dataclass(frozen=True, slots=True)
class Thing:
    """A partner, action, outcome or place; `path` is its page."""

    path: str
    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class Link:
    """One link: `how` in words; `status` and `sure` say how it is drawn; `rows` are its sentences."""

    key: str
    kind: str
    source: Thing
    target: Thing
    how: str
    status: str
    sure: bool
    rows: tuple[Row, ...]

    @property
    def style(self) -> str:
        """The class it is drawn with: confirmed, proposed, ended, purpose, or candidate where not yet accepted."""
        return self.status if self.sure else "candidate"


@dataclass(frozen=True, slots=True)
class NetworkView:
    """All things and links, or some of them."""

    things: dict[str, Thing]
    links: tuple[Link, ...]

    def kept(self, links: Iterable[Link]) -> NetworkView:
        """Return the network with only these links; actions stay, other things only while a link touches them."""
        chosen = tuple(links)
        touched = {thing.path for link in chosen for thing in (link.source, link.target)}
        things = {path: t for path, t in self.things.items() if path in touched or t.kind == "action"}
        return NetworkView(things, chosen)

    def around(self, path: str) -> NetworkView:
        """Return only what is linked to a thing, and what is linked to the actions it has part in."""
        near = {path} | {end for link in self.touching(path) for end in (link.source.path, link.target.path)}
        actions = {end for end in near if self.things[end].kind == "action"}
        links = tuple(link for link in self.links if actions & {link.source.path, link.target.path})
        touched = {thing.path for link in links for thing in (link.source, link.target)} | {path}
        return NetworkView({end: thing for end, thing in self.things.items() if end in touched}, links)

    def touching(self, path: str) -> list[Link]:
        """Return the links of one thing."""
        return [link for link in self.links if path in (link.source.path, link.target.path)]

    def drawing(self) -> nx.Graph[str]:
        """Return the network for drawing: things by path with kind and label, joined where a link is."""
        drawn: nx.Graph[str] = nx.Graph()
        for thing in self.things.values():
            drawn.add_node(thing.path, kind=thing.kind, label=thing.name)
        drawn.add_edges_from((link.source.path, link.target.path) for link in self.links)
        return drawn


def network_view(store: Store) -> NetworkView:
    """Return the whole network: partners in actions, actions and the outcomes they state, actions and places."""
    options = NetworkOptions(proposed=True, ended=True, candidates=True, outcomes=True, places=True)
    network = read_network(store, options)
    things = {node: Thing(f"/{node}", data["kind"], data["label"]) for node, data in network.nodes(data=True)}
    said_by = quotes(store)
    words = {row["role"].rsplit("/", 1)[1]: row["name"] for row in rows(store, "roles")}
    links: dict[str, Link] = {}
    for start, end, joined in network.edges(data=True):
        source, target = sorted((things[start], things[end]), key=lambda thing: _COLUMNS.index(thing.kind))
        for said in joined["links"]:
            link = _link(source, target, said, words, said_by)
            links[link.key] = _joined(links.get(link.key), link)
    return NetworkView({thing.path: thing for thing in things.values()}, tuple(links.values()))


_COLUMNS = ("partner", "action", "outcome", "place")
_KINDS = {"takes part": "part", "about": "outcome", "at": "place"}


def _link(source: Thing, target: Thing, said: Said, words: dict[str, str], said_by: dict[str, Row]) -> Link:
    status = said.status or said.stated or "confirmed"
    how = words.get(said.role) or said.stated.capitalize() or "Place"
    key = short_hash(source.path, target.path, said.role, status)
    sentences = tuple(said_by[f"/{passage.strip('/')}"] for passage in said.passages)
    return Link(key, _KINDS[said.kind], source, target, how, status, said.band == "accepted", sentences)


def _joined(before: Link | None, link: Link) -> Link:
    """Return a link with the sentences of one like it; it is accepted if either is."""
    if before is None:
        return link
    more = tuple(row for row in link.rows if row not in before.rows)
    return replace(before, rows=before.rows + more, sure=before.sure or link.sure)
