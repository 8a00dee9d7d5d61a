"""Header rows: which words head a column of an action table, and what the column holds."""

from __future__ import annotations

import re
from functools import cache

from graph.iris import fold
from graph.records import Span
from ingest.lexicon import load
from ingest.source import Row

_PLAIN = re.compile(r"[^a-z0-9]+")


def plain(text: str) -> str:
    """Return a heading as lower-case words with single spaces."""
    return _PLAIN.sub(" ", text.lower()).strip()


@cache
def _meanings() -> dict[str, str]:
    return {plain(wording): role for role, wordings in load("columns").items() for wording in wordings}


def meaning(text: str) -> str | None:
    """Return what a column heading stands for, None when the lexicon does not know it."""
    whole = plain(text)
    known = _meanings()
    if whole in known:
        return known[whole]
    parts = [plain(part) for part in re.split(r"[/&,–—-]|\band\b", text) if plain(part)]
    roles = [known.get(part) for part in parts]
    if len(roles) < 2 or not all(roles):
        return None
    return "title" if "date" in roles else roles[0]


def header(text: str, row: Row) -> dict[int, str] | None:
    """Return the columns of a header row (column -> role), None when it is no header."""
    roles = {cell.column: meaning(fold(cell.span.of(text))) for cell in row.cells}
    if all(roles.values()):
        return {column: role for column, role in roles.items() if role}
    return None


def looks_like_heading(text: str, span: Span, most_words: int = 5) -> bool:
    """Say whether a cell is short and without sentence marks, as headings are."""
    words = fold(span.of(text))
    return 0 < len(words.split()) <= most_words and not words.endswith((".", ",", ";", ":"))
