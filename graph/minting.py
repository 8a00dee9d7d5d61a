"""Addresses minted for the things of an edition, in the order of its text, so that any later work needs no book."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graph.mapping import SlugOf
from graph.records import Edition
from graph.registry import IriBook, Registry

Thing = tuple[str, str, str]
"""What an address is minted for: (kind, key, label)."""


def things_of(edition: Edition) -> tuple[Thing, ...]:
    """Return the things an edition needs addresses for, in the order in which they are written."""
    found: dict[Thing, None] = {}
    for action in edition.extraction.actions:
        found["action", f"{edition.document}#{action.key}", action.title] = None
        for link in action.partners:
            if link.kind == "named":
                found["partner", link.name, link.name] = None
        for venue in action.venues:
            found["place", venue.value, venue.value] = None
    return tuple(found)


class Mint:
    """Mints slugs from one book; a thing renamed in the registry is found by the names it had before."""

    def __init__(self, book: IriBook, registry: Registry) -> None:
        self._book = book
        self._registry = registry

    def slug_of(self, kind: str, key: str, label: str) -> str:
        """Return the slug of one thing, minted if it is new."""
        known, merged = self._registry.known, self._registry.merged
        named = known.get((kind, key))
        others = named.other_names if named else ()
        former = [other for other in others if (kind, other) not in known and (kind, other) not in merged]
        return self._book.slug(kind, key, label, former)

    def slugs(self, things: Sequence[Thing]) -> list[str]:
        """Return the slugs of all things of one edition, in their order."""
        self._book.begin_edition(key for kind, key, _ in things if kind == "action")
        return [self.slug_of(*thing) for thing in things]


def minted(things: Sequence[Thing], slugs: Sequence[str]) -> SlugOf:
    """Return how slugs are looked up once they are minted."""
    by_key: Mapping[tuple[str, str], str] = {
        (kind, key): slug for (kind, key, _), slug in zip(things, slugs, strict=True)
    }
    return lambda kind, key, label: by_key[kind, key]
