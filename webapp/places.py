"""The places of the selection: what happens where, with the sentences that name the place."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, render_template
from werkzeug.wrappers import Response

from graph.facts import Action, Named
from webapp.live import shown
from webapp.reading import Row, quotes
from webapp.selecting import Selected, selected
from webapp.sheets import Sheet

pages = Blueprint("places", __name__)
USUAL: dict[str, str] = {}


@dataclass(frozen=True, slots=True)
class Happening:
    """One action at a place: who takes part in it, and the sentences that name the place."""

    action: Action
    partners: tuple[Named, ...]
    sentences: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class AtPlace:
    """One place and what happens there."""

    place: Named
    kind: str
    happenings: tuple[Happening, ...]


@pages.get("/places")
def places() -> Response | str:
    """Show the places of the selection with what happens there."""
    found = selected("places", USUAL)
    if not isinstance(found, Selected):
        return found
    at = at_places(found)
    placed = {happening.action.path for place in at for happening in place.happenings}
    nowhere = [action for path, action in found.picked.actions.items() if path not in placed]
    return render_template("places.html", found=found, view=found.view, places=at, nowhere=nowhere)


def at_places(found: Selected) -> list[AtPlace]:
    """Return the places that the selection's actions name; where places are selected, only those."""
    facts, said, only = found.facts, shown().once(quotes), found.view.selection.place
    partners: dict[str, dict[str, Named]] = {}
    for part in found.picked.parts:
        partners.setdefault(part.action, {})[part.partner] = facts.partners[part.partner]
    named: dict[str, dict[str, list[str]]] = {}
    for mention in found.picked.mentions:
        if mention.thing in facts.places and (not only or facts.places[mention.thing].key in only):
            named.setdefault(mention.thing, {}).setdefault(mention.action, []).extend(mention.passages)
    return [
        AtPlace(
            place,
            facts.word("venue-type", place.kind) if place.kind else "",
            tuple(
                Happening(
                    facts.actions[action],
                    tuple(partners.get(action, {}).values()),
                    tuple(said[f"/{passage}"] for passage in dict.fromkeys(passages)),
                )
                for action, passages in named[path].items()
            ),
        )
        for path, place in facts.places.items()
        if path in named
    ]


def sheet(found: Selected) -> Sheet:
    """Return the places as a table to take away, one row for each action at each."""
    rows = [
        [
            at.place.label,
            at.kind,
            at.place.note,
            item.action.title,
            item.action.when,
            ", ".join(partner.label for partner in item.partners),
            " | ".join(" ".join(one["quote"].split()) for one in item.sentences),
        ]
        for at in at_places(found)
        for item in at.happenings
    ]
    return Sheet("Places", ("Place", "Kind", "Postcode", "Action", "When", "Partners", "Sentences"), rows)
