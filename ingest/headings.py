"""The headings in force as a document's tables are walked: which row heads, what goes on under it, what it lacks."""

from __future__ import annotations

from collections.abc import Mapping

from graph.iris import fold
from graph.records import Flag, Span
from ingest.columns import Columns, header, meaning, plain, with_row_above, with_subheadings, with_unheaded_titles
from ingest.source import Row, Table
from ingest.stretches import Stretches, is_figures


class Headings:
    """Keeps the columns in force from row to row and tells rows of headings from rows of content."""

    def __init__(self, text: str, by_hand: Mapping[str, str]) -> None:
        self.text = text
        self.by_hand = by_hand
        self.columns: Columns | None = None
        self._fresh = False
        """Whether the row before was one of headings, so that this one may go on with it."""
        self._unflagged = False
        """Whether columns in force that nobody could name wait for their first row of content."""
        self.stretches = Stretches()
        self._above: Row | None = None
        self._width = 0

    def restart(self) -> None:
        """Begin the document again, keeping nothing of the tables met."""
        self.stretches = Stretches()

    def enter(self, block: Table) -> bool:
        """Begin a table; say whether the headings in force hold for it too.

        A table that the file itself parts from the one before goes on with its headings only where it has as many
        columns and does not hold mere figures.
        """
        self._above = None
        self.stretches.enter(block)
        if not block.rows or not block.rows[0].whole or not self.columns:
            return True
        return block.rows[0].width == self._width and not is_figures(self.text, block.rows)

    def of(self, row: Row | None) -> Columns | None:
        """Return the columns that a row names, None when it is no row of headings."""
        return header(self.text, row, self.by_hand) if row else None

    def take(self, row: Row) -> list[Flag] | None:
        """Take a row of headings and return what is amiss with it, None when the row is none."""
        fresh, self._fresh = self._fresh, False
        above, self._above = self._above, None
        further = with_subheadings(self.text, self.columns, row) if fresh and self.columns else None
        columns = further or self.of(row)
        if columns is None or not (further or self._is_header(row, columns)):
            return None
        if not further:
            columns = with_unheaded_titles(self.text, with_row_above(self.text, columns, above))
        return self._open(row, columns)

    def content(self, row: Row) -> list[Flag]:
        """Take a row of content; return the flags of columns that nobody could name, once for each table."""
        flags = []
        if self._unflagged and self.columns:
            flags = [self._unmapped(span) for span in self.columns.unmapped.values() if self._is_new(span)]
        self._unflagged = False
        self.stretches.add(row)
        return flags

    def unread(self, row: Row) -> None:
        """Take a row before the headings of its table."""
        self._above = row

    def missing(self) -> tuple[str, ...]:
        """Return the plain words of headings mapped by hand that no table has."""
        parts = [part.columns for part in self.stretches.found if part.columns]
        seen = {plain(span.of(self.text)) for columns in parts for span in columns.headings.values()}
        return tuple(words for words in self.by_hand if words not in seen)

    def _is_header(self, row: Row, columns: Columns) -> bool:
        """A lone cell is a header only where a table before had that column, or none came before; in a real table of
        several columns, only in that heading's place. A second row of headings in one table repeats those above, or
        is mostly of known wordings."""
        before = self.columns
        if row.whole and len(row.cells) == 1 and row.width > 1:
            return self._repeats_a_part(row)
        if row.whole and before and self.stretches.headed:
            known = {plain(heading.of(self.text)) for heading in before.headings.values()}
            words = [cell.span.of(self.text) for cell in row.cells]
            again = sum(plain(heading) in known for heading in words)
            return again * 2 >= len(words) or sum(bool(meaning(heading)) for heading in words) * 2 > len(words)
        return len(row.cells) > 1 or before is None or set(columns.roles.values()) <= set(before.roles.values())

    def _repeats_a_part(self, row: Row) -> bool:
        """Say whether each cell of a row is the heading in force of its own column."""
        headings = self.columns.headings if self.columns else {}
        above = {column: plain(span.of(self.text)) for column, span in headings.items()}
        return all(above.get(cell.column) == plain(cell.span.of(self.text)) for cell in row.cells)

    def _open(self, row: Row, columns: Columns) -> list[Flag]:
        """R2: with fewer columns than the last header of its kind, a line of a dump lost a column; a row of a real
        table did where it repeats some of the headings in their places."""
        before, flags = self.columns, []
        self._fresh = self._unflagged = True
        fewer = before and set(columns.roles.values()) < set(before.roles.values())
        part = before and len(row.cells) < len(before.headings) and self._repeats_a_part(row)
        if part if row.whole else fewer:
            flags = [Flag("column-lost", row.span, "A column that earlier tables of this kind have is missing here.")]
        else:
            self.columns, self._width = columns, row.width
        if self.columns:
            self.stretches.open(self.columns, row, self.text)
        return flags

    def _is_new(self, heading: Span) -> bool:
        return self.stretches.is_new(fold(heading.of(self.text)))

    def _unmapped(self, heading: Span) -> Flag:
        words = fold(heading.of(self.text))
        note = f"The column “{words}” is not known; its cells are kept but not read."
        return Flag("unmapped-column", heading, note)
