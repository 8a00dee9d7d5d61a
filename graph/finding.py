"""What an analysis is given and what it returns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graph.choices import Choice
from graph.rows import Row
from graph.saved_query import SavedQuery
from graph.store import Store


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked: the question, the values chosen for its parameters, and their names in words."""

    store: Store
    saved: SavedQuery
    chosen: Mapping[str, list[Choice]]
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Finding:
    """The rows that answer, and the sentence if the templates of the notes do not give it."""

    rows: list[Row]
    answer: str = ""
