"""The network page: the layered picture or the force view, the table beside it, and what was chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlencode

from flask import Blueprint, Response, render_template, request, send_from_directory, url_for

from graph.errors import NotFound
from graph.iris import fold, slug
from webapp.force import force_data
from webapp.home import partner_path
from webapp.layered import Column, draw
from webapp.live import shown
from webapp.network_view import Link, NetworkView, Thing, network_view
from webapp.reading import rows

pages = Blueprint("network", __name__)
LIBRARY = "vis-9.1.2"
_YEAR = 31_536_000
COLUMNS = (Column("partner", 200, 180), Column("action", 320, 180), Column("outcome", 210, 120))
BESIDE = (Column("partner", 180, 80), Column("action", 290, 80), Column("outcome", 190, 90))
"""Narrower, with room for what is open beside the picture."""
PLACES = Column("place", 150, 0)
OPENED = ("partner", "action", "outcome", "place", "link")
SWITCHES = {"proposed": True, "purposes": False, "places": False, "candidates": False, "only": False}


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the address chooses: the view, the switches, and the thing or link that is open."""

    view: str
    on: Mapping[str, bool]
    thing: Thing | None
    link: Link | None


@pages.get("/network")
def network() -> str:
    """Show the network, drawn and as a table, with what was chosen opened."""
    whole = shown().once(network_view)
    chosen = _chosen(whole)
    view = shown_links(whole, chosen)
    opened = view.touching(chosen.thing.path) if chosen.thing else []
    columns: tuple[Column, ...] = BESIDE if chosen.thing or chosen.link else COLUMNS
    columns = (*columns, PLACES) if chosen.on["places"] else columns
    addresses = {path: _address(**_naming(thing)) for path, thing in view.things.items()}
    near = _near(view, chosen)
    force = chosen.view == "force"
    return render_template(
        "network.html",
        chosen=chosen,
        view=view,
        picture=None if force else draw(view.drawing(), columns),
        headings=_headings(columns),
        links_of={(link.source.path, link.target.path): link for link in reversed(view.links)},
        near=near,
        data=force_data(view, addresses, near) if force else None,
        addresses=addresses,
        address=_address,
        closed=_address(link=""),
        partners=sorted(t.name for t in whole.things.values() if t.kind == "partner"),
        opened=opened,
        dates=_dates() if opened else {},
        meant={action: [t.target for t in view.touching(action) if t.kind == "outcome"] for action in _actions(opened)},
    )


@pages.get(f"/assets/{LIBRARY}/vis-network.min.js")
def library() -> Response:
    """Give out the drawing library of the force view, as its package holds it."""
    return send_from_directory(_library_folder(), "vis-network.min.js", max_age=_YEAR, mimetype="text/javascript")


@cache
def _library_folder() -> Path:
    spec = find_spec("pyvis")
    if spec is None or spec.origin is None:
        raise NotFound("The drawing library of this view is not installed.")
    return Path(spec.origin).parent / "lib" / LIBRARY


def shown_links(whole: NetworkView, chosen: Chosen) -> NetworkView:
    """Return the network as far as the switches show it."""
    on = chosen.on
    view = whole.kept(
        link
        for link in whole.links
        if (on["proposed"] or link.status != "proposed")
        and (on["purposes"] or link.status != "purpose")
        and (on["places"] or link.kind != "place")
        and (on["candidates"] or link.sure)
    )
    if chosen.thing and chosen.thing.path not in view.things:
        view = NetworkView(view.things | {chosen.thing.path: chosen.thing}, view.links)
    return view.around(chosen.thing.path) if on["only"] and chosen.thing else view


def _chosen(whole: NetworkView) -> Chosen:
    given = request.args
    on = {name: given.get(name, "1" if usual else "0") == "1" for name, usual in SWITCHES.items()}
    paths = {
        "partner": _partner(whole, given.get("partner", "")),
        "action": f"/id/action/{given.get('action', '')}",
        "outcome": f"/scheme/outcome/{given.get('outcome', '')}",
        "place": f"/id/place/{given.get('place', '')}",
    }
    path = next((paths[kind] for kind in paths if given.get(kind)), None)
    if path is not None and path not in whole.things:
        raise NotFound("There is nothing of that name in the network.")
    link = next((link for link in whole.links if link.key == given.get("link")), None)
    if given.get("link") and link is None:
        raise NotFound("There is no such link in the network.")
    view = "force" if given.get("view") == "force" else "layered"
    return Chosen(view, on, whole.things[path] if path else None, link)


def _partner(whole: NetworkView, given: str) -> str:
    """Return the path of a partner given by address or by name."""
    path = partner_path(given)
    named = {slug(t.name): t.path for t in reversed(whole.things.values()) if t.kind == "partner"}
    return path if path in whole.things else named.get(slug(given), path)


def _naming(thing: Thing) -> dict[str, str]:
    """Return the parameter that chooses a thing."""
    starts = {"partner": "/id/partner/", "action": "/id/action/", "outcome": "/scheme/outcome/", "place": "/id/place/"}
    start = starts[thing.kind]
    return {thing.kind: thing.path.removeprefix(start) if thing.path.startswith(start) else thing.path[1:]}


def _address(**changes: str) -> str:
    """Return this page's address with something else chosen or switched; usual values are left out."""
    usual = {"view": "layered"} | {name: "1" if value else "0" for name, value in SWITCHES.items()}
    opens = bool(set(OPENED) & set(changes))
    kept = ("view", *(name for name in SWITCHES if not (opens and name == "only")), *(() if opens else OPENED))
    state = {name: request.args[name] for name in kept if name in request.args} | changes
    chosen = {name: value for name, value in state.items() if value and usual.get(name) != value}
    return f"?{urlencode(chosen)}" if chosen else url_for(".network")


def _headings(columns: Sequence[Column]) -> list[tuple[int, str]]:
    """Return where each column begins and what stands in it."""
    found, left = [], 0
    for column in columns:
        found.append((left, f"{column.kind.capitalize()}s"))
        left += column.width + column.room
    return found


def _actions(opened: list[Link]) -> list[str]:
    return [thing.path for link in opened for thing in (link.source, link.target) if thing.kind == "action"]


def _dates() -> dict[str, str]:
    """Return when each action runs, as printed, with its state."""
    found = {}
    for item in rows(shown().store, "actions"):
        known = (fold(item.get("period", "")) or "no date stated", item.get("state", ""))
        found[item["action"]] = ", ".join(word for word in known if word)
    return found


def _near(view: NetworkView, chosen: Chosen) -> set[str]:
    """Return what stands out while something is chosen: paths of things and keys of links."""
    if chosen.link:
        return {chosen.link.key, chosen.link.source.path, chosen.link.target.path}
    if chosen.thing is None:
        return set()
    near = view.around(chosen.thing.path)
    return set(near.things) | {link.key for link in near.links}
