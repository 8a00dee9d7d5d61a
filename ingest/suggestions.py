"""Names that could mean several bodies: ranked suggestions for a person, who alone decides."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from rapidfuzz import fuzz

from graph.records import Extraction
from ingest.gazetteer import Gazetteer
from ingest.lexicon import load

MOST = 3
AUTHORITY = "local-authority"


@cache
def _generic_words() -> frozenset[str]:
    return frozenset(load("candidates")["generic_authority"])


def is_generic(name: str) -> bool:
    """Say whether a name is made of general words alone (“City Council”)."""
    words = re.findall(r"[a-z]+", name.lower())
    return bool(words) and all(word in _generic_words() for word in words)


def generic_names(extraction: Extraction) -> list[str]:
    """Return the names of authorities that could mean several, each once, in the order of the text."""
    names = [link.name for action in extraction.actions for link in action.partners if link.kind == "named"]
    return [name for name in dict.fromkeys(names) if is_generic(name)]


def suggestions(name: str, gazetteer: Gazetteer, home_council: str, owner: str) -> list[str]:
    """Return the bodies a generic name may stand for: the home council first, then the likest known ones."""
    kinds = _kinds(name)
    known = [n.name for n in gazetteer.names if n.type == AUTHORITY and n.name.endswith(" Council")]
    known = [other for other in known if not is_generic(other)]
    fitting = [other for other in known if kinds <= _kinds(other)] if kinds else known
    context = f"{name} {home_council} {owner}"
    ranked = sorted(fitting, key=lambda other: (-fuzz.token_set_ratio(context, other), other))
    home = [home_council] if home_council and kinds <= _kinds(home_council) else []
    return list(dict.fromkeys(home + ranked))[:MOST]


def _kinds(name: str) -> frozenset[str]:
    """Return which kinds of authority a name speaks of."""
    return frozenset(re.findall(r"\b(city|county|district|borough|town|parish)\b", name.lower()))


def merge_commands(name: str, found: Iterable[str]) -> tuple[str, ...]:
    """Return the lines that would settle what a name means."""
    return tuple(f'merge "{name}" "{other}"' for other in found)
