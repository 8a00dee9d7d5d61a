"""Running text set in columns: found by the white strip between them, read one column after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.readers.pdf_lines import Line, segments

_GAP = 0.7
"""Narrowest white strip between columns, as a share of the letters' size."""
_FEWEST_LINES = 6
_FULL = 0.75
"""Share of a column's width that a line of running text fills."""
_MOSTLY_FULL = 0.6
"""Share of a column's lines that are full; the last lines of paragraphs are not."""
_FEWEST_WORDS = 3.5
"""Words of an average line of running text, even in a narrow column."""


@dataclass(frozen=True, slots=True)
class Flow:
    """Lines to be read one after the other; `width` is that of the column they are set in, 0 where there is one."""

    lines: list[Line]
    width: float = 0.0


def flows(lines: Sequence[Line]) -> list[Flow]:
    """Return the lines of one page, or of a part of it, cut where its columns begin and end."""
    strip = _strip(lines)
    if strip is None:
        return [Flow(list(lines))] if lines else []
    found: list[Flow] = []
    first, last = _reach(lines, strip)
    found += flows(lines[:first])
    left, right = _halves(lines[first:last], strip)
    columns = [part for half in (left, right) for part in (flows(half) if _strip(half) else [Flow(half)])]
    found.append(_under_one_another([column.lines for column in columns]))
    return found + flows(lines[last:])


def _under_one_another(columns: Sequence[Sequence[Line]]) -> Flow:
    """Return columns as one, each moved to where the first stands, so that paragraphs go on from one to the next."""
    edge = min(line.x0 for line in columns[0])
    lines, width = [], 0.0
    for column in columns:
        shift = edge - min(line.x0 for line in column)
        lines += [_moved(line, shift) for line in column]
        width = max(width, max(line.x1 for line in column) - min(line.x0 for line in column))
    return Flow(lines, width)


def _moved(line: Line, shift: float) -> Line:
    return Line(tuple(replace(word, x0=word.x0 + shift, x1=word.x1 + shift) for word in line.words), line.page)


def _strip(lines: Sequence[Line]) -> float | None:
    """Return the middle of a white strip with running text on both sides, None where there is none."""
    gaps = [(left.x1, right.x0) for line in lines for left, right in _gaps(line)]
    middles = sorted({round((left + right) / 2) for left, right in gaps})
    best: tuple[int, float] | None = None
    for middle in middles:
        parted = sum(left < middle < right for left, right in gaps)
        if parted >= _FEWEST_LINES and (best is None or parted > best[0]):
            best = (parted, float(middle))
    if best is None:
        return None
    first, last = _reach(lines, best[1])
    halves = _halves(lines[first:last], best[1])
    return best[1] if all(_is_running(half) for half in halves) else None


def _gaps(line: Line) -> list[tuple[Line, Line]]:
    parts = segments(line, _GAP)
    return list(pairwise(parts))


def _reach(lines: Sequence[Line], strip: float) -> tuple[int, int]:
    """Return the longest run of lines of which none has a word in the strip."""
    best, start = (0, 0), 0
    for number in range(len(lines) + 1):
        if number == len(lines) or any(word.x0 < strip < word.x1 for word in lines[number].words):
            best = max(best, (start, number), key=lambda reach: reach[1] - reach[0])
            start = number + 1
    return best


def _halves(lines: Sequence[Line], strip: float) -> tuple[list[Line], list[Line]]:
    halves: tuple[list[Line], list[Line]] = ([], [])
    for line in lines:
        for half, words in (
            (halves[0], [word for word in line.words if word.middle[0] < strip]),
            (halves[1], [word for word in line.words if word.middle[0] >= strip]),
        ):
            if words:
                half.append(Line(tuple(words), line.page))
    return halves


def _is_running(lines: Sequence[Line]) -> bool:
    """Say whether most lines fill their column, as those of paragraphs do and those of cells do not."""
    if len(lines) < _FEWEST_LINES:
        return False
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    full = sum(line.x1 - left >= _FULL * (right - left) for line in lines)
    words = sum(len(line.words) for line in lines)
    return full >= _MOSTLY_FULL * len(lines) and words >= _FEWEST_WORDS * len(lines)
