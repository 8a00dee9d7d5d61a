"""When a document was issued and whether it is a plan, as far as its head says: its dates are past or ahead of that."""

from __future__ import annotations

import re

from graph.records import Span
from ingest.dates import find_dates

HEAD_LINES = 14
"""Filled lines at the start of a document among which its date may stand."""
NEARLY_ALL = 0.8
"""Share of a line that a date must fill to be its only content."""
_FRONT_MATTER = re.compile(
    r"^(?:date|published|issued|updated):\s*[\"']?(?P<date>(?:19|20)\d\d-\d\d(?:-\d\d)?)", re.MULTILINE
)
_DATED = re.compile(
    r"\b(?:issued|published|updated|dated?|held (?:on|in|at)|meeting (?:of|on)|minutes of|as (?:at|of)|"
    r"position (?:at|on)|progress (?:at|to)|to cabinet|committee|update|report|release)\b",
    re.IGNORECASE,
)
_PLAN = re.compile(r"\b(?:plan|strategy|programme|priorities|roadmap|road map|action list|proposals?)\b", re.IGNORECASE)


def issued(text: str, year_start: int = 4) -> str | None:
    """Return the day or month a document carries in its head (YYYY-MM-DD or YYYY-MM), None where it carries none.

    A lone date on a line of its own, or one after such words as “issued”, “held on”, “as at” counts; a range does not.
    """
    front = _FRONT_MATTER.search(text[: max(0, text.find("\n---", 3))]) if text.startswith("---") else None
    if front:
        return front["date"]
    filled = list(re.finditer(r"[^\n]*\S[^\n]*", text[:4_000]))[:HEAD_LINES]
    for line in filled:
        dates = find_dates(text, Span(line.start(), line.end()), year_start)
        found = [reading for reading in dates if reading.start and reading.start == reading.end]
        if len(found) != 1:
            continue
        alone = len(found[0].span.of(text)) >= NEARLY_ALL * len(line.group().strip("#* \t"))
        if alone or _DATED.search(line.group()):
            return found[0].start
    return None


def is_plan(title: str) -> bool:
    """Say whether a document's title calls it a plan."""
    return bool(_PLAN.search(title))
