"""Editable wording: cue lists from `ingest/data/*.yaml`, compiled once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).parent / "data"
_VOWELS = "aeiou"


@cache
def load(name: str) -> Any:
    """Return the content of one lexicon file, by its name without ending; all values are text (“no” is a word)."""
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # builds text, lists and mappings only
    return yaml.load((DATA / f"{name}.yaml").read_text("utf-8"), Loader=loader)


def pattern(alternatives: Iterable[str], prefix: str = "", suffix: str = "") -> re.Pattern[str]:
    """Return one case-insensitive pattern for a list of regular expressions."""
    return re.compile(prefix + "(?:" + "|".join(alternatives) + ")" + suffix, re.IGNORECASE)


def forms(verb: str) -> dict[str, str]:
    """Return the regular forms of an English verb: base, third person, -ing and past.

    A verb written `base/third/ing/past` in a lexicon states its own.
    """
    if "/" in verb:
        return dict(zip(("base", "third", "ing", "past"), verb.split("/"), strict=True))
    if verb.endswith("e"):
        return {"base": verb, "third": verb + "s", "ing": verb[:-1] + "ing", "past": verb + "d"}
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return {"base": verb, "third": verb[:-1] + "ies", "ing": verb + "ing", "past": verb[:-1] + "ied"}
    third = verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z")) else "s")
    return {"base": verb, "third": third, "ing": verb + "ing", "past": verb + "ed"}


@cache
def verb_forms(file: str, section: str, *wanted: str) -> frozenset[str]:
    """Return the wanted forms (base, third, ing, past) of the verbs listed in a section of a lexicon."""
    return frozenset(forms(verb)[form] for verb in load(file)[section] for form in wanted)
