"""Plain pages of partners, places, actions, outcomes and words, at the addresses they have in the data."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Blueprint, abort, redirect, render_template, request
from werkzeug.wrappers import Response

from webapp.live import shown
from webapp.reading import Row, row, rows

pages = Blueprint("things", __name__)


@pages.get("/id/partner/<slug>")
@pages.get("/id/action/<document>/<action>/unnamed/<slug>", endpoint="unnamed")
def partner(slug: str, document: str = "", action: str = "") -> Response | str:
    """Show a partner: its names, what it takes part in, what it supports, each with its sentence."""
    store = shown().store
    facts = rows(store, "partner", partner=request.path) or abort(404)
    if "replaced_by" in facts[0]:
        return redirect(facts[0]["replaced_by"], 301)
    return render_template(
        "partner.html",
        partner=facts[0],
        other_names=distinct(facts, "other_name"),
        involvements=rows(store, "involvements", partner=request.path),
        supported=rows(store, "support", partner=request.path),
        statements={item["claim"]: item for item in rows(store, "statements")},
        grants=[item for item in rows(store, "money") if item.get("funder") == request.path],
    )


@pages.get("/id/place/<slug>")
def place(slug: str) -> Response | str:
    """Show a place: its names, and what happens there, with the sentences."""
    store = shown().store
    facts = rows(store, "place", place=request.path) or abort(404)
    if "replaced_by" in facts[0]:
        return redirect(facts[0]["replaced_by"], 301)
    mentions = rows(store, "mentions", thing=request.path)
    return render_template("place.html", place=facts[0], other_names=distinct(facts, "other_name"), mentions=mentions)


@pages.get("/id/action/<document>/<slug>")
def action(document: str, slug: str) -> str:
    """Show an action: dates, partners, statements, places and money, each with its sentence."""
    store = shown().store
    path = request.path
    return render_template(
        "action.html",
        action=row(store, "actions", action=path) or abort(404),
        involvements=rows(store, "involvements", action=path),
        statements=rows(store, "statements", action=path),
        supporters=rows(store, "support", action=path),
        mentions=rows(store, "mentions", action=path),
        grants=rows(store, "money", action=path),
        flags=rows(store, "action_flags", action=path),
        kept=rows(store, "kept_cells", action=path),
    )


@pages.get("/id/action/<document>/<slug>/<any(involvement, outcome, mention, grant, period):part>")
@pages.get("/id/action/<document>/<slug>/<any(involvement, outcome, mention, grant, cell):part>/<name>")
def part(document: str, slug: str, part: str, name: str = "") -> Response:
    """Lead from a part of an action to the action's own page, which shows it."""
    return redirect(f"/id/action/{document}/{slug}", 303)


@pages.get("/scheme/outcome/<key>")
def outcome(key: str) -> str:
    """Show an outcome: what it covers, the statements about it, and who stands behind them."""
    store = shown().store
    path = request.path
    return render_template(
        "outcome.html",
        outcome=row(store, "outcome", outcome=path) or abort(404),
        narrower=[item for item in rows(store, "outcome") if item.get("broader") == path],
        statements=rows(store, "statements", outcome=path),
        supporters=rows(store, "support", outcome=path),
    )


@pages.get("/scheme/<path:key>")
def concept(key: str) -> str:
    """Show what a word of one of the lists means; a theme also shows the actions under it."""
    store = shown().store
    return render_template(
        "concept.html",
        concept=row(store, "concept", concept=request.path) or abort(404),
        actions=[item for item in rows(store, "actions") if item.get("theme") == request.path],
    )


def distinct(found: Iterable[Row], name: str) -> list[str]:
    """Return the different values of one variable, in the order they came."""
    return list(dict.fromkeys(item[name] for item in found if name in item))
