"""Decisions of people: a small file, replayed over every extraction, matched by content and never dropped."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields, replace
from pathlib import Path

from rapidfuzz import fuzz

from graph.errors import DataError
from graph.files import read_table, table_bytes
from graph.iris import fold, short_hash
from graph.records import Action, Decision, Extraction, PartnerLink

COLUMNS = tuple(item.name for item in fields(Decision))
OPERATIONS = ("accept", "reject", "set", "title", "add", "merge", "split", "join")
ALIKE = 90.0
"""How alike (0-100) a quote must be for a decision to follow an edited sentence."""


def read_decisions(path: Path) -> list[Decision]:
    """Return the decisions of a workspace, sorted so that the order of rows does not matter."""
    if not path.is_file():
        return []
    decisions = [Decision(**row) for row in read_table(path, COLUMNS)]
    for decision in decisions:
        if decision.operation not in OPERATIONS:
            known = ", ".join(OPERATIONS)
            raise DataError(f"{path.name} has an unknown operation “{decision.operation}”; known are {known}.")
    return sorted(decisions, key=lambda d: (d.when, *astuple(d)))


def decisions_bytes(decisions: Iterable[Decision]) -> bytes:
    """Return decisions as CSV."""
    return table_bytes(COLUMNS, (dict(zip(COLUMNS, astuple(d), strict=True)) for d in decisions))


@dataclass(frozen=True, slots=True)
class Item:
    """Something of an extraction that can be decided on; `quote` is the passage that shows it."""

    kind: str
    key: str
    about: str
    quote: str
    action: Action

    @property
    def quote_hash(self) -> str:
        """A hash of the quote, white space folded."""
        return short_hash(self.quote, length=12)


def items(extraction: Extraction) -> list[Item]:
    """Return everything of an extraction that a decision can be about."""
    text = extraction.text
    found = []
    for action in extraction.actions:
        found.append(Item("action", action.key, action.title, fold(action.passages[0].of(text)), action))
        for link in action.partners:
            found.append(Item("partner", link.key, link.name, fold(link.passages[0].of(text)), action))
        for venue in action.venues:
            found.append(Item("venue", venue.key, venue.value, fold(venue.passage.of(text)), action))
        for statement in action.statements:
            words = fold(statement.span.of(text))
            found.append(Item("statement", statement.key, words, words, action))
    return found


def find_item(decision: Decision, known: list[Item]) -> tuple[Item | None, str]:
    """Return the item a decision is about, and how it was found: applied, re-anchored or orphaned."""
    for item in known:
        if item.key == decision.subject:
            return item, "applied"
    alike = [
        (fuzz.ratio(item.quote.lower(), decision.quote.lower()), item)
        for item in known
        if item.kind == decision.property.split(":")[0] and _same_thing(item, decision)
    ]
    best = max(alike, key=lambda pair: pair[0], default=None)
    if best and best[0] >= ALIKE:
        return best[1], "re-anchored"
    return None, "orphaned"


def _same_thing(item: Item, decision: Decision) -> bool:
    """A partner or a place must bear the same name; an action or a statement is its own quote."""
    return item.kind in ("action", "statement") or item.about.lower() == decision.about.lower()


def renamed(extraction: Extraction, merges: dict[str, str]) -> Extraction:
    """Return the extraction with merged names exchanged for the ones they were merged into."""
    if not merges:
        return extraction
    return replace(extraction, actions=tuple(_renamed_action(action, merges) for action in extraction.actions))


def _renamed_action(action: Action, merges: dict[str, str]) -> Action:
    links: dict[str, PartnerLink] = {}
    for link in action.partners:
        name = merges.get(link.name, link.name)
        before = links.get(name)
        if before is None:
            links[name] = replace(link, name=name)
        else:
            links[name] = replace(before, passages=tuple(dict.fromkeys((*before.passages, *link.passages))))
    venues = {merges.get(m.value, m.value): replace(m, value=merges.get(m.value, m.value)) for m in action.venues}
    funding = tuple(replace(m, funder=merges.get(m.funder, m.funder) if m.funder else None) for m in action.funding)
    return replace(action, partners=tuple(links.values()), venues=tuple(venues.values()), funding=funding)


def merges_of(decisions: Iterable[Decision]) -> dict[str, str]:
    """Return name -> the name it was merged into, chains followed; a later decision wins."""
    direct = {d.subject: d.value for d in decisions if d.operation == "merge"}
    resolved = {}
    for name in direct:
        target, seen = direct[name], {name}
        while target in direct and target not in seen:
            seen.add(target)
            target = direct[target]
        if target not in seen:
            resolved[name] = target
    return resolved
