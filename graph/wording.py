"""Sentences from templates: counts, lists and values of an answer's rows put into words.

`{rows}`, `{rows: action|actions}`, `{count of partner}`, `{count of partner where status is proposed: one|many}`,
`{list of partner}`, `{quotes of action}`; `{partner}` is a parameter, or else the first row's value. A part in square
brackets is left out when something in it is empty or nought.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from graph.errors import DataError

Row = Mapping[str, Any]
LONGEST_LIST = 12
"""How many items a sentence lists before it says how many more there are."""

_FIELD = re.compile(r"\{([^{}]+)\}")
_PART = re.compile(r"\[([^\[\]]*)\]")
_COUNT = re.compile(
    r"(?P<what>count|list|quotes) of (?P<column>\w+)(?: where (?P<where>\w+) is (?P<value>[^:]+?))?"
    r"(?::\s*(?P<one>[^|]+)\|(?P<many>.+))?$"
)
_ROWS = re.compile(r"rows(?::\s*(?P<one>[^|]+)\|(?P<many>.+))?$")


def listed(items: Iterable[str], last: str = "and") -> str:
    """Return some words as a list: “a, b and c”; a long one is cut and says how many more there are."""
    words = list(dict.fromkeys(items))
    if len(words) > LONGEST_LIST + 1:
        return f"{', '.join(words[:LONGEST_LIST])} and {len(words) - LONGEST_LIST} more"
    return f" {last} ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def counted(number: int, one: str, many: str) -> str:
    """Return a number with its noun: “1 action”, “3 actions”."""
    return f"{number} {one if number == 1 else many}"


def fill(template: str, rows: Sequence[Row], values: Mapping[str, str]) -> str:
    """Return a template's sentence for some rows and the parameters' values."""

    fields = {field: _value(field, rows, values) for field in dict.fromkeys(_FIELD.findall(template))}

    def part(match: re.Match[str]) -> str:
        words = [fields[field] for field in _FIELD.findall(match[1])]
        return "" if any(word in ("", "0") or word.startswith("0 ") for word in words) else match[1]

    filled = _FIELD.sub(lambda match: fields[match[1]], _PART.sub(part, template))
    return re.sub(r"\s+", " ", filled).strip()


def _value(field: str, rows: Sequence[Row], values: Mapping[str, str]) -> str:
    if match := _ROWS.match(field):
        return counted(len(rows), match["one"], match["many"]) if match["one"] else str(len(rows))
    if match := _COUNT.match(field):
        return _of_rows(match, rows)
    if values.get(field):
        return values[field]
    if re.fullmatch(r"\w+", field):
        return _word(rows[0].get(field)) if rows else ""
    raise DataError(f"“{{{field}}}” in an answer’s sentence cannot be understood.")


def _of_rows(match: re.Match[str], rows: Sequence[Row]) -> str:
    column, where = match["column"], match["where"]
    chosen = [row for row in rows if where is None or _word(row.get(where)) == match["value"]]
    if match["what"] != "count":
        words = [word for row in chosen for word in _words(row.get(column))]
        return listed(f"“{word}”" if match["what"] == "quotes" else word for word in words)
    things = {(row.get("links") or {}).get(column) or _word(row.get(column)) for row in chosen} - {""}
    return counted(len(things), match["one"], match["many"]) if match["one"] else str(len(things))


def _words(value: Any) -> list[str]:
    values = value if isinstance(value, (list, tuple)) else [value]
    return [str(item) for item in values if item not in (None, "")]


def _word(value: Any) -> str:
    return value if isinstance(value, str) else listed(_words(value))
