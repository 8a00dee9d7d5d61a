"""The words of one Word paragraph, whatever they are wrapped in, and the text boxes anchored to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ingest.readers.office_xml import child, children, short, switched_on
from ingest.readers.paragraphs import runs_on

GONE = frozenset(("w:del", "w:moveFrom", "w:instrText", "w:delText", "w:delInstrText", "w:pPr", "w:rPr", "w:sdtPr"))
"""What Word does not show: deletions, text moved away, field codes, properties."""
_MARKS = {"w:tab": "\t", "w:ptab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "-"}


@dataclass
class ParagraphText:
    """The lines of a paragraph, its text boxes, and whether all its words are bold."""

    pieces: list[str] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)
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
    return choices[:1]


def read_paragraph(paragraph: Any) -> ParagraphText:
    """Return the words of a paragraph, with insertions, links, fields, content controls and smart tags."""
    found = ParagraphText()
    _gather(paragraph, found, False)
    return found


def _gather(element: Any, found: ParagraphText, bold: bool) -> None:
    for part in shown_children(element):
        tag = short(part.tag)
        if tag in ("w:t", "m:t"):
            _add(found, part.text or "", bold)
        elif tag in _MARKS:
            found.pieces.append(_MARKS[tag])
        elif tag == "w:txbxContent":
            found.boxes.append(part)
        elif tag == "w:r":
            _gather(part, found, switched_on(child(part, "w:rPr", "w:b")))
        else:
            _gather(part, found, bold)


def _add(found: ParagraphText, words: str, bold: bool) -> None:
    found.pieces.append(words)
    letters = sum(not char.isspace() for char in words)
    found.letters += letters
    found.bold += letters if bold else 0
