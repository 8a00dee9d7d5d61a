"""The timeline as a picture: bars with honest ends on an axis of months, for a template to write as SVG."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph.facts import Action
from graph.periods import extent
from graph.selection import month_after
from webapp.label_text import LINE_HEIGHT, wrapped

_NAMES, _WIDE, _HEAD, _GAP = 270, 700, 34, 8
_MOST_TICKS = 14


@dataclass(frozen=True, slots=True)
class Bar:
    """One action: its label, where it begins and ends, and how: known, open, unknown, planned or point."""

    action: Action
    lines: tuple[str, ...]
    y: float
    height: float
    x: float
    width: float
    kind: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """The picture: groups with their bars, ticks of the axis, and the line of the month that is asked about."""

    width: int
    height: int
    groups: tuple[tuple[str, float, tuple[Bar, ...]], ...]
    ticks: tuple[tuple[float, str], ...]
    at: float | None


def draw_timeline(groups: Sequence[tuple[str, Sequence[Action]]], at: str) -> Timeline:
    """Return the picture of dated actions in groups, with a line at a month."""
    dated = [(name, [action for action in actions if action.edtf]) for name, actions in groups]
    first, last = _ends([action for _, actions in dated for action in actions], at)
    step = _WIDE / (_number(last) - _number(first) + 1)
    y: float = _HEAD
    drawn = []
    for name, actions in dated:
        if not actions:
            continue
        top, bars = y, []
        y += 24
        for action in sorted(actions, key=lambda a: (extent(a.edtf).earliest or extent(a.edtf).latest or "", a.path)):
            bar = _bar(action, y, (first, last), step)
            bars.append(bar)
            y += bar.height + _GAP
        drawn.append((name, top, tuple(bars)))
        y += 6
    line = _NAMES + (_number(at) - _number(first) + 0.5) * step if first <= at <= last else None
    return Timeline(_NAMES + _WIDE + 12, round(y) + 8, tuple(drawn), _ticks(first, last, step), line)


def _number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:7]) - 1


def _ends(actions: Sequence[Action], at: str) -> tuple[str, str]:
    known = [extent(action.edtf) for action in actions]
    months = [day[:7] for found in known for day in (found.earliest, found.latest) if day] or [at]
    return month_after(min(months), -1), month_after(max(*months, min(months)), 2)


def _ticks(first: str, last: str, step: float) -> tuple[tuple[float, str], ...]:
    count = _number(last) - _number(first) + 1
    every = next(n for n in (1, 3, 6, 12, 24, 60, 120, 1200) if count / n <= _MOST_TICKS)
    found = []
    for place in range(count):
        month = month_after(first, place)
        if (_number(month) % 12) % every == 0 and (every <= 12 or int(month[:4]) % (every // 12) == 0):
            found.append((_NAMES + place * step, month))
    return tuple(found)


def _bar(action: Action, y: float, axis: tuple[str, str], step: float) -> Bar:
    lines = wrapped(action.title, _NAMES - 20, 2)
    height = max(24.0, LINE_HEIGHT * len(lines) + 4)
    found = extent(action.edtf)
    start = (found.earliest or axis[0])[:7]
    end = (found.latest or axis[1])[:7]
    x = _NAMES + (_number(start) - _number(axis[0])) * step
    width = max(step * (_number(end) - _number(start) + 1), 6.0)
    return Bar(action, lines, y, height, round(x, 1), round(width, 1), _kind(action, start == end))


def _kind(action: Action, one_month: bool) -> str:
    """Return how sure the ends are: what the text leaves open fades, what it does not say is hatched."""
    found = extent(action.edtf)
    if not found.known_start or (not found.known_end and not found.open_end):
        return "unknown"
    if found.open_end:
        return "open"
    if one_month:
        return "point"
    if "/" not in action.edtf:
        return "unknown"
    return "planned" if action.state == "planned" or action.derived else "known"
