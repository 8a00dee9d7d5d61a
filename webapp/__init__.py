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
    dumps,
    failures,
    gaps,
    headers,
    health,
    home,
    linked_data,
    network,
    places,
    questions,
    search,
    sparql,
    table,
    things,
    timeline,
    wording,
)
from webapp.live import LiveGraph, install
from webapp.publishing import LARGEST_BODY, LOOPBACK, publish_workspace

_BLUEPRINTS = (
    about,
    documents,
    downloads,
    dumps,
    gaps,
    health,
    home,
    linked_data,
    network,
    places,
    questions,
    search,
    sparql,
    table,
    things,
    timeline,
)


def create_app(workspace: Workspace, hosts: Iterable[str] = ()) -> Flask:
    """Return the viewer of a workspace; it answers to loopback, to the base's own host and to the hosts named."""
    app = Flask(__name__)
    own = urlsplit(workspace.settings.base).hostname or ""
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    live = LiveGraph(workspace)
    install(app, live)
    publish_workspace(app, live)
    linked_data.install(app)
    headers.install(app, (*LOOPBACK, own, *hosts))
    failures.install(app)
    wording.install(app)
    for module in _BLUEPRINTS:
        app.register_blueprint(module.pages)
    # Read once here, so that nobody's first page waits for it.
    for name in app.jinja_env.list_templates(extensions=["html"]):
        app.jinja_env.get_template(name)
    return app
