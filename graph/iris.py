"""Addresses of things: every IRI of the graph is made here, relative to one base."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass

from graph.records import Span

DEFAULT_BASE = "https://junctionbox.example.org/"
SLUG_LENGTH = 60
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_SPACE = re.compile(r"\s+")


def slug(label: str) -> str:
    """Return a label as the last part of an address: plain letters, digits and hyphens, at most 60 characters."""
    plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode().lower()
    return _NOT_SLUG.sub("-", plain.replace("&", " and ")).strip("-")[:SLUG_LENGTH].rstrip("-") or "unnamed"


def fold(text: str) -> str:
    """Return the text with every run of white space as one space."""
    return _SPACE.sub(" ", text).strip()


def short_hash(*parts: str, length: int = 8) -> str:
    """Return the first hex digits of the sha256 of the parts, lower case and white space folded."""
    joined = "|".join(fold(part).lower() for part in parts)
    return hashlib.sha256(joined.encode()).hexdigest()[:length]


@dataclass(frozen=True, slots=True)
class Iris:
    """Makes absolute IRIs under one base."""

    base: str = DEFAULT_BASE

    def at(self, path: str) -> str:
        """Return the IRI of a path below the base."""
        return self.base + path

    def term(self, name: str) -> str:
        """Return the IRI of a term of our own vocabulary."""
        return f"{self.base}ns#{name}"

    def concept(self, scheme: str, key: str) -> str:
        """Return the IRI of a concept of one of our schemes."""
        return f"{self.base}scheme/{scheme}/{key}"

    def thing(self, kind: str, slug_: str) -> str:
        """Return the IRI of a partner or a place."""
        return f"{self.base}id/{kind}/{slug_}"

    def action(self, document: str, slug_: str) -> str:
        """Return the IRI of an action; it hangs off the work, not the edition."""
        return f"{self.base}id/action/{document}/{slug_}"

    def document(self, document: str, edition: str = "") -> str:
        """Return the IRI of a document, or of one edition of it."""
        return f"{self.base}doc/{document}" + (f"/{edition}" if edition else "")

    def passage(self, document: str, edition: str, span: Span) -> str:
        """Return the IRI of a passage of one edition."""
        return f"{self.base}doc/{document}/{edition}/passage/{span.start}-{span.end}"

    def graph(self, *parts: str) -> str:
        """Return the IRI of a named graph."""
        return f"{self.base}graph/" + "/".join(parts)
