"""The headline: how many outcome statements have no supporter, one, or more."""

from __future__ import annotations

import re
from pathlib import Path

from graph.parts import select, word
from graph.store import Store
from graph.wording import counted

_KINDS = re.compile(
    r"\b(log|plan|report|strategy|policy|programme|update|review|minutes|agenda|paper)s?\b", re.IGNORECASE
)


def headline(store: Store) -> str:
    """Return the sentence on how exposed the outcome statements of all documents are."""
    supporters = [int(word(row["supporters"])) for row in select(store, "statements")]
    if not supporters:
        return "No outcome statement has been read yet."
    none, one = supporters.count(0), supporters.count(1)
    total = counted(len(supporters), "outcome statement", "outcome statements")
    return (
        f"Of {total}, {none} {'has' if none == 1 else 'have'} no supporter that {_sources(store)}, "
        f"{one} {'rests' if one == 1 else 'rest'} on one, {len(supporters) - none - one} on more."
    )


def _sources(store: Store) -> str:
    """Name the documents as what they call themselves (“the log confirms”), or by their number."""
    rows = select(store, "documents")
    if len(rows) != 1:
        return f"the {len(rows)} documents confirm"
    kinds = _KINDS.findall(word(rows[0]["title"])) or _KINDS.findall(Path(word(rows[0]["name"])).stem.replace("-", " "))
    noun = kinds[-1].lower() if kinds else "document"
    return f"the {noun} {'confirm' if noun == 'minutes' else 'confirms'}"
