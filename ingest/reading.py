"""The door for documents: bytes of any kind in, a source out; what cannot be read is refused in one sentence."""

from __future__ import annotations

import hashlib
from pathlib import Path

from graph.errors import DataError, NotFound
from graph.files import decode
from graph.settings import Limits
from ingest.source import Source
from ingest.text_dump import read_text_dump

_SIGNATURES = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a Word, Excel or zip file",
    b"\xd0\xcf\x11\xe0": "an old Word or Excel file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"{\\rtf": "a rich text file",
}


def read_file(path: Path, limits: Limits) -> Source:
    """Read a document of any supported kind from a file."""
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise DataError(f"{path.name} is a folder; name the document itself.")
        if size > limits.file_bytes:
            raise DataError(_too_long(path.name, "bytes", size, limits.file_bytes, "file_bytes"))
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise NotFound(f"There is no file {path}.") from error
    except OSError as error:
        raise DataError(f"{path.name} cannot be read: {error.strerror or error}.") from error
    return read_bytes(path.name, data, limits)


def read_bytes(name: str, data: bytes, limits: Limits) -> Source:
    """Read a document from its bytes, its kind told by content and not by its name."""
    if not data.strip():
        raise DataError(f"{name} is empty.")
    for signature, kind in _SIGNATURES.items():
        if data.startswith(signature):
            raise DataError(f"{name} is {kind}, which cannot be read yet; save it as plain text and try again.")
    text = decode(data, name)
    if not any(char.isalnum() for char in text):
        raise DataError(f"{name} holds no words.")
    longest = max(map(len, text.split("\n")))
    if longest > limits.line_characters:
        raise DataError(
            _too_long(f"A line of {name}", "characters", longest, limits.line_characters, "line_characters")
        )
    if len(text) > limits.text_characters:
        raise DataError(_too_long(name, "characters", len(text), limits.text_characters, "text_characters"))
    return read_text_dump(name, hashlib.sha256(data).hexdigest(), text)


def _too_long(what: str, unit: str, size: int, limit: int, setting: str) -> str:
    return (
        f"{what} has {size:,} {unit}, more than the {limit:,} allowed; "
        f"the setting “{setting}” under [limits] in junctionbox.toml raises that."
    )
