"""Rows of Markdown's pipe tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from graph.records import Span
from ingest.readers.paragraphs import cell_paragraphs
from ingest.source import Cell, Row

_DASHES = re.compile(r":?-+:?")
_BORDER = re.compile(r"\+(?:[-=:]+\+)+")
_BAR = re.compile(r"(?<!\\)\|")
_LINE_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


def is_rule(words: str) -> bool:
    """Say whether a line is the rule of dashes below a table's header."""
    body = words.strip()
    cells = [cell.strip() for cell in body.removeprefix("|").removesuffix("|").split("|")]
    return "|" in body and all(_DASHES.fullmatch(cell) for cell in cells)


def is_border(words: str) -> bool:
    """Say whether a line is the drawn edge of a table: dashes with crosses between."""
    return bool(_BORDER.fullmatch(words.strip()))


def is_fenced(words: str) -> bool:
    """Say whether a line is a row between bars at both edges, which makes a table even without a rule."""
    body = words.strip()
    return len(body) > 2 and body[0] == "|" == body[-1] and len(_BAR.findall(body)) > 2


def pipe_row(text: str, start: int, words: str) -> Row:
    """Return one line of a table as a row; the bars at its edges are no cells."""
    body = words.strip()
    start += len(words) - len(words.lstrip())
    edges = [-1, *(match.start() for match in _BAR.finditer(body)), len(body)]
    fields = [(left + 1, right) for left, right in pairwise(edges)]
    if body.startswith("|"):
        fields = fields[1:]
    if len(fields) > 1 and body.endswith("|") and not body.endswith("\\|"):
        fields = fields[:-1]
    cells = []
    for column, (left, right) in enumerate(fields):
        paragraphs = tuple(_paragraphs(text, start + left, start + right))
        if paragraphs:
            cells.append(Cell(column, paragraphs))
    return Row(tuple(cells), len(fields), True)


def _paragraphs(text: str, start: int, end: int) -> Iterator[Span]:
    for match in [*_LINE_BREAK.finditer(text, start, end), None]:
        stop = match.start() if match else end
        yield from cell_paragraphs(text, start, stop)
        start = match.end() if match else end
