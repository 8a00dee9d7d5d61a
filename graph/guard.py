"""A query from outside may read this graph and nothing else, and must be one that the engine survives."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.errors import UsageError
from graph.query_cost import cost
from graph.settings import Limits
from graph.sparql_tokens import Token, tokens, unescaped

FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_UPDATES = {"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"}
_HIDDEN_SERVICE = re.compile(r"\).*service", re.IGNORECASE)
"""In what may be read as an address or, after “less than”, as the end of a condition and a SERVICE."""


@dataclass(frozen=True, slots=True)
class Examined:
    """A query that may be run: its text, its form (SELECT, ASK, CONSTRUCT, DESCRIBE), and the graphs it names."""

    sparql: str
    form: str
    sources: tuple[str, ...]


def examined(sparql: str, limits: Limits | None = None) -> Examined:
    """Return what is known of a query before it runs, or raise UsageError saying what is refused."""
    limits = limits or Limits()
    if len(sparql) > limits.query_characters:
        raise UsageError(
            f"This query has {len(sparql):,} characters; {limits.query_characters:,} are allowed (query_characters)."
        )
    found = list(tokens(sparql))
    _refuse_service(found)
    if "\\" in sparql:
        _refuse_service(list(tokens(unescaped(sparql))))
    _refuse_cost(found, limits)
    return Examined(sparql, _form(found), tuple(_sources(found)))


def checked(sparql: str, limits: Limits | None = None) -> str:
    """Return a query that may be run here, or raise UsageError saying what is refused."""
    return examined(sparql, limits).sparql


def _refuse_service(found: Sequence[Token]) -> None:
    for token in found:
        if token.keyword == "SERVICE" or (token.kind == "iri" and _HIDDEN_SERVICE.search(token.text)):
            raise UsageError("SERVICE would ask another computer; queries here read this graph only.")


def _refuse_cost(found: Sequence[Token], limits: Limits) -> None:
    counted = cost(found)
    for value, most, words in (
        (counted.depth, limits.query_depth, "nests brackets {0} deep; {1} are allowed (query_depth)"),
        (counted.chain, limits.query_chain, "puts {0} operators or groups in one chain; {1} are allowed (query_chain)"),
        (counted.patterns, limits.query_patterns, "has {0} patterns; {1} are allowed (query_patterns)"),
    ):
        if value > most:
            raise UsageError(f"This query {words.format(value, most)}.")


def _form(found: Sequence[Token]) -> str:
    rest = iter(found)
    for token in rest:
        if token.keyword in ("BASE", "VERSION"):
            next(rest, None)
        elif token.keyword == "PREFIX":
            next(rest, None)
            next(rest, None)
        elif token.keyword in FORMS:
            return token.keyword
        elif token.keyword in _UPDATES:
            raise UsageError(f"{token.keyword} would change the data; queries here can only read.")
        else:
            break
    right = "SELECT, ASK, CONSTRUCT or DESCRIBE, after BASE and PREFIX if need be"
    raise UsageError(f"This query cannot be read: it should begin with {right}.")


def _sources(found: Sequence[Token]) -> Iterator[str]:
    """Give out what follows FROM and FROM NAMED, as written."""
    for number, token in enumerate(found):
        if token.kind == "sign" and token.text == "{":
            return
        if token.keyword == "FROM":
            rest = [item for item in found[number + 1 : number + 3] if item.keyword != "NAMED"]
            yield rest[0].text.strip("<>") if rest else ""
