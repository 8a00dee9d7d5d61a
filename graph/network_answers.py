"""Questions about the network answered in rows and a sentence: brokers, parts, connections."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from graph.finding import Asked, Finding
from graph.network import Connection, Network, brokers, components, connect, is_proposed, labels, link_network
from graph.rows import Row
from graph.wording import counted, listed


def _network(asked: Asked, rows: list[Row]) -> Network:
    """Return the network of accepted links that are not over, without the proposed ones where that was asked."""
    statuses = {"confirmed"} if asked.values.get("proposed") == "no" else {"confirmed", "proposed"}
    return link_network(rows, lambda row: row.get("band", "accepted") == "accepted" and row["status"] in statuses)


def find_brokers(asked: Asked, rows: list[Row]) -> Finding:
    """Tell which partners take part in more than one action, and which of them are cut points."""
    graph = _network(asked, rows)
    found = [
        {
            "partner": graph.nodes[broker.partner]["label"],
            "actions": len(broker.actions),
            "cut_point": "yes" if broker.cut_point else "no",
            "action_titles": labels(graph, broker.actions),
            "links": {"partner": broker.partner},
            **_evidence(graph, [(broker.partner, action) for action in broker.actions]),
        }
        for broker in brokers(graph)
    ]
    return Finding(found, _brokers_sentence(found))


def _brokers_sentence(found: list[dict[str, Any]]) -> str:
    if not found:
        return "No partner touches more than one action."
    names = listed(f"{row['partner']} ({row['actions']} actions)" for row in found)
    cuts = [row["partner"] for row in found if row["cut_point"] == "yes"]
    verb = "touches" if len(found) == 1 else "touch"
    if len(cuts) == len(found):
        tail = {1: "and it is a cut point", 2: "and both are cut points"}.get(len(found), "and all are cut points")
    else:
        tail = f"and {counted(len(cuts), 'is a cut point', 'are cut points')}" if cuts else "and none is a cut point"
    return f"Only {names} {verb} more than one action, {tail}."


def _evidence(graph: Network, edges: list[tuple[str, str]]) -> dict[str, Any]:
    """Return where some links are stated: the sources of their actions, and their sentences."""
    rows = [row for edge in edges for row in graph.edges[edge]["rows"]]
    passages = [{"passage": row["passage"], "quote": row["quote"]} for row in rows if row["passage"]]
    sources = list({row["links"]["action"]: row["source"] for row in rows}.values())
    return {"sources": sources, "passages": passages} if passages else {"sources": sources}


def find_components(asked: Asked, rows: list[Row]) -> Finding:
    """Tell into which parts the network falls, the largest first."""
    graph = _network(asked, rows)
    parts = components(graph)
    found = []
    for number, part in enumerate(parts, 1):
        actions = [node for node in part if graph.nodes[node]["kind"] == "action"]
        partners = [node for node in part if graph.nodes[node]["kind"] == "partner"]
        found.append(
            {
                "component": number,
                "size": len(part),
                "actions": len(actions),
                "partners": len(partners),
                "action_titles": labels(graph, actions),
                "partner_names": labels(graph, partners),
                "lone": "yes" if len(part) == 1 else "no",
                "members": part,
                **_evidence(graph, [(partner, action) for action in actions for partner in graph[action]]),
                "sources": [graph.nodes[action]["source"] for action in actions],
            }
        )
    return Finding(found, _components_sentence(found))


def _components_sentence(found: list[dict[str, Any]]) -> str:
    if not found:
        return "There is no action yet."
    lone = sum(row["lone"] == "yes" for row in found)
    largest = [row for row in found if row["size"] == found[0]["size"]]
    parts = counted(len(found), "part", "parts")
    alone = f", {lone} of them {'a lone action' if lone == 1 else 'lone actions'}" if lone else ""
    if found[0]["size"] == 1:
        return f"The network falls into {parts}{alone}."
    names = "; ".join(listed((*row["action_titles"], *row["partner_names"])) for row in largest[:2])
    size = (
        f"the largest has {found[0]['size']} members"
        if len(largest) == 1
        else (f"the {len(largest)} largest have {found[0]['size']} members each")
    )
    return f"The network falls into {parts}{alone}; {size}: {names}."


def find_connection(asked: Asked, rows: list[Row]) -> Finding:
    """Tell by which actions and partners two partners are connected, and whether that is confirmed."""
    graph = _network(asked, rows)
    ends = [{_path(asked, choice.term) for choice in asked.chosen[name]} for name in ("from", "to")]
    one, other = asked.values["from"], asked.values["to"]
    if ends[0] & ends[1]:
        return Finding([], f"{one} is one partner, connected with itself by definition.")
    connection = connect(graph, *ends)
    if not connection.chains:
        return Finding([], f"{one} and {other} are not connected: no chain of actions and partners links them.")
    return Finding(_chain_rows(graph, connection), _connection_sentence(graph, connection, one, other))


def _path(asked: Asked, term: Any) -> str:
    return str(term.value).removeprefix(asked.store.base)


def _chain_rows(graph: Network, connection: Connection) -> list[Row]:
    found = []
    for number, chain in enumerate(connection.chains, 1):
        for step, edge in enumerate(pairwise(chain), 1):
            found += [row | {"chain": number, "step": step} for row in graph.edges[edge]["rows"]]
    for row in found:
        row.pop("band", None)
    return found


def _connection_sentence(graph: Network, connection: Connection, one: str, other: str) -> str:
    routes = [
        listed(
            f"“{label}”" if graph.nodes[node]["kind"] == "action" else label for node, label in _between(graph, chain)
        )
        for chain in connection.chains
    ]
    edges = list(dict.fromkeys(tuple(sorted(edge)) for chain in connection.chains for edge in pairwise(chain)))
    proposed = sum(is_proposed(graph, *edge) for edge in edges)
    only = "only " if connection.only else ""
    return f"{one} and {other} are linked {only}through {listed(routes, 'or')}, {_standing(proposed, len(edges))}."


def _between(graph: Network, chain: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(node, graph.nodes[node]["label"]) for node in chain[1:-1]]


def _standing(proposed: int, links: int) -> str:
    if proposed == 0:
        return "and both links are confirmed" if links == 2 else f"and all {links} links are confirmed"
    if proposed == links:
        return "and both links are proposals" if links == 2 else f"and all {links} links are proposals"
    return f"and {proposed} of the {links} links {'is a proposal' if proposed == 1 else 'are proposals'}"
