"""What a heading or the line before a list says about the items that follow."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from graph.iris import fold
from graph.records import ActionStatus, Span
from ingest.dates import Reading, find_dates
from ingest.lexicon import load, pattern

_TAG = re.compile(r"!\[[^\[\]]{0,500}\]\([^()\s]{0,500}[^()]{0,300}\)|<[^<>]{0,500}>|[*_`#>]+")
"""Pictures, tags and marks, which say nothing themselves."""
_STATUSES: tuple[ActionStatus, ...] = ("completed", "ongoing", "planned")


@dataclass(frozen=True, slots=True)
class ListLead:
    """What is known of a list before its first item: whether its items are actions, where they stand, and when."""

    actions: bool = False
    status: ActionStatus | None = None
    date: Reading | None = None


def plain_words(text: str, span: Span) -> str:
    """Return the words of a stretch without markup."""
    return fold(_TAG.sub(" ", span.of(text)))


@cache
def _lead_in(status: str) -> re.Pattern[str]:
    return pattern(load("prose")["list_lead_ins"][status])


@cache
def _names_actions() -> re.Pattern[str]:
    return pattern(load("prose")["lists_of_actions"])


def list_lead(text: str, line: Span, year_start: int) -> ListLead:
    """Return what one line says of the list below it."""
    words = plain_words(text, line).lower()
    last = {s: max((m.end() for m in _lead_in(s).finditer(words)), default=-1) for s in _STATUSES}
    nearest = max(_STATUSES, key=lambda s: last[s])
    status = nearest if last[nearest] >= 0 else None
    dates = find_dates(text, line, year_start)
    told = status is not None or bool(_lead_in("neutral").search(words))
    return ListLead(told, status, dates[-1] if dates and told else None)


def led_by(text: str, headings: list[Span], year_start: int) -> ListLead:
    """Return what headings say, the nearest first; a higher one speaks only where it names a list of actions."""
    own = list_lead(text, headings[0], year_start)
    if own.actions:
        return own
    named = any(_names_actions().search(plain_words(text, heading).lower()) for heading in headings)
    return ListLead(True) if named else own
