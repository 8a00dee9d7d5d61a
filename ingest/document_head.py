"""What the head of a document tells of it: its title, and whether it says whose it is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.iris import fold
from graph.records import Flag, Span
from graph.sentences import trimmed
from ingest.source import Prose, Source

NEAR_TITLE = 3
"""Blocks at the start of a document among which its title stands."""
_LINE = re.compile(r"\S[^\n]*")


def same_body(name: str, owner: str) -> bool:
    """Say whether a name is the owner's (“The Richmond Council” and “Richmond Council”)."""
    return fold(name).lower().removeprefix("the ") == fold(owner).lower().removeprefix("the ")


def title_of(source: Source, owner: str | None, opening: Sequence[Span]) -> Span | None:
    """Return the reader's title, or the heading or title row of a table after it where that only names the owner."""
    near = source.blocks[:NEAR_TITLE]
    headings = [block.span for block in near if isinstance(block, Prose) and block.kind == "heading"]
    found = [source.title, *headings, *opening] if source.title else []
    spans = [trimmed(source.text, span) for span in found if span]
    others = [span for span in spans if not owner or not same_body(span.of(source.text), owner)]
    return next(iter(others or spans), None)


def owner_flags(text: str, owner: str | None, title: Span | None) -> list[Flag]:
    """Flag a document that does not say whose it is, at its title or its first words."""
    line = _LINE.search(text)
    where = title or (trimmed(text, Span(*line.span())) if line else None)
    if owner or where is None or where.start >= where.end:
        return []
    return [Flag("owner-unknown", where, "The document does not say whose it is.")]
