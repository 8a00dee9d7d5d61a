"""What every answer says to the browser: nothing from elsewhere, nothing inline, nothing guessed."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from urllib.parse import urlsplit

from flask import Flask, Response, abort, g, request

POLICY = "; ".join(
    (
        "default-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)


def install(app: Flask, hosts: Iterable[str]) -> None:
    """Answer only to the hosts named; give every request an id and every answer its headers."""
    known = frozenset(hosts)

    def refuse_foreign_hosts() -> None:
        # Werkzeug's own list of trusted hosts cannot hold an IPv6 address.
        if urlsplit(f"//{request.host}").hostname not in known:
            abort(400, "This server does not answer to that host name.")

    app.before_request(_name_request)
    app.before_request(refuse_foreign_hosts)
    app.after_request(_secure)


def request_id() -> str:
    """Return the id of the request being answered."""
    if "request_id" not in g:
        g.request_id = uuid.uuid4().hex[:12]
    return str(g.request_id)


def _name_request() -> None:
    request_id()


def _secure(response: Response) -> Response:
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["X-Frame-Options"] = "DENY"
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
    response.headers["X-Request-Id"] = request_id()
    if request.endpoint != "static":
        response.headers.setdefault("Cache-Control", "no-cache")
    return response
