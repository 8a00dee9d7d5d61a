"""Splits and joins that people decided: drafts of actions parted or put together before they are read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from graph.iris import fold
from graph.records import Decision, Span
from ingest.drafts import Draft, Paragraph

KeyOf = Callable[[Draft], str]


def restructured(text: str, drafts: list[Draft], decisions: Iterable[Decision], key_of: KeyOf) -> list[Draft]:
    """Return the drafts with every split and join applied that still finds its action."""
    for decision in decisions:
        if decision.operation == "split":
            drafts = [part for d in drafts for part in (_split(text, d, decision) if _is(d, decision, key_of) else [d])]
        elif decision.operation == "join":
            drafts = _joined(drafts, decision, key_of)
    return drafts


def _is(draft: Draft, decision: Decision, key_of: KeyOf) -> bool:
    return key_of(draft) == decision.subject


def _split(text: str, draft: Draft, decision: Decision) -> list[Draft]:
    """Part a draft before the words of the decision's value; without them it stays whole."""
    words = fold(decision.value).lower()
    for number, paragraph in enumerate(draft.paragraphs):
        at = text.lower().find(words, paragraph.span.start, paragraph.span.end) if words else -1
        if at < 0 or (number == 0 and at == paragraph.span.start):
            continue
        before, after = draft.paragraphs[:number], draft.paragraphs[number + 1 :]
        if at > paragraph.span.start:
            before = [*before, Paragraph(Span(paragraph.span.start, at), paragraph.position)]
        rest = [Paragraph(Span(at, paragraph.span.end), "alone"), *after]
        return [replace(draft, paragraphs=before), Draft(theme=draft.theme, paragraphs=rest)]
    return [draft]


def _joined(drafts: list[Draft], decision: Decision, key_of: KeyOf) -> list[Draft]:
    second = next((d for d in drafts if _is(d, decision, key_of)), None)
    first = next((d for d in drafts if key_of(d) == decision.value), None)
    if first is None or second is None or first is second:
        return drafts
    whole = replace(
        first,
        title=first.title or second.title,
        date=first.date or second.date,
        paragraphs=sorted(first.paragraphs + second.paragraphs, key=lambda paragraph: paragraph.span),
        flags=first.flags + second.flags,
    )
    return [whole if d is first else d for d in drafts if d is not second]
