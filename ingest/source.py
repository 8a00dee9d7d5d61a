"""The one intermediate form that every reader fills: a stored text and the blocks found in it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from graph.records import Flag, Span


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its column (0-based) and its paragraphs, in order, as stretches of the stored text."""

    column: int
    paragraphs: tuple[Span, ...]

    @property
    def span(self) -> Span:
        """The whole cell."""
        return Span(self.paragraphs[0].start, self.paragraphs[-1].end)

    def joined(self, other: Cell) -> Cell:
        """Return this cell with another's first paragraph as the rest of its own last one."""
        last = Span(self.paragraphs[-1].start, other.paragraphs[0].end)
        return replace(self, paragraphs=(*self.paragraphs[:-1], last, *other.paragraphs[1:]))


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its filled cells, how many columns it was printed with, and whether it is surely a table's row.

    `whole` is true where the file itself says what a row is (a CSV record, a Word table row), false where a
    row is only a line of a text dump, which may be a part of one. `continues` is true where the file says that
    the row above goes on here (its first cell is merged over both).
    """

    cells: tuple[Cell, ...]
    width: int
    whole: bool = False
    continues: bool = False
    flags: tuple[Flag, ...] = ()

    @property
    def span(self) -> Span:
        """From the first filled cell to the last."""
        return Span(self.cells[0].span.start, self.cells[-1].span.end)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows in the order of the document."""

    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph outside any table: a heading (level 1 is the highest), a list item, a quotation or plain text."""

    span: Span
    kind: Literal["heading", "item", "quote", "text"] = "text"
    level: int = 0


@dataclass(frozen=True, slots=True)
class Source:
    """A document as a reader understood it. `sha256` is that of the original bytes."""

    name: str
    sha256: str
    text: str
    reader: str
    blocks: tuple[Table | Prose, ...]
    title: Span | None = None
    flags: tuple[Flag, ...] = ()
