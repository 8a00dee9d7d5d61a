"""Other ways a text writes a name it also gives in full: initials (“B&IP centre” for “Business & IP Centre”)."""

from __future__ import annotations

import re

from graph.iris import fold
from graph.records import NameVariant, Span

_SHORT = re.compile(r"\b(?P<short>[A-Z]+(?:&|and)?[A-Z&]*[A-Z]+)(?P<head>\s+[A-Za-z][a-z]+)?\b")
_LONG = re.compile(r"\b[A-Z][\w'’-]*(?:\s+(?:&|and|of|for)?\s*[A-Z][\w'’-]*)+")
_SMALL_WORDS = {"of", "for", "the"}


def _pieces(name: str) -> list[str]:
    return [word for word in re.split(r"\s+", name) if word.lower() not in _SMALL_WORDS]


def _abbreviates(short: str, words: list[str]) -> bool:
    """Say whether capitals stand for words in order; a word may also be kept whole (“B&IP” for “Business & IP”)."""
    rest = short
    for word in words:
        if rest.startswith(word):
            rest = rest[len(word) :]
        elif rest and (rest[0] == word[0].upper() or (word.lower() in ("and", "&") and rest[0] == "&")):
            rest = rest[1:]
        else:
            return False
    return not rest


def find_variants(text: str) -> list[NameVariant]:
    """Return names that a text gives both in full and by their initials, each short form once."""
    found: dict[str, NameVariant] = {}
    longs = {fold(match.group()): match for match in _LONG.finditer(text)}
    for match in _SHORT.finditer(text):
        for long in longs:
            if long in match.group() or match.group() in long:
                continue
            name = _variant(match, long)
            if name:
                surface = fold(match.group()) if name[1] else match["short"]
                span = Span(match.start(), match.end() if name[1] else match.end("short"))
                found.setdefault(surface.lower(), NameVariant(name[0], surface, span, "initials"))
                break
    return list(found.values())


def _variant(match: re.Match[str], long: str) -> tuple[str, bool] | None:
    """Return the full name a short form stands for, and whether the word after it belongs to both."""
    words = _pieces(long)
    head = (match["head"] or "").strip().lower()
    for count in range(len(words), 1, -1):
        if count < len(words) and words[count].lower() == head and _abbreviates(match["short"], words[:count]):
            return " ".join(words[: count + 1]), True
        if count == len(words) and _abbreviates(match["short"], words) and len(match["short"]) > 2:
            return long, False
    return None
