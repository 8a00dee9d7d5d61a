"""Readers: bytes of any supported kind to the one intermediate form, the kind told by content and not by name."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from graph.errors import DataError
from graph.settings import Limits
from ingest.readers.html import read_html
from ingest.readers.isolation import read_apart
from ingest.readers.kinds import APART, decoded, kind_of_bytes, kind_of_text
from ingest.readers.markdown import read_markdown
from ingest.readers.plain import read_plain
from ingest.readers.separated import read_separated
from ingest.readers.stored import check_text
from ingest.source import Source
from ingest.text_dump import read_text_dump


def read(name: str, data: bytes, limits: Limits) -> Source:
    """Return a document as its reader understands it; raise DataError with one sentence where it cannot be read."""
    if not data.strip():
        raise DataError(f"{name} is empty.")
    kind = kind_of_bytes(name, data, limits)
    if kind in APART:
        source = read_apart(kind, name, data, limits)
    else:
        text = decoded(name, data)
        check_text(name, text, limits)
        source = _read_text(name, text, limits)
    return replace(source, sha256=hashlib.sha256(data).hexdigest())


def _read_text(name: str, text: str, limits: Limits) -> Source:
    kind = kind_of_text(name, text)
    if kind == "html":
        return read_html(name, text, limits)
    if kind == "separated":
        return read_separated(name, text, limits)
    if kind == "markdown":
        return read_markdown(name, text, limits)
    if kind == "plain":
        return read_plain(name, text)
    return read_text_dump(name, "", text)
