"""What the styles of a Word document say about a paragraph: heading, list item, quotation or contents line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Literal

from ingest.readers.office_xml import child, children, value

_HEADING = re.compile(r"heading ([1-9])\b", re.IGNORECASE)
_LONGEST_CHAIN = 12
BODY_LEVEL = 9
"""Word's outline level of body text."""

StyleKind = Literal["heading", "title", "item", "quote", "contents", "text"]


@dataclass(frozen=True, slots=True)
class Style:
    """One paragraph style as the file defines it."""

    name: str
    based_on: str
    outline: int | None
    listed: bool | None


class Styles:
    """The paragraph styles of one document."""

    def __init__(self, root: Any | None) -> None:
        self._styles: dict[str, Style] = {}
        for tag, element in children(root) if root is not None else ():
            if tag == "w:style":
                self._styles[value(element, "w:styleId")] = _style(element)

    def kind(self, properties: Any) -> tuple[StyleKind, int]:
        """Return what a paragraph is and at which level, from its properties (w:pPr, or None)."""
        chain = self._chain(value(child(properties, "w:pStyle")))
        names = [style.name.lower() for style in chain]
        level = _first(_outline(properties), *(style.outline for style in chain))
        heading = next((match for name in names if (match := _HEADING.match(name))), None)
        if any(name == "title" for name in names):
            return "title", 1
        if any(name.startswith(("toc ", "table of ")) for name in names):
            return "contents", 0
        if heading or (level is not None and level < BODY_LEVEL):
            return "heading", int(heading[1]) if heading else (level or 0) + 1
        listed = _first(_listed(properties), *(style.listed for style in chain))
        if listed or (listed is None and any(name.startswith("list ") and name != "list paragraph" for name in names)):
            return "item", _depth(properties)
        return ("quote", 0) if any("quote" in name for name in names) else ("text", 0)

    def _chain(self, key: str) -> list[Style]:
        chain: list[Style] = []
        while key in self._styles and len(chain) < _LONGEST_CHAIN:
            chain.append(self._styles[key])
            key = chain[-1].based_on
        return chain


def _first(*values: Any) -> Any:
    return next((found for found in values if found is not None), None)


def _style(element: Any) -> Style:
    properties = child(element, "w:pPr")
    name = value(child(element, "w:name"))
    return Style(name, value(child(element, "w:basedOn")), _outline(properties), _listed(properties))


def _outline(properties: Any) -> int | None:
    level = value(child(properties, "w:outlineLvl"))
    return int(level) if level.isdigit() else None


def _listed(properties: Any) -> bool | None:
    number = child(properties, "w:numPr", "w:numId")
    return value(number) != "0" if number is not None else None


def _depth(properties: Any) -> int:
    depth = value(child(properties, "w:numPr", "w:ilvl"))
    return int(depth) + 1 if depth.isdigit() else 1
