"""Office XML without surprises: entities stay closed, nothing is fetched, names have short prefixes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree

from ingest.readers.zip_guard import xml_part

# Microsoft's names first, then those of the strict form of the standard.
_PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main": "s",
    "http://purl.oclc.org/ooxml/spreadsheetml/main": "s",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a",
    "http://purl.oclc.org/ooxml/drawingml/main": "a",
}


_STRICT = b"http://purl.oclc.org/ooxml/"
_USUAL_NAMES = (
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main", b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)


def transitional(folder: zipfile.ZipFile, data: bytes) -> io.BytesIO:
    """Return an Office file under the names that libraries know, where it uses those of the strict standard."""
    if not any(path == "xl/workbook.xml" and _STRICT in folder.read(path) for path in folder.namelist()):
        return io.BytesIO(data)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as written:
        for path in folder.namelist():
            content = folder.read(path)
            for strict, usual in _USUAL_NAMES:
                content = content.replace(strict, usual)
            written.writestr(path, content)
    out.seek(0)
    return out


def secure_parser(target: Any = None) -> Any:
    """Return a parser that opens no entity, no file and no address, and refuses huge trees."""
    return etree.XMLParser(target=target, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


def parsed(name: str, folder: zipfile.ZipFile, path: str) -> Any:
    """Return the root element of one part."""
    return etree.fromstring(xml_part(name, folder, path), secure_parser())


def short(tag: Any) -> str:
    """Return a qualified name with its usual prefix ("w:p"), empty for comments and the like."""
    if not isinstance(tag, str):
        return ""
    namespace, _, local = tag.rpartition("}")
    return f"{_PREFIXES.get(namespace[1:], '')}:{local}"


def children(element: Any) -> Iterator[tuple[str, Any]]:
    """Yield the child elements with their short names."""
    for child in element:
        yield short(child.tag), child


def child(element: Any, *path: str) -> Any:
    """Return the first descendant along a path of short names, None where there is none."""
    for name in path:
        element = (
            next((found for tag, found in children(element) if tag == name), None) if element is not None else None
        )
    return element


def value(element: Any, name: str = "w:val", default: str = "") -> str:
    """Return an attribute by its short name."""
    if element is None:
        return default
    return next((words for key, words in element.attrib.items() if short(key) == name), default)


def switched_on(element: Any) -> bool:
    """Say whether a property that is on by being there is on."""
    return element is not None and value(element, default="1") not in ("0", "false", "off", "none")
