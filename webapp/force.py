"""The force view's data: pyvis makes it, the server places it, so that the browser draws at once and the same each time."""

from __future__ import annotations

import math
from typing import Any

import rustworkx as rx

from webapp.label_text import wrapped
from webapp.network_view import NetworkView

SEED = 11
_SPREAD = 130
"""Pixels between neighbours, on the average."""
_SHAPES = {"partner": "square", "action": "dot", "outcome": "diamond", "place": "triangle"}


def force_data(view: NetworkView, addresses: dict[str, str]) -> dict[str, list[dict[str, Any]]]:
    """Return what vis-network draws: things with their places and addresses, and the links between them."""
    # pyvis pulls in IPython, which only this view should pay for.
    from pyvis.network import Network

    net = Network(directed=True)
    degree = {path: len(view.touching(path)) for path in view.things}
    for path, (x, y) in positions(view).items():
        thing = view.things[path]
        label = "\n".join(wrapped(thing.name, 130, 3))
        size = 8 + 3 * math.sqrt(degree[path])
        net.add_node(path, label, _SHAPES[thing.kind], group=thing.kind, x=x, y=y, size=size, href=addresses[path])
    for link in view.links:
        net.add_edge(link.source.path, link.target.path, id=link.key, style=link.style)
    return {"nodes": net.nodes, "edges": net.edges}


def positions(view: NetworkView) -> dict[str, tuple[int, int]]:
    """Return where each thing stands, in pixels around the middle; the same network gives the same places."""
    graph: rx.PyGraph[str, None] = rx.PyGraph()
    numbers = dict(zip(view.things, graph.add_nodes_from(list(view.things)), strict=True))
    graph.add_edges_from_no_data([(numbers[link.source.path], numbers[link.target.path]) for link in view.links])
    count = max(1, len(numbers))
    places = rx.spring_layout(graph, k=1.6 / math.sqrt(count), num_iter=300, seed=SEED)
    scale = _SPREAD * math.sqrt(count) / 2
    return {path: (round(places[n][0] * scale * 1.5), round(places[n][1] * scale)) for path, n in numbers.items()}
