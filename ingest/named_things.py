"""The name of what a sentence of running text is about: “the Active Travel Strategy”, ‘Just Enterprise’."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from graph.records import Span
from graph.sentences import trimmed
from ingest.lexicon import forms, load, pattern

_QUOTED = (
    r"‘(?P<single>[A-Z][^‘’]{2,58}[\w)])’(?!\w)|“(?P<double>[A-Z][^“”]{2,58}[\w)])”"
    r"|\*\*(?P<bold>[A-Z][^*]{2,78}[\w)])\*\*"
)
_MOST_TITLE_WORDS = 9


@cache
def _named() -> re.Pattern[str]:
    heads = "|".join(head for name in load("prose")["named_thing"] for head in (name, name.lower()))
    joined = r"(?:(?:of|and|for|the|in|to|&)\s+){0,2}"
    return re.compile(
        rf"\b(?:(?:[A-Z]|(?:19|20)(?=\d\d\b))[\w'’&-]*\s+{joined}){{1,6}}(?:{heads})\b(?!\s+(?:{heads})\b)|{_QUOTED}"
    )


@cache
def _not_before() -> re.Pattern[str]:
    return pattern(
        load("prose")["not_before_a_title"], r"\b", r"\s+(?:(?:the|our|its|their|a|an|this)\s+)?(?:[\w’']+[’']s\s+)?$"
    )


@cache
def _leading() -> frozenset[str]:
    """Words with a capital at the start of a sentence that belong to no name."""
    verbs = {form for verb in load("prose")["action_verbs"] for form in forms(verb).values()}
    return frozenset(verbs | set(load("prose")["never_starts_a_title"]))


_ITEM_TITLE = re.compile(
    r"^(?:\*\*|__|<(?:b|strong)>)\s*(?P<bold>[^*<_]{3,80}?)\s*[:.–—-]?\s*(?:\*\*|__|</(?:b|strong)>)\s*[:–—-]?\s*(?=\S)"
    r"|^(?P<plain>[A-Z0-9‘“](?:[^:.;–—*()]|\([^()]*\)){2,70}?)(?:\s*:|\s+[–—-])\s+(?=\S)"
)


def item_title(text: str, item: Span) -> Span | None:
    """Return the short name before what a list item says (“**Repair café**: opened in May”), None without one."""
    match = _ITEM_TITLE.match(item.of(text))
    if not match:
        return None
    start, end = match.span(match.lastgroup or 0)
    title = trimmed(text, Span(item.start + start, item.start + end))
    return title if names_something(title.of(text)) else None


_AFTER_NOUN = re.compile(r"\s+(?:at|in|through|with|by|for|from|on|into|to|across)\s|\s+[-–—]\s|[,;(:]")


def noun_title(text: str, item: Span) -> Span | None:
    """Return what a short list item without a verb names, up to where it says where, for whom or how."""
    words = item.of(text)
    cut = _AFTER_NOUN.search(words)
    title = trimmed(text, Span(item.start, item.start + cut.start() if cut else item.end))
    long_enough = len(title.of(text).split()) > 1 and title.of(text)[:1].isupper()
    return title if long_enough and names_something(title.of(text)) else None


def names_something(words: str) -> bool:
    """Say whether a heading or the start of an item can be the name of an action."""
    few = 0 < len(words.split()) <= _MOST_TITLE_WORDS
    return few and not pattern(load("prose")["not_a_title"]).search(words.lower())


def named_thing(text: str, sentence: Span) -> Span | None:
    """Return the name of the initiative a sentence is about, None where it gives none.

    A programme, plan or event goes before a name that could be a body's (“Academy”, “Network”).
    """
    found = list(_candidates(text, sentence))
    heads = load("candidates")["organisation_heads"]
    plain = [span for span in found if span.of(text).split()[-1].lower() not in heads]
    bodies = [span for span in found if span not in plain and _is_made(text, sentence, span)]
    return next(iter(plain + bodies), None)


def _is_made(text: str, sentence: Span, name: Span) -> bool:
    """What is opened or launched, or stands at the start, is the action itself and no body that takes part."""
    before = text[sentence.start : name.start].rstrip("‘“*")
    made = pattern(load("prose")["making"], r"\b", r"\s+(?:(?:the|our|its|their|a|an|this)\s+)?(?:new\s+)?$")
    return not re.search(r"\w", before) or bool(made.search(before))


def _candidates(text: str, sentence: Span) -> Iterator[Span]:
    for match in _named().finditer(text, sentence.start, sentence.end):
        quoted = match.lastgroup
        span = Span(*match.span(quoted)) if quoted else _without_lead(text, sentence, Span(*match.span()))
        words = span.of(text).split()
        if len(words) < (1 if quoted else 2) or len(words) > _MOST_TITLE_WORDS:
            continue
        if not _not_before().search(text[sentence.start : span.start].rstrip("‘“*")):
            yield span


def _without_lead(text: str, sentence: Span, span: Span) -> Span:
    """Leave out an article or a verb that has a capital only because the sentence begins there."""
    start = span.start
    if re.search(r"\w", text[sentence.start : start]):
        return span
    while (word := re.match(r"(\S+)\s+", text[start : span.end])) and word[1].lower() in _leading():
        start += word.end()
    return Span(start, span.end)
