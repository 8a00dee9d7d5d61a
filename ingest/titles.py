"""Titles: split words mended, markup taken out, and a name of our own where a document gives none."""

from __future__ import annotations

import re

from graph.iris import fold
from graph.records import Flag, Span
from ingest.gazetteer import Hit

OWN_TITLE_WORDS = 10
_TAG = re.compile(r"</?[a-z][a-z0-9]{0,9}\b[^<>]{0,500}>", re.IGNORECASE)
_SPLIT_HYPHEN = re.compile(r"(?<=\w)- (?=[a-z])")
_WEAK_END = frozenset(
    "a an and as at by for from in into of on or our that the their to with which will is are be".split()
)


def mended_title(text: str, title: Span, hits: list[Hit]) -> tuple[str, list[Flag]]:
    """Return a stated title with split words mended, and a flag for each repair."""
    flags = []
    parts, position = [], title.start
    for hit in hits:
        if hit.damaged and title.covers(hit.span) and hit.span.start >= position:
            parts += [text[position : hit.span.start], _respaced(hit.span.of(text), hit.alias)]
            position = hit.span.end
            note = f"“{fold(hit.span.of(text))}” is read as “{parts[-1]}”."
            flags.append(Flag("title-repaired", hit.span, note))
    label = "".join(parts) + text[position : title.end]
    without_tags = _TAG.sub("", label)
    if _SPLIT_HYPHEN.search(without_tags):
        note = "A space after a hyphen inside a word was taken out."
        flags.append(Flag("title-repaired", title, note))
    return fold(_SPLIT_HYPHEN.sub("-", without_tags)), flags


def _respaced(surface: str, alias: str) -> str:
    """Return the letters of a damaged spelling with the white space of the right one."""
    letters = iter("".join(surface.split()))
    return "".join(char if char.isspace() else next(letters, "") for char in alias) + "".join(letters)


def own_title(text: str, first_sentence: Span) -> str:
    """Return a name of ours for an action without a title: its first words, cut where a phrase ends."""
    words = fold(_TAG.sub(" ", first_sentence.of(text))).split()
    if len(words) > OWN_TITLE_WORDS:
        words = words[:OWN_TITLE_WORDS]
        while len(words) > 3 and words[-1].lower().strip(",;:") in _WEAK_END:
            words.pop()
        words[-1] = words[-1].rstrip(",;:.") + " …"
    label = " ".join(words).rstrip(" .;,:")
    return label[:1].upper() + label[1:]
