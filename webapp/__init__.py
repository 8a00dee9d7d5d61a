"""What a person touches: the viewer, a Flask application over one workspace."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from flask import Flask

from graph.workspace import Workspace
from webapp import (
    about,
    documents,
    downloads,
    failures,
    gaps,
    headers,
    health,
    home,
    network,
    places,
    questions,
    search,
    table,
    things,
    timeline,
    wording,
)
from webapp.live import LiveGraph, install

_LOOPBACK = ("localhost", "127.0.0.1", "::1")
_BLUEPRINTS = (
    about,
    documents,
    downloads,
    gaps,
    health,
    home,
    network,
    places,
    questions,
    search,
    table,
    things,
    timeline,
)


def create_app(workspace: Workspace, hosts: Iterable[str] = ()) -> Flask:
    """Return the viewer of a workspace; it answers to loopback, to the base's own host and to the hosts named."""
    app = Flask(__name__)
    own = urlsplit(workspace.settings.base).hostname or ""
    app.config["MAX_CONTENT_LENGTH"] = 64_000
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    install(app, LiveGraph(workspace))
    headers.install(app, (*_LOOPBACK, own, *hosts))
    failures.install(app)
    wording.install(app)
    for module in _BLUEPRINTS:
        app.register_blueprint(module.pages)
    # Read once here, so that nobody's first page waits for it.
    for name in app.jinja_env.list_templates(extensions=["html"]):
        app.jinja_env.get_template(name)
    return app
