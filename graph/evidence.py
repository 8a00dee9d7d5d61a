"""Evidence checked at the door: a claim whose passage does not show it stops the ingest."""

from __future__ import annotations

from graph.errors import DataError
from graph.iris import fold
from graph.nquads import whole
from graph.records import Action, Extraction, Flag, NameVariant, Span
from graph.sentences import sentence_ends

LONGEST_PASSAGE = 2_000
"""Code points beyond which no passage is one sentence."""
_LONGEST_SHOWN = 80


def check_evidence(extraction: Extraction) -> None:
    """Raise DataError, naming the passage, unless every passage is verbatim, short and shows its claim."""
    whole(extraction.text)
    _Door(extraction).check()


class _Door:
    """One extraction, with the names in which a full stop ends no sentence."""

    def __init__(self, extraction: Extraction) -> None:
        self.extraction = extraction
        self.text = extraction.text
        self.names = _names(extraction)

    def check(self) -> None:
        """Check every passage of the document."""
        for action in self.extraction.actions:
            where = f"in “{action.title}” ({self.extraction.file_name}, line {action.lines[0]})"
            self._check_action(action, where)
            self._check_places(action.flags, where)
        self._check_places(self.extraction.flags, f"in {self.extraction.file_name}")
        self._check_places(self.extraction.variants, f"in {self.extraction.file_name}")

    def _check_action(self, action: Action, where: str) -> None:
        for passage in action.passages:
            self._sentence(passage, passage, where)
        for span in (action.title_span, action.period and action.period.span):
            if span:
                self._sentence(span, span, where)
        if action.theme_span:
            self._inside(action.theme_span, where)
        for link in action.partners:
            if not link.passages:
                raise DataError(f"“{link.name}” {where} has no passage that names it.")
            self._sentence(link.passages[0], link.surface, where)
            for passage in link.passages[1:]:
                self._sentence(passage, passage, where)
        for mention in (*action.venues, *action.audiences):
            self._sentence(mention.passage, mention.surface, where)
        for money in action.funding:
            self._sentence(money.passage, money.surface, where)
        for statement in action.statements:
            self._sentence(statement.span, statement.span, where)
        for cell in action.kept:
            if cell.heading:
                self._inside(cell.heading, where)
            for passage in cell.passages:
                self._inside(passage, where)

    def _check_places(self, items: tuple[Flag, ...] | tuple[NameVariant, ...], where: str) -> None:
        for item in items:
            self._inside(item.span, where)

    def _inside(self, passage: Span, where: str) -> str:
        """Return the words of a passage if it lies in the text and holds any."""
        words = fold(passage.of(self.text)) if passage.start >= 0 else ""
        if passage.end > len(self.text) or not words:
            raise DataError(f"A passage {where} lies outside the text: {passage.start} to {passage.end}.")
        return words

    def _sentence(self, passage: Span, quoted: Span, where: str) -> None:
        words = self._inside(passage, where)
        shown = words if len(words) <= _LONGEST_SHOWN else words[: _LONGEST_SHOWN - 1] + "…"
        if not passage.covers(quoted) or quoted.start >= quoted.end:
            raise DataError(f"The passage “{shown}” {where} does not contain what it is quoted for.")
        if sentence_ends(self.text, passage, self.names):
            raise DataError(f"The passage “{shown}” {where} is more than one sentence.")
        if len(words) > LONGEST_PASSAGE:
            raise DataError(f"The passage “{shown}” {where} is longer than any sentence.")


def _names(extraction: Extraction) -> list[Span]:
    """Return where names stand: a full stop inside a name ends no sentence."""
    spans = [variant.span for variant in extraction.variants]
    for action in extraction.actions:
        spans += [link.surface for link in action.partners]
        spans += [mention.surface for mention in (*action.venues, *action.audiences)]
    return spans
