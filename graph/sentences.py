"""Where sentences end: one rule for reading them and for checking quotations."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from graph.records import Span

_END = re.compile(
    r"[.!?][\"”’)\]]*(?=\s+[\"“‘(\[]?[A-Z0-9£•])|(?<=[a-z]{2})\.(?=[A-Z][a-z]+ )"
    r"|\bhttps?://[^\s<>\"]{4,300}(?=\s+[A-Z][a-z]+\s+[a-z])"
)
"""A mark before a capital, a full stop that lost the space after it, or an address that a sentence follows."""
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:[A-Z]|Mrs?|Ms|Dr|Prof|Cllr|Rev|St|Sts|No|Nos|vs?|e\.g|i\.e|c|ca|approx|incl|est|Co|Jan|Feb|Mar|"
    r"Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|p|pp|para|fig|ref)\.$"
)


def sentence_ends(text: str, span: Span, protected: Iterable[Span] = ()) -> list[int]:
    """Return the offsets at which a sentence inside the stretch ends and another begins.

    A full stop inside a protected stretch (a name such as “Library. Live”) ends nothing.
    """
    ends = []
    shields = tuple(protected)
    for match in _END.finditer(text, span.start, span.end):
        if match.end() >= span.end or _ABBREVIATION.search(
            text[max(span.start, match.start() - 8) : match.start() + 1]
        ):
            continue
        if not any(shield.start <= match.start() < shield.end - 1 for shield in shields):
            ends.append(match.end())
    return ends


def sentences(text: str, span: Span, protected: Iterable[Span] = ()) -> list[Span]:
    """Return the sentences of a stretch, each without surrounding white space and closing full stop."""
    marks = [span.start, *sentence_ends(text, span, protected), span.end]
    found = (trimmed(text, Span(a, b)) for a, b in pairwise(marks))
    return [sentence for sentence in found if sentence.start < sentence.end]


def trimmed(text: str, span: Span) -> Span:
    """Return the stretch without white space around it and without a closing full stop."""
    start, end = span.start, span.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] == "."):
        end -= 1
    return Span(start, end)
