"""The `#+` notes of a saved question, read and checked (grlc's convention: YAML in comments above the SPARQL)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pyoxigraph as ox
import yaml

from graph.errors import DataError, UsageError
from graph.guard import checked
from graph.iris import DEFAULT_BASE
from graph.saved_query import PLAIN_TYPES, THING_TYPES, Column, Parameter, SavedQuery

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*$")
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_saved(name: str, text: str, path: Path = Path()) -> SavedQuery:
    """Read one saved question from its text; raise DataError, naming the file, where it is wrong."""
    file = f"{name}.rq"
    if not _NAME.match(name):
        raise DataError(f"{file} cannot be offered: a name is made of small letters, digits and hyphens.")
    notes = _notes(file, text)
    for needed in ("title", "question"):
        if not isinstance(notes.get(needed), str):
            raise DataError(f"{file} has no {needed} in its “#+” notes.")
    saved = SavedQuery(
        name=name,
        title=notes["title"],
        question=notes["question"],
        sparql=text,
        description=str(notes.get("description", "")).strip(),
        tags=tuple(str(tag) for tag in _list(file, notes, "tags")),
        parameters=tuple(_parameter(file, item) for item in _list(file, notes, "parameters")),
        answer=_answer(file, notes.get("answer", {})),
        columns=_columns(file, notes.get("columns", {})),
        variables=_variables(file, text),
        analysis=str(notes.get("analysis", "")),
        settings=_mapping(file, notes, "settings"),
        path=path,
    )
    _check(file, saved)
    return saved


_KNOWN = ("title", "question", "description", "tags", "parameters", "answer", "columns", "analysis", "settings")


def _notes(file: str, text: str) -> dict[str, Any]:
    lines = [line[2:].removeprefix(" ") for line in text.splitlines() if line.startswith("#+")]
    try:
        notes = yaml.load("\n".join(lines), Loader=_LOADER)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f" (line {mark.line + 1} of them)" if mark else ""
        raise DataError(f"{file} cannot be read: its “#+” notes are not well written{where}.") from error
    if not isinstance(notes, dict):
        raise DataError(f"{file} has no “#+” notes with a title and a question.")
    for name in notes:
        if name not in _KNOWN:
            raise DataError(f"{file} has an unknown note “{name}”; known are {', '.join(_KNOWN)}.")
    return notes


def _list(file: str, notes: Mapping[str, Any], name: str) -> list[Any]:
    value = notes.get(name) or []
    if not isinstance(value, list):
        raise DataError(f"{file}: the note “{name}” should be a list.")
    return value


def _mapping(file: str, notes: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = notes.get(name) or {}
    if not isinstance(value, dict):
        raise DataError(f"{file}: the note “{name}” should have names and values.")
    return MappingProxyType(value)


def _parameter(file: str, item: Any) -> Parameter:
    known = ("name", "label", "type", "default", "help", "optional", "values")
    if not isinstance(item, dict) or not isinstance(item.get("name"), str):
        raise DataError(f"{file}: a parameter has no name.")
    name = item["name"]
    for key in item:
        if key not in known:
            raise DataError(
                f"{file}: the parameter “{name}” has an unknown part “{key}”; known are {', '.join(known)}."
            )
    kind = item.get("type", "text")
    if kind not in (*THING_TYPES, *PLAIN_TYPES):
        types = ", ".join((*THING_TYPES, *PLAIN_TYPES))
        raise DataError(f"{file}: the parameter “{name}” has an unknown type “{kind}”; known are {types}.")
    values = item.get("values", ())
    return Parameter(
        name=name,
        label=str(item.get("label", name.replace("-", " ").capitalize())),
        type=kind,
        default=str(item.get("default", "")),
        help=str(item.get("help", "")),
        optional=bool(item.get("optional", False)),
        values=tuple(str(value) for value in values) if isinstance(values, list) else str(values or ""),
    )


def _answer(file: str, note: Any) -> Mapping[str, str]:
    if isinstance(note, str):
        return MappingProxyType({"none": note, "one": note, "many": note})
    if not isinstance(note, dict) or not set(note) <= {"none", "one", "many"}:
        raise DataError(f"{file}: the note “answer” should have sentences for none, one and many.")
    return MappingProxyType({key: str(value).strip() for key, value in note.items()})


def _columns(file: str, note: Any) -> tuple[Column, ...]:
    if not isinstance(note, dict):
        raise DataError(f"{file}: the note “columns” should give each column its heading.")
    found = []
    for name, value in note.items():
        parts = value if isinstance(value, dict) else {"header": value}
        found.append(Column(str(name), str(parts.get("header", name)), str(parts.get("verb", ""))))
    return tuple(found)


def _variables(file: str, text: str) -> tuple[str, ...]:
    """Return the variables that the query selects; reading it against an empty store shows whether it is well made."""
    try:
        result = ox.Store().query(checked(text), base_iri=DEFAULT_BASE)
    except UsageError as error:
        raise DataError(f"{file} cannot be offered: {error}") from error
    except (SyntaxError, ValueError) as error:
        raise DataError(f"{file} holds no SPARQL that can be read: {error}.") from error
    if not isinstance(result, ox.QuerySolutions):
        raise DataError(f"{file} should hold a SELECT query.")
    return tuple(variable.value for variable in result.variables)


def _check(file: str, saved: SavedQuery) -> None:
    for parameter in saved.parameters:
        if parameter.variable not in saved.variables and not saved.analysis:
            raise DataError(
                f"{file}: the query should select ?{parameter.variable}, which the parameter “{parameter.name}” binds."
            )
    if not saved.analysis:
        for column in saved.columns:
            if column.name not in saved.variables:
                raise DataError(f"{file}: the column “{column.name}” is not among what the query selects.")
