"""The table of the selection: every row behind every number, each with its sentences."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from graph.errors import NotFound
from webapp.fact_rows import SHOWN, fact_rows
from webapp.live import shown
from webapp.reading import quotes
from webapp.selecting import Selected, selected

pages = Blueprint("table", __name__)
USUAL = {"show": ""}
ROWS_A_PAGE = 100


@pages.get("/table")
def table() -> Response | str:
    """Show the rows of the selection, a page at a time."""
    found = selected("table", USUAL)
    if not isinstance(found, Selected):
        return found
    show = found.view.shown.get("show", "")
    if show not in SHOWN:
        raise NotFound("There are no such rows; all, supported, alone and unsupported can be shown.")
    rows = fact_rows(found.facts, found.picked, shown().once(quotes), show)
    number = max(1, min(request.args.get("page", 1, type=int), -(-len(rows) // ROWS_A_PAGE)))
    first = (number - 1) * ROWS_A_PAGE
    return render_template(
        "table.html",
        found=found,
        view=found.view,
        rows=rows[first : first + ROWS_A_PAGE],
        count=len(rows),
        statements=len({(row.action.path, row.statement) for row in rows if row.statement}),
        first=first,
        number=number,
        more=first + ROWS_A_PAGE < len(rows),
        shows=SHOWN,
        show=show,
    )
