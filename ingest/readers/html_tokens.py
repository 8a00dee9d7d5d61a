"""Cuts a web page into tags and text with their places in the file, in one pass over any input."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

_NAME = re.compile(r"[a-zA-Z][a-zA-Z0-9:-]*")
_TAG_REST = re.compile(r"(?:[^>\"']|\"[^\"]*\"|'[^']*')*+>")
_ATTRIBUTE = re.compile(r"([a-zA-Z][\w:-]*)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
_RAW = ("script", "style", "textarea", "xmp", "noembed", "noframes", "template")
"""Elements whose content is no markup."""


@dataclass(frozen=True, slots=True)
class Token:
    """A tag or a stretch of text; `attributes` is the tag's inside as it stands."""

    kind: Literal["open", "close", "text"]
    name: str
    start: int
    end: int
    attributes: str = ""


def attribute(token_text: str, name: str) -> str | None:
    """Return an attribute's value, empty where it has none, None where it is absent."""
    for match in _ATTRIBUTE.finditer(token_text):
        if match[1].lower() == name:
            return match[2] or match[3] or match[4] or ""
    return None


class Tokens:
    """The tokens of one stretch of a text. Broken markup costs no more time than sound markup."""

    def __init__(self, text: str, start: int = 0, end: int | None = None) -> None:
        self._text = text
        self._position = start
        self._end = len(text) if end is None else end
        self._quotes_hold = True

    def __iter__(self) -> Iterator[Token]:
        while self._position < self._end:
            opening = self._text.find("<", self._position, self._end)
            if opening < 0:
                opening = self._end
            if opening > self._position:
                yield Token("text", "", self._position, opening)
            self._position = opening
            if opening < self._end:
                yield from self._markup(opening)

    def _markup(self, start: int) -> Iterator[Token]:
        text, after = self._text, start + 1
        if text.startswith("<!--", start):
            self._skip("-->", start + 4)
        elif text[after : after + 1] in ("!", "?"):
            self._skip(">", after)
        else:
            closing = text[after : after + 1] == "/"
            name = _NAME.match(text, after + closing, self._end)
            if name is None:
                self._position = after
                yield Token("text", "", start, after)
                return
            end = self._tag_end(name.end())
            self._position = end
            yield Token("close" if closing else "open", name[0].lower(), start, end, text[name.end() : end - 1])
            if not closing and name[0].lower() in _RAW:
                self._skip_raw(name[0])

    def _tag_end(self, position: int) -> int:
        if self._quotes_hold:
            match = _TAG_REST.match(self._text, position, self._end)
            if match:
                return match.end()
            # A quote is open to the end of the file: from here on quotes are not heeded.
            self._quotes_hold = False
        found = self._text.find(">", position, self._end)
        return found + 1 if found >= 0 else self._end

    def _skip(self, mark: str, position: int) -> None:
        found = self._text.find(mark, position, self._end)
        self._position = found + len(mark) if found >= 0 else self._end

    def _skip_raw(self, name: str) -> None:
        match = re.compile(rf"</{name}\b", re.IGNORECASE).search(self._text, self._position, self._end)
        self._position = match.start() if match else self._end
