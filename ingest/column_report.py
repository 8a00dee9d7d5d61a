"""How the columns of a document are understood: each table's headings, what they hold, how that was decided."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from graph.iris import fold
from graph.lines import LineIndex
from graph.printing import table
from ingest.by_hand import ByHand
from ingest.columns import KEPT, Columns, header, meaning, plain, with_subheadings
from ingest.source import Row, Source, Table

How = Literal["by hand", "known wording", "a telling word", "not known"]
MIXED = "mixed"
"""A column beside titles that tells what was done and what came of it, sentence by sentence."""
SAMPLES = 3
LONGEST_SAMPLE = 40
IN_WORDS = {
    "title": "the action",
    "description": "what is done",
    "outcome": "outcomes",
    "partner": "partners",
    "lead": "who leads",
    "date": "when",
    "start": "start",
    "end": "end",
    "status": "status",
    "venue": "places",
    "theme": "theme",
    "money": "money and funders",
    "audience": "who it is for",
    "reference": "reference",
    "ignored": "left out",
    MIXED: "what is done, and outcomes",
    KEPT: "kept as it is",
}
"""What a column holds, in the words of the screen."""


@dataclass(frozen=True, slots=True)
class ColumnReport:
    """One column: its heading, its role, how that was decided, and its first filled cells."""

    heading: str
    role: str
    how: How
    sample: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableReport:
    """One table: its first line, its rows of content, its columns, or why it is not read as a table of actions."""

    line: int
    rows: int
    columns: tuple[ColumnReport, ...]
    reason: str = ""


def table_reports(source: Source, said: ByHand) -> list[TableReport]:
    """Return how each table of a document is understood, in the order of the text."""
    lines = LineIndex(source.text)
    return [
        _table_report(source.text, block, lines, said)
        for block in source.blocks
        if isinstance(block, Table) and block.rows
    ]


def missing_headings(reports: list[TableReport], said: ByHand) -> list[str]:
    """Return the headings that a person has mapped and that no table has."""
    seen = {plain(column.heading) for report in reports for column in report.columns}
    return [heading for words, heading in said.headings.items() if words not in seen]


def _table_report(text: str, block: Table, lines: LineIndex, said: ByHand) -> TableReport:
    line = lines.lines(block.rows[0].span)[0]
    found = _headed(text, block.rows, said.columns)
    if found is None:
        return TableReport(line, len(block.rows), (), "no row of it reads like headings of a table of actions")
    columns, at = found
    content = [row for row in block.rows[at:] if header(text, row, said.columns) is None]
    told = tuple(_column_report(text, column, columns, content, said.columns) for column in sorted(columns.headings))
    reason = "" if columns.has("title", "description", "outcome") else "it has no column of actions or outcomes"
    return TableReport(line, len(content), told, reason)


def _headed(text: str, rows: tuple[Row, ...], by_hand: Mapping[str, str]) -> tuple[Columns, int] | None:
    """Return the columns of a table and the number of the first row after its headings."""
    for at, row in enumerate(rows):
        columns = header(text, row, by_hand)
        if columns is None:
            continue
        while at + 1 < len(rows) and (further := with_subheadings(text, columns, rows[at + 1])):
            columns, at = further, at + 1
        return columns, at + 1
    return None


def _column_report(
    text: str, column: int, columns: Columns, rows: list[Row], by_hand: Mapping[str, str]
) -> ColumnReport:
    heading = fold(columns.headings[column].of(text))
    cells = [
        " ".join(fold(paragraph.of(text)) for paragraph in cell.paragraphs)
        for row in rows
        for cell in row.cells
        if cell.column == column
    ]
    sample = tuple(_short(cell) for cell in list(dict.fromkeys(cells))[:SAMPLES])
    role = columns.roles.get(column, KEPT)
    role = MIXED if role == "outcome" and not columns.record else role
    return ColumnReport(heading, role, _how(heading, column, columns, by_hand), sample)


def _how(heading: str, column: int, columns: Columns, by_hand: Mapping[str, str]) -> How:
    if plain(heading) in by_hand:
        return "by hand"
    if column not in columns.roles:
        return "not known"
    return "known wording" if meaning(heading) else "a telling word"


def _short(cell: str) -> str:
    return cell if len(cell) <= LONGEST_SAMPLE else cell[: LONGEST_SAMPLE - 1].rstrip() + "…"


def as_text(reports: list[TableReport]) -> str:
    """Return the reports for a terminal."""
    return "\n\n".join(_table_text(number, report) for number, report in enumerate(reports, 1))


def _table_text(number: int, report: TableReport) -> str:
    rows = "1 row" if report.rows == 1 else f"{report.rows} rows"
    title = f"Table {number}, from line {report.line}: {rows}"
    if report.reason:
        title += f"; not read as a table of actions, since {report.reason}"
    cells = [[c.heading, IN_WORDS[c.role], c.how, " | ".join(c.sample)] for c in report.columns]
    return title + ("\n" + table(["Column", "Holds", "Decided by", "Sample"], cells) if cells else "")


def as_data(reports: list[TableReport]) -> list[dict[str, Any]]:
    """Return the reports as plain data for JSON."""
    return [
        {
            "line": report.line,
            "rows": report.rows,
            "read": not report.reason,
            "reason": report.reason,
            "columns": list(_columns_data(report)),
        }
        for report in reports
    ]


def _columns_data(report: TableReport) -> Iterator[dict[str, Any]]:
    for column in report.columns:
        yield {"heading": column.heading, "holds": column.role, "how": column.how, "sample": list(column.sample)}
