"""The registry: a workspace's partners and places, and the addresses minted for everything.

`registry/names.csv` is for people (it opens in Excel); `registry/iris.csv` records what was minted and never changes
a line once written.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from graph.errors import DataError
from graph.files import read_table, table_bytes
from graph.iris import SLUG_LENGTH, fold, slug
from graph.records import Named

NAME_COLUMNS = ("kind", "name", "other_names", "type", "identifier", "notes")
IRI_COLUMNS = ("kind", "key", "slug", "labels")


def read_names(path: Path) -> list[Named]:
    """Read a registry of names, sorted so that the order of its rows does not matter."""
    names = []
    for number, row in enumerate(read_table(path, NAME_COLUMNS), 2):
        if row["kind"] not in ("partner", "place") or not row["name"]:
            raise DataError(f"{path.name}, row {number}: kind should be “partner” or “place”, and a name is needed.")
        others = tuple(other.strip() for other in row["other_names"].split("|") if other.strip())
        names.append(Named(row["kind"], row["name"], others, row["type"], row["identifier"], row["notes"]))  # type: ignore[arg-type]
    return sorted(names, key=lambda named: (named.kind, named.name, named.other_names))


def names_bytes(names: Iterable[Named]) -> bytes:
    """Return a registry of names as CSV."""
    rows = (
        {
            "kind": named.kind,
            "name": named.name,
            "other_names": "|".join(named.other_names),
            "type": named.type,
            "identifier": named.identifier,
            "notes": named.notes,
        }
        for named in names
    )
    return table_bytes(NAME_COLUMNS, rows)


@dataclass
class IriBook:
    """What was minted: (kind, key) -> slug, with every label a thing was known by."""

    rows: list[dict[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._by_key = {(row["kind"], row["key"]): row for row in self.rows}
        self._by_label = {
            (row["kind"], self._scope(row["kind"], row["key"]), fold(label).lower()): row
            for row in reversed(self.rows)
            for label in row["labels"].split("|")
        }
        self._slugs = {(row["kind"], self._scope(row["kind"], row["key"]), row["slug"]) for row in self.rows}

    @staticmethod
    def _scope(kind: str, key: str) -> str:
        """Actions are named within their document; all else is named once for all."""
        return key.split("#", 1)[0] if kind == "action" else ""

    def slug(self, kind: str, key: str, *labels: str) -> str:
        """Return the slug of a thing, looked up by key, then by label, and minted only if it is new."""
        scope = self._scope(kind, key)
        row = self._by_key.get((kind, key))
        for label in labels:
            row = row or self._by_label.get((kind, scope, fold(label).lower()))
        if row is None:
            row = self._mint(kind, key, scope, labels)
        self._remember(row, kind, key, scope, labels)
        return row["slug"]

    def _mint(self, kind: str, key: str, scope: str, labels: tuple[str, ...]) -> dict[str, str]:
        wanted = slug(labels[0] if labels else key)
        chosen, number = wanted, 1
        while (kind, scope, chosen) in self._slugs:
            number += 1
            chosen = f"{wanted[: SLUG_LENGTH - 4].rstrip('-')}-{number}"
        row = {"kind": kind, "key": key, "slug": chosen, "labels": ""}
        self.rows.append(row)
        self._slugs.add((kind, scope, chosen))
        return row

    def _remember(self, row: dict[str, str], kind: str, key: str, scope: str, labels: tuple[str, ...]) -> None:
        self._by_key.setdefault((kind, key), row)
        known = [label for label in row["labels"].split("|") if label]
        for label in labels:
            clean = fold(label).replace("|", "/")
            self._by_label.setdefault((kind, scope, clean.lower()), row)
            if clean not in known:
                known.append(clean)
        row["labels"] = "|".join(known)


def read_book(path: Path) -> IriBook:
    """Read what was minted; an absent file is an empty book."""
    return IriBook(read_table(path, IRI_COLUMNS)) if path.is_file() else IriBook()


def book_bytes(book: IriBook) -> bytes:
    """Return what was minted as CSV."""
    return table_bytes(IRI_COLUMNS, book.rows)
