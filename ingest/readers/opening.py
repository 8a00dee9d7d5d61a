"""What opens a document: which of its first lines is the title, and how its headings nest below that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from graph.records import Span
from ingest.source import Prose, Row, Table

Block = Table | Prose
LONGEST_TITLE = 150
NEAR_THE_TOP = 6


def titled(text: str, blocks: Sequence[Block], title: Span | None = None) -> tuple[tuple[Block, ...], Span | None]:
    """Return the blocks with the title as the only heading of level 1, and the title.

    `title` is given where the file itself names it.
    """
    found = title or _title(text, blocks)
    sections = [block.level for block in _headings(blocks) if block.span != found]
    shift = max(0, 2 - min(sections, default=2))
    return tuple(_placed(block, found, shift) for block in blocks), found


def _headings(blocks: Sequence[Block]) -> list[Prose]:
    return [block for block in blocks if isinstance(block, Prose) and block.kind == "heading"]


def _placed(block: Block, title: Span | None, shift: int) -> Block:
    if not isinstance(block, Prose):
        return block
    if block.span == title:
        return Prose(block.span, "heading", 1)
    return replace(block, level=block.level + shift) if block.kind == "heading" else block


def _title(text: str, blocks: Sequence[Block]) -> Span | None:
    headings = _headings(blocks)
    first = blocks[0] if blocks else None
    if isinstance(first, Prose) and first.kind == "heading":
        rivals = [block for block in headings if block.level <= first.level]
        follower = blocks[1] if len(blocks) > 1 else None
        doubled = isinstance(follower, Prose) and follower.kind == "heading" and follower.level <= first.level
        return first.span if len(rivals) == 1 or doubled else None
    near = _headings(blocks[:NEAR_THE_TOP])
    highest = min((block.level for block in headings), default=0)
    if near and near[0].level == highest and sum(block.level == highest for block in headings) == 1:
        return near[0].span
    if isinstance(first, Prose) and first.kind == "text" and len(blocks) > 1 and _is_short(text, first.span):
        return first.span if isinstance(blocks[1], Table) or blocks[1].kind == "heading" else None
    return None


def _is_short(text: str, span: Span) -> bool:
    words = span.of(text)
    return len(words) <= LONGEST_TITLE and not words.rstrip().endswith((".", ":", ";", ","))


def title_row(rows: Sequence[Row], gap_after_first: bool = False) -> Row | None:
    """Return the first row where it is a title over a sheet rather than a heading of one of its blocks."""
    if len(rows) < 3 or len(rows[0].cells) > 1 or rows[0].cells[0].column or rows[0].width < 2:
        return None
    lone = [row for row in rows if len(row.cells) == 1 and row.cells[0].column == 0]
    if gap_after_first or len(lone) == 1 or len(rows[1].cells) == 1:
        return rows[0]
    return None
