"""The stored text of a document: its limits, and its making where the file itself is no text."""

from __future__ import annotations

import re

from graph.errors import DataError
from graph.records import Span
from graph.settings import Limits

_BREAKS = re.compile(r"[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_CONTROL_SPACE = re.compile(r"[\v\f\x1c-\x1f]")
_UNSTORABLE = re.compile(r"[\x00-\x08\x0e-\x1b\x1f\ud800-\udfff\ufffe\uffff]")


def storable(text: str) -> str:
    """Return a text with a sign of the same length for each that no file of facts can hold."""
    return _UNSTORABLE.sub("\ufffd", _CONTROL_SPACE.sub(" ", text))


def too_much(what: str, unit: str, size: int, limit: int, setting: str) -> DataError:
    """Return the refusal of something larger than a setting allows."""
    return DataError(
        f"{what} has {size:,} {unit}, more than the {limit:,} allowed; "
        f"the setting “{setting}” under [limits] in junctionbox.toml raises that."
    )


def check_text(name: str, text: str, limits: Limits) -> None:
    """Raise DataError where a text holds no words or is longer than the limits allow."""
    if not any(char.isalnum() for char in text):
        raise DataError(f"{name} holds no words.")
    if len(text) > limits.text_characters:
        raise too_much(name, "characters", len(text), limits.text_characters, "text_characters")
    longest = max(map(len, text.split("\n")))
    if longest > limits.line_characters:
        raise too_much(f"A line of {name}", "characters", longest, limits.line_characters, "line_characters")


class CellCount:
    """Counts the rows and cells of a document's tables against the limits."""

    def __init__(self, name: str, limits: Limits) -> None:
        self._name = name
        self._limits = limits
        self._rows = 0
        self._cells = 0

    def add(self, cells: int) -> None:
        """Count one row; raise DataError once the tables are larger than allowed."""
        self._rows += 1
        self._cells += cells
        if self._rows > self._limits.table_rows:
            raise self._refusal("rows", self._limits.table_rows, "table_rows")
        if self._cells > self._limits.table_cells:
            raise self._refusal("filled cells", self._limits.table_cells, "table_cells")

    def _refusal(self, unit: str, limit: int, setting: str) -> DataError:
        return DataError(
            f"The tables of {self._name} have more than the {limit:,} {unit} allowed; "
            f"the setting “{setting}” under [limits] in junctionbox.toml raises that."
        )


class StoredText:
    """A text under construction: one paragraph a line."""

    def __init__(self, name: str, limits: Limits) -> None:
        self._name = name
        self._limits = limits
        self._lines: list[str] = []
        self._length = 0

    def add(self, words: str) -> Span | None:
        """Append a paragraph as a line and return where it stands, None where it is blank."""
        line = _UNSTORABLE.sub("\ufffd", _BREAKS.sub(" ", words)).strip()
        if not line:
            return None
        span = Span(self._length, self._length + len(line))
        self._length += len(line) + 1
        if self._length > self._limits.text_characters:
            raise too_much(
                self._name, "or more characters", self._length, self._limits.text_characters, "text_characters"
            )
        self._lines.append(line)
        return span

    def text(self) -> str:
        """Return the whole text."""
        return "".join(f"{line}\n" for line in self._lines)
