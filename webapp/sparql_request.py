"""A request of the SPARQL 1.1 protocol, read strictly: one query, the graphs it is asked of, the format wished for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl

from flask import Request

from graph.errors import JunctionBoxError, UsageError

LONGEST_ADDRESS = 64_000
_FORM = "application/x-www-form-urlencoded"
_QUERY = "application/sparql-query"
_UPDATE = "application/sparql-update"


class WrongMediaType(JunctionBoxError):
    """A body that is sent as something that is not read here."""

    status = 415


class AddressTooLong(JunctionBoxError):
    """An address longer than is read here."""

    status = 414


@dataclass(frozen=True, slots=True)
class SparqlRequest:
    """What was asked; no query means that the description of the service is wanted."""

    query: str | None
    default_graphs: tuple[str, ...] | None
    named_graphs: tuple[str, ...] | None
    format: str


def read_request(request: Request) -> SparqlRequest:
    """Read a GET or POST of the protocol; raise UsageError saying what is wrong with it."""
    if len(request.query_string) > LONGEST_ADDRESS:
        raise AddressTooLong(f"This address is longer than {LONGEST_ADDRESS:,} bytes; send the query with POST.")
    values = _values(request.query_string, "address")
    if request.method == "POST":
        _add_body(request, values)
    if "update" in values:
        raise UsageError("This endpoint can only be read; it takes no updates.")
    queries = values.get("query", [])
    if len(queries) > 1:
        raise UsageError("There is more than one query; send one at a time.")
    if request.method == "POST" and not queries:
        raise UsageError("There is no query; send it as “query” of a form, or as the body (application/sparql-query).")
    return SparqlRequest(
        query=queries[0] if queries else None,
        default_graphs=_graphs(values, "default-graph-uri"),
        named_graphs=_graphs(values, "named-graph-uri"),
        format=(values.get("format") or [""])[-1],
    )


def _add_body(request: Request, values: dict[str, list[str]]) -> None:
    if request.mimetype not in (_FORM, _QUERY, _UPDATE):
        sent = f"“{request.mimetype}”" if request.mimetype else "a body without a content type"
        raise WrongMediaType(f"A query is sent as {_FORM} or {_QUERY}, not as {sent}.")
    if request.mimetype == _UPDATE:
        raise UsageError("This endpoint can only be read; it takes no updates.")
    charset = request.mimetype_params.get("charset", "utf-8").lower()
    if charset not in ("utf-8", "utf8", "us-ascii"):
        raise WrongMediaType(f"A query is sent as UTF-8, not as {charset}.")
    body = request.get_data(cache=False)
    if request.mimetype == _QUERY:
        values.setdefault("query", []).append(_text(body, "body"))
        return
    for name, found in _values(body, "form").items():
        values.setdefault(name, []).extend(found)


def _values(data: bytes, where: str) -> dict[str, list[str]]:
    """Return the values of an address or a form by name."""
    found: dict[str, list[str]] = {}
    try:
        for name, value in parse_qsl(
            data.decode("ascii"), keep_blank_values=True, encoding="utf-8", errors="strict", max_num_fields=1000
        ):
            found.setdefault(name, []).append(value)
    except UnicodeDecodeError:
        raise UsageError(f"The {where} is not UTF-8 text.") from None
    except ValueError:
        raise UsageError(f"The {where} has more than 1,000 values.") from None
    return found


def _text(body: bytes, where: str) -> str:
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UsageError(f"The {where} is not UTF-8 text.") from None


def _graphs(values: Mapping[str, Sequence[str]], name: str) -> tuple[str, ...] | None:
    if name not in values:
        return None
    for iri in values[name]:
        if ":" not in iri or any(char <= " " or char in '<>"{}|\\^`' for char in iri):
            raise UsageError(f"“{iri}” in {name} is not a whole web address.")
    return tuple(values[name])
