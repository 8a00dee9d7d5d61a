"""The words of one Word paragraph, whatever they are wrapped in, and the text boxes anchored to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ingest.readers.office_xml import child, children, short, switched_on, value
from ingest.readers.paragraphs import runs_on

_SYMBOL_AREA = 0xF000
"""Where the letters of symbol fonts are put among all letters."""
GONE = frozenset(("w:del", "w:moveFrom", "w:instrText", "w:delText", "w:delInstrText", "w:pPr", "w:rPr", "w:sdtPr"))
"""What Word does not show: deletions, text moved away, field codes, properties."""
_MARKS = {"w:tab": "\t", "w:ptab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "-"}


@dataclass
class ParagraphText:
    """The lines of a paragraph, its text boxes, and whether all its words are bold."""

    pieces: list[str] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)
    prompts: list[str] = field(default_factory=list)
    bold: int = 0
    letters: int = 0

    @property
    def all_bold(self) -> bool:
        """Whether every word is printed bold."""
        return 0 < self.letters == self.bold

    def lines(self) -> list[str]:
        """Return the paragraph cut at its line breaks, but not where a break stands inside a sentence."""
        lines: list[str] = []
        for line in "".join(self.pieces).split("\n"):
            if lines and runs_on(lines[-1], line):
                lines[-1] = f"{lines[-1].rstrip()} {line.lstrip()}"
            else:
                lines.append(line)
        return [line for line in lines if line.strip()]


def shown_children(element: Any) -> list[Any]:
    """Return the children that Word shows; of alternatives, the first that is spelt out."""
    if short(element.tag) != "mc:AlternateContent":
        return [found for tag, found in children(element) if tag not in GONE]
    choices = [found for tag, found in children(element) if tag in ("mc:Choice", "mc:Fallback")]
    return [choice for choice in choices if next(choice.iter("{*}t"), None) is not None][:1] or choices[:1]


def is_aside(control: Any) -> bool:
    """Say whether a content control holds no words of the document: a contents list or a prompt to fill it in."""
    properties = child(control, "w:sdtPr")
    gallery = value(child(properties, "w:docPartObj", "w:docPartGallery"))
    return gallery == "Table of Contents" or switched_on(child(properties, "w:showingPlcHdr"))


@dataclass
class ContentsField:
    """Follows the nested fields of a document, to know whether a list of contents is open."""

    codes: list[str] = field(default_factory=list)

    @property
    def open(self) -> bool:
        """Whether the words that come next are lines of a list of contents."""
        return any(code.split()[:1] == ["TOC"] for code in self.codes)

    def mark(self, kind: str) -> None:
        """Note that a field begins or ends."""
        if kind == "begin":
            self.codes.append("")
        elif kind == "end" and self.codes:
            self.codes.pop()

    def add(self, code: str) -> None:
        """Note a piece of the code of the innermost field."""
        if self.codes:
            self.codes[-1] += code


def read_paragraph(paragraph: Any, contents: ContentsField) -> ParagraphText:
    """Return the words of a paragraph, with insertions, links, fields, content controls and smart tags."""
    found = ParagraphText()
    _gather(paragraph, found, contents, False)
    return found


def _gather(element: Any, found: ParagraphText, contents: ContentsField, bold: bool) -> None:
    for part in shown_children(element):
        tag = short(part.tag)
        if tag in ("w:t", "m:t"):
            _add(found, part.text or "", bold)
        elif tag == "w:sym":
            _add(found, _symbol(part), bold)
        elif tag == "w:fldChar":
            _add(found, _chosen(part), bold)
            contents.mark(value(part, "w:fldCharType"))
        elif tag in _MARKS:
            found.pieces.append(_MARKS[tag])
        elif tag == "w:txbxContent":
            found.boxes.append(part)
        elif tag == "w:r":
            contents.add("".join(code.text or "" for tag, code in children(part) if tag == "w:instrText"))
            _gather(part, found, contents, switched_on(child(part, "w:rPr", "w:b")))
        elif tag == "w:sdt" and is_aside(part):
            prompt = read_paragraph(part, ContentsField())
            found.prompts += prompt.lines()
            found.boxes += prompt.boxes
        else:
            _gather(part, found, contents, bold)


def _symbol(element: Any) -> str:
    """Return the letter of a symbol font, as its place among all letters where the font is no font of letters."""
    try:
        place = int(value(element, "w:char"), 16)
    except ValueError:
        return ""
    return chr(place) if _SYMBOL_AREA <= place < _SYMBOL_AREA + 256 or 0x20 <= place < 0xD800 else ""


def _chosen(element: Any) -> str:
    """Return the entry chosen in a drop-down list of Word's older forms, which stands in no run of text."""
    entries = child(element, "w:ffData", "w:ddList")
    if entries is None:
        return ""
    listed = [value(entry) for tag, entry in children(entries) if tag == "w:listEntry"]
    chosen = value(child(entries, "w:result"), default="0")
    return listed[int(chosen)] if chosen.isascii() and chosen.isdigit() and int(chosen) < len(listed) else ""


def _add(found: ParagraphText, words: str, bold: bool) -> None:
    found.pieces.append(words)
    letters = sum(not char.isspace() for char in words)
    found.letters += letters
    found.bold += letters if bold else 0
