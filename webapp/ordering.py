"""The order of things in the columns of a layered picture, so that few lines cross.

Barycentre sweeps after Sugiyama, Tagawa and Toda (1981); the best order met is kept.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Hashable, Iterable, Mapping, Sequence
from itertools import pairwise

SWEEPS = 16
Layers = list[list[Hashable]]
Steps = Mapping[Hashable, Sequence[Hashable]]
"""The neighbours of each thing in the next column, or in the one before."""


def ordered(layers: Layers, links: Iterable[tuple[Hashable, Hashable]]) -> Layers:
    """Return the layers reordered; links join a thing with one of the next layer."""
    links = list(links)
    onward: dict[Hashable, list[Hashable]] = {}
    back: dict[Hashable, list[Hashable]] = {}
    for a, b in links:
        onward.setdefault(a, []).append(b)
        back.setdefault(b, []).append(a)
    best, fewest = layers, crossings(layers, onward)
    current = layers
    for sweep in range(SWEEPS):
        if fewest == 0:
            break
        current = _swept(current, back) if sweep % 2 == 0 else _swept(current[::-1], onward)[::-1]
        count = crossings(current, onward)
        if count < fewest:
            best, fewest = current, count
    return best


def _swept(layers: Layers, before: Steps) -> Layers:
    """Return the layers, each from the second on sorted by the mean place of its neighbours before it."""
    done = [layers[0]]
    for layer in layers[1:]:
        place = {node: number for number, node in enumerate(done[-1])}
        means = {}
        for number, node in enumerate(layer):
            near = [place[other] for other in before.get(node, ())]
            means[node] = sum(near) / len(near) if near else number * len(place) / len(layer)
        done.append(sorted(layer, key=means.__getitem__))
    return done


def crossings(layers: Layers, onward: Steps) -> int:
    """Return how many pairs of lines cross between neighbouring layers."""
    count = 0
    for layer, following in pairwise(layers):
        place = {node: number for number, node in enumerate(following)}
        passed: list[int] = []
        for node in layer:
            ends = sorted(place[other] for other in onward.get(node, ()))
            count += sum(len(passed) - bisect_right(passed, end) for end in ends)
            for end in ends:
                insort(passed, end)
    return count
