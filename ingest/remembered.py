"""What was read before, so that an unchanged document is not read again.

The folder `cache/` of a workspace holds three small JSON files for each document. Each names what it was made from;
one that does not fit, is damaged or is gone is made anew, and nothing else depends on it.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import msgspec

from graph.records import Extraction
from ingest.found import Found

FOLDER = "cache"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a document says before any decision, and the title its reader found."""

    key: str
    title: str
    extraction: Extraction


@dataclass(frozen=True, slots=True)
class FoundBefore:
    """What was found in an edition, decisions applied."""

    key: str
    found: Found


@dataclass(frozen=True, slots=True)
class Drawn:
    """The graph files of an edition: graph IRI -> name of its file."""

    key: str
    files: dict[str, str]


T = TypeVar("T", Reading, FoundBefore, Drawn)


class Memory:
    """The remembered readings of a workspace; with `afresh` it writes but remembers nothing."""

    def __init__(self, root: Path, afresh: bool = False) -> None:
        self._folder = root / FOLDER
        self.afresh = afresh

    def recall(self, kind: type[T], document: str, key: str) -> T | None:
        """Return what is remembered of a document if it was made from what the key stands for."""
        if self.afresh:
            return None
        return self.handed_over(kind, document, key)

    def handed_over(self, kind: type[T], document: str, key: str) -> T | None:
        """Return what an earlier step of the same work has left, whether or not older things are remembered."""
        try:
            record = msgspec.json.decode(self._path(kind, document).read_bytes(), type=kind)
        except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
            return None
        return record if record.key == key else None

    def keep(self, document: str, record: Reading | FoundBefore | Drawn) -> None:
        """Remember something of a document; a reader sees it whole or not at all."""
        path = self._path(type(record), document)
        path.parent.mkdir(exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".")
        with os.fdopen(handle, "wb") as stream:
            stream.write(msgspec.json.encode(record))
        os.replace(temporary, path)

    def forget_all_but(self, documents: Iterable[str]) -> None:
        """Forget the documents that are no longer in the workspace, and what a killed program left half written."""
        kept = set(documents)
        if self._folder.is_dir():
            for path in self._folder.iterdir():
                if path.is_file() and path.name.split(".")[0] not in kept:
                    path.unlink(missing_ok=True)

    def _path(self, kind: type, document: str) -> Path:
        return self._folder / f"{document}.{kind.__name__.lower()}.json"
