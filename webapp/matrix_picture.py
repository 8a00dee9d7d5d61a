"""The matrix as a picture: boxes, words and lines with their places, for a template to write as SVG."""

from __future__ import annotations

from dataclasses import dataclass

from graph.pivot import Cell, Heading, Pivot
from webapp.label_text import text_width, wrapped

_SIDE, _TOP, _CELL, _ROW, _TITLE = 230, 190, 54, 34, 44
_TOTALS = (("Statements", "statements"), ("Rests on one", "alone"), ("No supporter", "unsupported"))


@dataclass(frozen=True, slots=True)
class Label:
    """Lines of words at a place; `turned` ones run upwards."""

    x: float
    y: float
    lines: tuple[str, ...]
    turned: bool = False
    middle: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """One filled cell: its place, how it is drawn, its words, and whether a statement in it rests on one."""

    x: float
    y: float
    kind: str
    words: str
    under: str
    alone: bool


@dataclass(frozen=True, slots=True)
class MatrixPicture:
    """All that is drawn, and its size."""

    width: int
    height: int
    title: tuple[str, ...]
    labels: tuple[Label, ...]
    marks: tuple[Mark, ...]
    rules: tuple[float, ...]


def matrix_picture(matrix: Pivot, title: str) -> MatrixPicture:
    """Return the picture of a matrix under a sentence."""
    width = _SIDE + _CELL * len(matrix.columns) + 24
    lines = wrapped(title, max(width - 24, 320), 4)
    top = _TITLE + 18 * len(lines) + _TOP
    labels, marks = [], []
    for number, column in enumerate(matrix.columns):
        labels.append(Label(_SIDE + _CELL * (number + 0.5), top - 8, wrapped(column.label, _TOP - 16, 3), turned=True))
    for place, row in enumerate(matrix.rows):
        y = top + _ROW * place
        labels.append(Label(12, y, wrapped(row.label, _SIDE - 24, 2)))
        for number, column in enumerate(matrix.columns):
            cell = matrix.cells.get((row.key, column.key))
            if cell is not None:
                marks.append(_mark(matrix, cell, _SIDE + _CELL * (number + 0.5), y + _ROW / 2))
    foot = top + _ROW * len(matrix.rows)
    for place, (words, name) in enumerate(_TOTALS):
        labels.append(Label(12, foot + _ROW * place, (words,)))
        labels += [_total(column, name, number, foot + _ROW * place) for number, column in enumerate(matrix.columns)]
    height = foot + _ROW * len(_TOTALS)
    rules = tuple(top + _ROW * place for place in range(len(matrix.rows) + len(_TOTALS) + 1))
    wide = max(width, round(max((text_width(line) for line in lines), default=0)) + 24)
    return MatrixPicture(wide, round(height) + 12, lines, tuple(labels), tuple(marks), rules)


def _total(column: Heading, name: str, number: int, y: float) -> Label:
    return Label(_SIDE + _CELL * (number + 0.5), y, (str(getattr(column, name)),), middle=True)


def _mark(matrix: Pivot, cell: Cell, x: float, y: float) -> Mark:
    count = len(cell.supported)
    if not matrix.who:
        return Mark(x, y, "via" if count else "none", str(count), f"of {len(cell.stated_here)}", False)
    if not count:
        more = len(cell.proposed) or len(cell.candidates)
        return Mark(x, y, "might", str(more), "proposed" if cell.proposed else "unsure", False)
    return Mark(
        x, y, "stated" if cell.direct else "via", str(count), "stated" if cell.direct else "via", bool(cell.alone)
    )
