"""The rows behind a selection: each partner behind a statement, statements with nobody behind them, and other parts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graph.facts import Action, Backing, Claim, Facts, Named
from graph.selection import Picked
from webapp.reading import Row

SHOWN = {
    "": "All rows",
    "supported": "Statements with a supporter",
    "alone": "Statements that rest on one",
    "unsupported": "Statements without a supporter",
}


@dataclass(frozen=True, slots=True)
class FactRow:
    """One row: who, in which part, of which action, behind which statement, and the sentences that say so."""

    action: Action
    partner: Named | None = None
    kind: str = ""
    role: str = ""
    status: str = ""
    outcome: Named | None = None
    statement: str = ""
    how: str = ""
    firm: bool = False
    supporters: int | None = None
    sentences: tuple[Row, ...] = ()


def fact_rows(facts: Facts, picked: Picked, quotes: Mapping[str, Row], show: str = "") -> list[FactRow]:
    """Return the rows of what was picked, in the order of the documents."""
    making = _Making(facts, picked, quotes)
    return [row for path in picked.actions for row in making.rows(path) if _shown(row, show)]


def _shown(row: FactRow, show: str) -> bool:
    if not show:
        return True
    wanted = {"unsupported": row.supporters == 0, "alone": row.firm and row.supporters == 1, "supported": row.firm}
    return wanted[show]


class _Making:
    def __init__(self, facts: Facts, picked: Picked, quotes: Mapping[str, Row]) -> None:
        self.facts, self.quotes = facts, quotes
        self.claims: dict[str, dict[tuple[str, str], Claim]] = {}
        self.backings: dict[str, list[Backing]] = {}
        self.parts: dict[str, dict[tuple[str, str], tuple[str, ...]]] = {}
        self.states: dict[tuple[str, str, str], str] = {}
        for claim in picked.claims:
            if claim.impact:
                self.claims.setdefault(claim.action, {})[claim.outcome, claim.passage] = claim
        for backing in picked.backings:
            self.backings.setdefault(backing.action, []).append(backing)
        for part in picked.parts:
            self.parts.setdefault(part.action, {})[part.partner, part.role] = part.passages
            self.states[part.action, part.partner, part.role] = part.status

    def rows(self, action: str) -> list[FactRow]:
        """Return the rows of one action."""
        claims = self.claims.get(action, {})
        found: list[FactRow] = []
        behind: set[tuple[str, str]] = set()
        used: set[tuple[str, str]] = set()
        for item in self.backings.get(action, ()):
            claim = claims.get((item.outcome, item.passage))
            if claim is not None:
                behind.add((item.outcome, item.passage))
                used.add((item.partner, item.role))
                found.append(self._row(action, (item.partner, item.role), claim, item))
        found += [self._row(action, None, c, None) for key, c in claims.items() if key not in behind and c.sure]
        found += [self._row(action, key, None, None) for key in self.parts.get(action, ()) if key not in used]
        return found

    def _row(self, action: str, who: tuple[str, str] | None, claim: Claim | None, item: Backing | None) -> FactRow:
        facts = self.facts
        partner = facts.partners[who[0]] if who else None
        passages: tuple[str, ...] = (claim.passage,) if claim else ()
        passages += self.parts.get(action, {}).get(who, ()) if who else ()
        supporters = len(facts.supporters.get(claim.passage, ())) if claim else None
        return FactRow(
            facts.actions[action],
            partner,
            facts.word("partner-type", partner.kind) if partner else "",
            facts.word("partner-role", who[1]) if who else "",
            facts.word("involvement-status", self.states[(action, *who)]) if who else "",
            facts.outcomes[claim.outcome] if claim else None,
            claim.words if claim else "",
            _how(item),
            item is not None and item.firm,
            supporters,
            tuple(self.quotes[f"/{passage}"] for passage in dict.fromkeys(passages)),
        )


def _how(item: Backing | None) -> str:
    if item is None:
        return ""
    basis = "stated" if item.stated else "via the action"
    if item.firm:
        return basis
    return f"{basis}, proposed" if item.sure else f"{basis}, not yet accepted"
