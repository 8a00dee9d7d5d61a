"""Running heads, footers and page numbers: printed on every page, part of none."""

from __future__ import annotations

import re
from collections import Counter

from ingest.readers.pdf_lines import Line

_EDGE = 2
"""Lines at the head and foot of a page that may run."""
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"(?:page|p\.?)?\s*[-–]?\s*\d{1,4}\s*[-–]?(?:\s*(?:of|/)\s*\d{1,4})?", re.IGNORECASE)


def running_lines(pages: list[list[Line]], heights: list[float]) -> set[int]:
    """Return the identities of lines that run through the document; `pages` holds each page's lines, in order."""
    seen: Counter[tuple[str, int]] = Counter()
    for lines, height in zip(pages, heights, strict=True):
        seen.update({_likeness(line) for line in _edges(lines, height)})
    least = max(2, len(pages) // 2)
    return {
        id(line)
        for lines, height in zip(pages, heights, strict=True)
        for line in _edges(lines, height)
        if seen[_likeness(line)] >= least or _PAGE_NUMBER.fullmatch(line.text.strip())
    }


def _edges(lines: list[Line], height: float) -> list[Line]:
    near = [line for line in lines if line.bottom < 0.12 * height or line.top > 0.88 * height]
    head = [line for line in near[:_EDGE] if line.bottom < 0.12 * height]
    return head + [line for line in near[-_EDGE:] if line not in head]


def _likeness(line: Line) -> tuple[str, int]:
    return _DIGITS.sub("#", line.text), round(line.top / 10)
