"""Solutions of a query as plain records, each with its place in a document and its sentence."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox

from graph.iris import fold
from graph.kept import kept
from graph.store import Store, Term

Row = dict[str, Any]
"""One row of an answer: values by column, with `source`, `passage`, `quote` and `links` beside them."""

Values = tuple[Any, ...]
_NOTES = re.compile(r"\A(?:#.*\n)*")
"""Comments on top: two files that differ only there ask the same."""
_PLACE = ("document", "first", "last")
_EVIDENCE = ("passage", "quote", "partner_passage", "partner_quote")
_PARTNER_EVIDENCE = ("partner_passage", "partner_quote")
_FOLDED = ("quote", "partner_quote", "statement")


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
    asked = _NOTES.sub("", sparql), frozenset((bindings or {}).items())
    found = kept(store, asked, lambda: _read(store, sparql, bindings))
    solutions: Iterable[Values] = found.solutions
    if among:
        plain = _Plain(store.base)
        limits = [(found.names.index(name), {plain[term] for term in terms}) for name, terms in among.items()]
        solutions = (values for values in solutions if all(values[at] in limit for at, limit in limits))
    return _merged(found.names, solutions)


@dataclass(frozen=True, slots=True)
class _Found:
    """What a query found, as plain values in the order of its variables."""

    names: tuple[str, ...]
    solutions: list[Values]

    def __len__(self) -> int:
        return len(self.solutions)


def _read(store: Store, sparql: str, bindings: Mapping[str, Term] | None) -> _Found:
    result = store.query(sparql, bindings)
    assert isinstance(result, ox.QuerySolutions)
    names = tuple(variable.value for variable in result.variables)
    plain = _Plain(store.base)
    folded = _Folded(plain)
    kinds = [folded if name in _FOLDED else plain for name in names]
    return _Found(names, [tuple([kind[term] for kind, term in zip(kinds, s, strict=True)]) for s in result])


class _Plain(dict[Term | None, Any]):
    """Each term met, once, as a number, a truth, a word, or an address below the base."""

    def __init__(self, base: str) -> None:
        self.base = base

    def __missing__(self, term: Term | None) -> Any:
        found = self[term] = self._of(term)
        return found

    def _of(self, term: Term | None) -> Any:
        if isinstance(term, ox.NamedNode):
            return term.value.removeprefix(self.base)
        if not isinstance(term, ox.Literal):
            return None
        kind = term.datatype.value.rsplit("#", 1)[-1]
        if kind == "integer":
            return int(term.value)
        if kind in ("decimal", "double", "float"):
            number = float(term.value)
            return int(number) if number.is_integer() else number
        return term.value == "true" if kind == "boolean" else term.value


class _Folded(dict[Term | None, Any]):
    """The same with every run of white space as one space."""

    def __init__(self, plain: _Plain) -> None:
        self.plain = plain

    def __missing__(self, term: Term | None) -> Any:
        value = self.plain[term]
        found = self[term] = fold(value) if isinstance(value, str) else value
        return found


class _Columns:
    """Where the parts of a row stand among the values of a solution."""

    def __init__(self, names: Sequence[str]) -> None:
        at = {name: number for number, name in enumerate(names)}
        self.words = [(name, at[name]) for name in at if name not in _PLACE and not name.endswith("_at")]
        self.links = [(name[:-3], at[name]) for name in at if name.endswith("_at")]
        self.place = tuple(at[name] for name in _PLACE) if all(name in at for name in _PLACE) else None
        self.statement = at.get("statement")
        self.thing = [at[name] for name in names if name not in _EVIDENCE]
        self.statement_thing = [at[name] for name in names if name not in _PARTNER_EVIDENCE]

    def key(self, values: Values) -> Values:
        """Return what makes a row another row: all but its sentence; a statement is its passage, whatever its words."""
        stated = self.statement is not None and values[self.statement]
        return tuple([values[at] for at in (self.statement_thing if stated else self.thing)])

    def row(self, values: Values) -> Row:
        """Return one solution as a record: things as words, their addresses apart, and where an action stands."""
        row: Row = {name: values[at] for name, at in self.words}
        if self.place:
            document, first, last = (values[at] for at in self.place)
            if document is not None and first is not None:
                row["source"] = {"document": document, "lines": [first, last]}
        row["links"] = {name: values[at] for name, at in self.links if values[at]}
        return row


def _merged(names: Sequence[str], solutions: Iterable[Values]) -> list[Row]:
    """Return solutions as rows; of those that differ only in their sentence, the first with the others beside it."""
    columns = _Columns(names)
    found: dict[tuple[Any, ...], Row] = {}
    passage, quote = (names.index(name) if name in names else None for name in ("passage", "quote"))
    for values in solutions:
        key = columns.key(values)
        first = found.get(key)
        if first is None:
            found[key] = columns.row(values)
        elif passage is not None and values[passage] not in (first["passage"], None):
            also = first.setdefault("passages", [{"passage": first["passage"], "quote": first.get("quote")}])
            if all(item["passage"] != values[passage] for item in also):
                also.append({"passage": values[passage], "quote": values[quote] if quote is not None else None})
    return list(found.values())
