"""A stored text as numbered lines, with stretches of it marked or linked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graph.records import Span

LONGEST_RUN = 900
"""Code points of plain text kept on either side of a mark; more is left out when a text is shortened."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the text and where it leads; without an address it is marked."""

    span: Span
    address: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of a line: plain (`kind` ""), marked ("mark") or linked ("link")."""

    text: str
    kind: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of the text, counted from 1."""

    number: int
    pieces: tuple[Piece, ...]


def outermost(stretches: Iterable[Stretch]) -> list[Stretch]:
    """Return the stretches that lie in no other and overlap none before them, in the order of the text."""
    kept: list[Stretch] = []
    for stretch in sorted(stretches, key=lambda s: (s.span.start, -s.span.end)):
        if not kept or stretch.span.start >= kept[-1].span.end:
            kept.append(stretch)
    return kept


def text_lines(text: str, stretches: list[Stretch], first: int, last: int) -> list[TextLine]:
    """Return lines first to last (from 1, both included) cut into pieces; stretches must not overlap."""
    shown, start = [], 0
    for number, line in enumerate(text.split("\n")[:last], 1):
        if number >= first:
            shown.append(TextLine(number, tuple(_pieces(text, Span(start, start + len(line)), stretches))))
        start += len(line) + 1
    return shown


def line_count(text: str) -> int:
    """Return how many lines a text has; a closing line end opens none."""
    return text.count("\n") + (not text.endswith("\n"))


def _pieces(text: str, line: Span, stretches: list[Stretch]) -> Iterable[Piece]:
    at = line.start
    for stretch in stretches:
        start, end = max(line.start, stretch.span.start), min(line.end, stretch.span.end)
        if start >= end:
            continue
        if at < start:
            yield Piece(text[at:start])
        yield Piece(text[start:end], "link" if stretch.address else "mark", stretch.address)
        at = end
    if at < line.end:
        yield Piece(text[at : line.end])


def shortened(lines: list[TextLine]) -> list[TextLine]:
    """Return the lines with long plain runs cut, keeping what is next to a mark."""
    return [TextLine(line.number, tuple(_shortened(line.pieces))) for line in lines]


def _shortened(pieces: tuple[Piece, ...]) -> Iterable[Piece]:
    for place, piece in enumerate(pieces):
        if piece.kind or len(piece.text) <= 2 * LONGEST_RUN:
            yield piece
            continue
        head = piece.text[:LONGEST_RUN] + " …" if place > 0 or len(pieces) == 1 else ""
        tail = "… " + piece.text[-LONGEST_RUN:] if place < len(pieces) - 1 else ""
        yield Piece(" ".join(part for part in (head, tail) if part))
