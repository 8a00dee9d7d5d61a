"""The list of documents: which editions a workspace holds, in the order they came, and where their texts lie."""

from __future__ import annotations

from dataclasses import astuple, dataclass, fields
from pathlib import Path

from graph.errors import Corrupt, DataError
from graph.files import read_table, table_bytes

FILE_NAME = "documents.csv"


@dataclass(frozen=True, slots=True)
class DocumentEntry:
    """One received edition; `file` and `text_file` are paths below `documents/`, `revises` an earlier edition."""

    document: str
    edition: str
    file: str
    text_file: str
    sha256: str
    reader: str
    title: str
    owner: str
    issued: str
    revises: str
    received: str

    @property
    def name(self) -> str:
        """The file's own name, as received."""
        return Path(self.file).name


COLUMNS = tuple(item.name for item in fields(DocumentEntry))


def read_documents(folder: Path) -> list[DocumentEntry]:
    """Return all editions in the order they were ingested."""
    path = folder / FILE_NAME
    if not path.is_file():
        return []
    return [DocumentEntry(**row) for row in read_table(path, COLUMNS)]


def documents_bytes(entries: list[DocumentEntry]) -> bytes:
    """Return the list of editions as CSV."""
    return table_bytes(COLUMNS, (dict(zip(COLUMNS, astuple(entry), strict=True)) for entry in entries))


def current_editions(entries: list[DocumentEntry]) -> list[DocumentEntry]:
    """Return the newest edition of each document, in the order the documents first came."""
    newest = {entry.document: entry for entry in entries}
    return list(newest.values())


def stored_text(folder: Path, entry: DocumentEntry) -> str:
    """Return the one text that an edition's offsets refer to."""
    try:
        return (folder / entry.text_file).read_bytes().decode("utf-8")
    except FileNotFoundError as error:
        raise Corrupt(f"The stored text of {entry.name} is missing from the workspace’s documents.") from error
    except UnicodeDecodeError as error:
        raise DataError(f"The stored text of {entry.name} is damaged.") from error
