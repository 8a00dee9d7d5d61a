"""Word and Excel files are zip folders of XML: what is checked before any of it is unpacked or parsed."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from graph.errors import DataError
from graph.settings import Limits
from ingest.readers.stored import too_much

DAMAGE = (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError, RuntimeError)
"""What the zip library raises on bytes that are not as their directory says."""
_ENTRY = b"PK\x01\x02"
_DOCTYPE = re.compile(rb"<\x00?!\x00?D\x00?O\x00?C\x00?T\x00?Y\x00?P\x00?E")
_MAIN_PART = re.compile(rb"""<[^<>]{0,2000}/relationships/officeDocument["'][^<>]{0,2000}>""")
_TARGET = re.compile(rb"""Target=["']/?([^"']+)["']""")


def open_zip(name: str, data: bytes, limits: Limits) -> zipfile.ZipFile:
    """Return the folder inside a file, its list of parts checked against the limits and nothing unpacked yet."""
    listed = data.count(_ENTRY)
    if listed > limits.zip_parts:
        raise too_much(name, "parts", listed, limits.zip_parts, "zip_parts")
    try:
        folder = zipfile.ZipFile(io.BytesIO(data))
    except DAMAGE as error:
        raise DataError(f"{name} is damaged or cut off; save it again and try once more.") from error
    parts = folder.infolist()
    if any(part.flag_bits & 1 for part in parts):
        raise DataError(f"{name} is protected with a password; save a copy without one.")
    unpacked = sum(part.file_size for part in parts)
    if unpacked > limits.unpacked_bytes:
        raise too_much(f"{name}, unpacked,", "bytes", unpacked, limits.unpacked_bytes, "unpacked_bytes")
    if unpacked > limits.unpacked_ratio * len(data):
        raise too_much(
            f"{name}, unpacked,", "times its size", unpacked // len(data), limits.unpacked_ratio, "unpacked_ratio"
        )
    return folder


def main_part(folder: zipfile.ZipFile) -> str:
    """Return the path of an Office file's main part, empty where it is no Office file."""
    try:
        relations = folder.read("_rels/.rels")
    except (KeyError, *DAMAGE):
        return ""
    entry = _MAIN_PART.search(relations)
    target = _TARGET.search(entry.group()) if entry else None
    return target[1].decode("utf-8", "replace") if target else ""


def check_entities(name: str, folder: zipfile.ZipFile) -> None:
    """Raise DataError where any part declares entities, for libraries that open parts by themselves."""
    for path in folder.namelist():
        if path.endswith((".xml", ".rels", ".vml")):
            xml_part(name, folder, path)


def xml_part(name: str, folder: zipfile.ZipFile, path: str) -> bytes:
    """Return one XML part; raise DataError where it is missing, damaged or declares a DOCTYPE."""
    try:
        data = folder.read(path)
    except KeyError as error:
        raise DataError(f"{name} lacks a part that every file of its kind has; save it again.") from error
    except DAMAGE as error:
        raise DataError(f"{name} is damaged or cut off; save it again and try once more.") from error
    if _DOCTYPE.search(data):
        raise DataError(f"{name} declares XML entities, which no office program writes; save it again from one.")
    return data
