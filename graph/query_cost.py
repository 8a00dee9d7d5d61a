"""How deep and how wide a query is, counted from its tokens alone: what would crash or stall an engine.

Oxigraph's parser and planner recurse and search without limits of their own; the counts are on the safe side, at most
a few too many.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from graph.sparql_tokens import Token

_TERMS = {"variable", "iri", "name", "blank", "string", "number"}
_VALUES_AS_WORDS = {"A", "TRUE", "FALSE"}
_UNTIL_GROUP = {"SELECT", "BY", "DISTINCT", "REDUCED", "FROM", "NAMED", "LIMIT", "OFFSET", "VALUES"}
"""Words after which terms are no patterns until the next group."""
_CHAINING = {"&&", "||", "+", "-", "*", "/", "|", "!", "^", "=", "!=", "<", ">", "<=", ">="}
_OPENING = {"{": "}", "(": ")", "[": "]", "<<": ">>"}
_CLOSING = set(_OPENING.values())


@dataclass(frozen=True, slots=True)
class Cost:
    """The deepest nesting, the longest chain of operators or groups side by side, and the number of patterns."""

    depth: int
    chain: int
    patterns: int


@dataclass(slots=True)
class _Frame:
    """One open bracket: what it holds, how long its chain is, and whether a pattern has begun in it."""

    kind: str
    chain: int = 0
    begun: bool = False
    clause: str = ""


@dataclass(slots=True)
class _Count:
    stack: list[_Frame] = field(default_factory=lambda: [_Frame("top")])
    depth: int = 0
    chain: int = 0
    patterns: int = 0
    last: str = ""

    def take(self, token: Token) -> None:
        frame = self.stack[-1]
        if token.text in _OPENING and token.kind == "sign":
            self._open(token, frame)
        elif token.text in _CLOSING and token.kind == "sign":
            self._close()
        elif token.kind == "sign":
            self._sign(token.text, frame)
        elif token.kind == "word" and token.keyword not in _VALUES_AS_WORDS:
            frame.clause = token.keyword
            frame.begun = False
        elif token.kind in _TERMS or token.kind == "word":
            self._term(token, frame)
        self.last = token.text

    def _open(self, token: Token, frame: _Frame) -> None:
        kind = self._kind(token.text, frame)
        if kind in ("list", "blank", "term"):
            self._term(token, frame)
        if frame.kind != "data":
            self._lengthen(frame)
        self.stack.append(_Frame(kind))
        self.depth = max(self.depth, len(self.stack) - 1)

    def _kind(self, opening: str, frame: _Frame) -> str:
        """Return what a bracket opens: a group, values, an expression, a list (or path), a blank node, a term."""
        if frame.kind in ("data", "expression") and opening != "{":
            return frame.kind
        if opening == "{":
            return "data" if frame.clause == "VALUES" else "group"
        if opening == "(":
            return "expression" if frame.kind == "top" or frame.clause else "list"
        return "blank" if opening == "[" else "term"

    def _close(self) -> None:
        closed = self.stack.pop() if len(self.stack) > 1 else self.stack[0]
        frame = self.stack[-1]
        if closed.kind in ("group", "data") or (closed.kind == "expression" and frame.clause not in _UNTIL_GROUP):
            frame.clause, frame.begun = "", False

    def _sign(self, text: str, frame: _Frame) -> None:
        if text in ".;,":
            frame.begun = False
            frame.clause = "" if text == "." else frame.clause
        elif text in _CHAINING:
            self._lengthen(frame)
            self.patterns += text == "/" and frame.kind in ("group", "blank", "list")

    def _lengthen(self, frame: _Frame) -> None:
        frame.chain += 1
        self.chain = max(self.chain, frame.chain)

    def _term(self, token: Token, frame: _Frame) -> None:
        if token.kind == "iri" and "(" in token.text:
            # After “?a” the engine may read “<((((?b))))>” as “less than”.
            self.depth = max(self.depth, len(self.stack) - 1 + token.text.count("("))
        if frame.clause:
            return
        if frame.kind == "list":
            self.patterns += self.last not in _CHAINING
        elif frame.kind in ("group", "blank") and not frame.begun:
            self.patterns += 1
            frame.begun = True


def cost(tokens: Iterable[Token]) -> Cost:
    """Return how deep, long and wide a query is."""
    count = _Count()
    for token in tokens:
        count.take(token)
    return Cost(count.depth, count.chain, count.patterns)
