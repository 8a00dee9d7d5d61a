"""What stands behind one cell of the matrix: its actions, and for each statement who is behind it, with sentences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graph.facts import Action, Backing, Claim, Facts, Named
from graph.pivot import Cell, Heading
from graph.selection import Picked
from webapp.reading import Row


@dataclass(frozen=True, slots=True)
class Behind:
    """One partner behind a statement; `alone` when no other is confirmed to be."""

    partner: Named
    role: str
    stated: bool
    firm: bool
    proposed: bool
    alone: bool
    sentences: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class OpenStatement:
    """One statement with its sentence, those behind it that were asked about, and the others that support it."""

    sentence: Row
    outcomes: tuple[Named, ...]
    behind: tuple[Behind, ...]
    others: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class OpenAction:
    """One action of the cell and its statements there."""

    action: Action
    statements: tuple[OpenStatement, ...]


@dataclass(frozen=True, slots=True)
class OpenCell:
    """One cell opened: its row, its column, and what stands behind it."""

    row: Heading
    column: Heading
    actions: tuple[OpenAction, ...]
    partner: Named | None


def open_cell(
    facts: Facts, picked: Picked, cell: Cell, sides: tuple[Heading, Heading], quotes: Mapping[str, Row], who: str
) -> OpenCell:
    """Return what stands behind a cell; `who` is the key of the one partner (or kind) that it is about, if any."""
    passages = cell.stated_here | cell.supported | cell.proposed | cell.candidates
    named = {partner.key: partner for partner in facts.partners.values()}
    by_action: dict[str, dict[str, list[Claim]]] = {}
    for claim in picked.claims:
        if claim.impact and claim.passage in passages:
            by_action.setdefault(claim.action, {}).setdefault(claim.passage, []).append(claim)
    actions = []
    for path, action in picked.actions.items():
        statements = [
            _statement(facts, claims, _behind(facts, picked, path, passage, quotes, who), quotes[f"/{passage}"])
            for passage, claims in by_action.get(path, {}).items()
        ]
        if statements:
            actions.append(OpenAction(action, tuple(statements)))
    return OpenCell(*sides, tuple(actions), named.get(who))


def _statement(facts: Facts, claims: list[Claim], behind: tuple[Behind, ...], sentence: Row) -> OpenStatement:
    shown = {one.partner.path for one in behind}
    supporters = facts.supporters.get(claims[0].passage, frozenset())
    return OpenStatement(
        sentence,
        tuple(facts.outcomes[outcome] for outcome in dict.fromkeys(c.outcome for c in claims if c.sure)),
        behind,
        tuple(partner for path, partner in facts.partners.items() if path in supporters - shown),
    )


def _behind(
    facts: Facts, picked: Picked, action: str, passage: str, quotes: Mapping[str, Row], who: str
) -> tuple[Behind, ...]:
    found: dict[tuple[str, str, bool], Backing] = {}
    for item in picked.backings:
        partner = facts.partners[item.partner]
        if item.passage == passage and item.action == action and (not who or who in (partner.key, partner.kind)):
            first = found.setdefault((item.partner, item.role, item.firm), item)
            if item.stated and not first.stated:
                found[item.partner, item.role, item.firm] = item
    surest = sorted(
        found.values(), key=lambda item: (not item.firm, not item.stated, facts.partners[item.partner].label)
    )
    return tuple(_one_behind(facts, item, quotes) for item in surest)


def _one_behind(facts: Facts, item: Backing, quotes: Mapping[str, Row]) -> Behind:
    passages = [
        passage
        for part in facts.parts
        if (part.action, part.partner, part.role) == (item.action, item.partner, item.role)
        for passage in part.passages
    ]
    return Behind(
        facts.partners[item.partner],
        facts.word("partner-role", item.role),
        item.stated,
        item.firm,
        item.proposed,
        item.firm and len(facts.supporters.get(item.passage, ())) == 1,
        tuple(quotes[f"/{passage}"] for passage in dict.fromkeys(passages)),
    )
