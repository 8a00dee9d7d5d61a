"""The start page: the headline, the table of partners and outcomes, and the cell that is open."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, render_template, request

from graph.errors import NotFound
from graph.exposure import headline
from graph.store import Store
from webapp.live import shown
from webapp.reading import Row, rows
from webapp.support_table import support_table

pages = Blueprint("home", __name__)


@dataclass(frozen=True, slots=True)
class OpenCell:
    """One cell opened: who, which outcome, and for each action its role, dates and sentences."""

    partner: Row
    outcome: Row
    actions: tuple[OpenAction, ...]


@dataclass(frozen=True, slots=True)
class OpenAction:
    """One action of an open cell: when it runs, in which roles, the partner's sentences, and the statements."""

    action: Row
    involvements: tuple[Row, ...]
    statements: tuple[Row, ...]


@pages.get("/")
def home() -> str:
    """Show which partners support which outcomes, and what stands behind the cell that is open."""
    loaded = shown()
    partner, outcome = request.args.get("partner", ""), request.args.get("outcome", "")
    opened = open_cell(loaded.store, partner_path(partner), f"/scheme/outcome/{outcome}") if partner else None
    return render_template("home.html", headline=loaded.once(headline), table=loaded.once(support_table), opened=opened)


def partner_path(value: str) -> str:
    """Return the path of a partner from an address: a short name, or the whole path of an unnamed group."""
    return f"/id/partner/{value}" if "/" not in value else f"/{value.strip('/')}"


def open_cell(store: Store, partner: str, outcome: str) -> OpenCell:
    """Return what stands behind one cell; raise NotFound where nothing does."""
    support = rows(store, "support", partner=partner, outcome=outcome)
    claims = {item["claim"]: item for item in rows(store, "statements", outcome=outcome)}
    links = rows(store, "involvements", partner=partner)
    counted = [item for item in support if claims[item["claim"]]["stated_as"].endswith("/impact")]
    if not counted:
        raise NotFound("No statement about this outcome is confirmed to be supported by this partner.")
    actions = []
    for path in dict.fromkeys(item["action"] for item in counted):
        own = [item for item in counted if item["action"] == path]
        behind = {item["involvement"] for item in own}
        said = {item["claim"]: claims[item["claim"]] | {"basis": item["basis"]} for item in own}
        actions.append(
            OpenAction(
                rows(store, "actions", action=path)[0],
                tuple(link for link in links if link["involvement"] in behind),
                tuple(said.values()),
            )
        )
    return OpenCell(links[0], next(iter(claims.values())), tuple(actions))
