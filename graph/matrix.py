"""The table of partners and outcomes: who supports how many statements about what, stated or via the action."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from graph.parts import read_part
from graph.rows import Row
from graph.store import Store


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
class MatrixPartner:
    """A row: a partner that takes part in an action, supporting or not; `action` only for a group without a name."""

    path: str
    label: str
    named: bool
    action: str = ""


@dataclass(frozen=True, slots=True)
class MatrixOutcome:
    """A column: an outcome that a statement is about, below its top concept."""

    path: str
    key: str
    label: str
    top: str
    statements: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """Partners by outcomes; a pair that is not in `cells` has no support."""

    partners: tuple[MatrixPartner, ...]
    outcomes: tuple[MatrixOutcome, ...]
    cells: dict[tuple[str, str], Cell]

    def supporting(self) -> tuple[MatrixPartner, ...]:
        """Return the partners with at least one filled cell."""
        filled = {partner for partner, _ in self.cells}
        return tuple(partner for partner in self.partners if partner.path in filled)

    def groups(self) -> list[tuple[str, tuple[MatrixOutcome, ...]]]:
        """Return the columns under their top concepts, in order."""
        tops = dict.fromkeys(outcome.top for outcome in self.outcomes)
        return [(top, tuple(outcome for outcome in self.outcomes if outcome.top == top)) for top in tops]


def read_matrix(store: Store, actions: Collection[str] | None = None) -> Matrix:
    """Return the matrix of the whole store, or of some actions (paths below the base)."""

    def counted(rows: Iterable[Row]) -> list[Row]:
        return [row for row in rows if actions is None or row["links"]["action"] in actions]

    links = [row for row in counted(read_part(store, "links")) if row["partner"] and row["band"] == "accepted"]
    claims = counted(read_part(store, "claims"))
    impacts = [row for row in claims if row["stated"] == "impact" and row["band"] == "accepted"]
    supports = counted(read_part(store, "supports"))
    return Matrix(_partners(links), _outcomes(store, impacts), _cells(supports))


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


def _outcomes(store: Store, impacts: list[Row]) -> tuple[MatrixOutcome, ...]:
    """Return the outcomes by top concept and name; what is not classified comes last."""
    tops = {row["links"]["outcome"]: str(row["top"]) for row in read_part(store, "tops")}
    passages: dict[str, set[str]] = {}
    for row in impacts:
        passages.setdefault(row["links"]["outcome"], set()).add(row["passage"])
    found = {
        row["links"]["outcome"]: MatrixOutcome(
            row["links"]["outcome"],
            row["outcome_key"],
            row["outcome"],
            tops.get(row["links"]["outcome"], str(row["outcome"])),
            len(passages[row["links"]["outcome"]]),
        )
        for row in impacts
    }

    def order(item: MatrixOutcome) -> tuple[bool, str, bool, str]:
        return item.key == "unclassified", item.top, item.label != item.top, item.label

    return tuple(sorted(found.values(), key=order))


def _cells(supports: list[Row]) -> dict[tuple[str, str], Cell]:
    rows: dict[tuple[str, str], list[Row]] = {}
    for row in supports:
        rows.setdefault((row["links"]["partner"], row["links"]["outcome"]), []).append(row)
    return {
        pair: Cell(
            tuple(sorted({row["passage"] for row in found})),
            tuple(sorted({row["role"] for row in found})),
            any(row["basis"] == "stated" for row in found),
        )
        for pair, found in rows.items()
    }
