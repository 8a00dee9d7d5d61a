"""The filter panel: what can be chosen of each kind, with how many actions speak of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graph.facts import Facts
from webapp.address import View, labels


@dataclass(frozen=True, slots=True)
class Choice:
    """One value that can be chosen; `level` is 1 for an outcome or audience under a wider one."""

    key: str
    label: str
    actions: int
    level: int = 0


@dataclass(frozen=True, slots=True)
class Field:
    """One kind of filter, what it is called, and what can still be chosen of it."""

    name: str
    label: str
    every: str
    choices: tuple[Choice, ...]
    chosen: bool


_FIELDS = (
    ("partner", "Partner", "Any partner"),
    ("kind", "Kind of partner", "Any kind"),
    ("role", "Role", "Any role"),
    ("outcome", "Outcome", "Any outcome"),
    ("theme", "Theme", "Any theme"),
    ("place", "Place", "Any place"),
    ("audience", "Audience", "Any audience"),
    ("document", "Document", "Any document"),
)


def panel(view: View, facts: Facts) -> list[Field]:
    """Return the fields of the filter panel; what no action speaks of is not offered."""
    counts = _actions_by_key(facts)
    tops = {name.key for name in facts.outcomes.values() if name.top == name.path}
    found = []
    for name, label, every in _FIELDS:
        chosen: tuple[str, ...] = getattr(view.selection, name)
        offered = tuple(
            Choice(key, words, counts[name][key], int(name == "outcome" and key not in tops))
            for key, words in labels(facts, name).items()
            if counts[name].get(key) and key not in chosen
        )
        if offered:
            found.append(Field(name, label, every, offered, bool(chosen)))
    return found


def _actions_by_key(facts: Facts) -> dict[str, dict[str, int]]:
    partners = [
        (facts.partners[part.partner], part) for part in facts.parts if part.sure and part.partner in facts.partners
    ]
    concepts = {**facts.outcomes, **facts.audiences, **facts.places}
    said = [(claim.outcome, claim.action) for claim in facts.claims if claim.sure]
    named = [(mention.thing, mention.action) for mention in facts.mentions if mention.sure]
    wider = [
        (path.split("/")[1] if path.startswith("scheme/") else "place", above.rsplit("/", 1)[1], action)
        for path, action in (*said, *named)
        if path in concepts
        for above in facts.above.get(path, frozenset({path}))
    ]
    return {
        "partner": _counted((partner.key, part.action) for partner, part in partners),
        "kind": _counted((partner.kind, part.action) for partner, part in partners),
        "role": _counted((part.role, part.action) for part in facts.parts if part.sure),
        "theme": _counted((action.theme_key or "none", path) for path, action in facts.actions.items()),
        "document": _counted((a.document.removeprefix("doc/"), path) for path, a in facts.actions.items()),
    } | {
        kind: _counted((key, action) for one, key, action in wider if one == kind)
        for kind in ("outcome", "audience", "place")
    }


def _counted(pairs: Iterable[tuple[str, str]]) -> dict[str, int]:
    found: dict[str, set[str]] = {}
    for key, action in pairs:
        found.setdefault(key, set()).add(action)
    return {key: len(actions) for key, actions in found.items()}
