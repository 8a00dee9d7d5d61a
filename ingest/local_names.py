"""Longer names around known ones: a local branch (“Age UK Norwich”) or a body named after another (“Ely NHS Trust”)."""

from __future__ import annotations

import re
from dataclasses import replace

from graph.records import Span
from ingest.candidates import organisations
from ingest.lexicon import load
from ingest.relations import Mentioned

_RIGHT = re.compile(r"\s(?:in\s)?(?P<place>[A-Z][a-z]{2,}(?:-[a-z]+-[A-Z][a-z]+)?)(?!\s+[A-Z]|[\w'’-])")
_LEFT = re.compile(r"(?:(?<=[a-z,;] )|(?<=[(“]))(?P<place>[A-Z][a-z]{2,}(?:\s[A-Z][a-z]{2,})?)\s$")
_JOINED = re.compile(r"\s(?:and|&|with|or)\s|[,;/]")
_LEFT_REACH = 45


def with_longer_names(text: str, sentence: Span, known: list[Mentioned], blocked: list[Span]) -> list[Mentioned]:
    """Return known names, each exchanged for the longer name of another body that it is only a part of."""
    longer = organisations(text, sentence, blocked)
    found = []
    for mention in known:
        around = next((new for new in longer if _is_part(text, mention, new, known)), None)
        found.append(around or _branch(text, sentence, mention))
    return [mention for mention in found if not any(_hides(other, mention) for other in found)]


def _is_part(text: str, mention: Mentioned, new: Mentioned, known: list[Mentioned]) -> bool:
    inside = [other for other in known if new.span.covers(other.span)]
    before = text[new.span.start : mention.span.start]
    return inside == [mention] and new.span != mention.span and not _JOINED.search(before)


def _hides(other: Mentioned, mention: Mentioned) -> bool:
    return other.span != mention.span and other.span.covers(mention.span)


def _branch(text: str, sentence: Span, mention: Mentioned) -> Mentioned:
    """A body known to have local branches, with one place before or after its name, is that branch."""
    if mention.type not in load("candidates")["with_branches"]:
        return mention
    never = {*load("candidates")["never_first"], *load("candidates")["never_a_place"]}
    right = _RIGHT.match(text, mention.span.end, sentence.end)
    if right and right["place"].lower() not in never:
        return _renamed(text, mention, Span(mention.span.start, right.end("place")))
    reach = max(sentence.start, mention.span.start - _LEFT_REACH)
    left = _LEFT.search(text, reach, mention.span.start)
    if left and not {word.lower() for word in left["place"].split()} & never:
        return _renamed(text, mention, Span(left.start("place"), mention.span.end))
    return mention


def _renamed(text: str, mention: Mentioned, span: Span) -> Mentioned:
    return replace(mention, name=" ".join(span.of(text).split()), span=span, generic=False, strong_name=True)
