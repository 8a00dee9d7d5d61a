"""Where paragraphs and list items begin, in words of any format."""

from __future__ import annotations

import re

from graph.records import Span
from ingest.source import Prose

BULLETS = "•·▪‣◦●○■□➢✓\uf0b7\uf0a7\uf0d8\uf076\uf0fc"
_MARKER = re.compile(
    rf"(?:[{BULLETS}]\s*|[-–—*+o]\s+|\(?(?:\d{{1,2}}|[a-z]|[ivx]{{1,4}})[.)]\s+"
    r"|\d{1,2}(?:\.\d{1,2}){1,3}[.)]?\s+(?!(?:million|billion|thousand|per|m|bn|k|%)\b))(?=\S)"
)
# No pattern begins with a run of spaces that another could continue: time grows with the text, not its square.
_BREAK = re.compile(rf"\n\s*|[ \u00a0]{{3,}}|[{BULLETS}]\s*")
_WIDE_GAP = re.compile(rf"\n\s*|[{BULLETS}]\s*|(?<!\s)\s{{2,}}+(?=[A-Z0-9“\"‘(£])|\s{{3,}}")
_ENDS = (".", "!", "?", ":", ";", "”", '"')


def stripped(text: str, start: int, end: int) -> Span | None:
    """Return a stretch without the white space around it, None where nothing else is there."""
    part = text[start:end]
    body = part.strip()
    if not body:
        return None
    start += len(part) - len(part.lstrip())
    return Span(start, start + len(body))


def cell_paragraphs(text: str, start: int, end: int, wide_gaps: bool = False) -> tuple[Span, ...]:
    """Return the paragraphs of a cell: parted by line breaks, bullets or long runs of spaces.

    `wide_gaps` also parts at two spaces before a capital, for files whose writer lost its line breaks.
    """
    found, position = [], start
    for match in (_WIDE_GAP if wide_gaps else _BREAK).finditer(text, start, end):
        found.append(stripped(text, position, match.start()))
        position = match.end()
    found.append(stripped(text, position, end))
    return tuple(_unmarked(text, span) for span in found if span)


def _unmarked(text: str, span: Span) -> Span:
    """Leave a typed dash or star before a paragraph out of it; numbers stay, since they may be counts."""
    words = span.of(text)
    return Span(span.start + 2, span.end) if words[:2] in ("- ", "* ", "– ") and words[2:].strip() else span


def marker(words: str) -> int:
    """Return how many characters the bullet or number of a list item takes, 0 where there is none."""
    match = _MARKER.match(words)
    return match.end() if match else 0


def prose(words: str, span: Span) -> Prose:
    """Return a paragraph with the words of a stretch, as a list item where it begins with a typed bullet or number."""
    lead = marker(words)
    return Prose(Span(span.start + lead, span.end), "item", 1) if lead else Prose(span)


def runs_on(before: str, after: str) -> bool:
    """Say whether a line break stands inside a sentence: no final mark before it, lower case after it."""
    return bool(before.strip()) and not before.rstrip().endswith(_ENDS) and after.lstrip()[:1].islower()


def reads_as_heading(words: str, most_words: int = 12) -> bool:
    """Say whether words are as short as a heading and do not end as a sentence does."""
    return 0 < len(words.split()) <= most_words and not words.rstrip().endswith((".", ",", ";", "!"))
