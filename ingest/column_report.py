"""How the columns of a document are understood: each table's headings, what they hold, how that was decided."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any, Literal

from graph.iris import fold
from graph.lines import LineIndex
from graph.printing import table
from graph.records import Span
from graph.settings import FILE_NAME
from ingest.by_hand import ByHand, words_for_roles
from ingest.columns import KEPT, Columns, is_period, likely_meaning, meaning, plain
from ingest.segments import Segmenter
from ingest.source import Row, Source
from ingest.stretches import Stretch, is_figures

How = Literal["by hand", "known wording", "a telling word", "its place", "not known"]
MIXED = "mixed"
"""A column beside titles that tells what was done and what came of it, sentence by sentence."""
SAMPLES = 3
LONGEST_SAMPLE = 40
NO_HEADING = "(no heading)"
NOTHING = "no row of it reads like headings of a table of actions"
FIGURES = "it holds mostly figures"
FOREIGN = "the headings above it are those of another table, and it has none of its own"
NO_ACTIONS = "it has no column of actions, of what is done or of outcomes"
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
    segmenter = Segmenter(source, by_hand=said.columns)
    segmenter.run()
    lines = LineIndex(source.text)
    found, headed = [], False
    for part in segmenter.stretches:
        rows = part.rows or part.block.rows
        if rows:
            line = lines.lines(_top(part, rows))[0]
            found.append(_table_report(source.text, part, line, said.columns, headed))
            headed = headed or part.columns is not None
    return found


def _top(part: Stretch, rows: Sequence[Row]) -> Span:
    """Return where a table begins: with its headings, if they stand above its rows and not over a table before."""
    headings = part.columns.headings.values() if part.columns else ()
    own = [span for span in headings if part.block.rows[0].span.start <= span.start]
    return min([*own, rows[0].span])


def missing_headings(reports: list[TableReport], said: ByHand) -> list[str]:
    """Return the headings that a person has mapped and that no table has."""
    seen = {plain(column.heading) for report in reports for column in report.columns}
    return [heading for words, heading in said.headings.items() if words not in seen]


def _table_report(text: str, part: Stretch, line: int, by_hand: Mapping[str, str], headed: bool) -> TableReport:
    columns, rows = part.columns, part.rows
    reason = ""
    if columns is None:
        columns, rows, reason = _guessed(text, part), list(part.block.rows), _reason(text, part, headed)
    elif not columns.has("title", "description", "outcome"):
        reason = NO_ACTIONS
    every = sorted({*columns.headings, *columns.roles, *(cell.column for row in rows for cell in row.cells)})
    told = tuple(_column_report(text, column, columns, rows, by_hand) for column in every)
    return TableReport(line, len(rows), told, reason)


def _guessed(text: str, part: Stretch) -> Columns:
    """Return what the first full row of a table that was not read would mean as headings, for a person to map."""
    widest = max(len(row.cells) for row in part.block.rows)
    first = next(row for row in part.block.rows if len(row.cells) == widest)
    headings = {cell.column: cell.span for cell in first.cells}
    likely = {column: likely_meaning(fold(span.of(text))) for column, span in headings.items()}
    return Columns({column: role for column, role in likely.items() if role}, {}, headings)


def _reason(text: str, part: Stretch, headed: bool) -> str:
    if is_figures(text, part.block.rows):
        return FIGURES
    return FOREIGN if headed else NOTHING


def _column_report(
    text: str, column: int, columns: Columns, rows: list[Row], by_hand: Mapping[str, str]
) -> ColumnReport:
    span = columns.headings.get(column)
    heading = unescape(fold(span.of(text))) if span else NO_HEADING
    cells = [
        " / ".join(unescape(fold(paragraph.of(text))) for paragraph in cell.paragraphs)
        for row in rows
        for cell in row.cells
        if cell.column == column and cell.paragraphs[0] != span
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
    if meaning(heading) == columns.roles[column] or is_period(heading):
        return "known wording"
    return "a telling word" if likely_meaning(heading) == columns.roles[column] else "its place"


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


def lines_to_map(file_name: str, reports: list[TableReport]) -> list[str]:
    """Return the lines of `junctionbox.toml` in which a person can say what the columns hold that nobody named."""
    columns = [column for report in reports for column in report.columns if column.how == "not known"]
    unknown = list(dict.fromkeys(column.heading for column in columns if column.heading != NO_HEADING))
    if not unknown:
        return []
    roles = ", ".join(words_for_roles())
    lines = [f'{_quoted(heading)} = "kept"' for heading in unknown]
    return [
        "",
        f"To say what a column holds, put these lines into {FILE_NAME} and change “kept” to one of {roles}:",
        "",
        f"[documents.{_quoted(file_name)}.columns]",
        *lines,
    ]


def _quoted(words: str) -> str:
    """Return words as text of a TOML file, which writes it as JSON does."""
    return json.dumps(words, ensure_ascii=False)


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
