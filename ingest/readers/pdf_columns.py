"""Tables without ruled lines: words under one another, parted by wide gaps; a guess that is always flagged."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ingest.readers.paragraphs import BULLETS, runs_on
from ingest.readers.pdf_lines import Line, segments
from ingest.readers.pdf_paragraphs import Print
from ingest.readers.pdf_tables import PdfCell, PdfRow

GAP = 1.1
"""Space between columns, as a share of the letters' size."""
_NEAR = 5.0
FEWEST_LINES = 3
_WIDER_PITCH = 1.22
_MARK = re.compile(rf"[{BULLETS}\-–*o]|\(?\w{{1,4}}[.)]|\d+(?:\.\d+)+\.?")


@dataclass
class TextTable:
    """Rows guessed from gaps, and how many columns they have."""

    rows: list[PdfRow]
    width: int
    first: int
    last: int
    """Positions of its first and last line among those it was found in."""


Rules = Mapping[int, Sequence[float]]
"""The heights of the lines drawn across each page."""


def text_tables(lines: Sequence[Line], rules: Rules, right: float, usual: Print) -> list[TextTable]:
    """Return the tables among lines outside ruled tables, in reading order over any number of pages."""
    parts = [_cut(line) for line in lines]
    found, position = [], 0
    while position < len(lines):
        if len(parts[position]) < 2:
            position += 1
            continue
        end = _reach(parts, position)
        starts = _columns(parts[position:end])
        if len(starts) > 1:
            rows = _rows(parts[position:end], starts, [*starts[1:], right], rules, usual)
            found.append(TextTable(rows, len(starts), position, end - 1))
        position = max(end, position + 1)
    return found


def _cut(line: Line) -> list[Line]:
    """Return the pieces of a line; the bullet or number of an item belongs to the words behind it."""
    parts = segments(line, GAP)
    if len(parts) > 1 and _MARK.fullmatch(parts[0].text):
        parts[:2] = [Line(parts[0].words + parts[1].words, line.page)]
    return parts


def _reach(parts: Sequence[list[Line]], start: int) -> int:
    """Return where the lines end that share columns with the first one."""
    edges = [part.x0 for part in parts[start]]
    end, last = start + 1, start + 1
    while end < len(parts) and end - last < FEWEST_LINES:
        if len(parts[end]) > 1:
            edges += [part.x0 for part in parts[end]]
            last = end + 1
        elif _hangs_below(parts[end][0], parts[end - 1], edges):
            last = end + 1
        end += 1
    return last


def _hangs_below(line: Line, above: list[Line], edges: list[float]) -> bool:
    """Say whether a line alone stands below a later column, or is the rest of a title in the first."""
    if abs(line.x0 - edges[0]) <= _NEAR:
        return abs(above[0].x0 - edges[0]) <= _NEAR and runs_on(above[0].text, line.text)
    return any(abs(line.x0 - edge) <= _NEAR for edge in edges)


def _columns(parts: Sequence[list[Line]]) -> list[float]:
    """Return the left edges that enough lines share."""
    edges = sorted(part.x0 for line in parts for part in line)
    groups: list[list[float]] = []
    for edge in edges:
        if groups and edge - groups[-1][-1] <= _NEAR:
            groups[-1].append(edge)
        else:
            groups.append([edge])
    shared = [group[0] for group in groups if len(group) >= FEWEST_LINES]
    together = sum(len(line) > 1 for line in parts)
    return shared if together >= FEWEST_LINES else []


def _rows(
    parts: Sequence[list[Line]], starts: list[float], ends: list[float], rules: Rules, usual: Print
) -> list[PdfRow]:
    gaps = [_apart(parts[number - 1], line, rules, usual) for number, line in enumerate(parts) if number]
    by_gap = sum(gaps) >= FEWEST_LINES - 1
    rows: list[dict[int, list[Line]]] = []
    for number, line in enumerate(parts):
        titled = line[0].x0 <= starts[0] + _NEAR and not _goes_on(rows[-1] if rows else {}, line[0])
        if not rows or (gaps[number - 1] if by_gap else titled):
            rows.append({})
        for part in line:
            column = max((k for k, start in enumerate(starts) if part.x0 >= start - _NEAR), default=0)
            rows[-1].setdefault(column, []).append(part)
    return [
        PdfRow([PdfCell(column, starts[column], ends[column], lines) for column, lines in sorted(row.items())])
        for row in rows
    ]


def _goes_on(row: Mapping[int, list[Line]], line: Line) -> bool:
    """Say whether a line in the first column is the rest of the row's title."""
    return 0 in row and runs_on(row[0][-1].text, line.text)


def _apart(before: list[Line], line: list[Line], rules: Rules, usual: Print) -> bool:
    upper, lower = before[0], line[0]
    if upper.page != lower.page:
        return not runs_on(upper.text, lower.text)
    if any(upper.bottom - 1 <= rule <= lower.top + 1 for rule in rules.get(upper.page, ())):
        return True
    return (lower.top - upper.top) / lower.size > usual.pitch * _WIDER_PITCH
