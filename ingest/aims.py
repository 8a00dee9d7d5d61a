"""Aims in running text: what an action is meant to change, where no column is kept for it.

An aim is the clause after a link (“to ...”, “so that ...”, “which will ...”, “helping ...”), or what is told of an
action in a sentence that goes on about it (“It supports ...”). What a body does is no aim (“to deliver the course”).
"""

from __future__ import annotations

import re
from functools import cache

from graph.records import Span
from graph.sentences import trimmed
from ingest.lexicon import load, pattern, verb_forms

_END = re.compile(r"[.;](?=\s|$)|\s[–—]\s|\((?=http)|<|\s\(Action\b")
_ADVERBS = r"(?:(?:also|further|then|better|thereby|directly|now|already|greatly|really)\s+){0,2}"
SHORTEST = 3
"""Words below which a clause says too little to be an aim."""


def _any(words: frozenset[str]) -> str:
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


@cache
def _verbs(*form: str) -> str:
    """Verbs of effect in the forms asked for, without those that only say what a body does."""
    found = verb_forms("statements", "effect_verbs", *form) - verb_forms("statements", "deeds", *form)
    return _any(found | verb_forms("statements", "further_effects", *form))


@cache
def _links() -> tuple[re.Pattern[str], ...]:
    lexicon = load("statements")
    before = "".join(rf"(?<!\b{word} )" for word in lexicon["no_aim_before_to"])
    helped = _any(verb_forms("statements", "helping", "base", "third", "ing", "past"))
    clause = "|".join(lexicon["clause_links"])
    return (
        re.compile(rf"\b(?:{clause})\s+(?P<aim>\w)", re.I),
        re.compile(
            rf"\b(?:which|that|who|and)\s+(?:will|would|should|can|could|may)\s+{_ADVERBS}(?P<aim>(?:{_verbs('base')})\b)",
            re.I,
        ),
        re.compile(rf"\b(?:which|that)\s+{_ADVERBS}(?P<aim>(?:{_verbs('third', 'past')})\b)", re.I),
        re.compile(rf"{before}\bto\s+{_ADVERBS}(?P<aim>(?:{_verbs('base')})\b)", re.I),
        re.compile(rf"\b(?:{helped})\s+(?:[\w’'-]+\s+){{1,6}}?to\s+(?P<aim>(?!the\b|a\b|our\b)[a-z]+\b)", re.I),
        re.compile(rf",\s+(?:and\s+)?{_ADVERBS}(?P<aim>(?:{_verbs('ing')})\b)", re.I),
        re.compile(rf"\b(?:{'|'.join(lexicon['for_links'])})\s+(?:the\s+)?(?P<aim>\w+ing\b)", re.I),
    )


@cache
def _told() -> re.Pattern[str]:
    """What a sentence tells of the action that it goes on about."""
    subjects = pattern(load("prose")["continues"]).pattern
    modal = r"(?:will|would|should|can|could|has|have|is|are)?\s*"
    return re.compile(
        rf"(?:{subjects})(?:\s+(?!(?:which|that|to)\b)[\w’'-]+){{0,6}}?\s+{modal}{_ADVERBS}"
        rf"(?P<aim>(?:{_verbs('base', 'third', 'past', 'ing')})\b)",
        re.I,
    )


def aims(text: str, sentence: Span, goes_on: bool = False) -> list[Span]:
    """Return the aims that a sentence states, in order, none inside another.

    `goes_on` says that the sentence tells more of an action named before it.
    """
    starts = {match.start("aim") for link in _links() for match in link.finditer(text, sentence.start, sentence.end)}
    if goes_on:
        told = _told().match(text[sentence.start : sentence.end])
        starts |= {sentence.start + told.start("aim")} if told else set()
    found: list[Span] = []
    for start in sorted(starts):
        stop = _END.search(text, start, sentence.end)
        aim = trimmed(text, Span(start, stop.start() if stop else sentence.end))
        if found and start < found[-1].end:
            continue
        if len(aim.of(text).split()) >= SHORTEST:
            found.append(aim)
    return found
