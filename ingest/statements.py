"""What a sentence is: an intended effect, something done, or a plan; and the aim inside a description.

The score is additive and every part of it is named, so that the reason for each answer can be shown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from graph.records import Span
from ingest.lexicon import load, pattern, verb_forms

Position = Literal["first", "later", "continued", "alone", "described", "outcome"]
"""Where a sentence stands: first of its cell, later in it, in a continuation row, in a line without a row, or in a
column of descriptions or of outcomes."""

THRESHOLD = 1.0
SURE = 9.0
_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
_TAGS = re.compile(r"<[^<>]{0,500}>")


@dataclass(frozen=True, slots=True)
class Verdict:
    """How much a sentence looks like an effect, and the cues that say so."""

    score: float
    cues: tuple[str, ...]

    @property
    def impact(self) -> bool:
        """Whether the sentence states an effect."""
        return self.score >= THRESHOLD


@cache
def _cue(section: str) -> re.Pattern[str]:
    return pattern(load("statements")[section])


@cache
def _effect_noun() -> re.Pattern[str]:
    nouns = "|".join(load("statements")["effect_nouns"])
    return re.compile(
        rf"^(?:\w[\w'’-]*\s+){{0,2}}(?:{nouns})\s+(?:for|to|of|in|and|with|from|on|by|among|across)\b", re.I
    )


@cache
def _coordinated_effect() -> re.Pattern[str]:
    verbs = "|".join(sorted(verb_forms("statements", "effect_verbs", "ing")))
    return re.compile(rf"^\w+ing\b.*?\band (?:{verbs})\b", re.I)


def _first_word_cues(first: str) -> list[tuple[str, float]]:
    file = "statements"
    if first in verb_forms(file, "effect_verbs", "base", "ing"):
        return [("effect verb", 2.0)]
    if first in verb_forms(file, "effect_verbs", "third"):
        return [("effect verb of something named", 1.5)]
    if first in verb_forms(file, "describing_pasts", "past"):
        return [("changed state", 2.0)]
    if first in verb_forms(file, "weak_pasts", "past"):
        return [("effect in the past", 1.0)]
    if first in load(file)["comparatives"]:
        return [("comparative", 2.0)]
    if first in verb_forms(file, "done_verbs", "past"):
        return [("done verb", -2.5)]
    if first in verb_forms(file, "done_verbs", "ing", "base"):
        return [("activity", -1.0)]
    return [("new", 0.25)] if first == "new" else []


def _shape_cues(text: str) -> list[tuple[str, float]]:
    cues = []
    if _effect_noun().search(text):
        cues.append(("effect noun", 1.5))
    if _coordinated_effect().search(text):
        cues.append(("effect verb coordinated", 2.0))
    if _cue("outcome_cues").search(text):
        cues.append(("wording of an effect", 0.75))
    if _cue("people_effects").search(text):
        cues.append(("what people can do", 1.0))
    if _cue("cast_as").search(text):
        cues.append(("cast as something", 2.5))
    if _cue("report_cues").search(text):
        cues.append(("reported as done", -1.5))
    if _cue("plan_cues").search(text):
        cues.append(("plan", -1.0))
    return cues


_POSITIONS = {"first": -1.0, "later": 0.25, "continued": 1.0, "alone": 0.0}


def judge(text: str, position: Position) -> Verdict:
    """Return how much a sentence looks like a statement of effect, given where it stands."""
    clean = _TAGS.sub(" ", text).strip()
    words = _WORD.findall(clean)
    if position == "outcome" and words:
        return Verdict(SURE, ("in a column of outcomes",))
    if not words or position == "described":
        return Verdict(-SURE, ())
    telling = words[1:] if words[0].lower() in load("statements")["ahead"] and len(words) > 1 else words
    cues = _first_word_cues(telling[0].lower()) + _shape_cues(clean)
    if clean[0].islower() and position != "continued":
        cues.append(("begins in mid-sentence", -1.0))
    cues.append((position, _POSITIONS[position]))
    return Verdict(sum(weight for _, weight in cues), tuple(name for name, _ in cues))


def starts_with_done_verb(text: str) -> bool:
    """Say whether a paragraph opens with what was done (“Replaced ...”, “Worked with ...”)."""
    words = _WORD.findall(_TAGS.sub(" ", text))
    return bool(words) and words[0].lower() in verb_forms("statements", "done_verbs", "past")


@cache
def _purpose() -> re.Pattern[str]:
    verbs = verb_forms("statements", "effect_verbs", "base") | frozenset(load("statements")["purpose_verbs"])
    gerunds = verb_forms("statements", "effect_verbs", "ing")
    links = "|".join(load("statements")["purpose_links"])
    base, ing = "|".join(sorted(verbs)), "|".join(sorted(gerunds))
    return re.compile(rf"\b(?:(?P<link>{links})|to)\s+(?P<aim>(?:{base}|{ing})\b[^.;]*)", re.I)


def purpose(text: str, sentence: Span) -> Span | None:
    """Return the last aim stated inside a description (“... to help job seekers”), None without one."""
    position, found = sentence.start, None
    while match := _purpose().search(text, position, sentence.end):
        found = Span(match.start("aim"), match.end("aim"))
        if match["link"]:
            break
        position = found.start
    return found
