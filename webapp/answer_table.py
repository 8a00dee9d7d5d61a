"""The rows of an answer as a table to read or to download: words, links, and the way to each sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graph.ask import Answer
from webapp.reading import Row
from webapp.wording import lines


@dataclass(frozen=True, slots=True)
class Cell:
    """One value in words, and the page it leads to."""

    text: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """The passage a row rests on: its words, where it stands, and its page."""

    quote: str
    where: str
    address: str


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row as shown."""

    cells: tuple[Cell, ...]
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The headings and the rows of an answer."""

    headers: tuple[str, ...]
    rows: tuple[TableRow, ...]

    @property
    def has_sentences(self) -> bool:
        """Say whether any row has a sentence to lead to."""
        return any(row.sentences for row in self.rows)


def table(answer: Answer, quotes: Mapping[str, Row]) -> Table:
    """Return an answer's rows for the page; `quotes` are the words of every passage by its path."""
    columns = [column for column in answer.columns if column.name not in ("quote", "partner_quote", "source")]
    rows = []
    for row in answer.rows:
        links = row.get("links") or {}
        cells = tuple(Cell(_words(row.get(c.name)), _address(links.get(c.name))) for c in columns)
        rows.append(TableRow(cells, _sentences(row, quotes)))
    return Table(tuple(column.header for column in columns), tuple(rows))


def exact_rows(answer: Answer) -> tuple[list[str], list[list[str]]]:
    """Return headings and rows as text, with the document and lines of each row at the end."""
    with_source = any("source" in row for row in answer.rows)
    names = [column.name for column in answer.columns if column.name != "source"]
    headers = [column.header for column in answer.columns if column.name != "source"]
    rows = [[_words(row.get(name)) for name in names] for row in answer.rows]
    if with_source:
        headers += ["Document", "Lines"]
        for written, row in zip(rows, answer.rows, strict=True):
            source = row.get("source")
            written += [source["document"], _span(source)] if source else ["", ""]
    return headers, rows


def _sentences(row: dict[str, Any], quotes: Mapping[str, Row]) -> tuple[Sentence, ...]:
    found = row.get("passages") or [{"passage": row.get("passage")}]
    paths = [item.get("passage") for item in (*found, {"passage": row.get("partner_passage")})]
    known = [quotes[_address(path)] for path in dict.fromkeys(paths) if path and _address(path) in quotes]
    return tuple(Sentence(item["quote"], lines(item), item["passage"]) for item in known)


def _address(path: object) -> str:
    """Return a path below the base as an address of this site; other addresses lead nowhere."""
    text = str(path or "")
    return f"/{text}" if text and ":" not in text.split("/", 1)[0] else ""


def _span(source: dict[str, Any]) -> str:
    first, last = source["lines"]
    return str(first) if first == last else f"{first}–{last}"


def _words(value: object) -> str:
    """Return a value as words: lists with commas, truths as yes and no."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return ", ".join(_words(item) for item in value)
    if isinstance(value, dict):
        return str(value.get("label") or value.get("name") or "")
    return str(value)
