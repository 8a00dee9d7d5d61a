"""Readers: bytes of any supported kind to the one intermediate form, the kind told by content and not by name."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from graph.errors import DataError

if TYPE_CHECKING:
    from graph.settings import Limits
    from ingest.source import Source

LARGE_TEXT = 500_000
"""Bytes above which a text, too, is read in a process of its own."""


def read(name: str, data: bytes, limits: Limits) -> Source:
    """Return a document as its reader understands it; raise DataError with one sentence where it cannot be read."""
    # The child process imports this package and needs none of these.
    from ingest.readers.isolation import read_apart
    from ingest.readers.kinds import kind_of_bytes
    from ingest.readers.texts import read_text

    if not data.strip():
        raise DataError(f"{name} is empty.")
    kind = kind_of_bytes(name, data, limits)
    if kind == "text" and len(data) <= LARGE_TEXT:
        source = read_text(name, data, limits)
    else:
        source = read_apart(kind, name, data, limits)
    return replace(source, sha256=hashlib.sha256(data).hexdigest())
