"""Serving the viewer with a real server: it says where it is, and stops cleanly when told to."""

from __future__ import annotations

import errno
import signal
from collections.abc import Callable
from typing import NoReturn

from graph.errors import DataError, UsageError
from graph.iris import DEFAULT_BASE
from graph.workspace import Workspace
from webapp import create_app

THREADS = 4
LARGEST_BODY = 64_000
"""Bytes of a request beyond which it is refused."""
_LOOPBACK = ("localhost", "127.0.0.1", "::1")


def serve(workspace: Workspace, host: str, port: int, announce: Callable[[str], None]) -> None:
    """Serve the viewer until stopped; addresses other than loopback need a base of the council's own.

    `announce` is told the address once the server listens; port 0 takes any free one.
    """
    import waitress

    local = host in _LOOPBACK
    if not local and workspace.settings.base == DEFAULT_BASE:
        raise UsageError(
            "Set “base” in junctionbox.toml to an address of your own before serving to others than this computer."
        )
    app = create_app(workspace, () if local else (host,))
    try:
        server = waitress.create_server(
            app, host=host, port=port, threads=THREADS, ident=None, max_request_body_size=LARGEST_BODY
        )
    except OSError as error:
        raise DataError(_refusal(error, host, port)) from error
    signal.signal(signal.SIGTERM, _stop)
    announce(f"http://{host}:{server.effective_port}/")
    server.run()


def _refusal(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} is taken by another program; choose another with --port."
    return f"The viewer cannot listen on {host}, port {port}: {error.strerror or error}."


def _stop(*_: object) -> NoReturn:
    raise SystemExit(0)
