"""Scores shown: as a table in plain words for people, as JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from ingest.scores import MEASURES, ONE_FIGURE, Evaluation, Scores, Tally

_HEADINGS = ("", "right", "wrong", "missed", "precision", "recall", "F1", "95 in 100 within")


def as_table(evaluations: Iterable[Evaluation]) -> str:
    """Return all scores as one text, a table for each document and for all of a kind together."""
    parts = []
    for evaluation in evaluations:
        parts.append(f"Read with {evaluation.names}")
        parts += [_document_table(scores) for scores in (*evaluation.documents, *evaluation.overall)]
    return "\n\n".join(parts) + "\n"


def _document_table(scores: Scores) -> str:
    rows = [_row(scores, measure, words) for measure, words in MEASURES.items()]
    widths = [max(len(row[i]) for row in (*rows, _HEADINGS)) for i in range(len(_HEADINGS))]
    kind = "prose" if scores.prose else "table or list"
    lines = [f"{scores.name} ({kind})"]
    for row in (_HEADINGS, *rows):
        cells = [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)


def _row(scores: Scores, measure: str, words: str) -> tuple[str, ...]:
    tally, interval = scores.tally(measure), scores.interval(measure)
    counts = (str(tally.right), str(tally.wrong), "" if measure in ONE_FIGURE else str(tally.missed))
    others = ("", "") if measure in ONE_FIGURE else (_shown(tally.recall), _shown(tally.f1))
    sure = f"{interval[0]:.2f} to {interval[1]:.2f}" if interval else "-"
    return (words, *counts, _shown(tally.precision), *others, sure)


def _shown(figure: float | None) -> str:
    return "-" if figure is None else f"{figure:.2f}"


def as_json(evaluations: Iterable[Evaluation]) -> str:
    """Return all scores as JSON: counts, precision, recall, F1 and interval of each measure."""
    listed = [
        {
            "names": evaluation.names,
            "documents": [_scores_json(scores) for scores in evaluation.documents],
            "overall": [_scores_json(scores) for scores in evaluation.overall],
        }
        for evaluation in evaluations
    ]
    return json.dumps(listed, indent=1, ensure_ascii=False)


def _scores_json(scores: Scores) -> dict[str, Any]:
    measures = {name: _measure_json(scores, name, scores.tally(name)) for name in MEASURES}
    return {"name": scores.name, "layout": "prose" if scores.prose else "table", "measures": measures}


def _measure_json(scores: Scores, measure: str, tally: Tally) -> dict[str, Any]:
    found = {"right": tally.right, "wrong": tally.wrong, "precision": tally.precision}
    if measure not in ONE_FIGURE:
        found |= {"missed": tally.missed, "recall": tally.recall, "f1": tally.f1}
    return {**found, "interval": scores.interval(measure)}
