"""What kind of document some bytes are, told by their content and never by their name."""

from __future__ import annotations

import re
from typing import Literal

from graph.errors import DataError
from graph.files import decode
from graph.settings import Limits
from ingest.columns import meaning
from ingest.readers.separated import separator
from ingest.readers.zip_guard import main_part, open_zip

ByteKind = Literal["docx", "pdf", "xlsx", "text"]
TextKind = Literal["html", "separated", "markdown", "plain", "dump"]
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"RIFF")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_HTML_START = re.compile(
    r"\s*(?:<\?xml[^<>]*>\s*|<!--.{0,5000}?-->\s*)*<(?:!doctype\s+html|html|head|body|title|meta|table|div|p|h[1-6]|ul|ol|"
    r"section|article|main|header|span|center|font)\b",
    re.IGNORECASE | re.DOTALL,
)
_XML_START = re.compile(r"\s*<(?:\?xml|!DOCTYPE)\b", re.IGNORECASE)
_XML = "{name} is an XML file, which is no document to read; save what it shows as .docx or .txt."
_MARKDOWN = re.compile(
    r"\A\s*---[ \t]*\r?\n[\w-]+:|^#{1,6}[ \t]+[^\s#][^\t\n]*$|^[ \t]*(?:\|[ \t]*)?:?-{3,}:?[ \t]*\|[-:| \t]*$"
    r"|\*\*[^\s*][^*\n]*\*\*"
    r"|\[[^\]\n]{1,200}\]\((?:https?://|/|mailto:)|^>[ \t]+\S|^```",
    re.MULTILINE,
)
_LIST_TAB = re.compile(r"^\s*(?:[-–—*•·o]|\(?\w{1,4}[.)]|\d+(?:\.\d+)*)\t+")
_COLUMN_GAP = re.compile(r"\S(?:[^\S\n]*\t[^\S\n]*|[ \u00a0]{3,})\S")
_EDGE_TAB = re.compile(r"^\t+\S|\S\t+$")
FEWEST_COLUMN_LINES = 3
COLUMN_SHARE = 0.1


class NotADocument(DataError):
    """A file of a kind that is not read at all; in a folder it is left out, named by itself it is refused."""


def kind_of_bytes(name: str, data: bytes, limits: Limits) -> ByteKind:
    """Return the kind of a file by its first bytes; raise DataError naming a kind that cannot be read."""
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _office_kind(name, data, limits)
    if data.startswith(_OLD_OFFICE):
        if _ENCRYPTED in data:
            raise DataError(f"{name} is protected with a password; save a copy without one.")
        raise NotADocument(f"{name} is an old Word or Excel file, which cannot be read; save it as .docx or .xlsx.")
    if data.startswith(_PICTURES) and b"\x00" in data[:4096]:
        raise NotADocument(f"{name} is a picture, which cannot be read; run it through text recognition first.")
    if data.startswith(b"{\\rtf"):
        raise NotADocument(f"{name} is a rich text file, which cannot be read; save it as .docx.")
    if b"\x00" in data and not data.startswith(_UTF16):
        raise NotADocument(f"{name} is not a text file.")
    if _XML_START.match(data[:200].decode("latin-1")) and not _HTML_START.match(data[:6000].decode("latin-1")):
        raise NotADocument(_XML.format(name=name))
    return "text"


def _office_kind(name: str, data: bytes, limits: Limits) -> ByteKind:
    folder = open_zip(name, data, limits)
    main = main_part(folder)
    listed = set(folder.namelist())
    if main.startswith("word/"):
        return "docx"
    if main.startswith("xl/"):
        return "xlsx"
    if main.startswith("ppt/"):
        raise NotADocument(f"{name} is a slide show, which cannot be read; save its text as a Word document.")
    if "mimetype" in listed and "content.xml" in listed:
        raise NotADocument(f"{name} is an OpenDocument file, which cannot be read; save it as .docx or .xlsx.")
    raise NotADocument(f"{name} is a zip file, not a document; unpack it and name the documents inside.")


def decoded(name: str, data: bytes) -> str:
    """Return the text of a text file in UTF-8, Windows-1252 or, where it is marked so, UTF-16."""
    if not data.startswith(_UTF16):
        return decode(data, name)
    try:
        return data.decode("utf-16")
    except UnicodeDecodeError as error:
        raise DataError(f"{name} is damaged UTF-16 text; save it as UTF-8 and try again.") from error


FEWEST_TABBED_LINES = 2
"""Lines with a tab between words that, as half of all lines, are a table however short."""


def kind_of_text(name: str, text: str) -> TextKind:
    """Return which reader understands a text."""
    if _HTML_START.match(text):
        return "html"
    if _XML_START.match(text):
        raise NotADocument(_XML.format(name=name))
    if separator(name, text):
        return "separated"
    columns = _has_columns(text)
    if _MARKDOWN.search(text) and not columns:
        return "markdown"
    return "dump" if columns else "plain"


def _has_columns(text: str) -> bool:
    """Whether lines are parted by tabs or runs of spaces, as tables pasted as text are."""
    lines = [line.rstrip("\r") for line in text.split("\n") if line.strip()]
    bodies = [_LIST_TAB.sub("", line) for line in lines]
    parted = [line for line in bodies if not line.lstrip().startswith("|") and _COLUMN_GAP.search(line.strip())]
    edges = sum(bool(_EDGE_TAB.search(line)) for line in bodies)
    tabbed = sum("\t" in line.strip() for line in bodies)
    if any(_is_header(line) for line in parted) or (tabbed >= FEWEST_TABBED_LINES and 2 * tabbed >= len(lines)):
        return True
    found = len(parted) + edges
    some = found >= FEWEST_COLUMN_LINES and found >= COLUMN_SHARE * len(lines)
    return bool(parted) and (some or (found > 1 and found >= len(lines) / 2))


def _is_header(line: str) -> bool:
    cells = [cell.strip() for cell in re.split(r"\t| {3,}", line) if cell.strip()]
    return len(cells) > 1 and all(meaning(cell) for cell in cells)
