"""Reads tables in text form: commas, semicolons, tabs or bars between cells, quoted or not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from graph.settings import Limits
from ingest.readers.opening import Block, title_row, titled
from ingest.readers.paragraphs import cell_paragraphs
from ingest.readers.stored import CellCount
from ingest.source import Cell, Prose, Row, Source, Table

READERS = {",": "csv 1", ";": "csv 1", "|": "csv 1", "\t": "tsv 1"}
SAMPLE = 200
"""Records looked at to tell a table from prose."""
_REGULAR = 0.9
_NAMED_SO = 0.5
"""Share of records of one length that is enough where the file is also named as a table."""
_NARROWEST = {"\t": 3, "|": 2}
"""Columns below which bare cells between such marks are rather text laid out with them."""
_HEADLESS = 0.1
_DECLARED = re.compile(r"sep=([,;|\t])\r?\n", re.IGNORECASE)
"""The line by which Excel is told what parts the cells."""
_QUOTE = re.compile(r' *"')
_LONGEST_HEADING = 8


@dataclass(frozen=True, slots=True)
class _Field:
    """One field as it stands in the file, without its outer quotes."""

    start: int
    end: int
    quoted: bool


def separator(name: str, text: str) -> str | None:
    """Return what parts the cells of a text that is a table, None where it is none."""
    declared = _DECLARED.match(text)
    if declared:
        return declared[1]
    for least in (_REGULAR, _NAMED_SO) if name.lower().endswith((".csv", ".tsv")) else (_REGULAR,):
        sure = {mark: _regularity(text, mark, least) for mark in READERS if mark in text}
        if any(sure.values()):
            return max(sure, key=lambda mark: sure[mark])
    return None


def _regularity(text: str, mark: str, least: float) -> float:
    """Return how surely a mark parts the text into a table: its columns, weighted by how many records have as many."""
    records = _sample(text, mark)
    counts = Counter(len(record) for record in records if len(record) > 1)
    if len(records) < 2 or not counts:
        return 0
    width, usual = counts.most_common(1)[0]
    share = usual / len(records)
    if share < least:
        return 0
    loose = _loose_share(text, records)
    bare = not any(field.quoted for record in records for field in record)
    if bare and mark in _NARROWEST and (_pasted(text, records) or width < _NARROWEST[mark]):
        return 0
    if mark == "|" and text[records[0][0].start : records[0][-1].end].strip().startswith("|"):
        return 0
    if loose >= 0.5 and not (width > 2 and len(records) > 2 and _heads(text, records[0])):
        return 0
    return width * share


def _pasted(text: str, records: list[list[_Field]]) -> bool:
    """Say whether records look like a table pasted as text: uneven, wrapped, or with two spaces between paragraphs."""
    words = [[text[field.start : field.end].strip() for field in record] for record in records]
    headless = sum(not record[0] for record in words)
    uneven = len({len(record) for record in records}) > 1
    return (
        uneven
        or not all(words[0])
        or headless > _HEADLESS * len(words)
        or any("  " in word for record in words for word in record)
    )


def _loose_share(text: str, records: list[list[_Field]]) -> float:
    """Return the share of separators followed by a space, as commas in prose are."""
    later = [field.start - 2 * field.quoted for record in records for field in record[1:]]
    return sum(text[start : start + 1] == " " for start in later) / max(1, len(later))


def _heads(text: str, record: list[_Field]) -> bool:
    words = [text[field.start : field.end].strip() for field in record]
    return all(word and len(word.split()) <= _LONGEST_HEADING and word[-1] not in ".!?" for word in words)


def _sample(text: str, mark: str) -> list[list[_Field]]:
    found = []
    for record in _records(text, mark, 0):
        if any(text[field.start : field.end].strip() for field in record):
            found.append(record)
        if len(found) >= SAMPLE:
            break
    return found


def _records(text: str, mark: str, position: int) -> Iterator[list[_Field]]:
    """Yield the records of a file as fields with their places; a quote that is never closed is an ordinary letter."""
    bare = re.compile(rf"[^{mark}\r\n]*")
    record: list[_Field] = []
    quoting = True
    while position <= len(text):
        opening = _QUOTE.match(text, position) if quoting else None
        close = _closing_quote(text, opening.end()) if opening else -1
        quoting = quoting and (opening is None or close >= 0)
        end = _bare_end(text, max(position, close + 1), bare)
        if opening and close >= 0 and not text[close + 1 : end].strip():
            record.append(_Field(opening.end(), close, True))
        else:
            # Words behind the closing quote make the quotes a part of the cell's words.
            record.append(_Field(position, end, False))
        if text[end : end + 1] == mark:
            position = end + 1
            continue
        yield record
        record = []
        position = end + (2 if text[end : end + 2] == "\r\n" else 1)


def _closing_quote(text: str, position: int) -> int:
    while (found := text.find('"', position)) >= 0:
        if text[found + 1 : found + 2] != '"':
            return found
        position = found + 2
    return -1


def _bare_end(text: str, position: int, bare: re.Pattern[str]) -> int:
    match = bare.match(text, position)
    return match.end() if match else position


def read_separated(name: str, text: str, limits: Limits) -> Source:
    """Return the records of a separated file as rows; cells keep their place in the file."""
    mark = separator(name, text) or ","
    count = CellCount(name, limits)
    records, width = [], 0
    declared = _DECLARED.match(text)
    for record in _records(text, mark, declared.end() if declared else 0):
        filled = [(column, field) for column, field in enumerate(record) if text[field.start : field.end].strip()]
        count.add(len(filled))
        if filled:
            records.append(filled)
            width = max(width, len(record))
    multiline = any("\n" in text[field.start : field.end] for filled in records for _, field in filled)
    rows = [row for filled in records if (row := _row(text, filled, width, multiline)).cells]
    title = title_row(rows)
    blocks: list[Block] = [Prose(title.span, "heading", 1)] if title else []
    blocks.append(Table(tuple(row for row in rows if row is not title)))
    placed, heading = titled(text, blocks, title.span if title else None)
    return Source(name, "", text, READERS[mark], placed, heading)


def _row(text: str, filled: list[tuple[int, _Field]], width: int, multiline: bool) -> Row:
    cells = (
        Cell(column, cell_paragraphs(text, field.start, field.end, wide_gaps=not multiline)) for column, field in filled
    )
    return Row(tuple(cell for cell in cells if cell.paragraphs), width, True)
