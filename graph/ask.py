"""Asking a saved question: values are bound, rows become plain records, and a sentence answers first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox

from graph.analyses import ANALYSES, Analysis
from graph.choices import Choice, choices, resolve
from graph.errors import DataError, UsageError
from graph.finding import Asked, Finding, Row
from graph.iris import fold
from graph.parts import select
from graph.saved_query import Column, Parameter, SavedQuery, names_of
from graph.store import Store, Term
from graph.wording import fill, listed

_PLACE = ("document", "first", "last")
_EVIDENCE = ("passage", "quote", "partner_passage", "partner_quote")
_HIDDEN = {*_PLACE, "ordinal", "passage", "partner_passage"}


@dataclass(frozen=True, slots=True)
class Answer:
    """A question as asked, the sentence that answers it, and the rows behind the sentence."""

    name: str
    question: str
    parameters: Mapping[str, str]
    answer: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    def as_dict(self) -> dict[str, Any]:
        """Return the answer in the shape that is printed as JSON."""
        return {
            "question": self.question,
            "parameters": dict(self.parameters),
            "answer": self.answer,
            "columns": [column.name for column in self.columns],
            "rows": [dict(row) for row in self.rows],
        }


def ask(store: Store, saved: SavedQuery, parameters: Mapping[str, str] | None = None) -> Answer:
    """Answer a saved question; raise UsageError or NotFound where a parameter is missing, unknown or wrong."""
    given = _given(saved, parameters or {})
    chosen = {
        parameter.name: resolve(store, saved, parameter, given[parameter.name])
        for parameter in saved.parameters
        if given.get(parameter.name)
    }
    rows = _merged(_rows(store, saved, _widened(store, saved, chosen)))
    values = {parameter.name: "" for parameter in saved.parameters}
    values |= {name: listed((choice.label for choice in found), "or") for name, found in chosen.items()}
    finding = Finding(rows)
    if saved.analysis:
        finding = _analysis(saved)(Asked(store, saved, chosen, values), rows)
    return Answer(
        name=saved.name,
        question=fill(saved.question, [], values),
        parameters=given,
        answer=finding.answer or fill(_template(saved, finding.rows), finding.rows, values),
        columns=_columns(saved, finding.rows),
        rows=tuple(finding.rows),
    )


def legal_values(store: Store, saved: SavedQuery, parameter: Parameter) -> list[tuple[str, str]]:
    """Return the values a parameter may take, as (value, label); empty where any text goes."""
    return [(choice.key, choice.label) for choice in choices(store, saved, parameter)]


def suggested(store: Store, saved: SavedQuery) -> dict[str, str]:
    """Return a value for each parameter that needs one and has no default, so that a question can run at once."""
    found: dict[str, str] = {}
    used: dict[str, int] = {}
    for parameter in saved.parameters:
        if parameter.optional or parameter.default:
            continue
        legal = legal_values(store, saved, parameter)
        if legal:
            number = used.get(parameter.type, 0)
            used[parameter.type] = number + 1
            found[parameter.name] = legal[min(number, len(legal) - 1)][0]
    return found


def _given(saved: SavedQuery, parameters: Mapping[str, str]) -> dict[str, str]:
    """Return the parameters that have a value, defaults included, white space folded."""
    known = {parameter.name for parameter in saved.parameters}
    for name in parameters:
        if name not in known:
            right = f"it takes {names_of(saved.parameters)}." if known else "it takes none."
            raise UsageError(f"“{saved.name}” has no parameter “{name}”; {right}")
    values = {p.name: fold(parameters.get(p.name) or p.default) for p in saved.parameters}
    missing = [p for p in saved.parameters if not values[p.name] and not p.optional]
    if missing:
        raise UsageError(f"“{saved.name}” needs a value for {names_of(missing)}.")
    return {name: value for name, value in values.items() if value}


def _analysis(saved: SavedQuery) -> Analysis:
    if saved.analysis not in ANALYSES:
        known = ", ".join(sorted(ANALYSES))
        raise DataError(f"{saved.name}.rq names an analysis “{saved.analysis}” that does not exist; known are {known}.")
    return ANALYSES[saved.analysis]


def _widened(store: Store, saved: SavedQuery, chosen: Mapping[str, list[Choice]]) -> dict[str, list[Term]]:
    """Return the terms to bind, by variable; an outcome or audience stands for its narrower ones too."""
    found: dict[str, list[Term]] = {}
    for parameter in saved.parameters:
        if parameter.name not in chosen or parameter.variable not in saved.variables:
            continue
        terms = [choice.term for choice in chosen[parameter.name] if choice.term is not None]
        if parameter.type in ("outcome", "audience"):
            terms = _with_narrower(store, terms)
        found[parameter.variable] = terms
    return found


def _with_narrower(store: Store, terms: Iterable[Term]) -> list[Term]:
    children: dict[Term | None, list[Term | None]] = {}
    for row in select(store, "narrower"):
        children.setdefault(row["broader"], []).append(row["concept"])
    found: dict[Term, None] = {}
    waiting: list[Term | None] = list(terms)
    while waiting:
        term = waiting.pop()
        if term is not None and term not in found:
            found[term] = None
            waiting += children.get(term, [])
    return list(found)


def _rows(store: Store, saved: SavedQuery, bindings: Mapping[str, list[Term]]) -> list[Row]:
    """Return the rows for the values chosen: one value is bound; of several, the rows that speak of any are kept."""
    single = {name: terms[0] for name, terms in bindings.items() if len(terms) == 1}
    several = {name: set(terms) for name, terms in bindings.items() if len(terms) != 1}
    result = store.query(saved.sparql, single)
    assert isinstance(result, ox.QuerySolutions)
    names = [variable.value for variable in result.variables]
    return [
        _row(store, names, solution)
        for solution in result
        if all(solution[name] in terms for name, terms in several.items())
    ]


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


def _merged(rows: list[Row]) -> list[Row]:
    """Join rows that differ only in their sentence: the first sentence stays, the others are kept beside it."""
    found: dict[str, Row] = {}
    for row in rows:
        key = repr([(name, value) for name, value in row.items() if name not in _EVIDENCE])
        first = found.setdefault(key, row)
        if first is not row and row.get("passage") not in (first.get("passage"), None):
            also = first.setdefault("passages", [{"passage": first["passage"], "quote": first.get("quote")}])
            if all(item["passage"] != row["passage"] for item in also):
                also.append({"passage": row["passage"], "quote": row.get("quote")})
    return list(found.values())


def _template(saved: SavedQuery, rows: list[Row]) -> str:
    kind = "none" if not rows else "one" if len(rows) == 1 else "many"
    fallback = "Nothing was found." if not rows else "{rows: row|rows}."
    return saved.answer.get(kind) or saved.answer.get("many" if rows else "none") or fallback


def _columns(saved: SavedQuery, rows: list[Row]) -> tuple[Column, ...]:
    """Return the columns as noted; without a note, all that the query selects but for addresses."""
    if saved.columns:
        return saved.columns
    names = [name for name in saved.variables if name not in _HIDDEN and not name.endswith("_at")]
    return tuple(Column(name, name.replace("_", " ").capitalize()) for name in names)
