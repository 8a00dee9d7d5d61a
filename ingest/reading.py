"""The door for documents: bytes of any kind in, a source out; what cannot be read is refused in one sentence."""

from __future__ import annotations

from pathlib import Path

from graph.errors import DataError, NotFound
from graph.settings import Limits
from ingest.readers import read
from ingest.readers.stored import too_much
from ingest.source import Source


def file_bytes(path: Path, limits: Limits) -> bytes:
    """Return the bytes of a document, if it is there, can be read and is no larger than allowed."""
    name = printable(path.name)
    try:
        found = path.stat()
        if path.is_dir():
            raise DataError(f"{name} is a folder; name the document itself.")
        if not path.is_file():
            # A device or a pipe may go on for ever.
            raise DataError(f"{name} is no ordinary file; save the document to a file and name that.")
        if found.st_size > limits.file_bytes:
            raise too_much(name, "bytes", found.st_size, limits.file_bytes, "file_bytes")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise NotFound(f"There is no file {path}.") from error
    except OSError as error:
        raise DataError(f"{name} cannot be read: {error.strerror or error}.") from error


def read_file(path: Path, limits: Limits) -> Source:
    """Read a document of any supported kind from a file."""
    return read_bytes(printable(path.name), file_bytes(path, limits), limits)


def read_bytes(name: str, data: bytes, limits: Limits) -> Source:
    """Read a document from its bytes, its kind told by content and not by its name."""
    return read(printable(name), data, limits)


def printable(name: str) -> str:
    """Return a file's name as it can be printed on one line; names may hold line ends and broken letters."""
    return "".join(char if char.isprintable() else "\ufffd" for char in name)
