"""The timeline of the selection: what was live when, as far as the documents' dates tell."""

from __future__ import annotations

from collections import Counter

from flask import Blueprint, render_template
from werkzeug.wrappers import Response

from graph.errors import NotFound
from graph.facts import Action
from graph.periods import check_month, extent
from graph.selection import in_month
from webapp.selecting import Selected, selected
from webapp.sheets import Sheet
from webapp.standing import in_words
from webapp.timeline_picture import draw_timeline

pages = Blueprint("timeline", __name__)
USUAL = {"by": "theme", "at": ""}
LIVE = {
    "yes": "Live",
    "in effect": "In effect since an earlier date",
    "no": "Not live",
    "unknown": "Cannot be known from the dates",
}


@pages.get("/timeline")
def timeline() -> Response | str:
    """Show when the actions of the selection run, and which were live in one month."""
    found = selected("timeline", USUAL)
    if not isinstance(found, Selected):
        return found
    month = at_month(found)
    groups = _groups(found)
    states = {path: in_month(action, month) for path, action in found.picked.actions.items()}
    return render_template(
        "timeline.html",
        found=found,
        view=found.view,
        by=found.view.shown.get("by", "theme"),
        month=month,
        month_words=_in_words(month),
        groups=groups,
        states=states,
        counts=Counter(states.values()),
        live=LIVE,
        picture=draw_timeline(groups, month),
    )


def at_month(found: Selected) -> str:
    """Return the month that is asked about: that of the address, or the latest one that the documents print."""
    given = found.view.shown.get("at", "")
    if given:
        return check_month(given)
    ends = [extent(action.edtf) for action in found.facts.actions.values() if action.edtf and not action.derived]
    months = [day[:7] for one in ends for day in (one.earliest, one.latest) if day]
    return max(months, default="2000-01")


def _groups(found: Selected) -> list[tuple[str, list[Action]]]:
    by = found.view.shown.get("by", "theme")
    groups: dict[str, list[Action]] = {}
    if by == "theme":
        for action in found.picked.actions.values():
            groups.setdefault(action.theme or "No theme", []).append(action)
    elif by == "partner":
        taking: dict[str, set[str]] = {}
        for part in found.picked.parts:
            taking.setdefault(part.partner, set()).add(part.action)
        for path, partner in found.facts.partners.items():
            if path in taking:
                own = [action for key, action in found.picked.actions.items() if key in taking[path]]
                groups.setdefault(partner.label, []).extend(own)
    else:
        raise NotFound("The timeline can be grouped by theme or by partner.")
    return list(groups.items())


def sheet(found: Selected) -> Sheet:
    """Return the timeline as a table to take away."""
    month = at_month(found)
    rows = [
        [
            action.title,
            action.theme,
            action.period,
            action.state,
            action.edtf,
            LIVE[in_month(action, month)],
            action.file,
        ]
        for action in found.picked.actions.values()
    ]
    headers = ("Action", "Theme", "Dates as printed", "State", "Dates as read (EDTF)", f"In {month}", "Document")
    return Sheet("Timeline", headers, rows)


def _in_words(month: str) -> str:
    return in_words(f"{month}-01").split(" ", 1)[1]
