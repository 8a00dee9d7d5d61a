"""Failures become a page with one sentence, in one place."""

from __future__ import annotations

import logging
from http import HTTPStatus

from flask import Flask, Response, render_template
from werkzeug.exceptions import HTTPException, SecurityError

from graph.errors import JunctionBoxError
from webapp.headers import request_id

_LOG = logging.getLogger(__name__)
_SENTENCES = {
    400: "This address or form cannot be understood as it was sent.",
    404: "There is no page at this address.",
    405: "This page cannot be used in that way.",
    413: "What was sent is larger than this page accepts.",
    414: "This address is too long.",
}
_TITLES = {400: "Not understood", 404: "Not found", 503: "Not available at the moment"}


def install(app: Flask) -> None:
    """Answer failures of ours, of the protocol and of nobody's foresight."""
    app.register_error_handler(JunctionBoxError, _ours)
    app.register_error_handler(HTTPException, _of_the_protocol)
    app.register_error_handler(Exception, _unforeseen)


def _page(status: int, sentence: str) -> tuple[str, int]:
    title = _TITLES.get(status) or "Something went wrong"
    page = render_template("failure.html", title=title, sentence=sentence, status=status, request_id=request_id())
    return page, status


def _ours(error: JunctionBoxError) -> tuple[str, int]:
    if error.status >= 500:
        _LOG.error("Request %s: %s", request_id(), error)
    return _page(error.status, str(error))


def _of_the_protocol(error: HTTPException) -> tuple[str, int] | HTTPException | Response:
    status = error.code or 500
    if isinstance(error, SecurityError):
        # No address can be built for a host that is not ours, so no page either.
        return Response("This server does not answer to that host name.\n", status, mimetype="text/plain")
    if status < 400:
        return error
    return _page(status, _SENTENCES.get(status) or f"{HTTPStatus(status).phrase}.")


def _unforeseen(error: Exception) -> tuple[str, int]:
    _LOG.exception("Request %s failed", request_id(), exc_info=error)
    return _page(500, "Something went wrong on our side; nothing was changed.")
