"""Solutions of a query as plain records, each with its place in a document and its sentence."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import pyoxigraph as ox

from graph.iris import fold
from graph.store import Store, Term

Row = dict[str, Any]
"""One row of an answer: values by column, with `source`, `passage`, `quote` and `links` beside them."""

_PLACE = ("document", "first", "last")
_EVIDENCE = ("passage", "quote", "partner_passage", "partner_quote")
_PARTNER_EVIDENCE = ("partner_passage", "partner_quote")


def read_rows(
    store: Store,
    sparql: str,
    bindings: Mapping[str, Term] | None = None,
    among: Mapping[str, Collection[Term]] | None = None,
) -> list[Row]:
    """Return the rows of a query; of the variables in `among`, only those with one of the terms given.

    `?action` with `?document`, `?first` and `?last` becomes its source, `?x_at` the address of x in `links`; rows
    that differ only in their sentence are one row.
    """
    result = store.query(sparql, bindings)
    assert isinstance(result, ox.QuerySolutions)
    names = [variable.value for variable in result.variables]
    limits = (among or {}).items()
    rows = [
        _row(store, names, solution) for solution in result if all(solution[name] in terms for name, terms in limits)
    ]
    return merged(rows)


def _row(store: Store, names: list[str], solution: ox.QuerySolution) -> Row:
    """Return one solution as a record: things as words with their addresses apart, and where an action stands."""
    found = {name: _plain(store, value) for name, value in zip(names, solution, strict=True)}
    row: Row = {name: value for name, value in found.items() if name not in _PLACE and not name.endswith("_at")}
    for name in ("quote", "partner_quote", "statement"):
        if isinstance(row.get(name), str):
            row[name] = fold(row[name])
    if found.get("document") is not None and found.get("first") is not None:
        row["source"] = {"document": found["document"], "lines": [found["first"], found["last"]]}
    row["links"] = {name[:-3]: value for name, value in found.items() if name.endswith("_at") and value}
    return row


def _plain(store: Store, term: Term | None) -> Any:
    """Return a term as a number, a truth, a word, or an address below the base."""
    if isinstance(term, ox.NamedNode):
        return term.value.removeprefix(store.base)
    if not isinstance(term, ox.Literal):
        return None
    kind = term.datatype.value.rsplit("#", 1)[-1]
    if kind == "integer":
        return int(term.value)
    if kind in ("decimal", "double", "float"):
        number = float(term.value)
        return int(number) if number.is_integer() else number
    return term.value == "true" if kind == "boolean" else term.value


def merged(rows: list[Row]) -> list[Row]:
    """Join rows that differ only in their sentence: the first sentence stays, the others are kept beside it.

    A statement is its passage: two passages are two statements, even in the same words.
    """
    found: dict[str, Row] = {}
    for row in rows:
        evidence = _PARTNER_EVIDENCE if row.get("statement") else _EVIDENCE
        key = repr([(name, value) for name, value in row.items() if name not in evidence])
        first = found.setdefault(key, row)
        if first is not row and row.get("passage") not in (first.get("passage"), None):
            also = first.setdefault("passages", [{"passage": first["passage"], "quote": first.get("quote")}])
            if all(item["passage"] != row["passage"] for item in also):
                also.append({"passage": row["passage"], "quote": row.get("quote")})
    return list(found.values())
