"""The network, the matrix and what hangs on whom."""

from __future__ import annotations

from typing import Any

import networkx as nx
from conftest import GoldCase, build_store
from question_checks import Asking

from graph.matrix import read_matrix
from graph.network import (
    NetworkOptions,
    brokers,
    communities,
    components,
    connect,
    is_proposed,
    labels,
    link_network,
    nodes_of,
    read_network,
)
from graph.records import Edition


def row(partner: str, action: str, status: str = "confirmed") -> dict[str, Any]:
    return {
        "action": action.upper(),
        "ordinal": 1,
        "source": {"document": "d", "lines": [1, 1]},
        "partner": partner.upper() or None,
        "named": "yes",
        "role": "delivery",
        "status": status,
        "passage": f"{partner}-{action}",
        "quote": "",
        "links": {"action": action, "partner": partner},
    }


def test_the_matrix_is_what_asking_gives(annotated: GoldCase) -> None:
    matrix = read_matrix(annotated.store)
    names = {partner.path: partner.label for partner in matrix.partners}
    keys = {outcome.path: outcome.key for outcome in matrix.outcomes}
    found = {(names[p], keys[o]): (cell.count, cell.stated, cell.roles) for (p, o), cell in matrix.cells.items()}
    asked: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for item in Asking(annotated, annotated.store).rows("partners-and-outcomes"):
        asked.setdefault((item["partner"], item["outcome_key"]), []).append(item)
    assert found == {
        pair: (
            len({item["passage"] for item in items}),
            any(item["basis"] == "stated" for item in items),
            tuple(sorted({item["role"] for item in items})),
        )
        for pair, items in asked.items()
    }


def test_the_matrix_has_rows_and_columns_without_support_and_unnamed_groups_apart(annotated: GoldCase) -> None:
    matrix = read_matrix(annotated.store)
    assert len(matrix.partners) == 24
    assert [partner.named for partner in matrix.partners] == [True] * 17 + [False] * 7
    assert len(matrix.supporting()) == 13
    volunteers = next(partner for partner in matrix.partners if partner.label == "Volunteers")
    assert volunteers.action == "Census 2021"
    supported = {outcome for _, outcome in matrix.cells}
    without = {outcome.key for outcome in matrix.outcomes if outcome.path not in supported}
    assert without == {"economic-activity", "financial-sustainability", "reduced-service-pressure", "use-of-assets"}
    groups = {top: [outcome.key for outcome in outcomes] for top, outcomes in matrix.groups()}
    assert groups["Health and wellbeing"] == ["mental-wellbeing", "information-self-help"]


def test_the_matrix_of_some_actions_counts_only_those(example: GoldCase) -> None:
    rows = Asking(example, example.store).rows("live-in-month", month="2020-12")
    tablets = {item["links"]["action"] for item in rows if item["id"] == "A20"}
    matrix = read_matrix(example.store, tablets)
    assert [partner.label for partner in matrix.partners] == ["Cambridgeshire Skills", "Good Things Foundation"]
    assert sorted(outcome.key for outcome in matrix.outcomes) == ["digital-inclusion", "support-for-vulnerable"]
    assert [cell.count for cell in matrix.cells.values()] == [1, 1, 1, 1]


def test_the_network_holds_partners_actions_and_how_they_are_linked(annotated: GoldCase) -> None:
    graph = read_network(annotated.store)
    assert (len(nodes_of(graph, "partner")), len(nodes_of(graph, "action"))) == (24, 24)
    assert graph.number_of_edges() == 27
    links = [link for _, _, data in graph.edges(data=True) for link in data["links"]]
    assert sum(link.status == "proposed" for link in links) == 10
    assert all(link.passages for link in links)
    assert {link.band for link in links} == {"accepted"}


def test_switches_add_and_leave_out_what_they_say(annotated: GoldCase) -> None:
    confirmed = read_network(annotated.store, NetworkOptions(proposed=False))
    assert confirmed.number_of_edges() == 17
    assert len(nodes_of(confirmed, "action")) == 24
    full = read_network(annotated.store, NetworkOptions(outcomes=True, places=True, supports=True))
    assert len(nodes_of(full, "place")) == 10
    skills = next(node for node in nodes_of(full, "partner") if labels(full, [node]) == ["Cambridgeshire Skills"])
    about = [link for node in full[skills] for link in full.edges[skills, node]["links"] if link.kind == "supports"]
    assert {link.basis for link in about} == {"via the action"}
    assert len(about) == 3


def test_candidates_are_shown_only_on_request(example: GoldCase) -> None:
    graph = read_network(example.machine_store)
    more = read_network(example.machine_store, NetworkOptions(candidates=True))
    candidates = [p for action in example.machine.actions for p in action.partners if p.band == "candidate"]
    assert more.number_of_edges() - graph.number_of_edges() == len(candidates)


def test_every_partner_without_whom_the_network_falls_apart_is_a_cut_point(annotated: GoldCase) -> None:
    graph = read_network(annotated.store)
    for broker in brokers(graph):
        rest = nx.Graph(graph.subgraph(set(graph) - {broker.partner}))
        more = nx.number_connected_components(rest) > nx.number_connected_components(graph)
        assert broker.cut_point == more, broker.partner


def test_parts_and_communities_cover_the_network_and_stay_the_same(annotated: GoldCase) -> None:
    graph = read_network(annotated.store)
    again = read_network(annotated.store)
    assert [len(part) for part in components(graph)][:3] == [7, 7, 3]
    assert communities(graph) == communities(again)
    assert sorted(node for group in communities(graph) for node in group) == sorted(graph)


def test_communities_do_not_depend_on_the_order_of_rows() -> None:
    rows = [row("p", "a"), row("p", "b"), row("q", "b"), row("q", "c"), row("r", "c"), row("s", "d")]
    there = {frozenset(group) for group in communities(link_network(rows))}
    back = {frozenset(group) for group in communities(link_network(reversed(rows)))}
    assert there == back


def test_the_shortest_chains_are_told_and_only_when_nothing_else_links() -> None:
    rows = [row("p", "a"), row("q", "a"), row("p", "b"), row("q", "b"), row("q", "c"), row("r", "c")]
    graph = link_network(rows)
    both = connect(graph, ["p"], ["q"])
    assert both.chains == (("p", "a", "q"), ("p", "b", "q"))
    assert both.only
    longer = connect(link_network([*rows, row("p", "d"), row("s", "d"), row("s", "e"), row("r", "e")]), ["p"], ["q"])
    assert longer.chains == both.chains
    assert not longer.only
    assert connect(graph, ["p"], ["nobody"]).chains == ()
    assert connect(graph, ["p", "r"], ["q"]).chains == (("p", "a", "q"), ("p", "b", "q"), ("r", "c", "q"))


def test_a_link_is_proposed_only_when_all_that_is_said_is() -> None:
    graph = link_network([row("p", "a", "proposed"), row("p", "a"), row("q", "a", "proposed")])
    assert not is_proposed(graph, "p", "a")
    assert is_proposed(graph, "q", "a")


def test_unnamed_groups_of_two_documents_link_nothing(example: GoldCase) -> None:
    editions = (Edition(document, "gold", example.extraction) for document in ("one", "two"))
    graph = read_network(build_store(*editions, names=example.names))
    groups = [node for node, data in graph.nodes(data=True) if data["kind"] == "partner" and not data["named"]]
    assert len(groups) == 14
    assert {graph.degree(node) for node in groups} == {1}
