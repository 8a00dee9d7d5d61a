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


def quotations(store: Store) -> dict[str, Quotation]:
    """Return every passage of the graph by its path below the base."""
    return {found.passage: found for found in map(_quotation, read_part(store, "quotations"))}


def _quotation(row: Row) -> Quotation:
    first, last = row["source"]["lines"]
    return Quotation(row["links"]["passage"], row["quote"], row["source"]["document"], (first, last))
