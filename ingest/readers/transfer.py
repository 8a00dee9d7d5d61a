"""A source as plain JSON and back, to cross from one process to another."""

from __future__ import annotations

from typing import Any

from graph.records import Flag, Span
from ingest.source import Cell, Prose, Row, Source, Table


def source_record(source: Source) -> dict[str, Any]:
    """Return a source as numbers, strings, lists and dictionaries."""
    return {
        "name": source.name,
        "sha256": source.sha256,
        "text": source.text,
        "reader": source.reader,
        "blocks": [_block_record(block) for block in source.blocks],
        "title": _pair(source.title) if source.title else None,
        "flags": [_flag_record(flag) for flag in source.flags],
    }


def source_from(record: dict[str, Any]) -> Source:
    """Return the source that `source_record` described."""
    return Source(
        record["name"],
        record["sha256"],
        record["text"],
        record["reader"],
        tuple(_block(block) for block in record["blocks"]),
        Span(*record["title"]) if record["title"] else None,
        tuple(_flag(flag) for flag in record["flags"]),
    )


def _pair(span: Span) -> list[int]:
    return [span.start, span.end]


def _flag_record(flag: Flag) -> list[Any]:
    return [flag.kind, _pair(flag.span), flag.note]


def _flag(record: list[Any]) -> Flag:
    return Flag(record[0], Span(*record[1]), record[2])


def _block_record(block: Table | Prose) -> list[Any]:
    if isinstance(block, Prose):
        return [_pair(block.span), block.kind, block.level]
    return [[_row_record(row) for row in block.rows]]


def _row_record(row: Row) -> list[Any]:
    cells = [[cell.column, [_pair(span) for span in cell.paragraphs]] for cell in row.cells]
    return [cells, row.width, row.whole, row.continues, [_flag_record(flag) for flag in row.flags]]


def _block(record: list[Any]) -> Table | Prose:
    if len(record) == 3:
        return Prose(Span(*record[0]), record[1], record[2])
    return Table(tuple(_row(row) for row in record[0]))


def _row(record: list[Any]) -> Row:
    cells = tuple(Cell(column, tuple(Span(*pair) for pair in paragraphs)) for column, paragraphs in record[0])
    return Row(cells, record[1], record[2], record[3], tuple(_flag(flag) for flag in record[4]))
