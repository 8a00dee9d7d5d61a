"""Reads Markdown: front matter, headings, lists, quotations, pipe tables and the web page code between them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from graph.records import Span
from graph.settings import Limits
from ingest.readers.html import html_blocks
from ingest.readers.html_tree import tree
from ingest.readers.markdown_table import is_border, is_fenced, is_rule, pipe_row
from ingest.readers.opening import Block, titled
from ingest.readers.paragraphs import reads_as_heading, stripped
from ingest.readers.stored import CellCount
from ingest.source import Prose, Source, Table

READER = "markdown 1"
BOLD_HEADING = 6
_FRONT = re.compile(r"\s*(?:(---)|\+\+\+)[ \t]*\r?\n(.*?\n)(?(1)(?:---|\.\.\.)|\+\+\+)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_FRONT_TITLE = re.compile(r"^title[ \t]*[:=][ \t]*(['\"]?)(.+?)\1[ \t]*\r?$", re.MULTILINE | re.IGNORECASE)
_ATX = re.compile(r"[ ]{0,3}(#{1,6})(?:[ \t]+|$)")
_CLOSING_HASHES = re.compile(r"(?<=[ \t])#+$")
_SETEXT = re.compile(r"[ ]{0,3}(=+|-{2,})[ \t]*$")
_THEMATIC = re.compile(r"[ ]{0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$")
_ITEM = re.compile(r"([ \t]*)(?:[-*+•]|\d{1,3}[.)]|[a-z][.)])[ \t]+(?:\[[ xX]\][ \t]+)?(?=\S)")
_QUOTE = re.compile(r"[ ]{0,3}>[ \t]?")
_FENCE = re.compile(r"[ ]{0,3}(```|~~~)")
_ASIDE = re.compile(r"[ ]{0,3}\[[^\]]{1,200}\]:[ \t]*\S|\{:[^}]*\}[ \t]*$|[ ]{0,3}<!--.*-->[ \t]*$")
_HTML = re.compile(
    r"[ \t]*</?(?:address|article|aside|blockquote|body|center|dd|details|div|dl|dt|figure|figcaption|footer|form|"
    r"h[1-6]|header|hr|html|li|main|nav|ol|p|pre|script|section|style|summary|table|tbody|td|tfoot|th|thead|tr|ul|!--)\b",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"[ ]{0,3}<!--")
_EMPHASIS = re.compile(r"(\*\*\*|\*\*|\*|___|__|_)(?=\S)(.+?)(?<=\S)\1", re.DOTALL)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_MOST_EDGES = 20
"""Tags and emphasis marks taken off a paragraph's ends."""


def read_markdown(name: str, text: str, limits: Limits) -> Source:
    """Return the blocks of a Markdown text; front matter gives the title and is no block."""
    front = _FRONT.match(text)
    titling = _FRONT_TITLE.search(text, front.start(2), front.end(2)) if front else None
    title = Span(titling.start(2), titling.end(2)) if titling else None
    walker = _Walker(text, CellCount(name, limits))
    walker.walk(front.end() if front else 0)
    placed, found = titled(text, walker.blocks, title)
    return Source(name, "", text, READER, placed, found)


@dataclass(frozen=True, slots=True)
class _Line:
    """One physical line, without its end."""

    start: int
    words: str

    @property
    def end(self) -> int:
        """Where its words end."""
        return self.start + len(self.words)


@dataclass
class _Walker:
    """Walks the lines once, gathering those of one paragraph, item or quotation."""

    text: str
    count: CellCount
    blocks: list[Block] = field(default_factory=list)
    _open: list[_Line] = field(default_factory=list)
    _kind: str = "text"
    _level: int = 0

    def walk(self, start: int) -> None:
        lines = _lines(self.text, start)
        number = 0
        while number < len(lines):
            number += self._take(lines, number)
        self._end()

    def _take(self, lines: list[_Line], number: int) -> int:
        """Read the block that begins at a line or add the line to the open one; return how many lines that took."""
        line = lines[number]
        words = line.words
        if not words.strip() or _ASIDE.match(words):
            self._end()
            return 1
        if self._open and self._kind == "text" and _SETEXT.match(words):
            return self._underline(words)
        heading = _ATX.match(words)
        if heading or _THEMATIC.match(words):
            self._end()
            if heading:
                body = _CLOSING_HASHES.sub("", words.rstrip())
                self._add_heading(line.start + heading.end(), line.start + len(body), len(heading[1]))
            return 1
        if fence := _FENCE.match(words):
            return self._fenced(lines, number, fence[1])
        if _COMMENT.match(words):
            return self._comment(lines, number)
        if _HTML.match(words):
            return self._html(lines, number)
        if is_border(words):
            self._end()
            return 1
        following = lines[number + 1].words if number + 1 < len(lines) else ""
        if ("|" in words and is_rule(following)) or (
            is_fenced(words) and (is_fenced(following) or is_border(following))
        ):
            return self._table(lines, number)
        self._add_line(line)
        return 1

    def _add_line(self, line: _Line) -> None:
        quote, item = _QUOTE.match(line.words), _ITEM.match(line.words)
        if quote:
            if self._kind != "quote" or not line.words[quote.end() :].strip():
                self._end()
            self._kind = "quote"
            line = _Line(line.start + quote.end(), line.words[quote.end() :])
        elif item and not (self._open and self._kind == "text" and line.words.lstrip()[:1].isalnum()):
            self._end()
            self._kind, self._level = "item", 1 + len(item[1].expandtabs(4)) // 2
            line = _Line(line.start + item.end(), line.words[item.end() :])
        if line.words.strip():
            self._open.append(line)

    def _end(self) -> None:
        lines, self._open = self._open, []
        kind, self._kind = self._kind, "text"
        if not lines:
            return
        span = _bare(self.text, lines[0].start, lines[-1].end)
        if span is None:
            return
        if kind == "item":
            self.blocks.append(Prose(span, "item", self._level))
        elif kind == "quote":
            self.blocks.append(Prose(span, "quote"))
        else:
            self.blocks.append(self._text(span, lines))

    def _text(self, span: Span, lines: list[_Line]) -> Prose:
        whole = stripped(self.text, lines[0].start, lines[-1].end)
        strong = whole and whole != span and self.text[whole.start : whole.start + 2] in ("**", "__")
        if strong and len(lines) == 1 and reads_as_heading(span.of(self.text)):
            return Prose(span, "heading", BOLD_HEADING)
        return Prose(span)

    def _underline(self, words: str) -> int:
        start, end = self._open[0].start, self._open[-1].end
        self._open = []
        self._add_heading(start, end, 1 if "=" in words else 2)
        return 1

    def _add_heading(self, start: int, end: int, level: int) -> None:
        span = _bare(self.text, start, end)
        if span:
            self.blocks.append(Prose(span, "heading", level))

    def _fenced(self, lines: list[_Line], number: int, fence: str) -> int:
        self._end()
        taken = 1
        while number + taken < len(lines) and not lines[number + taken].words.lstrip().startswith(fence):
            self._open.append(lines[number + taken])
            taken += 1
        self._end()
        return taken + 1

    def _comment(self, lines: list[_Line], number: int) -> int:
        """A comment runs to its end mark; without one it is a paragraph like others."""
        for taken in range(len(lines) - number):
            if "-->" in lines[number + taken].words:
                self._end()
                rest = lines[number + taken]
                end = rest.words.find("-->") + 3
                self._add_line(_Line(rest.start + end, rest.words[end:]))
                return taken + 1
        self._add_line(lines[number])
        return 1

    def _html(self, lines: list[_Line], number: int) -> int:
        """Web page code runs to the next blank line, or as far as its table reaches."""
        self._end()
        start, taken = lines[number].start, 1
        opened = lines[number].words.lower().count("<table") - lines[number].words.lower().count("</table")
        while number + taken < len(lines) and (opened > 0 or lines[number + taken].words.strip()):
            words = lines[number + taken].words.lower()
            opened += words.count("<table") - words.count("</table")
            taken += 1
        self.blocks += html_blocks(self.text, tree(self.text, start, lines[number + taken - 1].end), self.count)
        return taken

    def _table(self, lines: list[_Line], number: int) -> int:
        self._end()
        taken, rows = 0, []
        while number + taken < len(lines) and ("|" in (words := lines[number + taken].words) or is_border(words)):
            line = lines[number + taken]
            if not is_border(line.words) and (not is_rule(line.words) or taken != 1):
                rows.append(pipe_row(self.text, line.start, line.words))
            taken += 1
        filled = [row for row in rows if row.cells]
        for row in filled:
            self.count.add(len(row.cells))
        if filled:
            self.blocks.append(Table(tuple(filled)))
        return taken


def _lines(text: str, start: int) -> list[_Line]:
    found = []
    for line in text[start:].split("\n"):
        found.append(_Line(start, line.rstrip("\r")))
        start += len(line) + 1
    return found


def _bare(text: str, start: int, end: int) -> Span | None:
    """Return a paragraph without the tags and emphasis marks around the whole of it, None where it has no words."""
    span = stripped(text, start, end)
    for _ in range(_MOST_EDGES):
        shorter = _without_edge(text, span) if span else None
        if shorter is None:
            break
        span = shorter
    return span if span and any(char.isalnum() for char in _TAG.sub("", span.of(text))) else None


def _without_edge(text: str, span: Span) -> Span | None:
    words = span.of(text)
    if lead := _TAG.match(words):
        return stripped(text, span.start + lead.end(), span.end)
    last = words.rfind("<")
    if last >= 0 and _TAG.fullmatch(words, last) and words.find("<") == last:
        return stripped(text, span.start, span.start + last)
    around = _EMPHASIS.fullmatch(words)
    if around is None or around[1] in around[2]:
        return None
    return Span(span.start + around.start(2), span.start + around.end(2))
