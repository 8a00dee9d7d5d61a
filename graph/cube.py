"""The cube: who takes part, what is stated and who supports it, action by action, made once for each store.

It is read from the same small queries as the network and holds what the matrix counts; asked for some actions only,
it touches no other.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple, TypeVar

from graph.kept import kept
from graph.parts import read_part
from graph.rows import Row
from graph.store import Store

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class MatrixPartner:
    """A row: a partner that takes part in an action, supporting or not; `action` only for a group without a name."""

    path: str
    label: str
    named: bool
    action: str = ""


class OutcomeName(NamedTuple):
    """An outcome with its top concept."""

    path: str
    key: str
    label: str
    top: str


class Support(NamedTuple):
    """One partner confirmed to support one statement about one outcome; addresses are paths below the base."""

    partner: str
    outcome: str
    passage: str
    role: str
    stated: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """One partner and one outcome: the statements (passages), the roles, and whether any statement names both."""

    statements: tuple[str, ...]
    roles: tuple[str, ...]
    stated: bool

    @property
    def count(self) -> int:
        """How many statements there are; a statement is one passage."""
        return len(self.statements)


@dataclass(frozen=True, slots=True)
class Cube:
    """Partners and outcomes in the order in which they are shown, and what each action says of them.

    `taking_part` holds the partners of accepted links, `impacts` the outcome and passage of accepted impacts, `cells`
    the cells of all actions together.
    """

    partners: tuple[MatrixPartner, ...]
    outcomes: tuple[OutcomeName, ...]
    taking_part: dict[str, list[str]]
    impacts: dict[str, list[tuple[str, str]]]
    supports: dict[str, list[Support]]
    cells: dict[tuple[str, str], Cell]

    def __len__(self) -> int:
        return sum(len(items) for part in (self.taking_part, self.impacts, self.supports) for items in part.values())


def cube_of(store: Store) -> Cube:
    """Return the cube of a store, made when it is first asked for."""
    return kept(store, "cube", lambda: _made(store))


def of_actions(items: dict[str, list[T]], actions: Collection[str] | None) -> Iterable[T]:
    """Give out what belongs to some actions (paths below the base), or to all where none are named."""
    chosen = items.values() if actions is None else (items[action] for action in items if action in actions)
    return chain.from_iterable(chosen)


def cells_of(supports: Iterable[Support]) -> dict[tuple[str, str], Cell]:
    """Return the filled cells by partner and outcome."""
    found: dict[tuple[str, str], list[Support]] = {}
    for support in supports:
        found.setdefault((support.partner, support.outcome), []).append(support)
    return {pair: _cell(items) for pair, items in found.items()}


def _cell(supports: list[Support]) -> Cell:
    if len(supports) == 1:
        return Cell((supports[0].passage,), (supports[0].role,), supports[0].stated)
    return Cell(
        tuple(sorted({support.passage for support in supports})),
        tuple(sorted({support.role for support in supports})),
        any(support.stated for support in supports),
    )


def _made(store: Store) -> Cube:
    links = [row for row in read_part(store, "links") if row["partner"] and row["band"] == "accepted"]
    claims = read_part(store, "claims")
    impacts = [row for row in claims if row["stated"] == "impact" and row["band"] == "accepted"]
    supports = [(row, _support(row)) for row in read_part(store, "supports")]
    return Cube(
        _partners(links),
        _outcomes(impacts, {row["links"]["outcome"]: str(row["top"]) for row in read_part(store, "tops")}),
        _by_action((row, row["links"]["partner"]) for row in links),
        _by_action((row, (row["links"]["outcome"], row["passage"])) for row in impacts),
        _by_action(supports),
        cells_of(support for _, support in supports),
    )


def _support(row: Row) -> Support:
    links = row["links"]
    return Support(links["partner"], links["outcome"], row["passage"], row["role"], row["basis"] == "stated")


def _by_action(items: Iterable[tuple[Row, T]]) -> dict[str, list[T]]:
    found: dict[str, list[T]] = {}
    for row, item in items:
        found.setdefault(row["links"]["action"], []).append(item)
    return found


def _partners(links: list[Row]) -> tuple[MatrixPartner, ...]:
    """Return the partners by name, groups without a name after those with one."""
    found = {
        row["links"]["partner"]: MatrixPartner(
            row["links"]["partner"],
            row["partner"],
            row["named"] == "yes",
            "" if row["named"] == "yes" else row["action"],
        )
        for row in links
    }
    return tuple(sorted(found.values(), key=lambda item: (not item.named, item.label.casefold(), item.path)))


def _outcomes(impacts: list[Row], tops: dict[str, str]) -> tuple[OutcomeName, ...]:
    """Return the outcomes by top concept and name; what is not classified comes last."""
    found = {row["links"]["outcome"]: (row["outcome_key"], str(row["outcome"])) for row in impacts}
    names = [OutcomeName(path, key, label, tops.get(path, label)) for path, (key, label) in found.items()]
    return tuple(sorted(names, key=lambda it: (it.key == "unclassified", it.top, it.label != it.top, it.label)))
