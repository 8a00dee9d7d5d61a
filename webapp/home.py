"""The start page: the matrix of the selection under its headline, and the cell that is open."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, render_template
from werkzeug.wrappers import Response

from graph.errors import NotFound
from graph.exposure import headline
from graph.facts import Facts
from graph.pivot import WHO, Pivot, pivot
from graph.selection import Picked
from webapp.address import View
from webapp.live import shown
from webapp.opened import OpenCell, open_cell
from webapp.reading import quotes
from webapp.selecting import Selected, selected
from webapp.wording import plural

pages = Blueprint("home", __name__)
USUAL = {"rows": "partner", "columns": "outcome", "empty": "", "cell": ""}
SIDES = {
    "partner": "Partner",
    "kind": "Kind of partner",
    "theme": "Theme",
    "place": "Place",
    "audience": "Audience",
    "top": "Broad outcome",
    "outcome": "Outcome",
    "statement": "Statement",
}

DRILL = {"top": "outcome", "outcome": "statement"}
"""What stands below a broad outcome, and below an outcome."""


@pages.get("/")
def home() -> Response | str:
    """Show which partners support which outcomes, and what stands behind the cell that is open."""
    found = selected("matrix", USUAL)
    if not isinstance(found, Selected):
        return found
    rows, columns = sides(found.view)
    matrix = matrix_of(found)
    return render_template(
        "home.html",
        found=found,
        view=found.view,
        matrix=matrix,
        rows=rows,
        columns=columns,
        sides=SIDES,
        who=WHO,
        drill=DRILL,
        drilled=lambda axis, key: _drilled(found.view, axis, key),
        headline=telling(found, matrix),
        opened=_opened(found, matrix),
        others=_others(found.facts, found.picked) if rows == "partner" and not found.view.shown.get("empty") else [],
    )


def sides(view: View) -> tuple[str, str]:
    """Return what stands in the rows and in the columns; both the same, or a word that is neither, do not exist."""
    rows, columns = view.shown.get("rows", USUAL["rows"]), view.shown.get("columns", USUAL["columns"])
    if rows not in SIDES or columns not in SIDES or rows == columns:
        raise NotFound("There is no matrix with these rows and columns.")
    return rows, columns


def _drilled(view: View, axis: str, key: str) -> str:
    """Return the address one level down: only this outcome, with what stands below it on the same side."""
    side = "rows" if sides(view)[0] == axis else "columns"
    below = DRILL[axis] if DRILL[axis] != USUAL[side] else ""
    deeper = View(view.name, replace(view.selection, outcome=(key,)), {**view.shown, side: below, "cell": ""})
    return deeper.address()


def matrix_of(found: Selected) -> Pivot:
    """Return the matrix that a view asks for."""
    return pivot(found.facts, found.picked, *sides(found.view), empty=found.view.shown.get("empty") == "1")


def telling(found: Selected, matrix: Pivot) -> str:
    """Return the sentence on how exposed the statements of the selection are."""
    if not found.view.filtered:
        return shown().once(headline)
    total = matrix.total
    if not total.statements:
        return "No outcome statement is in this selection."
    more = total.statements - total.unsupported - total.alone
    return (
        f"In this selection: of {plural(total.statements, 'outcome statement')}, {total.unsupported} "
        f"{'has' if total.unsupported == 1 else 'have'} no confirmed supporter, {total.alone} "
        f"{'rests' if total.alone == 1 else 'rest'} on one, {more} on more."
    )


def partner_path(value: str) -> str:
    """Return the path of a partner from an address: a short name, or the whole path of an unnamed group."""
    return f"/id/partner/{value}" if "/" not in value else f"/{value.strip('/')}"


def _opened(found: Selected, matrix: Pivot) -> OpenCell | None:
    chosen = found.view.shown.get("cell", "")
    if not chosen:
        return None
    row, _, column = chosen.partition("~")
    cell = matrix.cells.get((row, column))
    rows = {heading.key: heading for heading in matrix.rows}
    columns = {heading.key: heading for heading in matrix.columns}
    if cell is None or row not in rows or column not in columns:
        raise NotFound("Nothing stands in this cell of the matrix.")
    axes = sides(found.view)
    who = next((key for axis, key in zip(axes, (row, column), strict=True) if axis in WHO), "")
    said = shown().once(quotes)
    return open_cell(found.facts, found.picked, cell, (rows[row], columns[column]), said, who)


def _others(facts: Facts, picked: Picked) -> list[dict[str, object]]:
    """Return the partners that take part without being behind any statement shown, each with one of its parts."""
    behind = {item.partner for item in picked.backings}
    parts = {part.partner: part for part in reversed(picked.parts) if part.partner not in behind}
    return [
        {
            "partner": partner,
            "status": facts.word("involvement-status", parts[path].status),
            "role": facts.word("partner-role", parts[path].role),
            "action": facts.actions[parts[path].action],
        }
        for path, partner in facts.partners.items()
        if path in parts
    ]
