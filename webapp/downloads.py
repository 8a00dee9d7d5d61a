"""Every view of a selection as a file: the same rows as on the page, with what was selected and where it comes from."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flask import Blueprint, Response, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from graph.pivot import WHO, Cell, Pivot
from webapp import home, network, places, table, timeline
from webapp.fact_rows import FactRow, fact_rows
from webapp.live import shown
from webapp.matrix_picture import matrix_picture
from webapp.reading import quotes
from webapp.selecting import Selected, selected
from webapp.sheets import Sheet, Value, taken_away

pages = Blueprint("downloads", __name__)
_COUNTING = "Statements of impact; a partner counts when its part is confirmed and its role implies support."
_USUAL: Mapping[str, Mapping[str, str]] = {
    "matrix": home.USUAL,
    "network": network.USUAL,
    "timeline": timeline.USUAL,
    "places": places.USUAL,
    "table": table.USUAL,
}


@pages.get("/<any(matrix, network, timeline, places, table):view>.<any(csv, xlsx):kind>")
def download(view: str, kind: str) -> AnyResponse:
    """Give a view of the selection as CSV or as an Excel file with the rows behind it."""
    found = selected(view, _USUAL[view])
    if not isinstance(found, Selected):
        return found
    own = _SHEETS[view](found)
    rows = rows_sheet(found, "" if view != "table" else found.view.shown.get("show", ""))
    sheets = [own, *([] if own.name == rows.name else [rows]), _about(found)]
    return taken_away(view, kind, sheets)


@pages.get("/matrix.svg")
def picture() -> AnyResponse:
    """Give the matrix as a picture that stands on its own."""
    found = selected("matrix", home.USUAL)
    if not isinstance(found, Selected):
        return found
    matrix = home.matrix_of(found)
    drawing = matrix_picture(matrix, " · ".join([home.telling(found, matrix), *_filters(found)]))
    response = Response(render_template("matrix.svg", drawing=drawing), mimetype="image/svg+xml")
    response.headers["Content-Disposition"] = 'inline; filename="matrix.svg"'
    return response


def rows_sheet(found: Selected, show: str = "") -> Sheet:
    """Return the rows behind the selection as a table to take away."""
    rows = fact_rows(found.facts, found.picked, shown().once(quotes), show)
    headers = "Partner, Kind of partner, Role, Status, Action, When, Theme, Outcome, Statement, How, Supporters of the "
    headers += "statement, Document, Lines, Sentences"
    return Sheet("Rows", tuple(headers.split(", ")), [_cells(row) for row in rows])


def _cells(row: FactRow) -> list[Value]:
    lines = sorted({int(said["first_line"]) for said in row.sentences})
    return [
        row.partner.label if row.partner else "",
        row.kind,
        row.role,
        row.status,
        row.action.title,
        row.action.when,
        row.action.theme,
        row.outcome.label if row.outcome else "",
        row.statement,
        row.how,
        "" if row.supporters is None else row.supporters,
        row.action.file,
        ", ".join(map(str, lines)),
        " | ".join(" ".join(said["quote"].split()) for said in row.sentences),
    ]


def _matrix(found: Selected) -> Sheet:
    matrix, (rows, columns) = home.matrix_of(found), home.sides(found.view)
    ends = ("All statements", "Rest on it alone" if rows in WHO else "No supporter")
    body: list[list[Value]] = [
        [
            row.label + (f" ({row.note})" if row.note and row.group else ""),
            *(_number(matrix, matrix.cells.get((row.key, column.key))) for column in matrix.columns),
            row.statements,
            row.alone if rows in WHO else row.unsupported,
        ]
        for row in matrix.rows
    ]
    if columns not in WHO:
        for words, name in (("Statements", "statements"), ("Number of supporters", "supporters")):
            body.append([words, *(getattr(column, name) for column in matrix.columns), getattr(matrix.total, name), ""])
        for words, name in (("Rests on one", "alone"), ("No supporter", "unsupported")):
            body.append([words, *(getattr(column, name) for column in matrix.columns), getattr(matrix.total, name), ""])
    return Sheet("Matrix", (home.SIDES[rows], *(column.label for column in matrix.columns), *ends), body)


def _number(matrix: Pivot, cell: Cell | None) -> Value:
    """Return what stands in a cell: a number, or words where more than one number does."""
    if cell is None:
        return ""
    count = len(cell.supported)
    if not matrix.who:
        return f"{count} of {len(cell.stated_here)}"
    also = [
        f"{len(more)} {words}"
        for more, words in (
            (cell.proposed - cell.supported, "proposed"),
            (cell.candidates - cell.supported - cell.proposed, "not yet accepted"),
        )
        if more
    ]
    return f"{count} (and {', '.join(also)})" if also else count


def _filters(found: Selected) -> list[str]:
    return [f"{chip.kind}: {chip.words}".removeprefix(": ") for chip in found.chips]


def _about(found: Selected) -> Sheet:
    """Return what the file holds: the filters, the documents it stands on, and its address."""
    rows: list[list[Value]] = [["Selection", "; ".join(_filters(found)) or "Everything"]]
    rows += [["Address", request.host_url.rstrip("/") + found.view.address()]]
    for item in shown().standing:
        rows.append(["Document", f"{item.title} ({item.file}), received {item.received}"])
    rows.append(
        ["Counting", "Statements of impact; a partner counts when its part is confirmed and its role implies support."]
    )
    return Sheet("About", ("What", "Value"), rows)


_SHEETS: dict[str, Callable[[Selected], Sheet]] = {
    "matrix": _matrix,
    "network": lambda found: rows_sheet(found),
    "timeline": timeline.sheet,
    "places": places.sheet,
    "table": lambda found: rows_sheet(found, found.view.shown.get("show", "")),
}
