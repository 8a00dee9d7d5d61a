"""Reads Word documents by walking their XML: tables as they are printed, headings, lists, insertions, text boxes."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from typing import Any

from graph.records import Span
from graph.settings import Limits
from ingest.readers.docx_styles import Styles
from ingest.readers.docx_text import ContentsField, is_aside, read_paragraph, shown_children
from ingest.readers.office_xml import child, children, parsed, short, value
from ingest.readers.opening import Block, titled
from ingest.readers.paragraphs import prose, reads_as_heading
from ingest.readers.stored import CellCount, StoredText, check_text
from ingest.readers.zip_guard import main_part, open_zip
from ingest.source import Cell, Prose, Row, Source, Table

READER = "docx 2"
BOLD_HEADING = 6
"""The level given to a short paragraph in bold, below all real headings."""
_SIDE_PART = re.compile(r"/(footnotes|endnotes|header|footer)$")


def read_docx(name: str, data: bytes, limits: Limits) -> Source:
    """Return what a Word document shows; deleted text and field codes are left out."""
    folder = open_zip(name, data, limits)
    path = main_part(folder)
    related = dict(_related(name, folder, path))
    styles = next((parsed(name, folder, part) for part, kind in related.items() if kind == "styles"), None)
    walker = _Walker(StoredText(name, limits), CellCount(name, limits), Styles(styles))
    blocks = walker.blocks(child(parsed(name, folder, path), "w:body"))
    for part, kind in sorted(related.items()):
        if kind in ("footnotes", "endnotes"):
            blocks += walker.blocks(parsed(name, folder, part))
        elif kind in ("header", "footer"):
            # Running heads are kept in the text, but are no part of what the document says.
            walker.blocks(parsed(name, folder, part))
    text = walker.stored.text()
    check_text(name, text, limits)
    placed, title = titled(text, blocks, walker.title)
    return Source(name, "", text, READER, placed, title)


def _related(name: str, folder: zipfile.ZipFile, path: str) -> Iterator[tuple[str, str]]:
    """Yield path and kind of the parts that stand beside the main one."""
    base, _, file = path.rpartition("/")
    relations = f"{base}/_rels/{file}.rels"
    known = set(folder.namelist())
    if relations not in known:
        return
    for _, entry in children(parsed(name, folder, relations)):
        target, kind = value(entry, ":Target"), value(entry, ":Type").rpartition("/")[2]
        part = target.lstrip("/") if target.startswith("/") else f"{base}/{target}"
        if part in known and value(entry, ":TargetMode") != "External":
            yield part, kind


class _Walker:
    """Turns block elements into blocks, writing their words to the stored text as it goes."""

    def __init__(self, stored: StoredText, count: CellCount, styles: Styles) -> None:
        self.stored = stored
        self.count = count
        self.styles = styles
        self.title: Span | None = None
        self._contents = ContentsField()

    def blocks(self, element: Any) -> list[Block]:
        found: list[Block] = []
        for part in shown_children(element) if element is not None else ():
            tag = short(part.tag)
            if tag == "w:p":
                found += self._paragraph(part)
            elif tag == "w:tbl":
                found += self._table(part)
            elif tag == "w:sdt" and is_aside(part):
                # Contents lists and prompts to fill something in are kept in the text alone.
                self.blocks(part)
            elif len(part):
                found += self.blocks(part)
        return found

    def _paragraph(self, element: Any) -> list[Block]:
        in_contents = self._contents.open
        read = read_paragraph(element, self._contents)
        kind, level = self.styles.kind(child(element, "w:pPr"))
        if in_contents or self._contents.open:
            kind = "contents"
        found: list[Block] = []
        for line in read.lines():
            span = self.stored.add(line)
            if span and kind != "contents":
                found.append(self._prose(span, line.strip(), kind, level, read.all_bold))
        for box in read.boxes:
            found += self.blocks(box)
        for prompt in read.prompts:
            self.stored.add(prompt)
        return found

    def _prose(self, span: Span, words: str, kind: str, level: int, bold: bool) -> Prose:
        if kind == "title":
            self.title = self.title or span
            return Prose(span, "heading", 1)
        if kind == "heading":
            return Prose(span, "heading", level)
        if kind == "item":
            return Prose(span, "item", level)
        if kind == "quote":
            return Prose(span, "quote")
        if bold and reads_as_heading(words):
            return Prose(span, "heading", BOLD_HEADING)
        return prose(words, span)

    # tables

    def _table(self, element: Any) -> list[Block]:
        rows = [part for part in _descend(element, "w:tr") if child(part, "w:trPr", "w:del") is None]
        cells = [list(_descend(row, "w:tc")) for row in rows]
        if _is_frame(cells):
            # A frame around other tables is layout, not a table.
            return [block for row in cells for cell in row for block in self.blocks(cell)]
        pairs = list(zip(rows, cells, strict=True))
        width = max((_columns_before(row) + sum(map(_span_of, found)) for row, found in pairs), default=0)
        read = [self._row(row, found, width) for row, found in pairs]
        table = Table(tuple(row for row in read if row is not None))
        return [table] if table.rows else []

    def _row(self, element: Any, cells: list[Any], width: int) -> Row | None:
        column, found, continues = _columns_before(element), [], False
        for number, cell in enumerate(cells):
            merge = child(cell, "w:tcPr", "w:vMerge")
            goes_on = merge is not None and value(merge) != "restart"
            continues = continues or (goes_on and number == 0)
            paragraphs = self._cell(cell)
            if paragraphs:
                found.append(Cell(column, paragraphs))
            column += _span_of(cell)
        self.count.add(len(found))
        return Row(tuple(found), width, True, continues) if found else None

    def _cell(self, element: Any) -> tuple[Span, ...]:
        spans: list[Span] = []
        for block in self.blocks(element):
            if isinstance(block, Prose):
                spans.append(block.span)
            else:
                spans += [span for row in block.rows for cell in row.cells for span in cell.paragraphs]
        return tuple(spans)


def _is_frame(cells: list[list[Any]]) -> bool:
    """Say whether rows only place other tables: in one column, or side by side in one row that begins with one."""
    if all(len(row) == 1 for row in cells):
        return any(next(row[0].iter("{*}tbl"), None) is not None for row in cells)
    first = cells[0][0].iter("{*}tbl") if len(cells) == 1 and cells[0] else ()
    return any(sum(1 for _ in _descend(table, "w:tr")) > 1 for table in first)


def _descend(element: Any, wanted: str) -> Iterator[Any]:
    """Yield rows of a table or cells of a row, also those inside content controls and tracked insertions."""
    for part in shown_children(element):
        tag = short(part.tag)
        if tag == wanted:
            yield part
        elif tag not in ("w:tbl", "w:p", "w:tc", "w:tblPr", "w:trPr", "w:tcPr"):
            yield from _descend(part, wanted)


def _number(element: Any, default: int) -> int:
    words = value(element)
    return min(int(words), 100) if words.isascii() and words.isdigit() else default


def _span_of(cell: Any) -> int:
    return max(1, _number(child(cell, "w:tcPr", "w:gridSpan"), 1))


def _columns_before(row: Any) -> int:
    return _number(child(row, "w:trPr", "w:gridBefore"), 0)
