"""Small queries that answers are put together from, read from `queries/parts/`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import pyoxigraph as ox

from graph.rows import Row, read_rows
from graph.saved import QUERIES
from graph.store import Store, Term


@cache
def _text(name: str) -> str:
    return (QUERIES / "parts" / f"{name}.rq").read_text("utf-8")


def select(store: Store, name: str, bindings: Mapping[str, Term] | None = None) -> list[dict[str, Term | None]]:
    """Return the rows of one small query, each a mapping from variable to term."""
    result = store.query(_text(name), bindings)
    assert isinstance(result, ox.QuerySolutions)
    names = [variable.value for variable in result.variables]
    return [dict(zip(names, solution, strict=True)) for solution in result]


def read_part(store: Store, name: str) -> list[Row]:
    """Return the rows of one small query as plain records."""
    return read_rows(store, _text(name))


def word(term: Term | None) -> str:
    """Return the text of a literal or the address of a thing; nothing for nothing."""
    return term.value if isinstance(term, (ox.NamedNode, ox.Literal)) else ""
