"""What a person touches: the viewer, a Flask application over one workspace."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from flask import Flask

from graph.errors import UsageError
from graph.iris import DEFAULT_BASE
from graph.workspace import Workspace
from webapp import about, documents, failures, headers, health, home, network, questions, things, wording
from webapp.live import LiveGraph, install

_LOOPBACK = ("localhost", "127.0.0.1", "::1")
_BLUEPRINTS = (about, documents, health, home, network, questions, things)


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
    return app


def serve(workspace: Workspace, host: str = "127.0.0.1", port: int = 8000) -> None:
    """Serve the viewer until stopped; addresses other than loopback need a base of the council's own."""
    import waitress

    local = host in _LOOPBACK
    if not local and workspace.settings.base == DEFAULT_BASE:
        raise UsageError(
            "Set “base” in junctionbox.toml to an address of your own before serving to others than this computer."
        )
    app = create_app(workspace, () if local else (host,))
    waitress.serve(app, host=host, port=port, threads=4, ident=None, max_request_body_size=64_000)
