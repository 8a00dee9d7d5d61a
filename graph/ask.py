"""Asking a saved question: values are bound, rows become plain records, and a sentence answers first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from graph.analyses import ANALYSES, Analysis
from graph.choices import Choice, choices, resolve
from graph.errors import DataError, UsageError
from graph.finding import Asked, Finding
from graph.iris import fold
from graph.parts import select
from graph.rows import Row, read_rows
from graph.saved_query import Column, Parameter, SavedQuery, names_of
from graph.store import Store, Term
from graph.wording import fill, listed

_HIDDEN = {"document", "first", "last", "ordinal", "passage", "partner_passage"}


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
    rows = _rows(store, saved, _widened(store, saved, chosen))
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
    several = {name: frozenset(terms) for name, terms in bindings.items() if len(terms) != 1}
    return read_rows(store, saved.sparql, single, several)


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
