"""What every answer says to the browser: nothing from elsewhere, nothing inline, nothing guessed."""

from __future__ import annotations

import uuid

from flask import Flask, Response, g, request

POLICY = "; ".join(
    (
        "default-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)


def install(app: Flask) -> None:
    """Give every request an id and every answer its headers."""
    app.before_request(_name_request)
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
