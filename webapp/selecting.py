"""The selection of a request: its facts, its filters in words, and where its views and files are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import redirect, request
from werkzeug.wrappers import Response

from graph.facts import Facts, facts_of
from graph.selection import Picked, pick
from webapp.address import Chip, View, chips, read_view
from webapp.live import shown
from webapp.panel import Field, panel

TABS = (
    ("matrix", "Matrix"),
    ("network", "Network"),
    ("timeline", "Timeline"),
    ("places", "Places"),
    ("table", "Table"),
)


@dataclass(frozen=True, slots=True)
class Selected:
    """What a request looks at: the view, all facts, those picked, and the filters in words."""

    view: View
    facts: Facts
    picked: Picked
    chips: tuple[Chip, ...]

    @property
    def fields(self) -> list[Field]:
        """The fields of the filter panel."""
        return panel(self.view, self.facts)

    @property
    def tabs(self) -> list[tuple[str, str, str]]:
        """The views of the selection: name, words, address."""
        return [(name, words, self.view.address(name)) for name, words in TABS]

    @property
    def empty(self) -> bool:
        """Say whether the filters leave nothing, although there is something."""
        return bool(self.facts.actions) and not self.picked.actions


def selected(name: str, usual: Mapping[str, str]) -> Selected | Response:
    """Return the selection of this request, or lead to its plain address where a form left fields empty."""
    view = read_view(name, request.args, usual)
    if b"=&" in request.query_string + b"&":
        return redirect(view.address())
    facts = facts_of(shown().store)
    return Selected(view, facts, pick(facts, view.selection), tuple(chips(view, facts)))
