"""Audiences: the people an action is meant for, by the phrases of the audience scheme."""

from __future__ import annotations

import re
from functools import cache

from graph.records import Mention, Span
from ingest.concepts import scheme

_STEM_END = re.compile(r"(?:ies|es|s)$")


@cache
def _phrases() -> tuple[re.Pattern[str], dict[str, str]]:
    keys: dict[str, str] = {}
    for concept in scheme("schemes.ttl", "audience").values():
        for phrase in (*concept.cues, *concept.synonyms, concept.label):
            keys.setdefault(" ".join(phrase.lower().split()), concept.key)
    longest_first = sorted(keys, key=lambda phrase: (-len(phrase), phrase))
    body = "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in longest_first)
    return re.compile(rf"(?<![\w-])(?:{body})(?![\w-])", re.IGNORECASE), keys


def audience_key(phrase: str) -> str | None:
    """Return the audience a phrase stands for, None when the scheme has no such wording."""
    regex, keys = _phrases()
    match = regex.search(phrase)
    return keys[" ".join(match.group().lower().split())] if match else None


def find_audiences(text: str, sentences: list[Span], taken: list[Span]) -> list[Mention]:
    """Return the audiences named in the sentences of an action, each once, outside names of partners."""
    regex, keys = _phrases()
    found: dict[str, Mention] = {}
    for sentence in sentences:
        for match in regex.finditer(text, sentence.start, sentence.end):
            span = Span(match.start(), match.end())
            if any(span.start < other.end and other.start < span.end for other in taken):
                continue
            key = keys[" ".join(match.group().lower().split())]
            found.setdefault(key, Mention(key, span, sentence, "audience-wording"))
    return list(found.values())
