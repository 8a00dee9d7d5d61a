"""Search over all names and other names, forgiving of slips, and over the words of all passages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz, process, utils

MOST_NAMES = 20
_CLOSE = 74
_WORD = re.compile(r"\w+")
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """A thing that can be found: what it is, its page, its name and its other names."""

    kind: str
    path: str
    name: str
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing found, and by which other name."""

    entry: Entry
    by: str
    score: float


def find_names(entries: Iterable[Entry], words: str) -> list[Hit]:
    """Return the things whose name or other name is like the words, the likest first."""
    asked = utils.default_process(words)
    if not asked:
        return []
    found = [hit for entry in entries if (hit := _best(entry, asked)) is not None]
    found.sort(key=lambda hit: (-hit.score, len(hit.entry.name), hit.entry.path))
    return found[:MOST_NAMES]


def _best(entry: Entry, asked: str) -> Hit | None:
    scored = [(_score(utils.default_process(name), asked), name) for name in (entry.name, *entry.others)]
    score, name = max(scored, key=lambda item: item[0])
    return Hit(entry, "" if name == entry.name else name, score) if score >= _CLOSE else None


def _score(name: str, asked: str) -> float:
    """Return how like a name is to what was typed: each word typed is looked for among the words of the name."""
    if name == asked:
        return 101.0
    parts = name.split()
    if not parts:
        return 0.0
    each = [max(_like(part, word) for part in parts) for word in asked.split()]
    return 0.9 * min(each) + 0.1 * fuzz.ratio(name, asked)


def _like(part: str, word: str) -> float:
    if part.startswith(word):
        return 100.0
    return fuzz.ratio(part, word) if min(len(part), len(word)) >= _SHORTEST else 0.0


def find_passages(passages: Mapping[str, str], words: str) -> tuple[list[str], list[str]]:
    """Return the passages that hold every word typed, and the words looked for: a word that no passage
    holds stands for the likest one that some passage does.
    """
    asked = [word.casefold() for word in _WORD.findall(words)]
    if not asked:
        return [], []
    held = {path: set(_WORD.findall(text.casefold())) for path, text in passages.items()}
    known = sorted(set().union(*held.values())) if held else []
    looked = [_known(word, known) for word in asked]
    found = [path for path, own in held.items() if all(any(one.startswith(word) for one in own) for word in looked)]
    return found, looked


def _known(word: str, known: list[str]) -> str:
    if len(word) < _SHORTEST or any(one.startswith(word) for one in known):
        return word
    near = process.extractOne(word, known, scorer=fuzz.ratio, score_cutoff=_CLOSE)
    return str(near[0]) if near else word
