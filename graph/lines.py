"""Lines of a stored text: from offsets to 1-based line numbers."""

from __future__ import annotations

from bisect import bisect_right

from graph.records import Span


class LineIndex:
    """Knows where each line of one text begins."""

    def __init__(self, text: str) -> None:
        self._starts = [0] + [i + 1 for i, char in enumerate(text) if char == "\n"]

    def line(self, offset: int) -> int:
        """Return the 1-based line an offset stands in."""
        return bisect_right(self._starts, offset)

    def lines(self, span: Span) -> tuple[int, int]:
        """Return the first and last line that a stretch touches."""
        return self.line(span.start), self.line(max(span.start, span.end - 1))
