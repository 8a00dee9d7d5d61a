"""Whose document it is: told by the document itself where it names one body as its own again and again."""

from __future__ import annotations

import re
from collections import Counter

from graph.iris import fold
from graph.records import Span
from ingest.candidates import organisations
from ingest.gazetteer import Hit

OWNING_TYPES = ("local-authority", "government")
FEWEST_MENTIONS = 3
_RELEASE = re.compile(r"\bfrom an? (?P<name>[A-Z][\w'’ ]{2,60}?) (?:press|news) release\b")


def find_owner(text: str, hits: list[Hit]) -> str | None:
    """Return the body a document speaks for: the source of a press release, or by far the most named public body."""
    release = _RELEASE.search(text)
    if release:
        return fold(release["name"])
    whole = Span(0, len(text))
    named = [hit.named.name for hit in hits if hit.named.type in OWNING_TYPES and not hit.generic]
    taken = [hit.span for hit in hits]
    named += [found.name for found in organisations(text, whole, taken) if found.type in OWNING_TYPES]
    ranked = Counter(named).most_common(2)
    if not ranked or ranked[0][1] < FEWEST_MENTIONS:
        return None
    if len(ranked) > 1 and ranked[1][1] * 2 > ranked[0][1]:
        return None
    return ranked[0][0]
