"""Counts checked against the lists they announce: “3 more libraries (Ely, Huntingdon and Wisbech)”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.iris import fold
from graph.records import Flag, Span

_NUMBERS = {
    word: number
    for number, word in enumerate("two three four five six seven eight nine ten eleven twelve".split(), start=2)
}
_ANNOUNCED = re.compile(
    rf"(?<![\w£$€.,/-])(?P<count>\d{{1,2}}|{'|'.join(_NUMBERS)})\s+(?P<what>(?:[a-z][\w’'-]*\s+){{0,5}}[a-z][\w’'-]*s)"
    r"\s*(?:\((?P<inside>[^()]{3,300})\)|:\s(?P<after>[^.;:()\n]{3,300})(?=[.;\n]|$))",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"\b(?:includ|such as|e\.?g\b|for example|etc|among|mainly|mostly|and (?:more|others?|many)|other)|\d",
    re.IGNORECASE,
)
_VAGUE = re.compile(r"\b(?:over|under|about|around|nearly|almost|at least|up to|more than|approximately|c\.)\s*$", re.I)
_PARTED = re.compile(r"\s*(?:,\s*(?:and|&)\s|,|;|\s(?:and|&)\s)\s*")


def count_flags(text: str, sentences: list[Span]) -> Iterator[Flag]:
    """Give out a flag for each count whose list names another number of things.

    A vague count (“over 40”), a list of examples, and a list that is no list of names say nothing.
    """
    for sentence in sentences:
        for match in _ANNOUNCED.finditer(text, sentence.start, sentence.end):
            listed = match["inside"] or match["after"]
            names = [part for part in _PARTED.split(fold(listed)) if part]
            if _VAGUE.search(text[sentence.start : match.start()]) or _OPEN.search(listed) or not _are_names(names):
                continue
            count = _NUMBERS.get(match["count"].lower()) or int(match["count"])
            if count not in _possible(listed, len(names)):
                note = f"The text says {match['count']} {fold(match['what'])} and names {len(names)}."
                yield Flag("count-mismatch", Span(match.start(), match.end()), note)


def _possible(listed: str, parts: int) -> range:
    """“Barnet and Southgate” may be one name, so each “and” is counted both ways."""
    joined = len(re.findall(r"\s(?:and|&)\s", listed))
    return range(max(1, parts - joined), parts + 1) if parts > 2 or joined == 0 else range(1, parts + 1)


def _are_names(parts: list[str]) -> bool:
    return len(parts) > 1 and all(part[:1].isupper() for part in parts)
