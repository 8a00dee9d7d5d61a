"""What the SPARQL endpoint of an application stands on: the data in force, and the processes that answer."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

from flask import Flask, Response, current_app

from graph.description import Counts, Dump, Example
from graph.query_source import QuerySource
from graph.query_workers import QueryWorkers
from webapp.headers import request_id

_KEY = "junctionbox-endpoint"


@dataclass(frozen=True, slots=True)
class Published:
    """The data in force: where they come from, their title and base, how they are asked, and what they hold.

    With `union` the default graph of a query is all graphs at once.
    """

    source: QuerySource
    title: str
    base: str
    union: bool
    counts: Callable[[], Counts]
    examples: Callable[[], tuple[Example, ...]]
    dump: Callable[[], Dump | None] = lambda: None
    page: str = ""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """The processes that answer, and a function that returns the data in force."""

    workers: QueryWorkers
    published: Callable[[], Published]


def install(app: Flask, endpoint: Endpoint) -> None:
    """Give an application its endpoint."""
    app.extensions[_KEY] = endpoint


def endpoint_of(app: Flask | None = None) -> Endpoint:
    """Return the endpoint of an application, or of the one that answers."""
    found = (app or current_app).extensions[_KEY]
    assert isinstance(found, Endpoint)
    return found


def problem(status: int, detail: str, **more: object) -> Response:
    """Return a refusal that programs can read (RFC 9457)."""
    titles = {
        410: "Gone",
        400: "Not understood",
        404: "Not found",
        405: "Not possible",
        406: "No such format",
        413: "Too large",
    }
    titles |= {410: "Gone", 414: "Address too long", 415: "Not understood", 503: "Not answered"}
    told = {"title": titles.get(status, "Something went wrong"), "status": status, "detail": detail}
    told |= {name: value for name, value in more.items() if value} | {"request_id": request_id()}
    return Response(json.dumps(told, ensure_ascii=False) + "\n", status, mimetype="application/problem+json")
