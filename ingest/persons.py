"""Persons: names that are no organisation, told by a title or a first name in front."""

from __future__ import annotations

import re
from functools import cache

from ingest.lexicon import DATA, load

_TITLE = re.compile(
    r"^(?:cllrs?|councillors?|mr|mrs|ms|miss|mx|dr|prof|professor|rev|revd|reverend|canon|sir|dame|lord|lady|pc|pcso|"
    r"sgt|inspector|sergeant|mayor)\b\.?",
    re.IGNORECASE,
)
_WORD = re.compile(r"[A-Za-z][\w'’-]*")
_MOST_WORDS = 3


@cache
def _first_names() -> frozenset[str]:
    return frozenset((DATA / "first_names.txt").read_text("utf-8").split())


def has_title(name: str) -> bool:
    """Say whether a name begins with a title that only persons have."""
    return bool(_TITLE.match(name))


def is_person(name: str) -> bool:
    """Say whether a name is that of a person (“Cllr Jones”, “Joyce Murray”), as far as its words can tell."""
    if has_title(name):
        return True
    words = _WORD.findall(name)
    if not 2 <= len(words) <= _MOST_WORDS or words[0].lower() not in _first_names():
        return False
    headed = {*load("candidates")["organisation_heads"], *load("candidates")["organisation_words"]}
    return not any(word.lower() in headed for word in words[1:])


def is_first_name(word: str) -> bool:
    """Say whether a single word is a first name (“Sophia”), which among leads stands for a person."""
    return word[:1].isupper() and word[1:].islower() and word.lower() in _first_names()
