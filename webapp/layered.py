"""The layered picture: a network drawn in columns, with labels that do not overlap.

Pure: the same network gives the same picture. A line that passes a column gets a waypoint there, so that it runs
between the boxes and never under them.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import networkx as nx

from webapp.label_text import LINE_HEIGHT, wrapped
from webapp.ordering import Layers, ordered
from webapp.spacing import spaced

PADDING = 9
GAP = 8
WAYPOINT_HEIGHT = 3
_ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Column:
    """One kind of things: how wide its boxes are and how much room the lines have after it, in pixels."""

    kind: str
    width: int
    room: int


@dataclass(frozen=True, slots=True)
class Box:
    """A thing as drawn: its corner, its size and the lines of its label."""

    node: Hashable
    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...]
    shortened: bool


@dataclass(frozen=True, slots=True)
class Curve:
    """A link as drawn: its two ends and the path of its line."""

    ends: tuple[Hashable, Hashable]
    path: str


@dataclass(frozen=True, slots=True)
class Picture:
    """All boxes and curves, and the size that holds them."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    curves: tuple[Curve, ...]


@dataclass(frozen=True, slots=True)
class _Waypoint:
    """Where a line passes a column that it does not end in."""

    ends: tuple[Hashable, Hashable]
    column: int


def draw(network: nx.Graph[Any], columns: Sequence[Column]) -> Picture:
    """Return the picture of a network whose nodes carry `kind` (that of a column) and `label`."""
    return _Drawing(network, columns).picture()


class _Drawing:
    """The steps from a network to its picture."""

    def __init__(self, network: nx.Graph[Any], columns: Sequence[Column]) -> None:
        self.columns = columns
        kinds = [column.kind for column in columns]
        self.column = {n: kinds.index(data["kind"]) for n, data in network.nodes(data=True) if data["kind"] in kinds}
        self.labels = {
            node: wrapped(str(network.nodes[node]["label"]), columns[number].width - 2 * PADDING)
            for node, number in self.column.items()
        }
        self.chains: dict[tuple[Hashable, Hashable], list[Hashable]] = {}
        for a, b in network.edges():
            if a in self.column and b in self.column and self.column[a] != self.column[b]:
                ends = (a, b) if self.column[a] < self.column[b] else (b, a)
                self.chains.setdefault(ends, self._chain(ends))

    def _chain(self, ends: tuple[Hashable, Hashable]) -> list[Hashable]:
        passed = range(self.column[ends[0]] + 1, self.column[ends[1]])
        waypoints: list[Hashable] = [_Waypoint(ends, number) for number in passed]
        self.column |= dict(zip(waypoints, passed, strict=True))
        return [ends[0], *waypoints, ends[1]]

    def picture(self) -> Picture:
        """Return everything in its place."""
        layers: Layers = [[] for _ in self.columns]
        for node, number in self.column.items():
            layers[number].append(node)
        steps = [step for chain in self.chains.values() for step in pairwise(chain)]
        layers = ordered(layers, steps)
        tops, height = self._tops(layers, steps)
        lefts = self._lefts()
        boxes = tuple(self._box(n, lefts[number], tops[n]) for number, layer in enumerate(layers) for n in layer)
        width = lefts[-1] + self.columns[-1].width
        drawn = tuple(box for box in boxes if box.lines)
        return Picture(width, round(height + 0.5), drawn, self._curves(tops, lefts))

    def _box(self, node: Hashable, left: float, top: float) -> Box:
        lines = self.labels.get(node, ())
        width = self.columns[self.column[node]].width
        return Box(node, left, top, width, self._height(node), lines, any(line.endswith("…") for line in lines))

    def _lefts(self) -> list[int]:
        lefts = [0]
        for column in self.columns[:-1]:
            lefts.append(lefts[-1] + column.width + column.room)
        return lefts

    def _height(self, node: Hashable) -> float:
        lines = self.labels.get(node)
        return LINE_HEIGHT * len(lines) + PADDING if lines else WAYPOINT_HEIGHT

    def _tops(self, layers: Layers, steps: list[tuple[Hashable, Hashable]]) -> tuple[dict[Hashable, float], float]:
        """Return where each thing begins: the fullest column is packed, the others settle beside their neighbours."""
        near: dict[Hashable, list[Hashable]] = {}
        for a, b in steps:
            near.setdefault(a, []).append(b)
            near.setdefault(b, []).append(a)
        sizes = [[self._height(node) for node in layer] for layer in layers]
        needs = [sum(column) + GAP * max(0, len(column) - 1) for column in sizes]
        height = max(needs, default=0.0)
        tops: dict[Hashable, float] = {}
        for layer, column, need in zip(layers, sizes, needs, strict=True):
            spread = GAP + (height - need) / max(1, len(layer) - 1)
            tops |= zip(layer, _packed(column, spread), strict=True)
        for _ in range(_ROUNDS):
            for layer, column in zip(layers, sizes, strict=True):
                wished = [self._wish(node, tops, near) for node in layer]
                tops |= zip(layer, spaced(wished, column, GAP, height), strict=True)
        return tops, height

    def _wish(self, node: Hashable, tops: dict[Hashable, float], near: dict[Hashable, list[Hashable]]) -> float:
        others = near.get(node)
        if not others:
            return tops[node]
        middles = [tops[other] + self._height(other) / 2 for other in others]
        return sum(middles) / len(middles) - self._height(node) / 2

    def _curves(self, tops: dict[Hashable, float], lefts: list[int]) -> tuple[Curve, ...]:
        steps = [step for chain in self.chains.values() for step in pairwise(chain)]
        leaving = self._ports(steps, tops, 0)
        arriving = self._ports(steps, tops, 1)
        curves = []
        for ends, chain in self.chains.items():
            path = ""
            for step in pairwise(chain):
                x1 = lefts[self.column[step[0]]] + self.columns[self.column[step[0]]].width
                x2, y1, y2 = lefts[self.column[step[1]]], leaving[step], arriving[step]
                middle = (x1 + x2) // 2
                start = f"L{x1} {y1}" if path else f"M{x1} {y1}"
                path += f"{start}C{middle} {y1} {middle} {y2} {x2} {y2}"
            curves.append(Curve(ends, path))
        return tuple(curves)

    def _ports(
        self, steps: list[tuple[Hashable, Hashable]], tops: dict[Hashable, float], end: int
    ) -> dict[tuple[Hashable, Hashable], int]:
        """Return at which height each line leaves (0) or arrives (1): spread over the side in the others' order."""
        by_node: dict[Hashable, list[tuple[Hashable, Hashable]]] = {}
        for step in steps:
            by_node.setdefault(step[end], []).append(step)
        ports = {}
        for node, own in by_node.items():
            own.sort(key=lambda step: tops[step[1 - end]])
            share = self._height(node) / (len(own) + 1)
            for number, step in enumerate(own, 1):
                ports[step] = round(tops[node] + share * number)
        return ports


def _packed(sizes: Sequence[float], gap: float) -> list[float]:
    starts, at = [], 0.0
    for size in sizes:
        starts.append(at)
        at += size + gap
    return starts
