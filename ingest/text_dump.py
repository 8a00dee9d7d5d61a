"""Reads the text that is left when a word processor's tables are pasted as plain text."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from graph.records import Flag, Span
from ingest.source import Cell, Row, Source, Table

READER = "text-dump 1"
_TAB_GAP = re.compile(r"\t")
_SPACE_GAP = re.compile(r" {3,}")
_LINK = r"<a\b[^<>]{0,500}>\s*(?:https?://|www\.)[^<]{0,500}</a>"
_PARAGRAPH_GAP = re.compile(rf"{_LINK}|<br ?/?>|</?p>|\s{{2,}}|\s*[•·▪‣◦●]\s*", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][a-z0-9]{0,9}\b[^<>]{0,500}>", re.IGNORECASE)
LONGEST_WRAPPED = 250
"""Code points above which the longest line is no sign of hard-wrapped text."""
FULL_LINE = 0.8
FEWEST_FULL_LINES = 6
_UNBREAKABLE = re.compile(r"\S{41}")


@dataclass(frozen=True, slots=True)
class _Line:
    """One physical line: its cells as (column, stretch), and its number of columns."""

    cells: tuple[tuple[int, Span], ...]
    width: int
    span: Span
    after_blank: bool


def read_text_dump(name: str, sha256: str, text: str) -> Source:
    """Return the rows of a text dump; a line is a row, and hard-wrapped lines are joined first."""
    lines = _physical_lines(text)
    rows = [_row(text, group) for group in _joined(text, lines)]
    title = None
    if rows and len(rows[0].cells) == 1 and rows[0].width == 1 and len(rows[0].span.of(text)) <= 150:
        title = rows[0].span
        rows = rows[1:]
    return Source(name, sha256, text, READER, (Table(tuple(rows)),), title)


def _physical_lines(text: str) -> list[_Line]:
    gap = _TAB_GAP if "\t" in text else _SPACE_GAP
    lines, offset, blank = [], 0, False
    for line in text.split("\n"):
        body = line.rstrip("\r")
        cells = _cells(body, offset, gap)
        if cells:
            lines.append(_Line(tuple(cells), _width(body, gap), Span(offset, offset + len(body)), blank))
        blank = not cells
        offset += len(line) + 1
    return lines


def _width(body: str, gap: re.Pattern[str]) -> int:
    return len(gap.split(body))


def _cells(body: str, offset: int, gap: re.Pattern[str]) -> list[tuple[int, Span]]:
    cells, column, position = [], 0, 0
    for match in [*gap.finditer(body), None]:
        end = match.start() if match else len(body)
        part = body[position:end]
        if part.strip():
            lead = len(part) - len(part.lstrip())
            start = offset + position + lead
            cells.append((column, Span(start, start + len(part.strip()))))
        if match:
            column, position = column + 1, match.end()
    return cells


def _joined(text: str, lines: list[_Line]) -> list[list[_Line]]:
    """Return groups of physical lines that are one line, hard-wrapped."""
    wrap = _wrap_measure([line for line in lines if not _UNBREAKABLE.search(line.span.of(text))])
    groups: list[list[_Line]] = []
    for line in lines:
        if groups and wrap and len(line.cells) == 1 and not line.after_blank:
            used, width = wrap
            first_word = line.cells[0][1].of(text).split()[0]
            ended = text[: groups[-1][-1].cells[-1][1].end].endswith((".", "!", "?"))
            if used(groups[-1][-1]) + 1 + len(first_word) > width and not (ended and first_word[0].isupper()):
                groups[-1].append(line)
                continue
        groups.append([line])
    return groups


def _whole(line: _Line) -> int:
    return line.span.end - line.span.start


def _last_cell(line: _Line) -> int:
    return line.cells[-1][1].end - line.cells[-1][1].start


def _wrap_measure(lines: list[_Line]) -> tuple[Callable[[_Line], int], int] | None:
    """Return how full a line is and at what width text was wrapped, or None where it was not."""
    best: tuple[int, Callable[[_Line], int], int] | None = None
    for measure in (_whole, _last_cell):
        width = max((measure(line) for line in lines), default=0)
        full = sum(measure(line) > FULL_LINE * width for line in lines)
        if 20 <= width <= LONGEST_WRAPPED and full >= FEWEST_FULL_LINES and (best is None or full > best[0]):
            best = (full, measure, width)
    return (best[1], best[2]) if best else None


def _row(text: str, group: list[_Line]) -> Row:
    first = group[0]
    cells = [Cell(column, paragraphs(text, span)) for column, span in first.cells]
    for line in group[1:]:
        cells[-1] = cells[-1].joined(Cell(cells[-1].column, paragraphs(text, line.cells[0][1])))
    flags = [
        Flag("markup-removed", Span(match.start(), match.end()), "Web page code was left in the text.")
        for line in group
        for match in list(_TAG.finditer(text, line.span.start, line.span.end))[:1]
    ]
    return Row(tuple(cells), first.width, flags=tuple(flags))


def paragraphs(text: str, span: Span) -> tuple[Span, ...]:
    """Return the paragraphs of a cell: parted by two or more spaces, bullets, line breaks or a bare link."""
    found, position = [], span.start
    for match in _PARAGRAPH_GAP.finditer(text, span.start, span.end):
        if text[position : match.start()].strip():
            found.append(Span(position, match.start()))
        position = match.end()
    if text[position : span.end].strip():
        found.append(Span(position, span.end))
    return tuple(found) or (span,)
