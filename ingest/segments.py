"""Segmentation: rows of a damaged table dump become drafts of actions.

The rules are numbered as in the design (R1 theme heading ... R7 every repair is a flag). The raw text is never
altered: a draft only points into it.
"""

from __future__ import annotations

from collections.abc import Mapping

from graph.iris import fold
from graph.records import Flag, Span
from graph.sentences import sentences
from ingest.columns import Columns, looks_like_heading
from ingest.dates import find_dates, trailing_date
from ingest.drafts import Draft, Paragraph, is_prose, record_draft
from ingest.headings import Headings
from ingest.orphans import all_effects, tells_what
from ingest.record_rows import Fields, fields_of, joined_fields, kept_cells
from ingest.source import Cell, Row, Source, Table
from ingest.statements import Position, judge, starts_with_done_verb
from ingest.stretches import Stretch
from ingest.title_dates import dated_rows, split_title

FEWEST_DATED_ROWS = 3
"""Rows of title and date that make a table without a header one of actions."""
SHORT_REST = 3
"""Words up to which a line that begins in lower case is always the rest of the sentence before."""


class Segmenter:
    """Walks the rows of a document once, keeping the theme, the header in force and the open draft."""

    def __init__(self, source: Source, year_start: int = 4, by_hand: Mapping[str, str] | None = None) -> None:
        self.source = source
        self.headings = Headings(source.text, by_hand or {})
        self.text = source.text
        self.year_start = year_start
        self.drafts: list[Draft] = []
        self.flags: list[Flag] = list(source.flags)
        self.theme: Span | None = None
        self.in_actions = False
        self._narratives: list[tuple[str, ...]] = []
        self._after_theme = False
        self._headless = False
        self.opening: list[Span] = []
        """Rows of one cell before the first headings: a table's own title lines."""
        self._column_theme: Span | None = None
        """The theme that a row of records named last; rows below whose cell is empty stand under it too."""

    def run(self) -> list[Draft]:
        """Return the drafts of all actions, in the order of the text."""
        self._walk()
        if (
            self.headings.columns is None
            and not self.drafts
            and dated_rows(self.source, self.year_start) >= FEWEST_DATED_ROWS
        ):
            self.in_actions = self._headless = True
            self.theme, self.flags, self._narratives = None, list(self.source.flags), []
            self._walk()
        return self.drafts

    @property
    def stretches(self) -> list[Stretch]:
        """The tables as they were read, each with the headings in force and its rows."""
        return self.headings.stretches.found

    def _walk(self) -> None:
        self.headings.restart()
        for block in self.source.blocks:
            if isinstance(block, Table):
                self._column_theme = None
                self.in_actions &= self.headings.enter(block) or self._headless
                for row, following in zip(block.rows, (*block.rows[1:], None), strict=False):
                    self._take(row, following)
            elif block.kind == "heading":
                self.theme = block.span if block.level > 1 else None

    def _take(self, row: Row, following: Row | None) -> None:
        after_theme, self._after_theme = self._after_theme, False
        opened = self.headings.take(row)
        if opened is not None:
            self.in_actions = True
            self.flags.extend(opened)
        elif self._is_narrative_heading(row, following):
            self._open_narrative(row, after_theme)
        elif self._is_theme(row, following):
            self.theme, self._after_theme, self._column_theme = row.cells[0].span, True, None
            if self.headings.columns is None:
                self.opening.append(row.cells[0].span)
            self.in_actions = self._headless or (self.in_actions and not self._heads_a_block(row, following))
        elif self.in_actions:
            self.flags.extend(self.headings.content(row))
            self._take_action_row(row)
        else:
            self.headings.unread(row)
            self.flags.extend(row.flags)

    # R1, R2: headings

    def _is_theme(self, row: Row, following: Row | None) -> bool:
        """R1: one filled first cell, short, without a date, followed by a heading row or by more than one column."""
        cell = row.cells[0]
        if len(row.cells) > 1 or cell.column or not looks_like_heading(self.text, cell.span):
            return False
        if find_dates(self.text, cell.span):
            return False
        if following is not None and self.headings.of(following):
            return True
        record = row.whole and self.headings.columns and self.headings.columns.record
        if not record and judge(cell.span.of(self.text), "alone").impact:
            return False
        return row.width > 1 or (following is not None and len(following.cells) > 1)

    def _heads_a_block(self, row: Row, following: Row | None) -> bool:
        """Whether the row after a theme is a heading of its own, so that no action follows yet; the rows of a real
        table with columns of their own are all actions."""
        if row.whole and self.headings.columns and self.headings.columns.record:
            return False
        if following is None or self.headings.of(following):
            return True
        short = all(looks_like_heading(self.text, cell.span) for cell in following.cells)
        dated = any(find_dates(self.text, cell.span) for cell in following.cells)
        return len(following.cells) == 2 and short and not dated

    def _is_narrative_heading(self, row: Row, following: Row | None) -> bool:
        """A pair of short cells over long ones, or any part of such a pair met before."""
        words = tuple(fold(cell.span.of(self.text)).lower() for cell in row.cells)
        if any(set(words) <= set(known) for known in self._narratives):
            return True
        if self._headless or len(row.cells) < 2 or following is None or not self._after_theme_or_start():
            return False
        short = all(looks_like_heading(self.text, cell.span) for cell in row.cells)
        dated = any(find_dates(self.text, cell.span) for cell in row.cells)
        return short and not dated and len(fold(following.span.of(self.text)).split()) > 12

    def _after_theme_or_start(self) -> bool:
        return not self.in_actions

    def _open_narrative(self, row: Row, after_theme: bool) -> None:
        words = tuple(fold(cell.span.of(self.text)).lower() for cell in row.cells)
        lost = any(set(words) < set(known) for known in self._narratives)
        if lost or (self._narratives and not after_theme):
            self.flags.append(Flag("heading-lost", row.span, "The heading of this block is missing."))
            self.theme = None
        if not lost:
            self._narratives.append(words)
        self.in_actions = False

    # R3 to R5: rows of actions

    def _take_action_row(self, row: Row) -> None:
        if self.headings.columns and self.headings.columns.record and (row.whole or len(row.cells) > 1):
            self._take_record(row, self.headings.columns)
            return
        first, rest = row.cells[0], row.cells[1:]
        if first.column == 0 and (rest or self._is_bare_title(first)):
            self._open_titled(row, first, rest)
        elif first.column == 0 and len(row.cells) == 1:
            self._take_orphan(row, first)
        else:
            self._continue(row)

    def _take_record(self, row: Row, columns: Columns) -> None:
        """A row with columns of its own is one action, unless it goes on with the one above."""
        fields, kept, flags = fields_of(row, columns), kept_cells(self.text, row, columns), [*row.flags]
        if self._goes_on(row, columns, fields):
            above = self.drafts.pop()
            fields, kept, flags = joined_fields(above.fields, fields), above.kept + kept, above.flags + flags
        if fields.get("theme"):
            self._column_theme = fields["theme"][0]
        theme = (self._column_theme if columns.has("theme") else None) or self.theme
        draft = record_draft(self.text, fields, columns, theme, self.year_start)
        draft.flags, draft.kept, draft.ahead = flags, kept, columns.looks_ahead(self.text)
        if draft.paragraphs or draft.title:
            self.drafts.append(draft)

    def _goes_on(self, row: Row, columns: Columns, fields: Fields) -> bool:
        """A record without a name goes on with the one above, unless it tells and dates an action of its own."""
        if not (columns.has("title") and self.drafts and self.drafts[-1].fields) or {"title", "reference"} & set(
            fields
        ):
            return False
        told = "description" in fields and {"date", "lead", "partner", "start", "end"} & set(fields)
        return row.continues or not told

    def _is_bare_title(self, cell: Cell) -> bool:
        """A line of its own that ends in a date and is no sentence is a title whose row lost its other cell."""
        words = len(fold(cell.span.of(self.text)).split())
        date = trailing_date(self.text, cell.span, self.year_start)
        return bool(date and date.span.start > cell.span.start and words <= 12 and len(cell.paragraphs) == 1)

    def _open_titled(self, row: Row, first: Cell, rest: tuple[Cell, ...]) -> None:
        title, date = split_title(self.text, first.span, self.year_start)
        draft = Draft(title, date, self.theme, flags=list(row.flags))
        if is_prose(self.text, title):
            draft.title, draft.prose = None, True
            self._add_paragraphs(draft, (Cell(first.column, (title,)),), "first")
        self._add_paragraphs(draft, rest, "first")
        self.drafts.append(draft)

    def _continue(self, row: Row) -> None:
        """R4: an empty first cell continues the row above, unless a whole row of its own tells another action."""
        if row.whole and not row.continues and self._tells_another_action(row.cells[0]):
            self._open_untitled(row.cells[0])
            self._add_paragraphs(self.drafts[-1], row.cells, "first")
            self.drafts[-1].flags.extend(row.flags)
            return
        draft = self._current()
        joined = self._join_rest(draft, row.cells[0], row)
        self._add_paragraphs(draft, joined, "continued")
        draft.flags.extend(row.flags)

    def _take_orphan(self, row: Row, cell: Cell) -> None:
        """R5: a line that lost its first cell belongs to the action above or opens an untitled one."""
        rest_of_sentence = self._is_rest(cell)
        effect = all_effects(self.text, cell)
        if not rest_of_sentence and not effect and self._opens_action(cell):
            self._open_untitled(cell)
        draft = self._current()
        cells = self._join_rest(draft, cell, row) if rest_of_sentence else (cell,)
        self._add_paragraphs(draft, cells, "alone")
        draft.flags.extend(row.flags)
        draft.closed = draft.closed or (effect and not rest_of_sentence)

    def _open_untitled(self, cell: Cell) -> None:
        draft = Draft(theme=self.theme)
        self.drafts.append(draft)
        if self.text[cell.span.start].islower():
            note = "This row begins in the middle of a sentence."
            draft.flags.append(Flag("truncated-start", cell.paragraphs[0], note))

    def _tells_another_action(self, cell: Cell) -> bool:
        """A row that lost its first cell is an action of its own when it begins with what was done, and the one
        above already has its effect; the rest of a sentence cut by a page is not."""
        if not self.drafts or self.drafts[-1].theme != self.theme:
            return True
        first = sentences(self.text, cell.paragraphs[0])
        if len(cell.span.of(self.text).split()) <= SHORT_REST or not first:
            return False
        return self._states_effect() and not judge(first[0].of(self.text), "alone").impact

    def _states_effect(self) -> bool:
        """Whether the open action already states an effect."""
        return any(
            judge(sentence.of(self.text), paragraph.position).impact
            for paragraph in self.drafts[-1].paragraphs
            for sentence in sentences(self.text, paragraph.span)
        )

    def _opens_action(self, cell: Cell) -> bool:
        if not self.drafts or self.drafts[-1].closed or self.drafts[-1].theme != self.theme:
            return True
        states_effect = self._states_effect()
        after_titled = self.drafts[-1].title is not None and tells_what(self.text, cell)
        return states_effect and (after_titled or starts_with_done_verb(cell.span.of(self.text)))

    def _is_rest(self, cell: Cell) -> bool:
        """R4: lower case after a line without final punctuation is the rest of its sentence."""
        if not self.drafts or not self.drafts[-1].paragraphs or not self.text[cell.span.start].islower():
            return False
        before = self.drafts[-1].paragraphs[-1].span.of(self.text).rstrip()
        if before.endswith((".", "!", "?", ":", ";")):
            return False
        return not self.drafts[-1].closed or len(cell.span.of(self.text).split()) <= SHORT_REST

    def _join_rest(self, draft: Draft, cell: Cell, row: Row) -> tuple[Cell, ...]:
        """Join a cell to the sentence it completes; return what remains of the row."""
        if not draft.paragraphs or not self._is_rest(cell):
            return row.cells
        last = draft.paragraphs[-1]
        last.span = Span(last.span.start, cell.paragraphs[0].end)
        draft.flags.append(Flag("sentence-joined", last.span, "One sentence was cut in two by a page or a line."))
        remaining = cell.paragraphs[1:]
        return ((Cell(cell.column, remaining),) if remaining else ()) + row.cells[1:]

    def _add_paragraphs(self, draft: Draft, cells: tuple[Cell, ...], position: Position) -> None:
        for cell in cells:
            for paragraph in cell.paragraphs:
                begins = position == "first" and not draft.paragraphs
                place: Position = "later" if position == "first" and not begins else position
                draft.paragraphs.append(Paragraph(paragraph, place))

    def _current(self) -> Draft:
        if not self.drafts:
            self.drafts.append(Draft(theme=self.theme))
        return self.drafts[-1]
