"""The table on the start page: the matrix of partners and outcomes with its totals, ready to be read."""

from __future__ import annotations

from dataclasses import dataclass

from graph.matrix import Cell, Matrix, MatrixOutcome, MatrixPartner, read_matrix
from graph.parts import select, word
from graph.store import Store
from webapp.reading import Row, rows


@dataclass(frozen=True, slots=True)
class SupportTable:
    """The matrix; how many of each outcome's statements nobody is confirmed to support; and the same of all.

    `others` are those that take part without confirmed support, each with one involvement.
    """

    matrix: Matrix
    unsupported: dict[str, int]
    others: tuple[Row, ...]
    all_statements: int
    all_unsupported: int

    def partners(self, named: bool) -> list[MatrixPartner]:
        """Return the partners with support, those with a name or the groups without."""
        return [partner for partner in self.matrix.supporting() if partner.named is named]

    def cell(self, partner: MatrixPartner, outcome: MatrixOutcome) -> Cell | None:
        """Return one cell, None where there is no support."""
        return self.matrix.cells.get((partner.path, outcome.path))

    def statements(self, partner: MatrixPartner) -> int:
        """Return how many statements a partner stands behind, each counted once."""
        cells = [cell for (path, _), cell in self.matrix.cells.items() if path == partner.path]
        return len({passage for cell in cells for passage in cell.statements})


def support_table(store: Store) -> SupportTable:
    """Return the table of the whole store."""
    matrix = read_matrix(store)
    backed: dict[str, set[str]] = {}
    for (_, outcome), cell in matrix.cells.items():
        backed.setdefault(outcome, set()).update(cell.statements)
    supporting = {f"/{partner.path}" for partner in matrix.supporting()}
    others = {item["partner"]: item for item in rows(store, "involvements") if item["partner"] not in supporting}
    counts = [int(word(row["supporters"])) for row in select(store, "statements")]
    return SupportTable(
        matrix=matrix,
        unsupported={item.path: item.statements - len(backed.get(item.path, ())) for item in matrix.outcomes},
        others=tuple(sorted(others.values(), key=lambda item: ("/unnamed/" in item["partner"], item["partner_name"]))),
        all_statements=len(counts),
        all_unsupported=counts.count(0),
    )
