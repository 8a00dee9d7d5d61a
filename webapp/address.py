"""The address is the state: a selection, and what a view shows of it, read from an address and written to one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from urllib.parse import quote, urlencode

from werkzeug.datastructures import MultiDict

from graph.errors import NotFound
from graph.facts import Facts, Named
from graph.selection import ONLY, Selection

VIEWS = {"matrix": "/", "network": "/network", "timeline": "/timeline", "places": "/places", "table": "/table"}
LISTS = ("theme", "document", "partner", "kind", "role", "outcome", "statement", "place", "audience")
_WRITTEN = {"since": "from", "until": "to"}
_SWITCHES = ("undated", "candidates")
_WORDS = {
    "theme": "Theme",
    "document": "Document",
    "partner": "Partner",
    "kind": "Kind of partner",
    "role": "Role",
    "outcome": "Outcome",
    "statement": "Statement",
    "place": "Place",
    "audience": "Audience",
    "status": "Status",
    "since": "From",
    "until": "To",
}
STATUS_WORDS = {"confirmed": "Confirmed only", "proposed": "Proposed only", "all": "Confirmed and proposed"}
SWITCH_WORDS = {"undated": "With actions whose dates do not tell", "candidates": "With readings not yet accepted"}
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter in force, in words, and the address without it."""

    kind: str
    words: str
    without: str


@dataclass(frozen=True, slots=True)
class View:
    """One view of a selection; `shown` holds what only this view understands, usual values left out."""

    name: str
    selection: Selection
    shown: Mapping[str, str]

    def address(self, name: str = "", **changes: str) -> str:
        """Return the address of this view with something else shown, or of another view of the same selection."""
        shown = {} if name and name != self.name else {**self.shown, **changes}
        return _address(VIEWS[name or self.name], self.selection, shown)

    def download(self, kind: str) -> str:
        """Return the address of this view as a file."""
        return _address(f"/{self.name}.{kind}", self.selection, self.shown)

    def selecting(self, **changes: object) -> str:
        """Return the address of this view with another selection; what was open is closed."""
        kept = {name: value for name, value in self.shown.items() if name not in ("cell", "open", "link", "page")}
        return _address(VIEWS[self.name], replace(self.selection, **changes), kept)  # type: ignore[arg-type]

    def also(self, name: str, value: str) -> str:
        """Return the address of this view with one value chosen of one kind."""
        return self.selecting(**{name: (value,)})

    def behind(self, axis: str, key: str, show: str) -> str:
        """Return the address of the rows behind a number of the matrix; empty where they cannot be selected."""
        if axis in ("place", "audience") and key == "none":
            return ""
        name = "outcome" if axis == "top" else axis
        chosen = replace(self.selection, **{name: (key,)}) if key else self.selection  # type: ignore[arg-type]
        return _address(VIEWS["table"], chosen, {"show": show})

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """What a form carries along: everything that is in force and has no field of its own to be taken out."""
        lists = [(name, value) for name in LISTS for value in getattr(self.selection, name)]
        return lists + [(name, value) for name, value in self.shown.items() if name not in ("cell", "open", "link")]

    @property
    def filtered(self) -> bool:
        """Say whether anything is left out or added."""
        return self.selection != Selection()


def read_view(name: str, args: MultiDict[str, str], shown: Mapping[str, str]) -> View:
    """Return the view that an address asks for; `shown` are this view's own parameters with their usual values."""
    values: dict[str, object] = {kind: _distinct(args.getlist(kind)) for kind in LISTS}
    for one in ("status", "since", "until"):
        values[one] = args.get(_WRITTEN.get(one, one), "").strip()
    for one in _SWITCHES:
        values[one] = args.get(one) == "1"
    own = {key: args.get(key, "").strip() for key in shown}
    return View(name, Selection(**values), {k: v for k, v in own.items() if v and v != shown[k]})  # type: ignore[arg-type]


def chips(view: View, facts: Facts) -> list[Chip]:
    """Return the filters in force in words; raise NotFound where a value means nothing in these documents."""
    found, selection = [], view.selection
    for kind in LISTS:
        values: tuple[str, ...] = getattr(selection, kind)
        for value in values:
            rest = tuple(other for other in values if other != value)
            found.append(Chip(_WORDS[kind], _shortened(label(facts, kind, value)), view.selecting(**{kind: rest})))
    for kind in ("since", "until"):
        if value := getattr(selection, kind):
            found.append(Chip(_WORDS[kind], value, view.selecting(**{kind: ""})))
    if selection.status:
        found.append(Chip(_WORDS["status"], STATUS_WORDS[selection.status], view.selecting(status="")))
    for kind in _SWITCHES:
        if getattr(selection, kind):
            found.append(Chip("", SWITCH_WORDS[kind], view.selecting(**{kind: False})))
    return found


def label(facts: Facts, kind: str, value: str) -> str:
    """Return what a value of one kind is called; raise NotFound where it means nothing in these documents."""
    known = labels(facts, kind)
    if value not in known:
        raise NotFound(f"There is no {_WORDS[kind].lower()} “{value[:_LONGEST]}” in these documents.")
    return known[value]


def labels(facts: Facts, kind: str) -> dict[str, str]:
    """Return everything of one kind that can be chosen, by key, in the order in which it is offered."""
    return _LABELS[kind](facts)


def _named(names: Mapping[str, Named], used: set[str]) -> dict[str, str]:
    chosen = sorted(names.values(), key=lambda name: name.path not in used)
    return {name.key: f"{name.label} ({name.note})" if "/unnamed/" in name.path else name.label for name in chosen}


def _themes(facts: Facts) -> dict[str, str]:
    return {action.theme_key or "none": action.theme or "No theme" for action in facts.actions.values()}


def _documents(facts: Facts) -> dict[str, str]:
    return {action.document.removeprefix("doc/"): action.file for action in facts.actions.values()}


def _partners(facts: Facts) -> dict[str, str]:
    return _named(facts.partners, {part.partner for part in facts.parts})


def _kinds(facts: Facts) -> dict[str, str]:
    keys = {facts.partners[part.partner].kind for part in facts.parts if part.partner in facts.partners}
    return _by_word({key: facts.word("partner-type", key) for key in keys})


def _roles(facts: Facts) -> dict[str, str]:
    return _by_word({part.role: facts.word("partner-role", part.role) for part in facts.parts})


def _outcomes(facts: Facts) -> dict[str, str]:
    names = {name.key: name.label for name in facts.outcomes.values()}
    return names | {f"{key}{ONLY}": f"{label} (itself only)" for key, label in names.items()}


def _statements(facts: Facts) -> dict[str, str]:
    return {claim.statement: f"“{claim.words}”" for claim in facts.claims}


def _places(facts: Facts) -> dict[str, str]:
    return _named(facts.places, {mention.thing for mention in facts.mentions})


def _audiences(facts: Facts) -> dict[str, str]:
    return {name.key: name.label for name in facts.audiences.values()}


_LABELS: dict[str, Callable[[Facts], dict[str, str]]] = {
    "theme": _themes,
    "document": _documents,
    "partner": _partners,
    "kind": _kinds,
    "role": _roles,
    "outcome": _outcomes,
    "statement": _statements,
    "place": _places,
    "audience": _audiences,
}


def _by_word(found: dict[str, str]) -> dict[str, str]:
    return dict(sorted(found.items(), key=lambda item: item[1]))


def _distinct(values: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value.strip() for value in values if value.strip()))


def _shortened(words: str) -> str:
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1].rstrip() + "…"


def _address(path: str, selection: Selection, shown: Mapping[str, str]) -> str:
    written: list[tuple[str, str]] = []
    for field in fields(selection):
        value = getattr(selection, field.name)
        name = _WRITTEN.get(field.name, field.name)
        if isinstance(value, tuple):
            written += [(name, one) for one in value]
        elif value:
            written.append((name, "1" if value is True else value))
    written += [(name, value) for name, value in shown.items() if value]
    return f"{path}?{urlencode(written, quote_via=quote, safe='/~')}" if written else path
