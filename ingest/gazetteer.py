"""Finding known names in a text, however its white space is damaged.

Names and text are squashed to their letters and digits, matched with Aho-Corasick, and mapped back to offsets; a
match must begin and end at a word boundary, and the longest wins. One device thus reads “Saws ton Hub”.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from html import unescape

import ahocorasick

from graph.records import Named, Span
from graph.registry import read_names
from ingest.lexicon import DATA

NEEDS_CUE = "needs a cue"
SHORTEST_SPLIT = 6
"""Letters a name must have before a stray space inside one of its words is forgiven."""
ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});")
"""A character as web page code writes it."""
_NEUTRAL = str.maketrans(dict.fromkeys("'’-‐–\"“”", ""))


@dataclass(frozen=True, slots=True)
class Hit:
    """A known name met in a text; `alias` is the spelling that matched, `damaged` says that a word was split."""

    named: Named
    span: Span
    alias: str
    damaged: bool = False

    @property
    def generic(self) -> bool:
        """Whether the name is an ordinary word that counts only with a cue beside it."""
        return NEEDS_CUE in self.named.notes


@dataclass(frozen=True, slots=True)
class Squashed:
    """A text reduced to lower-case letters and digits, each with its offset in the original."""

    text: str
    offsets: tuple[int, ...]


def squash(text: str, skip: Iterable[Span] = ()) -> Squashed:
    """Return the letters and digits of a text, “&” read as “and”, leaving out the stretches to skip and the letters
    of web page code (“&amp;”, “&rsquo;”)."""
    letters: list[str] = []
    offsets: list[int] = []
    hidden = {i for span in skip for i in range(span.start, span.end)}
    for code in ENTITY.finditer(text):
        hidden.update(range(code.start() + (unescape(code.group()) == "&"), code.end()))
    for offset, char in enumerate(text):
        if offset in hidden:
            continue
        for letter in "and" if char == "&" else char.lower() if char.isalnum() else "":
            letters.append(letter)
            offsets.append(offset)
    return Squashed("".join(letters), tuple(offsets))


@dataclass(frozen=True, slots=True)
class _Alias:
    """One spelling of a name, with the marks that stand between its letters."""

    named: Named
    text: str
    gaps: tuple[str, ...]


def _gaps(text: str, offsets: tuple[int, ...]) -> tuple[str, ...]:
    return tuple(text[a + 1 : b] if b > a else "" for a, b in zip((*offsets[:1], *offsets), offsets, strict=False))


class Gazetteer:
    """All names of a registry, ready to be found in texts."""

    def __init__(self, names: Iterable[Named]) -> None:
        self.names = tuple(names)
        self.by_name: dict[tuple[str, str], Named] = {(named.kind, named.name): named for named in self.names}

    @cached_property
    def _automaton(self) -> ahocorasick.Automaton | None:
        """The spellings ready for matching, made when first needed; None where there are no names."""
        spellings: dict[str, list[_Alias]] = {}
        for named in self.names:
            for text in (named.name, *named.other_names):
                squashed = squash(text)
                if squashed.text:
                    alias = _Alias(named, text, _gaps(text, squashed.offsets))
                    spellings.setdefault(squashed.text, []).append(alias)
        if not spellings:
            return None
        automaton = ahocorasick.Automaton()
        for word, aliases in spellings.items():
            automaton.add_word(word, (len(word), tuple(aliases)))
        automaton.make_automaton()
        return automaton

    @cached_property
    def spellings(self) -> dict[str, Named]:
        """Every spelling in lower case, with the name it stands for."""
        return {text.lower(): named for named in self.names for text in (*named.other_names, named.name)}

    def find(self, text: str, skip: Iterable[Span] = ()) -> list[Hit]:
        """Return the names met in a text, the longest where several overlap; partners and places apart."""
        if self._automaton is None:
            return []
        squashed = squash(text, skip)
        hits = []
        for last, (length, aliases) in self._automaton.iter(squashed.text):
            offsets = squashed.offsets[last - length + 1 : last + 1]
            for alias in aliases:
                hit = _checked(text, offsets, alias)
                if hit:
                    hits.append(hit)
        return sorted(_longest(hits), key=lambda hit: (hit.span, hit.named.kind))


def _checked(text: str, offsets: tuple[int, ...], alias: _Alias) -> Hit | None:
    """Return a hit where boundaries, marks between letters and capitals allow it."""
    start, end = offsets[0], offsets[-1] + 1
    if (start and text[start - 1].isalnum()) or (end < len(text) and text[end].isalnum()):
        return None
    damaged = False
    for seen, expected in zip(_gaps(text, offsets), alias.gaps, strict=True):
        if seen == expected:
            continue
        if not expected.strip() and not expected and seen.isspace():
            damaged = True
        elif not _same_marks(seen, expected):
            return None
    if "\n\n" in text[start:end] or (damaged and len(offsets) < SHORTEST_SPLIT):
        return None
    surface = text[start:end]
    if not _capitals_agree(surface, alias.text) or _inside_name(text, start, alias):
        return None
    return Hit(alias.named, Span(start, end), alias.text, damaged)


def _same_marks(seen: str, expected: str) -> bool:
    """Compare what stands between two letters, white space, hyphens and apostrophes aside."""
    return "".join(seen.translate(_NEUTRAL).split()) == "".join(expected.translate(_NEUTRAL).split())


def _capitals_agree(surface: str, alias: str) -> bool:
    words = [word for word in alias.split() if word.lower() != "the"] or [alias]
    surface = re.sub(r"^the\s+", "", surface, flags=re.IGNORECASE)
    if alias.isupper() and len(alias) <= SHORTEST_SPLIT:
        return surface.isupper()
    if len(words) == 1:
        return not words[0][0].isupper() or surface[0].isupper()
    if not any(word[0].isupper() for word in words[1:]):
        return True
    return not words[0][0].isupper() or surface[0].isupper()


def _inside_name(text: str, start: int, alias: _Alias) -> bool:
    """A generic name after a capitalised word is part of a longer name (“Shropshire Council”)."""
    if NEEDS_CUE not in alias.named.notes:
        return False
    before = text[max(0, start - 40) : start]
    words = before.split()
    return bool(words) and before.endswith(" ") and words[-1][0].isupper() and words[-1][-1].isalnum()


def _longest(hits: list[Hit]) -> list[Hit]:
    kept: list[Hit] = []
    for kind in ("partner", "place"):
        ends: list[tuple[int, int]] = []
        ranked = (hit for hit in hits if hit.named.kind == kind)
        for hit in sorted(ranked, key=lambda hit: (hit.span.start - hit.span.end, hit.span, hit.named.name)):
            at = bisect_left(ends, (hit.span.start, hit.span.end))
            free_left = at == 0 or ends[at - 1][1] <= hit.span.start
            free_right = at == len(ends) or hit.span.end <= ends[at][0]
            if free_left and free_right:
                ends.insert(at, (hit.span.start, hit.span.end))
                kept.append(hit)
    return kept


@cache
def base_names() -> tuple[Named, ...]:
    """Return the names that ship with the product."""
    return tuple(named for file in ("gazetteer.csv", "places.csv") for named in read_names(DATA / file))


def merged_names(own: Iterable[Named]) -> list[Named]:
    """Return shipped and own names; an own name replaces a shipped one that it shares a spelling with."""
    mine = list(own)
    taken = {(named.kind, text.lower()) for named in mine for text in (named.name, *named.other_names)}
    kept = []
    for named in base_names():
        if (named.kind, named.name.lower()) not in taken:
            others = tuple(text for text in named.other_names if (named.kind, text.lower()) not in taken)
            kept.append(Named(named.kind, named.name, others, named.type, named.identifier, named.notes))
    return mine + kept
