"""The table of partners and outcomes: who supports how many statements about what, stated or via the action."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from graph.cube import Cell, MatrixPartner, cells_of, cube_of, of_actions
from graph.store import Store

__all__ = ["Cell", "Matrix", "MatrixOutcome", "MatrixPartner", "read_matrix"]


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
    cube = cube_of(store)
    chosen = actions if actions is None else frozenset(actions)
    taking_part = set(of_actions(cube.taking_part, chosen))
    passages: dict[str, set[str]] = {}
    for outcome, passage in of_actions(cube.impacts, chosen):
        passages.setdefault(outcome, set()).add(passage)
    return Matrix(
        tuple(partner for partner in cube.partners if partner.path in taking_part),
        tuple(MatrixOutcome(*name, len(passages[name.path])) for name in cube.outcomes if name.path in passages),
        cube.cells if chosen is None else cells_of(of_actions(cube.supports, chosen)),
    )
