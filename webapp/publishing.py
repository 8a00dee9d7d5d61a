"""The SPARQL endpoints: over a workspace's newest graph, and over any RDF file."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from flask import Flask, Response

from graph.description import Counts, Example, counts
from graph.query_source import QuerySource, rdf_source
from graph.query_workers import QueryWorkers
from graph.saved import QUERIES, catalogue
from graph.settings import Limits
from graph.workspace import Workspace
from webapp import headers, health, sparql
from webapp.dumps import whole_dump
from webapp.endpoint import Endpoint, Published, problem
from webapp.endpoint import install as install_endpoint
from webapp.live import LiveGraph, Loaded

LOOPBACK = ("localhost", "127.0.0.1", "::1")
LARGEST_BODY = 64_000
"""Bytes of a request beyond which it is refused."""


def publish_workspace(app: Flask, live: LiveGraph) -> None:
    """Give the viewer of a workspace its endpoint; the workers start with the first query, or with `prefork`."""
    workspace = live.workspace
    workers = QueryWorkers(workspace.settings.limits)

    def published() -> Published:
        loaded = live.current()
        return Published(
            source=_source(loaded, workspace),
            title=workspace.settings.owner or "Junction Box",
            base=workspace.settings.base,
            union=True,
            counts=lambda: loaded.once(counts),
            examples=lambda: _examples(workspace),
            dump=lambda: whole_dump(loaded),
            page="sparql.html",
        )

    install_endpoint(app, Endpoint(workers, published))


def prefork(app_endpoint: Endpoint, live: LiveGraph) -> None:
    """Start the workers as forks that share the graph loaded here; only while there is one thread."""
    loaded = live.current()
    app_endpoint.workers.fork(_source(loaded, live.workspace), loaded.store)


def _source(loaded: Loaded, workspace: Workspace) -> QuerySource:
    return QuerySource(loaded.generation, tuple(map(str, loaded.files.values())), workspace.settings.base)


def _examples(workspace: Workspace) -> tuple[Example, ...]:
    """Return the saved questions that need no value."""
    found = catalogue(QUERIES, workspace.queries).queries.values()
    return tuple(
        Example(saved.name, saved.title, saved.sparql)
        for saved in found
        if all(parameter.optional or parameter.default for parameter in saved.parameters)
    )


def create_data_app(path: Path, hosts: Iterable[str] = (), limits: Limits | None = None) -> Flask:
    """Return an application that answers queries about one RDF file, read only; its workers are forked here."""
    source = rdf_source(path)
    store = source.load()
    workers = QueryWorkers(limits or Limits())
    workers.fork(source, store)
    known: Counts = counts(store)
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY
    headers.install(app, (*LOOPBACK, *hosts))
    published = Published(source, path.name, "", union=False, counts=lambda: known, examples=tuple)
    install_endpoint(app, Endpoint(workers, lambda: published))
    for module in (health, sparql):
        app.register_blueprint(module.pages)
    app.register_error_handler(404, lambda _: problem(404, "There is nothing here; queries are answered at /sparql."))
    app.add_url_rule("/", "start", _start)
    return app


def _start() -> Response:
    return Response(status=303, headers={"Location": "/sparql"})
