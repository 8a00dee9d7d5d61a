"""Cells that lost their row: what their sentences alone can tell."""

from __future__ import annotations

from graph.sentences import sentences
from ingest.source import Cell
from ingest.statements import judge

LEAST_DESCRIPTION = 6
"""Words that a sentence must have to be the first of an action without a title."""


def tells_what(text: str, cell: Cell) -> bool:
    """A whole sentence without any sign of an effect, after a row that has both its parts, is another action."""
    first = sentences(text, cell.paragraphs[0])[0]
    words = first.of(text)
    whole = text[first.end : first.end + 1] == "." and words[:1].isupper()
    return whole and len(words.split()) >= LEAST_DESCRIPTION and judge(words, "alone").score <= 0


def all_effects(text: str, cell: Cell) -> bool:
    """Say whether every sentence of a cell states an effect."""
    found = [sentence for paragraph in cell.paragraphs for sentence in sentences(text, paragraph)]
    return all(judge(sentence.of(text), "alone").impact for sentence in found)
