"""Where things stand along a line, as near as may be to where they would like to, and never overlapping."""

from __future__ import annotations

from collections.abc import Sequence


def spaced(wished: Sequence[float], sizes: Sequence[float], gap: float, length: float) -> list[float]:
    """Return the starts of things kept in their order, a gap apart, within a length that can hold them.

    Least squares: isotonic regression by pooling adjacent violators, over the starts less the room before them.
    """
    room, offsets = 0.0, []
    for size in sizes:
        offsets.append(room)
        room += size + gap
    pools: list[tuple[float, int]] = []
    for wish, offset in zip(wished, offsets, strict=True):
        mean, count = wish - offset, 1
        while pools and pools[-1][0] > mean:
            before, number = pools.pop()
            mean, count = (before * number + mean * count) / (number + count), number + count
        pools.append((mean, count))
    free = max(0.0, length - (room - gap))
    levels = [min(max(mean, 0.0), free) for mean, count in pools for _ in range(count)]
    return [level + offset for level, offset in zip(levels, offsets, strict=True)]
