"""The network page: the layered picture or the force view, the table beside it, and what was chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from flask import Blueprint, Response, render_template, send_from_directory
from werkzeug.wrappers import Response as AnyResponse

from graph.errors import NotFound
from graph.iris import slug
from webapp.address import View
from webapp.force import force_data
from webapp.home import partner_path
from webapp.layered import Column, draw
from webapp.live import shown
from webapp.network_view import Link, NetworkView, Thing, network_view
from webapp.selecting import Selected, selected

pages = Blueprint("network", __name__)
LIBRARY = "vis-9.1.2"
_YEAR = 31_536_000
COLUMNS = (Column("partner", 200, 180), Column("action", 320, 180), Column("outcome", 210, 120))
BESIDE = (Column("partner", 180, 80), Column("action", 290, 80), Column("outcome", 190, 90))
"""Narrower, with room for what is open beside the picture."""
PLACES = Column("place", 150, 0)
USUAL = {"view": "layered", "purposes": "", "places": "", "only": "", "open": "", "link": "", "find": ""}
SWITCHES = ("purposes", "places", "only")
_KINDS = {"partner": "/id/partner/", "action": "/id/action/", "outcome": "/scheme/outcome/", "place": "/id/place/"}


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the address chooses: the view, the switches, and the thing or link that is open."""

    view: str
    on: Mapping[str, bool]
    thing: Thing | None
    link: Link | None


@pages.get("/network")
def network() -> AnyResponse | str:
    """Show the network of the selection, drawn and as a table, with what was chosen opened."""
    found = selected("network", USUAL)
    if not isinstance(found, Selected):
        return found
    whole = shown().once(network_view)
    chosen = _chosen(whole, found.view)
    view = shown_links(whole, found, chosen)
    opened = view.touching(chosen.thing.path) if chosen.thing else []
    columns: tuple[Column, ...] = BESIDE if chosen.thing or chosen.link else COLUMNS
    columns = (*columns, PLACES) if chosen.on["places"] else columns
    addresses = {path: found.view.address(open=_naming(thing), **_CLOSED) for path, thing in view.things.items()}
    near = _near(view, chosen)
    force = chosen.view == "force"
    return render_template(
        "network.html",
        found=found,
        view=found.view,
        chosen=chosen,
        drawn=view,
        picture=None if force else draw(view.drawing(), columns),
        headings=_headings(columns),
        links_of={(link.source.path, link.target.path): link for link in reversed(view.links)},
        near=near,
        data=force_data(view, addresses, near) if force else None,
        addresses=addresses,
        opening=lambda key: found.view.address(link=key, open="", only="", find=""),
        closed=found.view.address(link="", open="", only="", find=""),
        partners=sorted(t.name for t in whole.things.values() if t.kind == "partner"),
        opened=opened,
        dates={f"/{path}": action.when for path, action in found.facts.actions.items()} if opened else {},
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


def shown_links(whole: NetworkView, found: Selected, chosen: Chosen) -> NetworkView:
    """Return the network as far as the selection and the switches show it."""
    on, picked = chosen.on, found.picked
    parts = {(f"/{part.partner}", f"/{part.action}", part.status) for part in picked.parts}
    claims = {(f"/{claim.action}", f"/{claim.outcome}") for claim in picked.claims}
    view = whole.kept(
        link
        for link in whole.links
        if (on["purposes"] or link.status != "purpose")
        and (on["places"] or link.kind != "place")
        and (found.view.selection.candidates or link.sure)
        and (link.kind != "part" or (link.source.path, link.target.path, link.status) in parts)
        and (link.kind != "outcome" or (link.source.path, link.target.path) in claims)
        and (link.kind != "place" or link.source.path[1:] in picked.actions)
    )
    actions = {f"/{path}" for path in picked.actions}
    view = NetworkView({p: t for p, t in view.things.items() if t.kind != "action" or p in actions}, view.links)
    if chosen.thing and chosen.thing.path not in view.things:
        view = NetworkView(view.things | {chosen.thing.path: chosen.thing}, view.links)
    return view.around(chosen.thing.path) if on["only"] and chosen.thing else view


def _chosen(whole: NetworkView, view: View) -> Chosen:
    given = view.shown
    path = _path(whole, given)
    if path is not None and path not in whole.things:
        raise NotFound("There is nothing of that name in the network.")
    link = next((link for link in whole.links if link.key == given.get("link")), None)
    if given.get("link") and link is None:
        raise NotFound("There is no such link in the network.")
    on = {name: given.get(name) == "1" for name in SWITCHES}
    drawn = "force" if given.get("view") == "force" else "layered"
    return Chosen(drawn, on, whole.things[path] if path else None, link)


def _path(whole: NetworkView, given: Mapping[str, str]) -> str | None:
    """Return the path of what is open: a kind and a key, or a partner looked for by name."""
    if given.get("find"):
        return _partner(whole, given["find"])
    kind, _, key = given.get("open", "").partition("/")
    if not kind:
        return None
    return partner_path(key) if kind == "partner" else _KINDS.get(kind, "/") + key


def _partner(whole: NetworkView, given: str) -> str:
    """Return the path of a partner given by address or by name."""
    path = partner_path(given)
    named = {slug(t.name): t.path for t in reversed(whole.things.values()) if t.kind == "partner"}
    return path if path in whole.things else named.get(slug(given), path)


def _naming(thing: Thing) -> str:
    """Return what opens a thing: its kind and its key."""
    start = _KINDS[thing.kind]
    return f"{thing.kind}/{thing.path.removeprefix(start) if thing.path.startswith(start) else thing.path[1:]}"


_CLOSED = {"link": "", "only": "", "find": ""}


def _headings(columns: Sequence[Column]) -> list[tuple[int, str]]:
    """Return where each column begins and what stands in it."""
    found, left = [], 0
    for column in columns:
        found.append((left, f"{column.kind.capitalize()}s"))
        left += column.width + column.room
    return found


def _actions(opened: list[Link]) -> list[str]:
    return [thing.path for link in opened for thing in (link.source, link.target) if thing.kind == "action"]


def _near(view: NetworkView, chosen: Chosen) -> set[str]:
    """Return what stands out while something is chosen: paths of things and keys of links."""
    if chosen.link:
        return {chosen.link.key, chosen.link.source.path, chosen.link.target.path}
    if chosen.thing is None:
        return set()
    near = view.around(chosen.thing.path)
    return set(near.things) | {link.key for link in near.links}
