"""A sign of life that needs no graph."""

from __future__ import annotations

from flask import Blueprint, Response

pages = Blueprint("health", __name__)


@pages.get("/healthz")
def healthz() -> Response:
    """Say that the server answers."""
    return Response("ok\n", mimetype="text/plain")
