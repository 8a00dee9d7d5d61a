"""Where the words of a gold file stand in the text: verbatim but for white space, within the lines of their action."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import Any

import pyoxigraph as ox

from graph.errors import DataError
from graph.iris import DEFAULT_BASE, Iris, fold
from graph.records import Span
from graph.sentences import sentences
from graph.terms import NAMESPACES, ONTOLOGY

_GAP = re.compile(r"\t|[ \xa0]{2,}|\r?\n|<a\s[^>]*>[^<]*</a>")


def _verbatim(words: str) -> re.Pattern[str]:
    """Return the pattern of some words with any white space between them, not inside a longer word."""
    body = r"\s+".join(re.escape(word) for word in words.split())
    return re.compile(rf"(?<!\w){body}(?!\w)")


@dataclass(frozen=True, slots=True)
class GoldRow:
    """The lines of one action: its stretch of the text, its sentences, and where its partners are named."""

    text: str
    span: Span
    title: Span | None
    sentences: tuple[Span, ...]
    surfaces: tuple[str, ...]
    date: str
    name: str

    def all(self, words: str) -> list[Span]:
        """Return every place where the words stand."""
        matches = _verbatim(words).finditer(self.text, self.span.start, self.span.end)
        return [Span(*match.span()) for match in matches]

    def find(self, words: str) -> Span:
        """Return the first place where the words stand."""
        return self._some(self.all(words), words)[0]

    def places(self, words: str) -> list[tuple[Span, Span]]:
        """Return each place where the words stand on their own, with its passage; the title's comes last."""
        longer = [other for other in self.surfaces if words in other and words != other]
        taken = [span for other in longer for span in self.all(other)]
        free = [span for span in self.all(words) if not any(other.covers(span) for other in taken)]
        found = [(span, self._passage(span)) for span in self._some(free, words)]
        return sorted(found, key=lambda place: place[1] == self.title)

    @property
    def passages(self) -> tuple[Span, ...]:
        """The title, then the sentences, without the cell that holds no more than title and date."""
        if self.title is None:
            return self.sentences
        title = self.title
        rest = (sentence for sentence in self.sentences if not self._is_heading(sentence, title))
        return (title, *rest)

    def _is_heading(self, sentence: Span, title: Span) -> bool:
        words = self.text[title.end : sentence.end]
        return sentence.covers(title) and fold(words) in ("", fold(self.date))

    def _some(self, spans: list[Span], words: str) -> list[Span]:
        if not spans:
            raise DataError(f"The gold file says “{fold(words)}” in {self.name}, but the text does not.")
        return spans

    def _passage(self, span: Span) -> Span:
        if self.title and self.title.covers(span):
            return self.title
        return next((sentence for sentence in self.sentences if sentence.covers(span)), span)


class GoldText:
    """One stored text and its lines."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts = [0] + [i + 1 for i, char in enumerate(text) if char == "\n"] + [len(text) + 1]

    def row(self, entry: dict[str, Any]) -> GoldRow:
        """Return the lines of one action of the gold file."""
        first, last = entry["lines"]
        if not 1 <= first <= last < len(self._starts):
            raise DataError(f"{entry['id']} in the gold file stands on lines that the text does not have.")
        span = Span(self._starts[first - 1], self._starts[last] - 1)
        surfaces = tuple(item["text"] for item in (*entry["partners"], *entry["venues"]))
        bare = GoldRow(self.text, span, None, (), surfaces, entry.get("date_text") or "", entry["id"])
        title = bare.find(entry["title_text"]) if entry.get("title_text") else None
        names = [span for words in surfaces for span in bare.all(words)]
        joined = [bare.find(outcome["text"]) for outcome in entry["outcomes"]] + names
        parts = tuple(
            sentence for part in self._paragraphs(span, joined) for sentence in sentences(self.text, part, names)
        )
        return replace(bare, title=title, sentences=parts)

    def _paragraphs(self, span: Span, joined: list[Span]) -> list[Span]:
        """Split a stretch at tabs, line ends and wide gaps, but never inside words that belong together."""
        gaps = [
            match
            for match in _GAP.finditer(self.text, span.start, span.end)
            if not any(whole.start < match.end() and match.start() < whole.end for whole in joined)
        ]
        marks = [span.start, *(offset for gap in gaps for offset in gap.span()), span.end]
        return [Span(a, b) for a, b in list(pairwise(marks))[::2]]

    def heading(self, words: str, before: int) -> Span | None:
        """Return the last line before an offset that is this heading, or else starts with it."""
        body = r"\s+".join(re.escape(word) for word in words.split())
        found = [*re.finditer(rf"(?m)^[^\w\n]*({body})\W*$", self.text[:before])]
        found = found or [*re.finditer(rf"(?m)({body})", self.text)]
        return Span(*found[-1].span(1)) if found else None


@cache
def _audience_cues() -> dict[str, str]:
    """Return the names and cue phrases of the audience scheme, lower case, with their keys."""
    skos = NAMESPACES["skos"]
    start = Iris().concept("audience", "")
    cues: dict[str, str] = {}
    names = {skos + name for name in ("prefLabel", "altLabel", "hiddenLabel")}
    path = ONTOLOGY / "schemes.ttl"
    for quad in ox.parse(path=path, base_iri=DEFAULT_BASE, format=ox.RdfFormat.TURTLE):
        is_name = quad.predicate.value in names and isinstance(quad.object, ox.Literal)
        if is_name and isinstance(quad.subject, ox.NamedNode) and quad.subject.value.startswith(start):
            assert isinstance(quad.object, ox.Literal)
            cues.setdefault(quad.object.value.lower(), quad.subject.value.removeprefix(start))
    return cues


def audience_keys(phrase: str) -> list[str]:
    """Return the audiences that a phrase names: the longest cue phrases in it that do not overlap."""
    words = fold(phrase).lower()
    found: list[tuple[Span, str]] = []
    for cue, key in sorted(_audience_cues().items(), key=lambda item: (-len(item[0]), item)):
        for match in re.finditer(rf"(?<!\w){re.escape(cue)}(?!\w)", words):
            if not any(match.start() < span.end and span.start < match.end() for span, _ in found):
                found.append((Span(*match.span()), key))
    return sorted({key for _, key in found})
