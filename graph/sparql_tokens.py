"""The words of a SPARQL text, told apart as its grammar tells them: what stands in a string or a comment is no word.

One pass of a regular expression, each part bounded: time grows with length, and no nesting exhausts the stack.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from graph.errors import UsageError

_TOKEN = re.compile(
    r"""
      (?P<skip>\s+|\#[^\r\n]*)
    | (?P<string>\"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\" | '''(?:[^'\\]|\\.|'(?!''))*'''
                | "(?:[^"\\\r\n]|\\.)*" | '(?:[^'\\\r\n]|\\.)*')
    | (?P<broken>["'])
    | (?P<iri><(?:[^<>"{}|^`\\\x00-\x20]|\\[uU][0-9A-Fa-f]{4,8})*>)
    | (?P<variable>[?$]\w+)
    | (?P<blank>_:\w(?:[\w.-]{0,250}[\w-])?)
    | (?P<language>@[A-Za-z]+(?:-+[A-Za-z0-9]+)*)
    | (?P<name>(?:[^\W\d_](?:[\w.-]{0,250}[\w-])?)?:(?:[\w:%-]|\\[_~.\-!$&'()*+,;=/?\#@%]|\.(?=[\w.:%\\-]))*)
    | (?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)
    | (?P<word>[^\W\d]\w*)
    | (?P<sign>&&|\|\||\^\^|<<|>>|!=|<=|>=|.)
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


class Token(NamedTuple):
    """One word, name, value or sign of a query."""

    kind: str
    text: str

    @property
    def keyword(self) -> str:
        """The word in capitals, nothing for other kinds."""
        return self.text.upper() if self.kind == "word" else ""


def tokens(sparql: str) -> Iterator[Token]:
    """Give out the tokens of a text without white space and comments; raise UsageError where a string does not end."""
    for match in _TOKEN.finditer(sparql):
        if match.lastgroup == "broken":
            raise UsageError("This query cannot be read: a text that begins with a quotation mark does not end.")
        if match.lastgroup not in (None, "skip"):
            yield Token(str(match.lastgroup), match[0])


def unescaped(sparql: str) -> str:
    """Return a text with its `\\u0053` escapes as the letters they stand for, as the specification reads them."""
    return _ESCAPE.sub(_letter, sparql)


def _letter(match: re.Match[str]) -> str:
    code = int(match[1] or match[2], 16)
    return chr(code) if code <= 0x10FFFF else match[0]
