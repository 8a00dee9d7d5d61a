"""Linked data: the address of a thing leads a program to its data, and a browser to its page."""

from __future__ import annotations

import hashlib

import pyoxigraph as ox
from flask import Blueprint, Flask, Response, jsonify, make_response, redirect, request

from graph.answer_formats import GRAPHS, AnswerFormat
from graph.errors import JunctionBoxError
from graph.registry import read_book
from graph.store import MemoryStore
from graph.thing import context, replacement, thing_bytes, thing_triples
from graph.workspace import Workspace
from webapp.endpoint import problem
from webapp.live import live_graph, shown
from webapp.negotiation import NotAcceptable, chosen

pages = Blueprint("linked_data", __name__)
FORMATS = tuple(form for form in GRAPHS if form.name in ("turtle", "jsonld", "ntriples", "rdfxml"))
_BY_SUFFIX = {form.suffix: form for form in FORMATS}
_THINGS = ("/id/", "/doc/", "/scheme/", "/decision/")
_VOCABULARY = "ns"


def install(app: Flask) -> None:
    """Let the pages of things lead programs to the data, by what they accept or by a suffix."""
    app.before_request(_lead)
    app.after_request(_point)


def _lead() -> Response | None:
    """Send those who want data on with 303; those who take a page go on to it."""
    if request.method not in ("GET", "HEAD") or not request.path.startswith(_THINGS):
        return None
    thing, dot, suffix = request.path.rpartition(".")
    if dot and suffix == "html":
        return _see(thing)
    if dot and suffix in _BY_SUFFIX:
        return _see(f"/data{request.path}")
    accept = request.accept_mimetypes
    if not accept or (accept["text/html"] > 0 and accept["text/html"] >= max(accept[kind] for kind in _kinds())):
        return None
    try:
        form, _ = chosen(FORMATS, accept)
    except NotAcceptable:
        refused = problem(406, f"This comes as text/html, {', '.join(_kinds())}; none of these is accepted.")
        refused.vary.add("Accept")
        return refused
    return _see(f"/data{request.path}.{form.suffix}")


def _kinds() -> list[str]:
    return [form.media_types[0] for form in FORMATS]


def _see(address: str) -> Response:
    response = make_response(redirect(address, 303))
    response.vary.add("Accept")
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def _point(response: Response) -> Response:
    """Name the data of the thing that a page is about."""
    if request.path.startswith(_THINGS) and response.status_code == 200:
        response.vary.add("Accept")
        for form in FORMATS:
            address = f"/data{request.path}.{form.suffix}"
            response.headers.add("Link", f'<{address}>; rel="alternate"; type="{form.media_types[0]}"')
        response.headers.add("Link", f'<{request.path}.ttl>; rel="describedby"; type="text/turtle"')
    return response


@pages.get("/data/<path:thing>")
def data(thing: str) -> Response:
    """Give a thing as data, in the format of the suffix or, without one, of what is accepted."""
    loaded = shown()
    path, form, content_type = _wanted(thing)
    iri = loaded.store.base + path
    triples = thing_triples(loaded.store, iri) if _is_address(iri) else []
    if not triples:
        return _absent(live_graph().workspace, path)
    other = replacement(triples, iri)
    if other and other.startswith(loaded.store.base):
        return make_response(redirect(f"/data/{other.removeprefix(loaded.store.base)}.{form.suffix}", 301))
    return _given(triples, form, content_type, loaded.store, f"/{path}")


@pages.get("/ns")
@pages.get("/ns.<suffix>")
def vocabulary(suffix: str = "") -> Response:
    """Give the vocabulary and the word lists as data."""
    store = shown().store
    _, form, content_type = _wanted(f"{_VOCABULARY}.{suffix}" if suffix else _VOCABULARY)
    triples = sorted({quad.triple for quad in store.quads(f"{store.base}graph/vocabulary")}, key=str)
    return _given(triples, form, content_type, store, f"/{_VOCABULARY}")


@pages.get("/context.jsonld")
def json_context() -> Response:
    """Give the names that our JSON-LD is written with."""
    response = jsonify({"@context": context(shown().store.base)})
    response.mimetype = "application/ld+json"
    return response


def _wanted(thing: str) -> tuple[str, AnswerFormat, str]:
    path, dot, suffix = thing.rpartition(".")
    if dot and suffix in _BY_SUFFIX:
        return path, _BY_SUFFIX[suffix], _BY_SUFFIX[suffix].content_type
    accept = request.accept_mimetypes
    wanted = accept if any(accept[kind] > 0 for kind in _kinds()) or "text/html" not in accept.values() else None
    form, content_type = chosen(FORMATS, wanted) if wanted else (FORMATS[0], FORMATS[0].content_type)
    return thing, form, content_type


def _is_address(iri: str) -> bool:
    try:
        ox.NamedNode(iri)
    except ValueError:
        return False
    return True


def _given(triples: list[ox.Triple], form: AnswerFormat, kind: str, store: MemoryStore, about: str) -> Response:
    assert isinstance(form.engine, ox.RdfFormat)
    response = Response(thing_bytes(triples, form.engine, store.base), content_type=kind)
    said = "\n".join([form.name, *sorted(map(str, triples))])
    response.set_etag(hashlib.sha256(said.encode()).hexdigest()[:16])
    response.headers.add("Link", f'<{about}>; rel="describes"')
    for other in FORMATS:
        if other is not form:
            address = f"/data{about}.{other.suffix}" if about != f"/{_VOCABULARY}" else f"{about}.{other.suffix}"
            response.headers.add("Link", f'<{address}>; rel="alternate"; type="{other.media_types[0]}"')
    response.make_conditional(request)
    return response


def _absent(workspace: Workspace, path: str) -> Response:
    """Say that there is nothing here, or that there was: an address once minted is never given to another thing."""
    parts = path.split("/")
    kind, slug = (parts[1], parts[-1]) if len(parts) > 2 and parts[0] == "id" else ("", "")
    within = parts[2] if kind == "action" else ""
    for row in read_book(workspace.iris_file).rows if kind else ():
        if (row["kind"], row["slug"]) == (kind, slug) and (not within or row["key"].split("#")[0] == within):
            return problem(410, "This was in the graph once and is no more.")
    return problem(404, "There is nothing of this address in the graph.")


@pages.errorhandler(JunctionBoxError)
def _refused(error: JunctionBoxError) -> Response:
    return problem(error.status, str(error))


@pages.after_request
def _open_to_all(response: Response) -> Response:
    response.vary.add("Accept")
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Expose-Headers"] = "ETag, Link, X-Request-Id"
    return response
