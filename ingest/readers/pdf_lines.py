"""Words and lines of a PDF page, which knows only letters and where they are printed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import pairwise
from typing import Any

from pdfplumber.page import Page

_PRINTED_ONCE = 0.98
"""Share of letters with a place of their own on a page that prints nothing twice."""
_NO_SPACE = 0.1
"""Gap between two pieces of one word, as a share of the letters' size."""
_UNNAMED_GLYPH = re.compile(r"\A\(cid:\d+\)\Z")
"""A word of one glyph whose letter the file does not tell: in practice the bullet of a list."""
_WRITING: dict[int, dict[str, Any]] = {
    90: {"char_dir_rotated": "btt", "line_dir_rotated": "ltr", "keep_blank_chars": True},
    270: {"char_dir_rotated": "ttb", "line_dir_rotated": "rtl", "keep_blank_chars": True},
}
"""How letters follow one another where they must be turned so far to stand upright."""
_BOLD = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Word:
    """A word and its box, in points from the top left of its page."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    bold: bool

    @property
    def middle(self) -> tuple[float, float]:
        """The middle of its box."""
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2


@dataclass(frozen=True)
class Line:
    """Words printed beside one another."""

    words: tuple[Word, ...]
    page: int

    @property
    def x0(self) -> float:
        """Its left edge."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """Its right edge."""
        return self.words[-1].x1

    @cached_property
    def top(self) -> float:
        """The top of its highest word."""
        return min(word.top for word in self.words)

    @cached_property
    def bottom(self) -> float:
        """The bottom of its lowest word."""
        return max(word.bottom for word in self.words)

    @cached_property
    def size(self) -> float:
        """The size of its largest letters."""
        return max(word.size for word in self.words)

    @property
    def bold(self) -> bool:
        """Whether all its words are bold."""
        return all(word.bold for word in self.words)

    @cached_property
    def text(self) -> str:
        """Its words with single spaces."""
        parts = [self.words[0].text]
        for left, right in pairwise(self.words):
            parts.append("" if right.x0 - left.x1 < _NO_SPACE * right.size else " ")
            parts.append(right.text)
        return "".join(parts)


def turned(page: Any) -> Any:
    """Return a page turned so that most of its letters stand upright, as one who reads it would turn it."""
    turns = Counter(_turn(char) for char in page.chars)
    turn = turns.most_common(1)[0][0] if turns else 0
    if not turn:
        return page
    page.page_obj.rotate = (page.page_obj.rotate + turn) % 360
    return Page(page.pdf, page.page_obj, page.page_number, page.initial_doctop)


def _turn(char: Any) -> int:
    """Return by how many degrees a letter must be turned clockwise to stand upright."""
    along, up = char["matrix"][:2]
    if abs(along) >= abs(up):
        return 0 if along >= 0 else 180
    return 90 if up > 0 else 270


def page_words(page: Any) -> list[Word]:
    """Return the words of a page, each printed once even where a page fakes bold by printing twice.

    What is printed sideways, as headings at the edge of a table are, is one word a line.
    """
    places = {(char["text"], round(char["x0"]), round(char["top"])) for char in page.chars}
    if len(places) < _PRINTED_ONCE * len(page.chars):
        page = page.dedupe_chars(tolerance=0.5)
    found: list[dict[str, Any]] = []
    for turn in sorted({_turn(char) for char in page.chars}):
        part = page.filter(partial(_stands, turn)) if turn or any(map(_turn, page.chars)) else page
        if turn in _WRITING:
            # The height of what is printed sideways is the length of its words.
            words = part.extract_words(extra_attrs=["fontname"], **_WRITING[turn])
            found += [{**word, "size": word["x1"] - word["x0"]} for word in words]
        else:
            found += part.extract_words(extra_attrs=["fontname", "size"])
    return [
        Word(
            _UNNAMED_GLYPH.sub("•", word["text"]),
            float(word["x0"]),
            float(word["x1"]),
            float(word["top"]),
            float(word["bottom"]),
            float(word["size"]),
            bool(_BOLD.search(str(word["fontname"]))),
        )
        for word in found
    ]


def _stands(turn: int, item: Any) -> bool:
    return item["object_type"] != "char" or _turn(item) == turn


def lines_of(words: Iterable[Word], page: int) -> list[Line]:
    """Return words as lines from top to bottom, each from left to right."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.middle[1], word.x0)):
        if rows and abs(word.middle[1] - _level(rows[-1])) < 0.4 * min(word.size, rows[-1][0].size):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [Line(tuple(sorted(row, key=lambda word: word.x0)), page) for row in rows]


def _level(row: Sequence[Word]) -> float:
    return sum(word.middle[1] for word in row[-3:]) / len(row[-3:])


def segments(line: Line, gap: float) -> list[Line]:
    """Return a line cut where the space between two words is wider than `gap` times the letters' size."""
    parts: list[list[Word]] = [[line.words[0]]]
    for left, right in pairwise(line.words):
        if right.x0 - left.x1 > gap * max(left.size, right.size):
            parts.append([])
        parts[-1].append(right)
    return [Line(tuple(part), line.page) for part in parts]
