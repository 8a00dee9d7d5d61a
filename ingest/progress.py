"""Where an action stands: planned, ongoing, completed or unknown, from its date words and its sentences."""

from __future__ import annotations

import re
from functools import cache

from graph.records import ActionStatus
from ingest.dates import Reading, is_ahead, is_end
from ingest.lexicon import forms, load, pattern
from ingest.statements import starts_with_done_verb


@cache
def _cues(section: str) -> re.Pattern[str]:
    return pattern(load("progress")[section])


def _beside(date: Reading, issued: str) -> ActionStatus | None:
    """Return where dates stand beside the document's own, None where they do not tell."""
    month = issued[:7]
    if (date.start and date.start[:7] > month) or (not date.start and date.end and date.end[:7] >= month):
        return "planned"
    if date.end and date.end[:7] < month:
        return "completed" if date.start else None
    return "ongoing" if date.start and date.end and date.start != date.end else None


@cache
def _will() -> re.Pattern[str]:
    """What a body says that it will do is planned, however often it will be done."""
    return re.compile(
        r"(?:(?!which\b|that\b|who\b)[\w’'&,.-]+\s+){0,12}?(?:will|shall)\b(?!\s+continue)", re.IGNORECASE
    )


@cache
def _order() -> re.Pattern[str]:
    """What is to be done begins with a plain verb: “Develop a food strategy”."""
    verbs = sorted({forms(verb)["base"] for verb in load("prose")["action_verbs"]}, key=lambda verb: (-len(verb), verb))
    return re.compile(rf"^(?:to )?(?:{'|'.join(verbs)})\b(?!-| and )", re.IGNORECASE)


def action_status(
    date: Reading | None, sentences: list[str], planned: bool = False, issued: str | None = None, plan: bool = False
) -> ActionStatus:
    """Return where an action stands; `sentences` are those that describe it, statements of effect left out.

    `planned` says that a plain verb in front is an order, as in the rows of a plan. `issued` is the document's own
    date: what a row dates later is still to come, and what it dates around it is under way. `plan` says that the
    document calls itself a plan, so that a date without a deed is one to come.
    """
    status = _status(date, sentences)
    if planned and date and not date.completed and not date.open_end and not _deeds(sentences):
        if issued:
            return _beside(date, issued) or status
        status = "planned" if plan and status == "completed" else status
    if planned and not (date and date.open_end) and sentences and _will().match(sentences[0]):
        return "planned"
    ordered = planned and any(_order().match(sentence) for sentence in sentences[:1])
    told = date is not None and (date.completed or date.open_end)
    return (
        "planned" if ordered and not told and status in ("completed", "unknown") and not _deeds(sentences) else status
    )


def _deeds(sentences: list[str]) -> bool:
    """Say whether any sentence tells what was done."""
    return any(starts_with_done_verb(s) or _cues("completed").search(s) for s in sentences)


def _status(date: Reading | None, sentences: list[str]) -> ActionStatus:
    if date and is_ahead(date):
        return "planned"
    if date and date.open_end:
        return "ongoing"
    if date and date.completed:
        return "completed"
    if any(_cues("ongoing").search(sentence) for sentence in sentences):
        return "ongoing"
    if any(_cues("completed").search(sentence) for sentence in sentences):
        return "completed"
    return _from_deeds(date, sentences)


def _from_deeds(date: Reading | None, sentences: list[str]) -> ActionStatus:
    money_only = [bool(_cues("funding_only").search(sentence)) for sentence in sentences]
    deeds = [starts_with_done_verb(s) for s, money in zip(sentences, money_only, strict=True) if not money]
    if any(deeds):
        return "completed"
    if any(money_only) or any(_cues("planned").search(sentence) for sentence in sentences):
        return "planned"
    if date and is_end(date):
        return "planned"
    if date and (date.start or date.end) and date.edtf:
        return "completed"
    return "unknown"
