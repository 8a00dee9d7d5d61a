"""Where one printed paragraph ends and the next begins, and which of them are headings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from ingest.lexicon import DATA
from ingest.readers.paragraphs import BULLETS, marker, runs_on
from ingest.readers.pdf_lines import Line

_SPACE = 0.28
"""Width of a space as a share of the letters' size."""
_WIDER_PITCH = 1.22
_LARGER = 1.12
_BROKEN_WORD = re.compile(r"\w-$|(?:https?:/|\bwww\.)\S*[/?&=_#%-]$")
"""A word or an address that goes on in the next line."""
_LONGEST_ADDRESS = 500
_LONGEST_REST = 4
"""Letters that may be left of a word broken by its column."""
_EDGE = 0.5
"""Points by which a letter may miss the edge of its column."""
_ENDS = (".", ":", ";", "!", "?")
SHORT_LINE = 0.6
"""Share of the width below which a line was ended by its writer even where the next begins in lower case."""


@dataclass(frozen=True, slots=True)
class Print:
    """What is usual in a document: the distance of lines and the size of letters."""

    pitch: float
    size: float


def usual_print(columns: Iterable[Sequence[Line]]) -> Print:
    """Return what is usual in the columns of text of a document; distances are shares of the letters' size."""
    pitches: Counter[float] = Counter()
    sizes: Counter[float] = Counter()
    for lines in columns:
        for line in lines:
            sizes[round(line.size, 1)] += len(line.text)
        for before, line in pairwise(lines):
            if before.page == line.page and line.top > before.top:
                pitches[round((line.top - before.top) / line.size, 1)] += 1
    common = [pitch for pitch, times in pitches.items() if times >= 0.15 * pitches.total() and pitch > 0.9]
    size = sizes.most_common(1)[0][0] if sizes else 10.0
    return Print(min(common, default=1.2), size)


def paragraphs(
    lines: Sequence[Line], left: float, right: float, usual: Print, in_cell: bool = False
) -> list[list[Line]]:
    """Return the lines of each paragraph of a column that reaches from `left` to `right`.

    In a cell, whose paragraphs are short, a sentence that ends where its line does ends its paragraph too.
    """
    found: list[list[Line]] = []
    for line in lines:
        ended = in_cell and found and found[-1][-1].text.endswith(_ENDS) and line.text[0].isupper()
        if found and not ended and not _parted(found[-1][-1], line, left, right, usual):
            found[-1].append(line)
        else:
            found.append([line])
    return found


def _parted(before: Line, line: Line, left: float, right: float, usual: Print) -> bool:
    same_page = before.page == line.page
    if same_page and (line.top - before.top) / line.size > usual.pitch * _WIDER_PITCH:
        return True
    if before.text.strip() in BULLETS:
        return False
    if line.text[0] in BULLETS:
        return True
    if marker(line.text) and (before.text.endswith(_ENDS) or fits(before, line, right)):
        # A dash that a full line runs into is no bullet.
        return True
    if before.size > _LARGER * line.size or line.size > _LARGER * before.size or before.bold != line.bold:
        return True
    if not fits(before, line, right):
        return False
    short = before.x1 - left < SHORT_LINE * (right - left)
    return short or not runs_on(before.text, line.text)


def fits(before: Line, line: Line, right: float) -> bool:
    """Say whether a line's first word had room on the line before, so that its writer ended that line on purpose."""
    word = line.words[0]
    breakable = word.text.find("-") + 1 or len(word.text)
    width = (word.x1 - word.x0) * breakable / max(1, len(word.text))
    return before.x1 + _SPACE * line.size + width < right - 0.5


def _broken_at_edge(before: Line, line: Line, right: float) -> bool:
    """Say whether a word too long for its column was broken between two letters.

    It fills its line alone, no further letter had room, and what follows is a short rest that is no word.
    """
    rest = line.words[0]
    alone = len(before.words) == 1 and before.text[-1:].isalnum()
    goes_on = rest.text[:1].islower() or (before.text[-1:].isdigit() and rest.text[:1].isdigit())
    letter = (rest.x1 - rest.x0) / max(1, len(rest.text))
    full = before.x1 + letter > right - _EDGE
    return alone and goes_on and full and _is_rest_of_word(rest.text.lower().strip(".,;:!?)"))


def _is_rest_of_word(rest: str) -> bool:
    return len(rest) <= _LONGEST_REST and rest not in _short_words()


@cache
def _short_words() -> frozenset[str]:
    return frozenset((DATA / "short_words.txt").read_text("utf-8").split())


def joined(lines: Sequence[Line], right: float | None = None) -> str:
    """Return the words of a paragraph; a word broken at a hyphen is joined again, the hyphen kept.

    `right` is where a narrow column ends, in which a long word may be broken without a hyphen.
    """
    parts = [lines[0].text]
    tail = lines[0].text
    for before, line in pairwise(lines):
        if tail.endswith("\u00ad"):
            parts[-1] = parts[-1][:-1]
        elif right is not None and _broken_at_edge(before, line, right):
            pass
        elif not (_BROKEN_WORD.search(tail) and line.text[:1].isalnum()):
            parts.append(" ")
            tail = ""
        parts.append(line.text)
        # An address may be broken more than once, so what is judged is longer than a line.
        tail = (tail + line.text)[-_LONGEST_ADDRESS:]
    return "".join(parts)


def heading_level(lines: Sequence[Line], usual: Print, sizes: Sequence[float]) -> int:
    """Return the level of a paragraph by the size of its print, 0 where it is printed as the text is.

    `sizes` are the sizes of larger print in the document, the largest first.
    """
    size = round(max(line.size for line in lines), 1)
    return sizes.index(size) + 1 if size > _LARGER * usual.size and size in sizes else 0


def larger_sizes(lines: Iterable[Line], usual: Print) -> list[float]:
    """Return the sizes of print larger than the text, the largest first."""
    return sorted({size for line in lines if (size := round(line.size, 1)) > _LARGER * usual.size}, reverse=True)
