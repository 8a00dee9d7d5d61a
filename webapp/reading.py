"""The SPARQL behind plain pages: every file of `queries/pages` is run with its values bound."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pyoxigraph as ox

from graph.errors import NotFound
from graph.store import Store

PAGES = Path(__file__).parent.parent / "queries" / "pages"

Row = dict[str, str]
"""One solution: a word for each variable that has a value; IRIs below the base are given as site paths."""


@cache
def _query(name: str) -> str:
    return (PAGES / f"{name}.rq").read_text("utf-8")


def rows(store: Store, name: str, **things: str) -> list[Row]:
    """Run a page's query; each keyword binds a variable to the thing at that path below the base."""
    found = store.query(_query(name), {variable: _thing(store.base, path) for variable, path in things.items()})
    if not isinstance(found, ox.QuerySolutions):
        raise TypeError(f"{name}.rq should be a SELECT query")
    names = [variable.value for variable in found.variables]
    return [
        {name: _plain(term, store.base) for name, term in zip(names, solution, strict=True) if term is not None}
        for solution in found
    ]


def row(store: Store, name: str, **things: str) -> Row | None:
    """Return the first row of a page's query, None when there is none."""
    found = rows(store, name, **things)
    return found[0] if found else None


def _thing(base: str, path: str) -> ox.NamedNode:
    try:
        return ox.NamedNode(base + path.removeprefix("/"))
    except ValueError as error:
        raise NotFound("There is no page at this address.") from error


def _plain(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple, base: str) -> str:
    if isinstance(term, ox.NamedNode):
        return "/" + term.value.removeprefix(base) if term.value.startswith(base) else term.value
    return term.value if isinstance(term, ox.Literal) else str(term)


def quotes(store: Store) -> dict[str, Row]:
    """Return the words and lines of every passage, by its path."""
    return {item["passage"]: item for item in rows(store, "quotes")}
