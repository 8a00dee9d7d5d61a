"""Evidence checked at the door: a claim whose passage does not show it stops the ingest."""

from __future__ import annotations

from graph.errors import DataError
from graph.iris import fold
from graph.records import Action, Extraction, Span
from graph.sentences import sentence_ends

LONGEST_PASSAGE = 2_000
"""Code points beyond which no passage is one sentence."""


def check_evidence(extraction: Extraction) -> None:
    """Raise DataError, naming the passage, unless every passage is verbatim, short and shows its claim."""
    for action in extraction.actions:
        for passage in action.passages:
            _check_passage(extraction, action, passage, passage)
        if action.title_span:
            _check_passage(extraction, action, action.title_span, action.title_span)
        if action.period:
            _check_passage(extraction, action, action.period.span, action.period.span)
        for link in action.partners:
            if not link.passages:
                raise DataError(f"“{link.name}” in “{action.title}” has no passage that names it.")
            _check_passage(extraction, action, link.passages[0], link.surface)
            for passage in link.passages[1:]:
                _check_passage(extraction, action, passage, passage)
        for mention in (*action.venues, *action.audiences):
            _check_passage(extraction, action, mention.passage, mention.surface)
        for money in action.funding:
            _check_passage(extraction, action, money.passage, money.surface)
        for statement in action.statements:
            _check_passage(extraction, action, statement.span, statement.span)


def _check_passage(extraction: Extraction, action: Action, passage: Span, quoted: Span) -> None:
    text = extraction.text
    words = fold(passage.of(text))
    shown = words if len(words) <= 80 else words[:79] + "…"
    where = f"in “{action.title}” ({extraction.file_name}, line {action.lines[0]})"
    if not 0 <= passage.start < passage.end <= len(text) or not words:
        raise DataError(f"A passage {where} lies outside the text: {passage.start} to {passage.end}.")
    if not passage.covers(quoted) or quoted.start >= quoted.end:
        raise DataError(f"The passage “{shown}” {where} does not contain what it is quoted for.")
    if sentence_ends(text, passage, _names(extraction)):
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
