"""The tree of a web page, as lenient as browsers are: end tags may be missing, crossed or too many."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from graph.records import Span
from ingest.readers.html_tokens import Tokens, attribute

DEEPEST = 150
"""Levels below which elements are taken as part of the one above."""
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_ENDS_PARAGRAPH = frozenset(
    "address article aside blockquote center details dialog div dl fieldset figure footer form h1 h2 h3 h4 h5 h6 "
    "header hr main nav ol p pre section table ul".split()
)
_SIBLINGS = {
    "li": ("li",),
    "dt": ("dt", "dd"),
    "dd": ("dt", "dd"),
    "tr": ("tr", "td", "th"),
    "td": ("td", "th"),
    "th": ("td", "th"),
    "tbody": ("tbody", "thead", "tfoot", "tr", "td", "th"),
    "thead": ("tbody", "thead", "tfoot", "tr", "td", "th"),
    "tfoot": ("tbody", "thead", "tfoot", "tr", "td", "th"),
    "option": ("option",),
}
"""What a start tag ends when it is still open."""
_SCOPES = frozenset("table ul ol dl select body html".split())
"""Elements that no start tag inside them reaches out of."""


@dataclass(eq=False)
class Node:
    """An element: its name, its start tag's inside, and its children, elements and stretches of text."""

    name: str
    attributes: str = ""
    start: int = 0
    children: list[Node | Span] = field(default_factory=list)

    def attribute(self, name: str) -> str | None:
        """Return an attribute's value, None where it is absent."""
        return attribute(self.attributes, name)

    def elements(self, *names: str) -> Iterator[Node]:
        """Yield the elements below that have one of some names, not looking inside those or inside tables."""
        for child in self.children:
            if isinstance(child, Node):
                if child.name in names:
                    yield child
                elif child.name != "table":
                    yield from child.elements(*names)

    def outside_cells(self) -> Iterator[Node | Span]:
        """Yield the text and the tables inside a table that stand in no cell; browsers show them above it."""
        for child in self.children:
            if isinstance(child, Span) or child.name == "table":
                yield child
            elif child.name not in ("td", "th", "caption", "script", "style", "template"):
                yield from child.outside_cells()

    def holds(self, name: str) -> bool:
        """Say whether an element of this name stands anywhere below."""
        return any(isinstance(child, Node) and (child.name == name or child.holds(name)) for child in self.children)


def tree(text: str, start: int = 0, end: int | None = None) -> Node:
    """Return the tree of a stretch of a page, under a nameless root."""
    stack = [Node("")]
    for token in Tokens(text, start, end):
        if token.kind == "text":
            stack[-1].children.append(Span(token.start, token.end))
        elif token.kind == "close":
            _close(stack, token.name)
        else:
            _end_siblings(stack, token.name)
            if token.name in ("td", "th") and _lacks_row(stack):
                row = Node("tr", "", token.start)
                stack[-1].children.append(row)
                stack.append(row)
            node = Node(token.name, token.attributes, token.start)
            stack[-1].children.append(node)
            if token.name not in _VOID and not token.attributes.endswith("/") and len(stack) < DEEPEST:
                stack.append(node)
    return stack[0]


def _lacks_row(stack: list[Node]) -> bool:
    """Say whether a cell that begins here stands in a table but in no row of it."""
    nearest = next((node.name for node in reversed(stack) if node.name in ("table", "tr", "td", "th")), "")
    return nearest == "table" and len(stack) < DEEPEST


def _close(stack: list[Node], name: str) -> None:
    for depth in range(len(stack) - 1, 0, -1):
        if stack[depth].name == name:
            del stack[depth:]
            return
        if stack[depth].name == "table":
            return


def _end_siblings(stack: list[Node], name: str) -> None:
    ended = _SIBLINGS.get(name, ("p",) if name in _ENDS_PARAGRAPH else ())
    for depth in range(len(stack) - 1 if ended else 0, 0, -1):
        open_name = stack[depth].name
        if open_name in _SCOPES:
            return
        if open_name in ended:
            # A row ends an open cell and the row around it.
            while depth > 1 and stack[depth - 1].name in ended:
                depth -= 1
            del stack[depth:]
            return
