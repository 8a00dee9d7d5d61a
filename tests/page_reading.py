"""Reads a page as a browser would: its links, its scripts, its words."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

_VOID = {"meta", "link", "img", "input", "br", "hr", "col"}


class Page(HTMLParser):
    """One page: every tag with its attributes, every address, and the words a reader sees."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, Any]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, Any]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag, f"</{tag}> does not close what was opened last"

    def handle_data(self, data: str) -> None:
        if not {"script", "style"} & set(self.open):
            self.words.append(data)

    @property
    def text(self) -> str:
        """The words of the page, white space folded."""
        return " ".join(" ".join(self.words).split())

    @property
    def addresses(self) -> list[str]:
        """Every address that the page leads to or loads."""
        names = ("href", "src", "action", "data", "formaction")
        return [attrs[name] for _, attrs in self.tags for name in names if name in attrs]

    def count(self, tag: str) -> int:
        """How many elements of this kind the page has."""
        return sum(1 for name, _ in self.tags if name == tag)
