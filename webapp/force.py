"""The force view: pyvis makes its data, the server places it, so that it is drawn at once and the same each time."""

from __future__ import annotations

import math
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import Any

import rustworkx as rx

from webapp.label_text import LINE_HEIGHT, text_width, wrapped
from webapp.network_view import NetworkView

SEED = 11
_LABEL_WIDTH = 120
_SHAPES = {"partner": "square", "action": "dot", "outcome": "diamond", "place": "triangle"}
_MOST_SWEEPS = 60
_SWEEPS_AT_ONCE = 4
_GROWTH = 1.06
_SHAPE_OF_PAGE = 1.7
Place = tuple[float, float]
Data = dict[str, list[dict[str, Any]]]


def force_data(view: NetworkView, addresses: Mapping[str, str], near: AbstractSet[str]) -> Data:
    """Return what vis-network draws: things with places and addresses, and links; what is not near is faded."""
    # pyvis pulls in IPython, which only this view should pay for.
    from pyvis.network import Network

    net = Network(directed=True)
    labels = {path: wrapped(thing.name, _LABEL_WIDTH, 3) for path, thing in view.things.items()}
    for path, (x, y) in positions(view, labels).items():
        kind = view.things[path].kind
        place = {"x": round(x), "y": round(y), "size": 9, "faded": bool(near) and path not in near}
        net.add_node(path, "\n".join(labels[path]), _SHAPES[kind], group=kind, href=addresses[path], **place)
    for link in view.links:
        net.add_edge(
            link.source.path, link.target.path, id=link.key, style=link.style, faded=bool(near) and link.key not in near
        )
    return {"nodes": net.nodes, "edges": net.edges}


def positions(view: NetworkView, labels: Mapping[str, tuple[str, ...]]) -> dict[str, Place]:
    """Return where each thing stands, in pixels, no label on another; the same network gives the same places."""
    if not view.things:
        return {}
    sizes = {p: (max(24.0, *map(text_width, lines)) + 8, LINE_HEIGHT * len(lines) + 26) for p, lines in labels.items()}
    area = 1.5 * sum(width * height for width, height in sizes.values())
    found = _spring(view)
    wide = max(x for x, _ in found.values()) - min(x for x, _ in found.values()) or 1.0
    high = max(y for _, y in found.values()) - min(y for _, y in found.values()) or 1.0
    across, down = math.sqrt(area * _SHAPE_OF_PAGE) / wide, math.sqrt(area / _SHAPE_OF_PAGE) / high
    places = {path: (x * across, y * down) for path, (x, y) in found.items()}
    for sweep in range(1, _MOST_SWEEPS + 1):
        if not _pushed_apart(places, sizes):
            break
        if sweep % _SWEEPS_AT_ONCE == 0:
            places = {path: (x * _GROWTH, y * _GROWTH) for path, (x, y) in places.items()}
    return places


def _spring(view: NetworkView) -> dict[str, Place]:
    """Return places by springs; a hidden hub holds the parts of the network together."""
    graph: rx.PyGraph[str, float] = rx.PyGraph()
    numbers = dict(zip(view.things, graph.add_nodes_from(list(view.things)), strict=True))
    graph.add_edges_from([(numbers[link.source.path], numbers[link.target.path], 1.0) for link in view.links])
    parts = [max(sorted(part), key=graph.degree) for part in rx.connected_components(graph)]
    hub = graph.add_node("")
    graph.add_edges_from([(hub, number, 1.0) for number in parts])
    layout = rx.spring_layout(graph, k=0.3, num_iter=300, weight_fn=float, seed=SEED)
    return {path: (layout[number][0], layout[number][1]) for path, number in numbers.items()}


def _pushed_apart(places: dict[str, Place], sizes: Mapping[str, tuple[float, float]]) -> bool:
    """Push overlapping labels apart, each pair along the shorter way; say whether any did overlap."""
    order = sorted(places, key=lambda path: places[path][1])
    tallest = max(height for _, height in sizes.values())
    moved = False
    for number, one in enumerate(order):
        for other in order[number + 1 :]:
            (x1, y1), (x2, y2) = places[one], places[other]
            if y2 - y1 > 2 * tallest:
                break
            across = (sizes[one][0] + sizes[other][0]) / 2 - abs(x2 - x1)
            down = (sizes[one][1] + sizes[other][1]) / 2 - abs(y2 - y1)
            if across <= 0.5 or down <= 0.5:
                continue
            moved = True
            dx, dy = (across / 2 * _sign(x2 - x1), 0.0) if across < down else (0.0, down / 2 * _sign(y2 - y1))
            places[one], places[other] = (x1 - dx, y1 - dy), (x2 + dx, y2 + dy)
    return moved


def _sign(value: float) -> float:
    return 1.0 if value >= 0 else -1.0
