"""Serving the viewer with a real server: it says where it is, and stops cleanly when told to."""

from __future__ import annotations

import errno
import logging
import signal
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from flask import Flask

from graph.errors import DataError, JunctionBoxError, UsageError
from graph.iris import DEFAULT_BASE
from graph.workspace import Workspace
from webapp import create_app
from webapp.endpoint import endpoint_of
from webapp.live import live_of
from webapp.publishing import LARGEST_BODY, LOOPBACK, create_data_app, prefork

THREADS = 4
"""Threads beside those that wait for queries of other people."""
_LOG = logging.getLogger(__name__)


def serve(workspace: Workspace, host: str, port: int, announce: Callable[[str], None]) -> None:
    """Serve the viewer until stopped; addresses other than loopback need a base of the council's own.

    `announce` is told the address once the server listens; port 0 takes any free one.
    """
    local = host in LOOPBACK
    if not local and workspace.settings.base == DEFAULT_BASE:
        raise UsageError(
            "Set “base” in junctionbox.toml to an address of your own before serving to others than this computer."
        )
    app = create_app(workspace, () if local else (host,))
    try:
        prefork(endpoint_of(app), live_of(app))
    except JunctionBoxError as error:
        _LOG.warning("%s", error)
    _run(app, host, port, announce)


def serve_data(path: Path, host: str, port: int, announce: Callable[[str], None]) -> None:
    """Answer queries about one RDF file until stopped; `announce` is told the address once the server listens."""
    _run(create_data_app(path, () if host in LOOPBACK else (host,)), host, port, announce)


def _run(app: Flask, host: str, port: int, announce: Callable[[str], None]) -> None:
    import waitress

    try:
        server = waitress.create_server(
            app,
            host=host,
            port=port,
            threads=THREADS + endpoint_of(app).workers.limits.queries_at_once,
            ident=None,
            max_request_body_size=LARGEST_BODY,
            # So that a query whose asker has gone can be told from one that is waited for.
            channel_request_lookahead=1,
        )
    except OSError as error:
        raise DataError(_refusal(error, host, port)) from error

    def stop(*_: object) -> NoReturn:
        # Who waits for a query gets a refusal at once, so that no thread holds up the end.
        endpoint_of(app).workers.stop()
        raise SystemExit(0)

    signal.signal(signal.SIGTERM, stop)
    announce(f"http://{host}:{server.effective_port}/")
    server.run()


def _refusal(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} is taken by another program; choose another with --port."
    return f"The viewer cannot listen on {host}, port {port}: {error.strerror or error}."
