"""Files written whole or not at all, and the one lock that keeps two writers apart."""

from __future__ import annotations

import csv
import fcntl
import io
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from graph.errors import DataError, InUse


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that a reader sees the old bytes or the new ones, never a part."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
        _sync_folder(path.parent)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def decode(data: bytes, name: str) -> str:
    """Return the text of bytes in UTF-8 (with or without BOM) or, failing that, Windows-1252."""
    if b"\x00" in data:
        raise DataError(f"{name} is not a text file.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise DataError(f"{name} is neither UTF-8 nor Windows-1252 text; save it as UTF-8 and try again.") from error


def read_table(path: Path, columns: Sequence[str]) -> list[dict[str, str]]:
    """Read a CSV file as a list of rows; raise DataError where a named column is missing.

    Commas and semicolons are understood, since Excel writes either.
    """
    text = decode(path.read_bytes(), path.name)
    first = text.split("\n", 1)[0]
    delimiter = ";" if first.count(";") > first.count(",") else ","
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    missing = [name for name in columns if name not in (reader.fieldnames or ())]
    if missing:
        raise DataError(f"{path.name} lacks the column “{missing[0]}”; it should have {', '.join(columns)}.")
    rows = []
    try:
        for row in reader:
            if any(row.get(None) or ()):
                raise DataError(f"{path.name}, line {reader.line_num}: more cells than the heading has columns.")
            rows.append({name: (row.get(name) or "").strip() for name in columns})
    except csv.Error as error:
        raise DataError(f"{path.name}, line {reader.reader.line_num}, cannot be read as a table: {error}.") from error
    return [row for row in rows if any(row.values())]


def table_bytes(columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> bytes:
    """Return rows as CSV that Excel opens with its letters intact (UTF-8 with BOM)."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns, lineterminator="\r\n", extrasaction="raise")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode("utf-8-sig")


@contextmanager
def writing_lock(path: Path) -> Iterator[None]:
    """Hold a folder's writing lock, or raise InUse at once when another process has it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "w") as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise InUse("Another program is writing to this workspace; try again when it has finished.") from error
        yield
