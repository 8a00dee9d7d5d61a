"""Reads plain text without columns: headings, list items and paragraphs, hard-wrapped or not."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph.records import Span
from ingest.readers.opening import Block, titled
from ingest.readers.paragraphs import marker, reads_as_heading, runs_on
from ingest.source import Prose, Source

READER = "plain 1"
LONGEST_WRAPPED = 120
"""Characters above which a line was not wrapped by a typewriter's margin."""
SHORTEST_WRAPPED = 40
FULL_LINE = 0.75
"""Share of the usual width a line must fill to be followed by its own rest."""
NEARLY_FULL = 0.7
"""Share above which a line that ends no sentence, or goes on itself, is surely followed by its own rest."""
_RULE = re.compile(r"^[ \t]*([=\-_*~#])(?:[ \t]*\1){2,}[ \t]*$")
_NUMBERED = re.compile(r"^\(?(?:\d{1,2}[.)]|\d{1,2}(?:\.\d{1,2})+[.)]?)\s+\S")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line without its margins, and what surrounds it."""

    start: int
    end: int
    indent: int
    after_gap: bool
    before_gap: bool
    underlined: bool


def read_plain(name: str, text: str) -> Source:
    """Return the headings, items and paragraphs of a plain text."""
    groups = _joined(text, _lines(text))
    blocks: list[Block] = []
    for number, group in enumerate(groups):
        following = groups[number + 1] if number + 1 < len(groups) else None
        blocks.append(_block(text, group, following, single=len(groups) == 1))
    placed, title = titled(text, blocks)
    return Source(name, "", text, READER, placed, title)


def _lines(text: str) -> list[_Line]:
    raw: list[tuple[int, str]] = []
    offset = 0
    for line in text.split("\n"):
        raw.append((offset, line))
        offset += len(line) + 1
    found = []
    for number, (offset, line) in enumerate(raw):
        body = line.strip()
        if not body or _RULE.match(line):
            continue
        before = raw[number - 1][1] if number else ""
        after = raw[number + 1][1] if number + 1 < len(raw) else ""
        indent = len(line) - len(line.lstrip())
        underlined = bool(_RULE.match(after)) and after.strip()[0] in "=-~"
        gaps = [not part.strip() or bool(_RULE.match(part)) for part in (before, after)]
        found.append(_Line(offset + indent, offset + indent + len(body), indent, gaps[0], gaps[1], underlined))
    return found


def _joined(text: str, lines: list[_Line]) -> list[list[_Line]]:
    """Return groups of lines that are one paragraph."""
    width = _wrap_width(lines)
    groups: list[list[_Line]] = []
    for line in lines:
        if groups and not line.after_gap and _continues(text, groups[-1], line, width):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _wrap_width(lines: list[_Line]) -> int:
    """Return the width at which text was wrapped, 0 where it was not."""
    lengths = sorted(line.indent + line.end - line.start for line in lines)
    if not lengths or not SHORTEST_WRAPPED <= lengths[-1] <= LONGEST_WRAPPED:
        return 0
    return lengths[-1]


def _continues(text: str, group: list[_Line], line: _Line, width: int) -> bool:
    before, words = group[-1], text[line.start : line.end]
    if marker(words) or before.underlined:
        return False
    if runs_on(text[before.start : before.end], words):
        return True
    if not width:
        return False
    if marker(text[group[0].start : group[0].end]) and line.indent > group[0].indent:
        return True
    # The line before was full when the first word of this one would not have fitted behind it.
    filled = before.indent + before.end - before.start
    goes_on = len(group) > 1 or not text[before.start : before.end].endswith((".", "!", "?", ":", ";"))
    if filled >= NEARLY_FULL * width and goes_on:
        return True
    return width - filled <= len(words.split()[0]) and filled >= FULL_LINE * width


def _block(text: str, group: list[_Line], following: list[_Line] | None, single: bool) -> Prose:
    span = Span(group[0].start, group[-1].end)
    words = span.of(text)
    lead = marker(words)
    body = Span(span.start + lead, span.end)
    if len(group) == 1 and not single and _is_heading(text, group[0], words, lead, following):
        return Prose(body if lead else span, "heading", _level(group[0], words))
    if lead:
        return Prose(body, "item", 1 + (group[0].indent > 3))
    return Prose(span)


def _is_heading(text: str, line: _Line, words: str, lead: int, following: list[_Line] | None) -> bool:
    if line.underlined:
        return True
    if following is None or not reads_as_heading(words) or words.endswith(":"):
        return False
    next_words = text[following[0].start : following[-1].end]
    if lead:
        # A number heads a section where running text follows, and counts items where its like follows.
        numbered = bool(_NUMBERED.match(words)) and len(words.split()) <= 9
        return numbered and not marker(next_words) and len(next_words) > len(words)
    if words.isupper():
        return True
    return line.after_gap and (line.before_gap or marker(next_words) > 0 or len(next_words) > 2 * len(words))


def _level(line: _Line, words: str) -> int:
    if line.underlined or words.isupper():
        return 2
    depth = re.match(r"\d{1,2}((?:\.\d{1,2})*)", words)
    return 3 + (depth[1].count(".") if depth else 0)
