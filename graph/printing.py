"""Answers on paper and in a terminal: tables, CSV and JSON."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Mapping, Sequence
from typing import Any

from tabulate import tabulate

from graph.ask import Answer

WIDEST_CELL = 48
_PLACES = ("source", "passage")


def table(headers: Sequence[str], rows: Sequence[Sequence[Any]], width: int = WIDEST_CELL) -> str:
    """Return rows as a table for a terminal, long cells wrapped."""
    if not rows:
        return ""
    room = max(60, shutil.get_terminal_size((120, 40)).columns)
    widest = min(width, max(12, (room - 2 * len(headers)) // max(1, min(len(headers), 4))))
    cells = [["" if cell is None else str(cell) for cell in row] for row in rows]
    return tabulate(
        cells,
        headers=list(headers),
        tablefmt="simple",
        maxcolwidths=widest,
        disable_numparse=True,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _shown(value: Any) -> str:
    if isinstance(value, Mapping) and "lines" in value:
        first, last = value["lines"]
        lines = f"line {first}" if first == last else f"lines {first}-{last}"
        return f"{value['document']}, {lines}"
    if isinstance(value, list):
        return "; ".join(str(item) for item in value)
    return "" if value is None else str(value)


def answer_table(answer: Answer) -> str:
    """Return an answer as its question, its sentence and a table with the source of each row."""
    shown = [column for column in answer.columns if column.name not in ("passage", "quote")]
    rows = [[_shown(row.get(column.name)) for column in shown] for row in answer.rows]
    parts = [answer.question, "", answer.answer]
    if rows:
        parts += ["", table([column.header for column in shown], rows)]
    return "\n".join(parts)


def answer_csv(answer: Answer) -> str:
    """Return an answer's rows as CSV, the source as document and lines."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    names = [column.name for column in answer.columns]
    writer.writerow(names)
    for row in answer.rows:
        writer.writerow([_shown(row.get(name)) for name in names])
    return out.getvalue()


def answer_json(answer: Answer) -> str:
    """Return an answer as JSON."""
    return json.dumps(answer.as_dict(), ensure_ascii=False, indent=1)
