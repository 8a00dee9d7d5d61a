"""Legal values of parameters, and finding the one that a person means."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pyoxigraph as ox
from rapidfuzz import fuzz, process, utils

from graph.errors import DataError, NotFound, UsageError
from graph.iris import fold, slug
from graph.parts import select
from graph.periods import check_month
from graph.saved import QUERIES
from graph.saved_query import THING_TYPES, Parameter, SavedQuery
from graph.store import Store, Term
from graph.wording import listed

_LONGEST_TEXT = 500
_FEW = 5
"""How many legal values an error can name."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One legal value: what is bound, how it is written in an address, what it is called, and its other names."""

    term: Term | None
    key: str
    label: str
    others: tuple[str, ...] = ()


def choices(store: Store, saved: SavedQuery, parameter: Parameter) -> list[Choice]:
    """Return the legal values of a parameter in the order its values query gives; none where anything goes."""
    if isinstance(parameter.values, tuple) and parameter.values:
        return [Choice(ox.Literal(value), value, value) for value in parameter.values]
    query = _values_query(saved, parameter)
    if query is None:
        return []
    result = store.query(query)
    if not isinstance(result, ox.QuerySolutions):
        raise DataError(f"{saved.name}.rq: the values of “{parameter.name}” should be a SELECT of ?value and ?label.")
    columns = [variable.value for variable in result.variables]
    rows = [dict(zip(columns, row, strict=True)) for row in result]
    labels = {row["value"]: fold(row["label"].value if row.get("label") else row["value"].value) for row in rows}
    others: dict[Term, dict[str, None]] = {value: {} for value in labels}
    for row in rows:
        if row.get("other"):
            others[row["value"]][fold(row["other"].value)] = None
    contexts = {row["value"]: fold(row["context"].value) for row in rows if row.get("context")}
    return [
        Choice(value, _key(store, value), label, tuple(others[value]))
        for value, label in _told_apart(labels, contexts).items()
    ]


def _values_query(saved: SavedQuery, parameter: Parameter) -> str | None:
    """Return the query that lists the legal values: given inline, in a named file, or by the parameter's type."""
    named = str(parameter.values or "")
    if "{" in named:
        return named
    name = named or parameter.type
    for folder in (saved.path.parent, QUERIES):
        path = folder / "values" / f"{name}.rq"
        if re.fullmatch(r"[a-z-]+", name) and path.is_file():
            return path.read_text("utf-8")
    if named:
        raise DataError(f"{saved.name}.rq: there is no file values/{name}.rq for the parameter “{parameter.name}”.")
    return None


def _text(term: Term | None) -> str:
    return term.value if isinstance(term, (ox.NamedNode, ox.Literal)) else ""


def _key(store: Store, value: Term) -> str:
    """Return a value as it is written in an address: the last part of a short IRI, or all below the base."""
    path = _text(value).removeprefix(store.base)
    kind = re.fullmatch(r"(?:id/(?:partner|place)|scheme/(?:outcome|audience))/([^/]+)", path)
    return kind[1] if kind else path


def _told_apart(labels: dict[Term, str], contexts: dict[Term, str]) -> dict[Term, str]:
    """Return labels with the context in brackets where several values share one label."""
    often = Counter(labels.values())
    return {
        value: f"{label} ({contexts[value]})" if often[label] > 1 and value in contexts else label
        for value, label in labels.items()
    }


def resolve(store: Store, saved: SavedQuery, parameter: Parameter, given: str) -> list[Choice]:
    """Return what a given text means: all things of that name, or one plain value; refuse what is unknown."""
    if len(given) > _LONGEST_TEXT:
        raise UsageError(f"The value of “{parameter.name}” is longer than any name.")
    if parameter.type == "month":
        return [Choice(ox.Literal(check_month(given)), given, given)]
    if parameter.type == "number":
        if not re.fullmatch(r"-?\d{1,15}(\.\d{1,6})?", given):
            raise UsageError(f"“{given}” is not a number; the parameter “{parameter.name}” needs one.")
        return [Choice(ox.Literal(float(given) if "." in given else int(given)), given, given)]
    legal = choices(store, saved, parameter)
    if parameter.type == "text" and not legal:
        return [Choice(ox.Literal(given), given, given)]
    found = _matching(store, legal, given) or _by_cue(store, parameter, legal, given)
    if not found:
        raise _unknown(parameter, legal, given)
    return found


def _matching(store: Store, legal: list[Choice], given: str) -> list[Choice]:
    """Return the values a text names: by key, address or label; by another name; or as the only one with its words."""
    wanted = given.casefold()
    tests: tuple[Callable[[Choice], bool], ...] = (
        lambda choice: wanted in _addresses(store, choice),
        lambda choice: wanted in (other.casefold() for other in choice.others),
        lambda choice: any(slug(name) == slug(given) for name in _names(choice)) and slug(given) != "unnamed",
    )
    for test in tests:
        if found := [choice for choice in legal if test(choice)]:
            return found
    words = re.compile(rf"(?<!\w){re.escape(wanted)}(?!\w)")
    inside = [choice for choice in legal if any(words.search(name.casefold()) for name in _names(choice))]
    return inside if len(inside) == 1 and len(given) > 2 else []


def _by_cue(store: Store, parameter: Parameter, legal: list[Choice], given: str) -> list[Choice]:
    """Return the concepts of which a text is a cue phrase, such as “over 65s” of an audience."""
    if parameter.type not in ("outcome", "audience"):
        return []
    scheme = ox.NamedNode(f"{store.base}scheme/{parameter.type}")
    rows = select(store, "cues", {"cue": ox.Literal(given.lower(), language="en"), "scheme": scheme})
    named = {row["value"] for row in rows}
    return [choice for choice in legal if choice.term in named]


def _names(choice: Choice) -> tuple[str, ...]:
    return (choice.label, *choice.others)


def _addresses(store: Store, choice: Choice) -> set[str]:
    value = _text(choice.term)
    bare = re.sub(r" \([^()]*\)$", "", choice.label)
    return {text.casefold() for text in (choice.key, choice.label, bare, value, value.removeprefix(store.base))}


def _unknown(parameter: Parameter, legal: list[Choice], given: str) -> NotFound | UsageError:
    """Return the error that names the nearest legal values, or a few of them."""
    shown = given if len(given) <= 60 else given[:59] + "…"
    names: Mapping[str, str] = {name: choice.label for choice in reversed(legal) for name in _names(choice)}
    scored = process.extract(
        given, list(names), scorer=fuzz.WRatio, processor=utils.default_process, limit=6, score_cutoff=60
    )
    near = list(dict.fromkeys(names[name] for name, _, _ in scored))[:3] if len(legal) > _FEW else []
    if near:
        hint = f"did you mean {listed(near, 'or')}?"
    else:
        hint = (
            f"there is {listed([choice.label for choice in legal][:_FEW], 'or')}."
            if legal
            else "there is none to choose."
        )
    if parameter.type in THING_TYPES:
        return NotFound(f"No {parameter.type} here is called “{shown}”; {hint}")
    return UsageError(f"“{shown}” is not a value of “{parameter.name}”; {hint}")
