"""Whose document it is: told by its head, by a press release, or by the one body it names again and again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from graph.iris import fold
from graph.records import Span
from ingest.candidates import organisations
from ingest.gazetteer import Hit

OWNING_TYPES = ("local-authority", "government")
FEWEST_MENTIONS = 3
HEAD_LINES = 12
"""Filled lines at the start of a document among which its owner may stand by name."""
NEARLY_ALL = 0.8
"""Share of a line that a name must fill to be its only content."""
MOSTLY = 0.6
"""The same for a name in capitals, which “MEETING” may follow."""
_RELEASE = re.compile(r"\bfrom an? (?P<name>[A-Z][\w'’ ]{2,60}?) (?:press|news) release\b")
_FRONT_MATTER = re.compile(
    r"^(?:publisher|organisation|organization|owner|council|authority):\s*[\"']?(?P<name>[A-Z][^\n\"']{2,80}?)[\"']?\s*$",
    re.MULTILINE,
)
_CAPITALS = re.compile(
    r"^(?P<name>[A-Z][A-Z’' .&-]{2,60}\b(?:COUNCIL|AUTHORITY|PARTNERSHIP|ALLIANCE|NHS(?: FOUNDATION)? TRUST))\b"
)
_MARKUP = re.compile(r"^[#>*_\s|-]+|<[^<>]{0,200}>|[*_|#\s]+$")
_SMALL = frozenset(["of", "and", "the", "in", "on", "upon", "with", "for", "le"])


def find_owner(text: str, hits: list[Hit]) -> str | None:
    """Return the body a document speaks for, None where it does not say."""
    release = _RELEASE.search(text)
    if release:
        return fold(release["name"])
    front = _FRONT_MATTER.search(text[: text.find("\n---", 3)]) if text.startswith("---") else None
    return fold(front["name"]) if front else next(_in_head(text, hits), None) or _most_named(text, hits)


def _in_head(text: str, hits: list[Hit]) -> Iterator[str]:
    """Give out the public bodies that fill a line of their own at the start."""
    filled = list(re.finditer(r"[^\n]*\S[^\n]*", text[:4_000]))[:HEAD_LINES]
    for match in filled:
        words = _MARKUP.sub("", _MARKUP.sub("", match.group().strip())).strip()
        capitals = _CAPITALS.match(words)
        if capitals and len(capitals["name"]) >= MOSTLY * len(words):
            yield _as_name(capitals["name"])
        for name, span in _public_bodies(text, Span(match.start(), match.end()), hits):
            if len(span.of(text)) >= NEARLY_ALL * len(words):
                yield name


def _as_name(capitals: str) -> str:
    """Return a name in capitals as it is written elsewhere (“NORTHBY TOWN COUNCIL”)."""
    words = [word.lower() if word.lower() in _SMALL else word.capitalize() for word in fold(capitals).split()]
    return " ".join("NHS" if word == "Nhs" else word for word in words)


def _public_bodies(text: str, where: Span, hits: list[Hit]) -> Iterator[tuple[str, Span]]:
    known = [hit for hit in hits if where.covers(hit.span) and hit.named.kind == "partner"]
    yield from ((hit.named.name, hit.span) for hit in known if hit.named.type in OWNING_TYPES and not hit.generic)
    new = organisations(text, where, [hit.span for hit in known])
    yield from ((found.name, found.span) for found in new if found.type in OWNING_TYPES)


def _most_named(text: str, hits: list[Hit]) -> str | None:
    """Return the public body named by far most often."""
    named = [name for name, _ in _public_bodies(text, Span(0, len(text)), hits)]
    ranked = Counter(named).most_common(2)
    if not ranked or ranked[0][1] < FEWEST_MENTIONS:
        return None
    if len(ranked) > 1 and ranked[1][1] * 2 > ranked[0][1]:
        return None
    return ranked[0][0]
