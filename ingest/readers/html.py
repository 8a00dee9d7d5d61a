"""Reads web pages: tables, headings, lists, quotations and paragraphs, each at its place in the file."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import zip_longest

from graph.records import Span
from graph.settings import Limits
from ingest.readers.grid import MOST_COLUMNS, GridCell, expand
from ingest.readers.html_tree import Node, tree
from ingest.readers.opening import Block, titled
from ingest.readers.paragraphs import marker, prose, reads_as_heading, runs_on, stripped
from ingest.readers.stored import CellCount
from ingest.source import Prose, Source, Table

READER = "html 1"
BOLD_HEADING = 6
_HEADING = re.compile(r"h([1-6])")
_LEFT_OUT = frozenset(
    "script style template head title nav noscript svg button select textarea iframe object audio video".split()
)
_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure "
    "footer form header hr html li main ol p pre section summary table tbody td tfoot th thead tr ul "
    "h1 h2 h3 h4 h5 h6".split()
)
_UNSEEN = re.compile(r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.IGNORECASE)
_MOST_ROWS_COVERED = 5_000


def read_html(name: str, text: str, limits: Limits) -> Source:
    """Return what a web page shows; scripts, styles and menus are left out."""
    root = tree(text)
    blocks = html_blocks(text, root, CellCount(name, limits))
    placed, title = titled(text, blocks)
    if title is None:
        title = _page_title(text, root)
    return Source(name, "", text, READER, placed, title)


def _page_title(text: str, root: Node) -> Span | None:
    for node in root.elements("title"):
        spans = [child for child in node.children if isinstance(child, Span)]
        return stripped(text, spans[0].start, spans[-1].end) if spans else None
    return None


def html_blocks(text: str, root: Node, count: CellCount) -> list[Block]:
    """Return the blocks of a tree."""
    walker = _Walker(text, count)
    walker.walk(root)
    walker.end_paragraph()
    return walker.blocks


def visible(text: str, span: Span) -> str:
    """Return the words of a stretch of text between tags."""
    return html.unescape(span.of(text))


@dataclass(frozen=True, slots=True)
class _Context:
    """What the elements around a paragraph say about it."""

    kind: str = "text"
    level: int = 0
    bold: bool = False


@dataclass
class _Walker:
    """Walks a tree, gathering text into paragraphs that end where a block begins or ends."""

    text: str
    count: CellCount
    blocks: list[Block] = field(default_factory=list)
    _pieces: list[tuple[Span, bool]] = field(default_factory=list)
    _context: _Context = _Context()

    def walk(self, node: Node, context: _Context = _Context()) -> None:
        for child, following in zip_longest(node.children, node.children[1:]):
            if isinstance(child, Span):
                self._take_text(child, context)
            elif child.name == "br":
                self._break_line(following)
            elif child.name not in _LEFT_OUT and not _is_hidden(child):
                self._take_element(child, context)

    def end_paragraph(self) -> None:
        pieces, self._pieces = self._pieces, []
        span = _trimmed(self.text, pieces)
        if span is None:
            return
        bold = all(is_bold for piece, is_bold in pieces if visible(self.text, piece).strip())
        self.blocks.append(self._prose(span, bold))

    def _prose(self, span: Span, bold: bool) -> Prose:
        context, words = self._context, span.of(self.text)
        if context.kind == "heading":
            return Prose(span, "heading", context.level)
        if context.kind == "item":
            return Prose(Span(span.start + marker(words), span.end), "item", context.level)
        if context.kind == "quote":
            return Prose(span, "quote")
        if bold and reads_as_heading(words):
            return Prose(span, "heading", BOLD_HEADING)
        return prose(words, span)

    def _take_text(self, span: Span, context: _Context) -> None:
        if not self._pieces:
            self._context = context
        self._pieces.append((span, context.bold))

    def _break_line(self, following: Node | Span | None) -> None:
        """A line break ends a paragraph, unless the sentence runs on over it."""
        before = visible(self.text, self._pieces[-1][0]) if self._pieces else ""
        after = visible(self.text, following) if isinstance(following, Span) else ""
        if not runs_on(before, after):
            self.end_paragraph()

    def _take_element(self, node: Node, context: _Context) -> None:
        if node.name not in _BLOCKS:
            bold = context.bold or node.name in ("b", "strong")
            self.walk(node, _Context(context.kind, context.level, bold))
            return
        self.end_paragraph()
        if node.name == "table":
            self._take_table(node, context)
        else:
            self.walk(node, _inside(node, context))
        self.end_paragraph()

    def _take_table(self, node: Node, context: _Context) -> None:
        for caption in node.elements("caption"):
            self.walk(caption, context)
            self.end_paragraph()
        for stray in _stretches(node.outside_cells()):
            self.walk(Node("", children=[stray]), context)
            self.end_paragraph()
        rows = [list(row.elements("td", "th")) for row in node.elements("tr") if not _is_hidden(row)]
        inner = list(rows[0][0].elements("table")) if len(rows) == 1 and rows[0] else []
        # One column of tables, or one row that begins with a table of more rows, is the layout of a page.
        framed = (all(len(row) <= 1 for row in rows) and node.holds("table")) or (
            any(len(list(table.elements("tr"))) > 1 for table in inner)
        )
        if framed or node.attribute("role") == "presentation":
            for cell in (cell for row in rows for cell in row):
                self.walk(cell, context)
                self.end_paragraph()
            return
        table = Table(expand([self._cell(cell) for cell in row] for row in rows))
        for row in table.rows:
            self.count.add(len(row.cells))
        if table.rows:
            self.blocks.append(table)

    def _cell(self, node: Node) -> GridCell:
        paragraphs = (
            () if _is_hidden(node) else tuple(sorted(_flat(html_blocks(self.text, node, self.count)), key=_start))
        )
        columns = _whole_number(node.attribute("colspan"), MOST_COLUMNS)
        # A row span of 0 reaches to the end of the table.
        last = (node.attribute("rowspan") or "").strip() == "0"
        rows = _MOST_ROWS_COVERED if last else _whole_number(node.attribute("rowspan"), _MOST_ROWS_COVERED)
        return GridCell(paragraphs, columns, rows)


def _is_hidden(node: Node) -> bool:
    return node.attribute("hidden") is not None or bool(_UNSEEN.search(node.attribute("style") or ""))


def _stretches(parts: Iterable[Node | Span]) -> Iterator[Node | Span]:
    """Yield tables and stretches of text, those that follow at once upon one another as one."""
    held: Span | None = None
    for part in parts:
        if isinstance(part, Span) and held and held.end == part.start:
            held = Span(held.start, part.end)
            continue
        if held:
            yield held
        held = part if isinstance(part, Span) else None
        if held is None:
            yield part
    if held:
        yield held


def _trimmed(text: str, pieces: list[tuple[Span, bool]]) -> Span | None:
    """Return the stretch from the first visible letter of some pieces to the last, tags between them included."""
    shown = [piece for piece, _ in pieces if visible(text, piece).strip()]
    if not shown:
        return None
    first, last = stripped(text, shown[0].start, shown[0].end), stripped(text, shown[-1].start, shown[-1].end)
    return Span(first.start, last.end) if first and last else None


def _inside(node: Node, context: _Context) -> _Context:
    heading = _HEADING.fullmatch(node.name)
    if heading:
        return _Context("heading", int(heading[1]))
    if node.name == "li":
        return _Context("item", context.level + 1 if context.kind == "item" else 1)
    if node.name == "blockquote":
        return _Context("quote")
    return context


def _start(span: Span) -> int:
    return span.start


def _flat(blocks: list[Block]) -> Iterator[Span]:
    for block in blocks:
        if isinstance(block, Prose):
            yield block.span
        else:
            yield from (span for row in block.rows for cell in row.cells for span in cell.paragraphs)


def _whole_number(words: str | None, most: int) -> int:
    found = re.match(r"\s*(\d{1,9})", words or "")
    return max(1, min(int(found[1]), most)) if found else 1
