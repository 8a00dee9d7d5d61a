"""The SPARQL 1.1 protocol, read only, and the descriptions that other tools look for."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from typing import IO

import pyoxigraph as ox
from flask import Blueprint, Response, make_response, render_template, request, url_for
from werkzeug.exceptions import HTTPException

from graph.answer_formats import GRAPHS, ROWS
from graph.description import Described, dataset_description, service_description, written
from graph.errors import JunctionBoxError
from graph.guard import examined
from graph.query_process import QueryFailed
from graph.query_task import Task
from graph.query_workers import Answered
from webapp.endpoint import Endpoint, Published, endpoint_of, problem
from webapp.negotiation import chosen
from webapp.sparql_request import SparqlRequest, read_request

pages = Blueprint("sparql", __name__)
_METHODS = "GET, HEAD, POST, OPTIONS"
_PIECE = 65_536


@pages.route("/sparql", methods=["GET", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"], provide_automatic_options=False)
def sparql() -> Response:
    """Answer a query; without one, say what this service can do."""
    if request.method == "OPTIONS":
        return Response(status=204, headers={"Allow": _METHODS})
    if request.method not in ("GET", "HEAD", "POST"):
        refused = problem(405, f"This endpoint takes {_METHODS}.")
        refused.headers["Allow"] = _METHODS
        return refused
    asked = read_request(request)
    endpoint = endpoint_of()
    published = endpoint.published()
    if asked.query is None:
        return _page(published) or _described(published, service_description, asked.format)
    return _answer(endpoint, published, asked, asked.query)


@pages.get("/.well-known/void")
def void() -> Response:
    """Describe the data set."""
    return _described(endpoint_of().published(), dataset_description, request.args.get("format", ""))


def _answer(endpoint: Endpoint, published: Published, asked: SparqlRequest, query: str) -> Response:
    limits = endpoint.workers.limits
    known = examined(query, limits)
    form, content_type = chosen(
        ROWS if known.form in ("SELECT", "ASK") else GRAPHS, request.accept_mimetypes, asked.format
    )
    given = asked.default_graphs is not None or asked.named_graphs is not None
    task = Task(
        sparql=query,
        form=form.name,
        base=published.base or request.base_url,
        default_graphs=asked.default_graphs,
        named_graphs=asked.named_graphs,
        union=published.union and not given and not known.sources,
        most_rows=limits.query_rows,
        most_bytes=limits.query_answer_bytes,
        sources=() if given else known.sources,
    )
    gone: Callable[[], bool] = request.environ.get("waitress.client_disconnected", lambda: False)
    return _streamed(endpoint.workers.answer(published.source, task, gone), content_type)


def _streamed(answered: Answered, content_type: str) -> Response:
    response = Response(_pieces(answered.body), content_type=content_type)
    response.content_length = answered.length
    response.call_on_close(answered.body.close)
    return response


def _pieces(body: IO[bytes]) -> Iterator[bytes]:
    while piece := body.read(_PIECE):
        yield piece


def _page(published: Published) -> Response | None:
    """Return the page with a box for a query, where there is one and a browser asks."""
    wanted = any(value == "text/html" for value, _ in request.accept_mimetypes)
    if not published.page or not wanted or "format" in request.args:
        return None
    if request.accept_mimetypes.best_match(["text/turtle", "application/ld+json", "text/html"]) != "text/html":
        return None
    return make_response(render_template(published.page, limits=endpoint_of().workers.limits))


def _described(published: Published, describe: Callable[[Described], list[ox.Triple]], name: str) -> Response:
    form, content_type = chosen(GRAPHS, request.accept_mimetypes, name)
    described = Described(
        endpoint=url_for("sparql.sparql", _external=True),
        address=url_for("sparql.void", _external=True),
        title=published.title,
        base=published.base,
        union=published.union,
        counts=published.counts(),
        examples=published.examples(),
        dump=published.dump(),
        root=request.url_root,
    )
    assert isinstance(form.engine, ox.RdfFormat)
    triples = describe(described)
    response = Response(written(triples, form.engine), content_type=content_type)
    # Of what is said, not of the bytes: the engine writes prefixes in any order.
    said = "\n".join([form.name, *map(str, triples)])
    response.set_etag(hashlib.sha256(said.encode()).hexdigest()[:16])
    response.make_conditional(request)
    return response


@pages.after_request
def _open_to_all(response: Response) -> Response:
    """Let pages of other sites read: nothing here can be changed, and nothing depends on who asks."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Expose-Headers"] = "ETag, Link, Retry-After, X-Request-Id"
    if request.method == "OPTIONS":
        response.headers["Access-Control-Allow-Methods"] = _METHODS
        response.headers["Access-Control-Allow-Headers"] = "Accept, Content-Type, If-None-Match"
        response.headers["Access-Control-Max-Age"] = "86400"
    response.vary.add("Accept")
    response.headers["Link"] = f'<{url_for("sparql.void")}>; rel="describedby"'
    return response


@pages.errorhandler(JunctionBoxError)
def _refused(error: JunctionBoxError) -> Response:
    limit = error.limit if isinstance(error, QueryFailed) else ""
    response = problem(error.status, str(error), limit=limit)
    if isinstance(error, QueryFailed) and error.retry_after:
        response.headers["Retry-After"] = str(error.retry_after)
    return response


@pages.errorhandler(HTTPException)
def _of_the_protocol(error: HTTPException) -> Response:
    sentence = {413: "What was sent is larger than this endpoint accepts."}.get(error.code or 500)
    return problem(error.code or 500, sentence or str(error.description))
