"""The matrix of a selection, rows and columns chosen freely: partners, kinds, themes, places, audiences, outcomes.

Counted are statements of impact. Where partners or their kinds stand on a side, a cell counts the statements they are
confirmed to support; elsewhere it counts all statements and how many of them have a supporter.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from graph.facts import Backing, Claim, Facts
from graph.selection import ONLY, Picked

AXES = ("partner", "kind", "theme", "place", "audience", "top", "outcome", "statement")
WHO = ("partner", "kind")
NOTHING = "none"


@dataclass(frozen=True, slots=True)
class Heading:
    """One row or column: `group` is what stands above it; the counts are those of its own statements."""

    key: str
    label: str
    path: str = ""
    group: str = ""
    note: str = ""
    statements: int = 0
    unsupported: int = 0
    alone: int = 0
    supporters: int = 0

    @property
    def exact(self) -> str:
        """The key that selects what is said about this outcome itself, where others stand below it."""
        return self.key + ONLY if self.group == self.label and self.key != "unclassified" else self.key


@dataclass(slots=True)
class Cell:
    """What stands in one row and column; statements are passages."""

    stated_here: set[str] = field(default_factory=set)
    supported: set[str] = field(default_factory=set)
    proposed: set[str] = field(default_factory=set)
    candidates: set[str] = field(default_factory=set)
    roles: set[str] = field(default_factory=set)
    alone: set[str] = field(default_factory=set)
    direct: bool = False


@dataclass(frozen=True, slots=True)
class Pivot:
    """The table; a pair that is not in `cells` has nothing. `who` says whether a side is of partners."""

    rows: tuple[Heading, ...]
    columns: tuple[Heading, ...]
    cells: Mapping[tuple[str, str], Cell]
    who: bool
    total: Heading

    def groups(self) -> list[tuple[str, tuple[Heading, ...]]]:
        """Return the columns under what they belong to, in order."""
        names = dict.fromkeys(column.group for column in self.columns)
        return [(name, tuple(column for column in self.columns if column.group == name)) for name in names]


def pivot(facts: Facts, picked: Picked, rows: str, columns: str, empty: bool = False) -> Pivot:
    """Return the matrix of what was picked; `empty` keeps rows and columns without any filled cell."""
    return _Making(facts, picked, rows, columns).pivot(empty)


class _Making:
    def __init__(self, facts: Facts, picked: Picked, rows: str, columns: str) -> None:
        self.facts, self.picked = facts, picked
        self.axes = (rows, columns)
        self.who = rows in WHO or columns in WHO
        self.named: dict[str, dict[str, list[str]]] = {"place": {}, "audience": {}}
        for mention in picked.mentions:
            kind = "place" if mention.thing in facts.places else "audience"
            known = facts.places if kind == "place" else facts.audiences
            for thing in facts.above.get(mention.thing, {mention.thing}):
                if thing in known:
                    self.named[kind].setdefault(mention.action, []).append(known[thing].key)
        self.claims: dict[tuple[str, str], list[Claim]] = {}
        for claim in picked.claims:
            if claim.impact:
                self.claims.setdefault((claim.outcome, claim.passage), []).append(claim)
        self.cells: dict[tuple[str, str], Cell] = {}
        self.own: tuple[dict[str, set[str]], dict[str, set[str]]] = ({}, {})
        self.by: tuple[dict[str, set[str]], dict[str, set[str]]] = ({}, {})

    def pivot(self, empty: bool) -> Pivot:
        for found in self.claims.values():
            for claim in found:
                self._count_claim(claim)
        for backing in self.picked.backings:
            self._count_backing(backing)
        filled = (
            {row for (row, _), cell in self.cells.items() if _filled(cell, self.who)},
            {column for (_, column), cell in self.cells.items() if _filled(cell, self.who)},
        )
        for side in (0, 1):
            for key in filled[side]:
                # A reading not yet accepted may fill a cell whose outcome no accepted statement is about.
                self.own[side].setdefault(key, set())
        sides = [self._headings(side, empty, filled[side]) for side in (0, 1)]
        everything = {claim.passage for claim in self.picked.claims if claim.impact and claim.sure}
        return Pivot(sides[0], sides[1], self.cells, self.who, self._heading("", "All", everything))

    def _count_claim(self, claim: Claim) -> None:
        for side in (0, 1):
            for key in self._keys(self.axes[side], claim, None):
                if claim.sure:
                    self.own[side].setdefault(key, set()).add(claim.passage)
        if self.who or not claim.sure:
            return
        for pair in self._pairs(claim, None):
            cell = self.cells.setdefault(pair, Cell())
            cell.stated_here.add(claim.passage)
            if self.facts.supporters.get(claim.passage):
                cell.supported.add(claim.passage)

    def _count_backing(self, item: Backing) -> None:
        claims = self.claims.get((item.outcome, item.passage), ())
        for claim in [claim for claim in claims if claim.action == item.action]:
            if item.firm:
                for side in (0, 1):
                    for key in self._keys(self.axes[side], claim, item):
                        self.by[side].setdefault(key, set()).add(item.passage)
            if self.who:
                for pair in self._pairs(claim, item):
                    self._put(self.cells.setdefault(pair, Cell()), item)

    def _put(self, cell: Cell, item: Backing) -> None:
        if not item.firm:
            (cell.proposed if item.sure else cell.candidates).add(item.passage)
            return
        cell.supported.add(item.passage)
        cell.roles.add(item.role)
        cell.direct = cell.direct or item.stated
        if len(self.facts.supporters[item.passage]) == 1:
            cell.alone.add(item.passage)

    def _pairs(self, claim: Claim, item: Backing | None) -> Iterable[tuple[str, str]]:
        for row in self._keys(self.axes[0], claim, item):
            for column in self._keys(self.axes[1], claim, item):
                yield row, column

    def _keys(self, axis: str, claim: Claim, item: Backing | None) -> list[str]:
        """Return the rows or columns that a statement, or one partner behind it, belongs to."""
        if axis in WHO:
            partner = self.facts.partners[item.partner] if item else None
            return [] if partner is None else [partner.key if axis == "partner" else partner.kind]
        if axis == "theme":
            return [self.facts.actions[claim.action].theme_key or NOTHING]
        if axis in ("place", "audience"):
            return list(dict.fromkeys(self.named[axis].get(claim.action, ()))) or [NOTHING]
        if axis == "statement":
            return [claim.statement]
        outcome = self.facts.outcomes[claim.outcome]
        return [outcome.key if axis == "outcome" else outcome.top.rsplit("/", 1)[1]]

    def _headings(self, side: int, empty: bool, filled: set[str]) -> tuple[Heading, ...]:
        who = self.axes[side] in WHO
        held = self.by[side] if who else self.own[side]
        only = filled if who and not empty else None
        return tuple(
            self._heading(key, label, held.get(key, set()), *rest)
            for key, (label, *rest) in self._known(side, empty).items()
            if only is None or key in only
        )

    def _heading(self, key: str, label: str, own: set[str], path: str = "", group: str = "", note: str = "") -> Heading:
        behind = [self.facts.supporters.get(passage, frozenset()) for passage in own]
        return Heading(
            key,
            label,
            path,
            group,
            note,
            len(own),
            sum(not partners for partners in behind),
            sum(len(partners) == 1 for partners in behind),
            len(frozenset().union(*behind)) if behind else 0,
        )

    def _known(self, side: int, empty: bool) -> Mapping[str, tuple[str, ...]]:
        """Return the rows or columns there can be, in order: name, page, group and note."""
        facts, picked, axis = self.facts, self.picked, self.axes[side]
        if axis in WHO:
            taking = {part.partner for part in picked.parts}
            partners = [partner for path, partner in facts.partners.items() if path in taking]
            if axis == "partner":
                group = "Groups without a name, each of its own action"
                return {p.key: (p.label, p.path, group if p.top == "group" else "", p.note) for p in partners}
            kinds = {partner.kind: facts.word("partner-type", partner.kind) for partner in partners}
            return {key: (word,) for key, word in sorted(kinds.items(), key=lambda item: item[1])}
        if axis == "statement":
            tops = {c.statement: c for c in picked.claims if c.impact and c.sure}
            return {key: (c.words, c.passage, self._outcome_word(c)) for key, c in self._by_outcome(tops)}
        held = self.own[side]
        if axis in ("outcome", "top"):
            found = [
                o
                for o in facts.outcomes.values()
                if o.key in held or (empty and (axis == "outcome" or o.top == o.path))
            ]
            top = facts.outcomes
            return {o.key: (o.label, o.path, top[o.top].label if axis == "outcome" else "") for o in found}
        if axis == "theme":
            return {a.theme_key or NOTHING: (a.theme or "No theme",) for a in picked.actions.values()}
        things = facts.places if axis == "place" else facts.audiences
        named = {thing.key: (thing.label, thing.path) for thing in things.values() if thing.key in held}
        return named | ({NOTHING: (f"No {axis} named",)} if NOTHING in held else {})

    def _outcome_word(self, claim: Claim) -> str:
        return self.facts.outcomes[claim.outcome].label

    def _by_outcome(self, found: dict[str, Claim]) -> list[tuple[str, Claim]]:
        order = {path: number for number, path in enumerate(self.facts.outcomes)}
        return sorted(found.items(), key=lambda item: order[item[1].outcome])


def _filled(cell: Cell, who: bool) -> bool:
    return bool(cell.supported or cell.proposed or cell.candidates or (cell.stated_here and not who))
