"""Quotations: the words of every passage, with the document and the lines they stand on."""

from __future__ import annotations

from dataclasses import dataclass

from graph.parts import read_part
from graph.rows import Row
from graph.store import Store


@dataclass(frozen=True, slots=True)
class Quotation:
    """A passage by its path below the base, its words with white space folded, its document's file and lines."""

    passage: str
    words: str
    document: str
    lines: tuple[int, int]

    @property
    def place(self) -> str:
        """The document and the lines, as printed."""
        return place_of(self.document, self.lines)


def place_of(document: str, lines: tuple[int, int]) -> str:
    """Return where something stands, in words: the file and its line or lines."""
    first, last = lines
    return f"{document}, {f'line {first}' if first == last else f'lines {first} to {last}'}"


def quotations(store: Store) -> dict[str, Quotation]:
    """Return every passage of the graph by its path below the base."""
    return {found.passage: found for found in map(_quotation, read_part(store, "quotations"))}


def _quotation(row: Row) -> Quotation:
    first, last = row["source"]["lines"]
    return Quotation(row["links"]["passage"], row["quote"], row["source"]["document"], (first, last))
