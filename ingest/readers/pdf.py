"""Reads PDFs: ruled tables by their lines, the rest by where words are printed; a scan is refused."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.utils.exceptions import PdfminerException

from graph.errors import DataError
from graph.records import Flag, Span
from graph.settings import Limits
from ingest.readers.opening import titled
from ingest.readers.pdf_columns import Rules, text_tables
from ingest.readers.pdf_flow import Flow, flows
from ingest.readers.pdf_lines import Line, lines_of, page_words, turned
from ingest.readers.pdf_paragraphs import Print, usual_print
from ingest.readers.pdf_running import running_lines
from ingest.readers.pdf_tables import PdfRow, PdfTable, append, goes_on, ruled_tables
from ingest.readers.pdf_writing import Passage, Writer
from ingest.readers.stored import CellCount, StoredText, check_text
from ingest.source import Source

READER = "pdf 2"
_UNREADABLE = re.compile(r"\(cid:\d+\)")
_SAME_WIDTH = 12.0
"""Points by which columns of running text may differ from page to page."""
_LONG_RULE = 0.4
"""Share of a page's width from which a drawn line parts rows."""


@dataclass
class _Page:
    """One page: its tables, the lines outside them and the drawn lines across it."""

    width: float
    height: float
    tables: list[PdfTable] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    rules: list[float] = field(default_factory=list)
    picture_only: bool = False


def read_pdf(name: str, data: bytes, limits: Limits) -> Source:
    """Return the text of a PDF; raise DataError for a scan or one with a password."""
    pages = _pages(name, data)
    if not any(page.lines or page.tables for page in pages):
        raise DataError(f"{name} has no text in it; it is a picture of a page. Run it through text recognition first.")
    usual = usual_print(
        [page.lines for page in pages]
        + [cell.lines for page in pages for table in page.tables for row in table.rows for cell in row.cells]
    )
    running = running_lines([page.lines for page in pages], [page.height for page in pages])
    passages, aside = _passages(pages, running, usual)
    writer = Writer(StoredText(name, limits), CellCount(name, limits), usual)
    blocks = writer.blocks(passages, aside)
    text = writer.stored.text()
    check_text(name, text, limits)
    placed, title = titled(text, blocks)
    return Source(name, "", text, READER, placed, title, (*writer.flags, *_scanned(pages, text)))


def _pages(name: str, data: bytes) -> list[_Page]:
    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            pages = [_page(page, number) for number, page in enumerate(document.pages)]
    except PdfminerException as error:
        if isinstance(error.args[0] if error.args else None, PDFPasswordIncorrect):
            raise DataError(f"{name} is protected with a password; save a copy without one.") from error
        raise
    words = [word.text for page in pages for line in page.lines for word in line.words]
    if sum(bool(_UNREADABLE.search(word)) for word in words) > len(words) / 3:
        raise DataError(f"{name} does not say which letters it shows; print it to a new PDF or use text recognition.")
    return pages


def _page(page: Any, number: int) -> _Page:
    page = turned(page)
    words = page_words(page)
    found = _Page(float(page.width), float(page.height), picture_only=not words and bool(page.images))
    found.tables, rest = ruled_tables(page, number, words)
    found.lines = lines_of(rest, number)
    long_rules = [edge for edge in page.horizontal_edges if edge["x1"] - edge["x0"] > _LONG_RULE * found.width]
    found.rules = sorted({round(float(edge["top"]), 1) for edge in long_rules})
    page.close()
    return found


def _passages(pages: list[_Page], running: set[int], usual: Print) -> tuple[list[Passage], list[Line | PdfRow]]:
    """Return tables and stretches of text in reading order; what goes on over pages is one."""
    passages: list[Passage] = []
    aside: list[Line | PdfRow] = []
    for page in pages:
        aside += [line for line in page.lines if id(line) in running]
        right = max((line.x1 for line in page.lines), default=page.width)
        items: list[PdfTable | Line] = [*page.tables, *(line for line in page.lines if id(line) not in running)]
        between: list[Line] = []
        for item in [*sorted(items, key=lambda item: item.top), None]:
            if isinstance(item, Line):
                between.append(item)
                continue
            for flow in flows(between):
                _take_flow(flow, right, passages)
            between = []
            if item:
                _take_table(item, passages)
    rules = {number: page.rules for number, page in enumerate(pages)}
    passages = [part for passage in passages for part in _with_text_tables(passage, rules, usual)]
    aside += [row for passage in passages if passage.table for row in passage.table.repeated]
    return passages, aside


def _take_table(table: PdfTable, passages: list[Passage]) -> None:
    last = passages[-1].table if passages else None
    if last and goes_on(last, table):
        append(last, table)
    else:
        passages.append(Passage(table=table))


def _take_flow(flow: Flow, right: float, passages: list[Passage]) -> None:
    last = passages[-1] if passages else None
    if last is None or last.table or abs(last.column - flow.width) > _SAME_WIDTH:
        last = Passage(column=flow.width)
        passages.append(last)
    if flow.width:
        right = min(line.x0 for line in flow.lines) + flow.width
    last.lines += flow.lines
    last.right = max(last.right, right)


def _with_text_tables(passage: Passage, rules: Rules, usual: Print) -> list[Passage]:
    """Return a stretch of text cut at the tables without lines in it."""
    found, position, lines, right = [], 0, passage.lines, passage.right
    if passage.column:
        return [passage]
    for table in text_tables(lines, rules, right, usual) if lines else ():
        if table.first > position:
            found.append(Passage(lines=lines[position : table.first], right=right))
        found.append(Passage(guessed=table, right=right))
        position = table.last + 1
    if position < len(lines) or passage.table:
        found.append(Passage(passage.table, lines=lines[position:], right=right))
    return found


def _scanned(pages: list[_Page], text: str) -> list[Flag]:
    first_line = Span(0, text.find("\n"))
    return [
        Flag("page-without-text", first_line, f"Page {number} is a picture without text.")
        for number, page in enumerate(pages, 1)
        if page.picture_only
    ]
