"""The registry: a workspace's partners and places, and the addresses minted for everything.

`registry/names.csv` is for people (it opens in Excel); `registry/iris.csv` records what was minted and never changes
a line once written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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


@dataclass(frozen=True, slots=True)
class Registry:
    """Names as known to one build: all of them by (kind, name), those that are the workspace's own, and merges."""

    known: Mapping[tuple[str, str], Named]
    own: frozenset[tuple[str, str]] = frozenset()
    merged: Mapping[tuple[str, str], str] = field(default_factory=dict)


@dataclass
class IriBook:
    """What was minted: (kind, key) -> slug, with every label a thing was known by."""

    rows: list[dict[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._by_key = {(row["kind"], row["key"]): row for row in self.rows}
        self._by_label: dict[tuple[str, str, str], list[dict[str, str]]] = {}
        self._owners: dict[tuple[str, str, str], str] = {}
        for row in self.rows:
            for label in filter(None, map(fold, row["labels"].split("|"))):
                self._by_label.setdefault((*self._scope(row["kind"], row["key"]), label.lower()), []).append(row)
        self._slugs = {(*self._scope(row["kind"], row["key"]), row["slug"]) for row in self.rows}

    @staticmethod
    def _scope(kind: str, key: str) -> tuple[str, str]:
        """Actions are named within their document; all else is named once for all."""
        return kind, key.split("#", 1)[0] if kind == "action" else ""

    def begin_edition(self, keys: Iterable[str]) -> None:
        """Keep the addresses of an edition's actions for their own keys: two of one title are two all the same."""
        things = {place: owner for place, owner in self._owners.items() if place[0] != "action"}
        rows = ((key, self._by_key.get(("action", key))) for key in keys)
        self._owners = things | {(*self._scope("action", key), row["slug"]): key for key, row in rows if row}

    def slug(self, kind: str, key: str, label: str, former: Iterable[str] = ()) -> str:
        """Return the slug of a thing, looked up by key, by label and by former names; minted if it is new."""
        scope = self._scope(kind, key)
        label = fold(label).replace("|", "/")
        row = self._by_key.get((kind, key)) or self._of_label(scope, label, key if kind == "action" else None)
        row = row or next(filter(None, (self._of_label(scope, name, key) for name in former)), None)
        row = row or self._mint(scope, key, label)
        self._owners.setdefault((*scope, row["slug"]), key)
        self._remember(row, scope, key, label)
        return row["slug"]

    def _of_label(self, scope: tuple[str, str], label: str, owner: str | None) -> dict[str, str] | None:
        """Return what was known by a label; where an owner is named, nothing that belongs to another key."""
        for row in self._by_label.get((*scope, fold(label).lower()), ()):
            if owner is None or self._owners.get((*scope, row["slug"]), owner) == owner:
                return row
        return None

    def _mint(self, scope: tuple[str, str], key: str, label: str) -> dict[str, str]:
        wanted = slug(label or key)
        chosen, number = wanted, 1
        while (*scope, chosen) in self._slugs:
            number += 1
            chosen = f"{wanted[: SLUG_LENGTH - 4].rstrip('-')}-{number}"
        row = {"kind": scope[0], "key": key, "slug": chosen, "labels": ""}
        self.rows.append(row)
        self._slugs.add((*scope, chosen))
        return row

    def _remember(self, row: dict[str, str], scope: tuple[str, str], key: str, label: str) -> None:
        self._by_key.setdefault((scope[0], key), row)
        known = [known for known in row["labels"].split("|") if known]
        if label and label not in known:
            row["labels"] = "|".join([*known, label])
            self._by_label.setdefault((*scope, label.lower()), []).append(row)


def read_book(path: Path) -> IriBook:
    """Read what was minted; an absent file is an empty book."""
    return IriBook(read_table(path, IRI_COLUMNS)) if path.is_file() else IriBook()


def book_bytes(book: IriBook) -> bytes:
    """Return what was minted as CSV."""
    return table_bytes(IRI_COLUMNS, book.rows)
