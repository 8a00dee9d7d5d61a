"""The table on the start page: partners by outcomes, how many statements each stands behind, and the totals."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from graph.store import Store
from webapp.reading import Row, rows

_IMPACT = "/scheme/stated-as/impact"
_ACCEPTED = "/scheme/band/accepted"
_UNCLASSIFIED = "/scheme/outcome/unclassified"


@dataclass(slots=True)
class Cell:
    """Statements that one partner stands behind for one outcome, as passages."""

    stated: set[str] = field(default_factory=set)
    passages: set[str] = field(default_factory=set)

    @property
    def count(self) -> int:
        """How many statements."""
        return len(self.passages)

    @property
    def basis(self) -> str:
        """Say "stated" where one sentence names both at least once, otherwise "via the action"."""
        return "stated" if self.stated else "via the action"


@dataclass(frozen=True, slots=True)
class Heading:
    """One outcome that statements are about, with all statements and those that nobody is confirmed to support."""

    path: str
    name: str
    statements: int
    unsupported: int


@dataclass(frozen=True, slots=True)
class Group:
    """A broad outcome and the columns under it."""

    path: str
    name: str
    outcomes: tuple[Heading, ...]


@dataclass(frozen=True, slots=True)
class PartnerRow:
    """One partner and its cells by the outcome's path."""

    path: str
    name: str
    cells: dict[str, Cell]
    statements: int


@dataclass(frozen=True, slots=True)
class SupportTable:
    """The whole table: columns in groups, named partners, unnamed groups, and who is named without support."""

    groups: tuple[Group, ...]
    named: tuple[PartnerRow, ...]
    unnamed: tuple[PartnerRow, ...]
    others: tuple[Row, ...]
    statements: int
    unsupported: int


def support_table(store: Store) -> SupportTable:
    """Return the table of the whole store; impact statements with an accepted reading are counted."""
    statements = [
        item for item in rows(store, "statements") if item["stated_as"] == _IMPACT and item["band"] == _ACCEPTED
    ]
    counted = {item["claim"] for item in statements}
    support = [item for item in rows(store, "support") if item["claim"] in counted]
    backed = {item["passage"] for item in support}
    found = _partner_rows(support)
    supporters = {item.path for item in found}
    involved = {item["partner"]: item for item in rows(store, "involvements") if item["partner"] not in supporters}
    return SupportTable(
        groups=_groups(store, statements, backed),
        named=tuple(item for item in found if not is_unnamed(item.path)),
        unnamed=tuple(item for item in found if is_unnamed(item.path)),
        others=tuple(sorted(involved.values(), key=lambda item: (is_unnamed(item["partner"]), item["partner_name"]))),
        statements=len({item["passage"] for item in statements}),
        unsupported=len({item["passage"] for item in statements} - backed),
    )


def is_unnamed(path: str) -> bool:
    """Say whether the partner at this path is a group without a name."""
    return "/unnamed/" in path


def _partner_rows(support: Iterable[Row]) -> list[PartnerRow]:
    cells: dict[str, dict[str, Cell]] = {}
    names: dict[str, str] = {}
    for item in support:
        names[item["partner"]] = item["partner_name"]
        cell = cells.setdefault(item["partner"], {}).setdefault(item["outcome"], Cell())
        cell.passages.add(item["passage"])
        if item["basis"] == "stated":
            cell.stated.add(item["passage"])
    found = [
        PartnerRow(path, name, cells[path], len(set().union(*(cell.passages for cell in cells[path].values()))))
        for path, name in names.items()
    ]
    return sorted(found, key=lambda item: (item.name.casefold(), item.path))


def _groups(store: Store, statements: Iterable[Row], backed: set[str]) -> tuple[Group, ...]:
    """Return the outcomes that statements are about under their broad outcomes; what is not classified comes last."""
    about: dict[str, set[str]] = {}
    for item in statements:
        about.setdefault(item["outcome"], set()).add(item["passage"])
    known = {item["outcome"]: item for item in rows(store, "outcome")}
    groups: dict[str, list[Heading]] = {}
    for path, passages in about.items():
        top = path
        while "broader" in known[top]:
            top = known[top]["broader"]
        heading = Heading(path, known[path]["name"], len(passages), len(passages - backed))
        groups.setdefault(top, []).append(heading)
    order = sorted(groups, key=lambda top: (top == _UNCLASSIFIED, known[top]["name"]))
    return tuple(
        Group(top, known[top]["name"], tuple(sorted(groups[top], key=lambda h: (h.path != top, h.name))))
        for top in order
    )
