"""What every extraction of a workspace needs: names, decisions and settings, read once."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from graph.documents import DocumentEntry
from graph.records import Decision, Named
from graph.registry import Registry, read_names
from graph.settings import FILE_NAME
from graph.terms import ONTOLOGY
from graph.workspace import Workspace
from ingest.decisions import merges_of, read_decisions
from ingest.gazetteer import Gazetteer, merged_names

_ROOT = Path(__file__).parent.parent
_LIBRARIES = ("lxml", "openpyxl", "pdfplumber", "pdfminer.six", "pyahocorasick", "rapidfuzz", "snowballstemmer")
_BEFORE_READING = ("split", "join")
"""Decisions that change the rows themselves; all others are laid over what was read."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A workspace's names and decisions, and a fingerprint of all that a reading depends on but the document."""

    workspace: Workspace
    own: tuple[Named, ...]
    gazetteer: Gazetteer
    decisions: tuple[Decision, ...]
    fingerprint: str

    @property
    def registry(self) -> Registry:
        """The names a build knows, with the merges that people decided."""
        kinds: dict[str, str] = {named.name: named.kind for named in self.own}
        merges = merges_of(self.decisions)
        merged = {(kinds.get(name, "partner"), name): target for name, target in merges.items()}
        own = frozenset((named.kind, named.name) for named in self.own) | set(merged)
        return Registry(dict(self.gazetteer.by_name), frozenset(own), merged)

    def decisions_on(self, document: str) -> list[Decision]:
        """Return the decisions that can change a document: its own and those about names."""
        return [decision for decision in self.decisions if decision.document in ("", document)]

    def reading_key(self, entry: DocumentEntry) -> str:
        """Return a hash of everything that what a document says depends on."""
        before = [d for d in self.decisions_on(entry.document) if d.operation in _BEFORE_READING]
        return _hash(self.fingerprint, entry.sha256, entry.name, entry.owner, *map(repr, before))

    def edition_key(self, entry: DocumentEntry) -> str:
        """Return a hash of everything that an edition, with people's decisions applied, depends on."""
        told = (entry.document, entry.edition, entry.title, entry.issued)
        return _hash(self.reading_key(entry), *told, *map(repr, self.decisions_on(entry.document)))

    def drawing_key(self, entry: DocumentEntry, slugs: Sequence[str]) -> str:
        """Return a hash of everything that the graphs of an edition depend on."""
        return _hash(self.edition_key(entry), *slugs)


def read_setting(workspace: Workspace) -> Setting:
    """Read a workspace's registry and decisions."""
    own = tuple(read_names(workspace.names_file)) if workspace.names_file.is_file() else ()
    decisions = tuple(read_decisions(workspace.decisions_file))
    settings = (workspace.root / FILE_NAME).read_bytes()
    fingerprint = _hash(_shipped(), hashlib.sha256(settings).hexdigest(), *map(repr, own))
    return Setting(workspace, own, Gazetteer(merged_names(own)), decisions, fingerprint)


def _hash(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


@cache
def _shipped() -> str:
    """Return a hash of the rules, word lists, vocabulary and libraries that read documents."""
    digest = hashlib.sha256()
    code = [path for layer in ("graph", "ingest") for path in (_ROOT / layer).rglob("*.py")]
    data = [*(Path(__file__).parent / "data").iterdir(), *ONTOLOGY.rglob("*.ttl"), *ONTOLOGY.rglob("*.ru")]
    for path in sorted(path for path in (*code, *data) if path.is_file()):
        digest.update(path.relative_to(_ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    digest.update(" ".join(map(_version, _LIBRARIES)).encode())
    return digest.hexdigest()


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return ""
