"""What kind of document some bytes are, told by their content and never by their name."""

from __future__ import annotations

import codecs
import re
from typing import Literal

from graph.errors import DataError
from graph.files import decode
from graph.settings import Limits
from ingest.columns import meaning
from ingest.readers.separated import separator
from ingest.readers.stored import storable
from ingest.readers.zip_guard import main_part, open_zip

ByteKind = Literal["docx", "pdf", "xlsx", "text"]
TextKind = Literal["html", "separated", "markdown", "plain", "dump"]
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"RIFF")
_MARKED = {
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
"""Byte order marks and the encodings they announce, the longer ones first."""
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_OLD_KINDS = {
    "EncryptedPackage": "is protected with a password; save a copy without one",
    "__properties_version1.0": "is an Outlook message, which cannot be read; save its text as .txt or .docx",
    "PowerPoint Document": "is an old slide show, which cannot be read; save its text as a Word document",
    "WordDocument": "is an old Word document, which cannot be read; save it as .docx",
    "Workbook": "is an old Excel workbook, which cannot be read; save it as .xlsx",
}
"""Streams inside files of the older Office form, and what a file that has one is."""
_HTML_START = re.compile(
    r"\s*(?:<\?xml[^<>]*>\s*|<!--.{0,5000}?-->\s*)*<(?:!doctype\s+html|html|head|body|title|meta|table|div|p|h[1-6]|ul|ol|"
    r"section|article|main|header|span|center|font)\b",
    re.IGNORECASE | re.DOTALL,
)
_INLINE_START = re.compile(
    r"\s*(?:<!--.{0,5000}?-->\s*)*<(?:a|b|i|u|em|strong|small|big|font|br|hr|img|ol|dl|pre|nav|form|aside|figure|style|"
    r"script|link|blockquote|details|tr|td|th)\b",
    re.IGNORECASE | re.DOTALL,
)
"""Tags that a piece of a web page may begin with, but that Markdown may begin with as well."""
_BLOCK_END = re.compile(r"</(?:p|div|table|ul|ol|dl|h[1-6])\s*>", re.IGNORECASE)
_XML_START = re.compile(r"\s*<(?:\?xml|!DOCTYPE|svg)\b", re.IGNORECASE)
_MAIL_START = re.compile(r"\A(?:[A-Za-z][A-Za-z0-9-]{0,60}:[^\n]*\n(?:[ \t]+\S[^\n]*\n)*){2}")
_MAIL_CODE = re.compile(
    r"^(?:Content-Transfer-Encoding:\s*(?:base64|quoted-printable)|Content-Type:\s*multipart/)",
    re.IGNORECASE | re.MULTILINE,
)
_SAMPLE = 4000
_ZEROS = 0.6
"""Share of zeros among every other byte from which a file is text in UTF-16."""
_NO_TEXT = "{name} is no document that can be read; save it as .docx, .xlsx, .pdf or plain text."
_XML = "{name} is an XML file, which is no document to read; save what it shows as .docx or .txt."
_MARKDOWN = re.compile(
    r"\A\s*---[ \t]*\r?\n[\w-]+:|\A\s*\+\+\+[ \t]*\r?\n"
    r"|^#{1,6}[ \t]+[^\s#][^\t\n]*$|^[ \t]*(?:\|[ \t]*)?:?-{3,}:?[ \t]*\|[-:| \t]*$"
    r"|\*\*[^\s*][^*\n]*\*\*"
    r"|\[[^\]\n]{1,200}\]\((?:https?://|/|mailto:)|^>[ \t]+\S|^```",
    re.MULTILINE,
)
_BARRED = re.compile(r"^[ \t]*\|[^|\n]*\|[^|\n]*\|.*\n(?:[ \t]*[|+].*\n)*?[ \t]*\|[^|\n]*\|[^|\n]*\|", re.MULTILINE)
"""Two rows with bars at their edges, drawn lines perhaps between them."""
_LIST_TAB = re.compile(r"^\s*(?:[-–—*•·o]|\(?\w{1,4}[.)]|\d+(?:[./]\d+)*\.?)(?:\t+| {2,})")
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
        for stream, sentence in _OLD_KINDS.items():
            if stream.encode("utf-16-le") in data:
                locked = stream == "EncryptedPackage"
                raise (DataError if locked else NotADocument)(f"{name} {sentence}.")
        raise NotADocument(f"{name} is an old Word or Excel file, which cannot be read; save it as .docx or .xlsx.")
    if data.startswith(_PICTURES) and b"\x00" in data[:4096]:
        raise NotADocument(f"{name} is a picture, which cannot be read; run it through text recognition first.")
    if data.startswith(b"{\\rtf"):
        raise NotADocument(f"{name} is a rich text file, which cannot be read; save it as .docx.")
    if b"\x00" in data and not data.startswith(tuple(_MARKED)) and not _unmarked_encoding(data):
        raise NotADocument(_NO_TEXT.format(name=name))
    if _XML_START.match(data[:200].decode("latin-1")) and not _HTML_START.match(data[:6000].decode("latin-1")):
        raise NotADocument(_XML.format(name=name))
    return "text"


def _office_kind(name: str, data: bytes, limits: Limits) -> ByteKind:
    folder = open_zip(name, data, limits)
    main = main_part(folder)
    listed = set(folder.namelist())
    if main.endswith(".bin"):
        raise DataError(f"{name} is a binary Excel workbook, which cannot be read; save it as .xlsx.")
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
    """Return the text of a text file in UTF-8, Windows-1252, or UTF-16 or UTF-32 where it is marked or plain to see."""
    encoding = next((found for mark, found in _MARKED.items() if data.startswith(mark)), _unmarked_encoding(data))
    try:
        text = data.decode(encoding) if encoding else decode(data, name) if b"\x00" not in data else "\x00"
    except UnicodeDecodeError as error:
        raise DataError(f"{name} is damaged {encoding.upper()} text; save it as UTF-8 and try again.") from error
    if "\x00" in text:
        raise NotADocument(_NO_TEXT.format(name=name))
    if "\n" not in text:
        # Old Macs ended lines so; the places of all letters stay the same.
        text = text.replace("\r", "\n")
    return storable(text)


def _unmarked_encoding(data: bytes) -> str:
    """Return the kind of UTF-16 that text without a mark is in: every other byte of English text is then zero."""
    sample = data[:_SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) < _ZEROS * len(sample) / 2 or min(even, odd):
        return ""
    return "utf-16-le" if odd else "utf-16-be"


FEWEST_TABBED_LINES = 2
"""Lines with a tab between words that, as half of all lines, are a table however short."""


def kind_of_text(name: str, text: str) -> TextKind:
    """Return which reader understands a text."""
    if _HTML_START.match(text) or (
        _INLINE_START.match(text) and _BLOCK_END.search(text) and not _MARKDOWN.search(text)
    ):
        return "html"
    if _MAIL_START.match(text) and _MAIL_CODE.search(text, 0, _SAMPLE):
        raise DataError(f"{name} is an e-mail in coded form; open it in a mail program and save its text as .txt.")
    if _XML_START.match(text):
        raise NotADocument(_XML.format(name=name))
    if separator(name, text):
        return "separated"
    columns = _has_columns(text)
    if (_MARKDOWN.search(text) or _BARRED.search(text)) and not columns:
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
