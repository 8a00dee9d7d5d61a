"""Who is whom: actions, partners and statements of an extraction put beside those of a gold file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from ingest.scored_facts import ScoredAction, word_overlap

G = TypeVar("G")
F = TypeVar("F")
SAME_LINES = 0.5
SAME_WORDS = 0.5

Pairs = list[tuple[int, int]]


def paired(gold: Sequence[G], found: Sequence[F], alike: Callable[[G, F], float | tuple[float, ...]]) -> Pairs:
    """Return pairs (index in gold, index in found), the most alike first, each taken once; 0 is no likeness."""
    scored = [(alike(g, f), i, j) for i, g in enumerate(gold) for j, f in enumerate(found)]
    pairs: Pairs = []
    taken_gold, taken_found = set(), set()
    for likeness, i, j in sorted(scored, key=lambda item: (_descending(item[0]), item[1], item[2])):
        if _descending(likeness)[0] < 0 and i not in taken_gold and j not in taken_found:
            pairs.append((i, j))
            taken_gold.add(i)
            taken_found.add(j)
    return sorted(pairs)


def _descending(likeness: float | tuple[float, ...]) -> tuple[float, ...]:
    return tuple(-part for part in likeness) if isinstance(likeness, tuple) else (-likeness,)


def paired_actions(gold: Sequence[ScoredAction], found: Sequence[ScoredAction], by_words: bool = False) -> Pairs:
    """Pair actions by the lines they share; by their words where a gold file has no lines.

    Actions on the same lines are told apart by title and partners.
    """
    if by_words or any(action.lines is None for action in gold):
        return paired(gold, found, _words_alike)
    return paired(gold, found, _lines_alike)


def _lines_alike(gold: ScoredAction, found: ScoredAction) -> tuple[float, ...]:
    if gold.lines is None or found.lines is None:
        return (0.0,)
    shared = min(gold.lines[1], found.lines[1]) - max(gold.lines[0], found.lines[0]) + 1
    both = max(gold.lines[1], found.lines[1]) - min(gold.lines[0], found.lines[0]) + 1
    if shared / both < SAME_LINES:
        return (0.0,)
    return shared / both, _contents_alike(gold, found)


def _contents_alike(gold: ScoredAction, found: ScoredAction) -> float:
    title = 1.0 if gold.titles & found.titles else word_overlap(gold.title_words, found.title_words)
    partners = sum(any(g.spellings & f.spellings for f in found.partners) for g in gold.partners)
    return title + partners / max(1, len(gold.partners))


def _words_alike(gold: ScoredAction, found: ScoredAction) -> tuple[float, ...]:
    """Either side may hold more of the row than the other, so what counts is the share of the shorter."""
    smaller = min(gold.words.total(), found.words.total())
    share = (gold.words & found.words).total() / smaller if smaller else 0.0
    return (share, word_overlap(gold.words, found.words)) if share >= SAME_WORDS else (0.0,)


def same_name(gold: frozenset[str], found: frozenset[str]) -> float:
    """Say (1 or 0) whether two things share a spelling."""
    return float(bool(gold & found))
