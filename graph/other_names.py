"""Which names mean the same, and which must stay apart until a person decides."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from itertools import combinations

from rapidfuzz import fuzz

from graph.finding import Asked, Finding
from graph.rows import Row

SAME, APART = "same", "keep apart"
_MOST_PAIRS = 3
"""How many names are set beside one that could mean several."""


def find_other_names(asked: Asked, rows: list[Row]) -> Finding:
    """Give each pair of names once; names of authorities that could mean several are paired, never linked."""
    found: dict[tuple[str, str], Row] = {}
    for row in rows:
        if row["kind"] == "authority":
            continue
        key = row["name"].casefold(), row["other_name"].casefold()
        pair = f"{row['name']} = {row['other_name']}"
        found.setdefault(key, row | {"relation": SAME, "likeness": None, "pair": pair})
    authorities = {row["name"]: row for row in reversed(rows) if row["kind"] == "authority"}
    generic = frozenset(str(asked.saved.settings.get("generic_words", "")).split())
    return Finding([*found.values(), *_apart(authorities, generic)])


def _apart(authorities: dict[str, Row], generic: AbstractSet[str]) -> list[Row]:
    """Return the pairs of authorities of which at least one name is made of general words alone, the likest first."""
    pairs = [
        (round(fuzz.WRatio(one.casefold(), other.casefold())), one, other)
        for one, other in combinations(sorted(authorities), 2)
        if _is_generic(one, generic) or _is_generic(other, generic)
    ]
    pairs.sort(key=lambda pair: (-pair[0], pair[1:]))
    often: dict[str, int] = {}
    found = []
    for likeness, one, other in pairs:
        if max(often.get(one, 0), often.get(other, 0)) >= _MOST_PAIRS:
            continue
        often[one], often[other] = often.get(one, 0) + 1, often.get(other, 0) + 1
        found.append(
            authorities[one]
            | {"kind": "partner", "other_name": other, "relation": APART, "likeness": likeness}
            | {"basis": "for an editor to decide", "pair": [one, other]}
            | {"passages": [_evidence(authorities[name]) for name in (one, other)]}
        )
    return found


def _is_generic(name: str, generic: AbstractSet[str]) -> bool:
    return all(word in generic for word in re.findall(r"\w+", name.casefold()))


def _evidence(row: Row) -> Row:
    return {"passage": row["passage"], "quote": row["quote"]}
