"""What a regular expression cannot match without: words looked for all at once, so that most expressions are not tried.

A hundred expressions tried against every sentence are slow; the words that one of them needs (“Trust”, “Library”) are
found by one pass over the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any

import ahocorasick

_ATOMIC = (_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT)
Words = frozenset[str]


def required_words(pattern: str) -> Words:
    """Return words of which every match holds at least one; empty where the expression needs none."""
    return _of_sequence(_parser.parse(pattern)) if not re.compile(pattern).flags & re.IGNORECASE else frozenset()


def _of_sequence(items: Iterable[tuple[Any, Any]]) -> Words:
    """Return the most telling words among those that the parts of a sequence need."""
    needed: list[Words] = []
    literal: list[str] = []
    for code, value in (*items, (None, None)):
        if code is _constants.LITERAL:
            literal.append(chr(value))
            continue
        if literal:
            needed.append(frozenset({"".join(literal)}))
            literal = []
        needed.append(_of_part(code, value))
    return max(needed, key=lambda words: (min(map(len, words), default=0), -len(words)))


def _of_part(code: Any, value: Any) -> Words:
    if code is _constants.SUBPATTERN:
        ignores_case = value[1] & re.IGNORECASE
        return frozenset() if ignores_case else _of_sequence(value[3])
    if code is _constants.BRANCH:
        branches = [_of_sequence(branch) for branch in value[1]]
        return frozenset().union(*branches) if all(branches) else frozenset()
    if code in _ATOMIC and value[0] > 0:
        return _of_sequence(value[2])
    if code is _constants.ATOMIC_GROUP:
        return _of_sequence(value)
    return frozenset()


class Sieve:
    """Says which of some expressions can match in a text at all."""

    def __init__(self, patterns: Sequence[str]) -> None:
        by_word: dict[str, list[int]] = {}
        always = []
        for number, pattern in enumerate(patterns):
            words = required_words(pattern)
            for word in words:
                by_word.setdefault(word, []).append(number)
            if not words:
                always.append(number)
        self._always = tuple(always)
        self._automaton = ahocorasick.Automaton()
        for word, numbers in by_word.items():
            self._automaton.add_word(word, tuple(numbers))
        if by_word:
            self._automaton.make_automaton()
        self._empty = not by_word

    def passing(self, text: str) -> list[int]:
        """Return the numbers of the expressions worth trying, in their order."""
        found = set(self._always)
        if not self._empty:
            for _, numbers in self._automaton.iter(text):
                found.update(numbers)
        return sorted(found)
