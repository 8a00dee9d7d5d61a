"""N-Quads lines written by hand: some ten times faster than going through term objects."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable

from graph.errors import DataError

_ESCAPES = {
    "\\": "\\\\",
    '"': '\\"',
    "\n": "\\n",
    "\r": "\\r",
    "\t": "\\t",
    "\b": "\\b",
    "\f": "\\f",
    "\x7f": "\\u007F",
}
_NEEDS_ESCAPE = re.compile(r'[\\"\x00-\x1f\x7f]')
_BAD_IN_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\\ud800-\udfff]')
_HALF = re.compile("[\ud800-\udfff]")
XSD = "http://www.w3.org/2001/XMLSchema#"


def _escape(match: re.Match[str]) -> str:
    char = match.group()
    return _ESCAPES.get(char) or f"\\u{ord(char):04X}"


def whole(text: str) -> str:
    """Return the text, or raise DataError where it holds half of a character (a lone surrogate)."""
    half = _HALF.search(text)
    if half:
        before = text[max(0, half.start() - 30) : half.start()]
        raise DataError(f"After “{before}” stands half of a character, which no file can hold; mend it in the source.")
    return text


def iri(value: str) -> str:
    """Return an IRI as it stands in N-Quads."""
    if _BAD_IN_IRI.search(value):
        shown = value.encode("utf-8", "backslashreplace").decode()
        raise DataError(f"“{shown}” cannot be used as an address in the graph.")
    return f"<{value}>"


def literal(value: str, language: str = "", datatype: str = "") -> str:
    """Return a literal as it stands in N-Quads; plain when neither language nor datatype is given."""
    quoted = '"' + _NEEDS_ESCAPE.sub(_escape, whole(value)) + '"'
    if language:
        return f"{quoted}@{language}"
    return f"{quoted}^^<{datatype}>" if datatype else quoted


def integer(value: int) -> str:
    """Return a whole number as an xsd:integer literal."""
    return f'"{value}"^^<{XSD}integer>'


def decimal(value: float) -> str:
    """Return a number as an xsd:decimal literal without exponent or needless zeros."""
    if not math.isfinite(value):
        raise DataError("A number of the graph is without bounds.")
    text = f"{round(value, 4) + 0.0:.4f}".rstrip("0").rstrip(".")
    return f'"{text}"^^<{XSD}decimal>'


def boolean(value: bool) -> str:
    """Return an xsd:boolean literal."""
    return f'"{str(value).lower()}"^^<{XSD}boolean>'


def date(value: str) -> str:
    """Return an xsd:date literal of a YYYY-MM-DD text."""
    return f'"{value}"^^<{XSD}date>'


class GraphLines:
    """The lines of one named graph, gathered in any order and given out sorted, each once."""

    def __init__(self, graph: str) -> None:
        self.graph = graph
        self._end = f" {iri(graph)} .\n"
        self._lines: set[str] = set()

    def add(self, subject: str, predicate: str, *objects: str) -> None:
        """Add one line for each object; all terms are already written as N-Quads."""
        for item in objects:
            self._lines.add(f"{subject} {predicate} {item}{self._end}")

    def add_line_bodies(self, bodies: Iterable[str]) -> None:
        """Add triples given as N-Triples without the closing dot."""
        self._lines.update(body + self._end for body in bodies)

    def text(self) -> str:
        """Return the whole graph as sorted N-Quads."""
        return "".join(sorted(self._lines))

    def __len__(self) -> int:
        return len(self._lines)
