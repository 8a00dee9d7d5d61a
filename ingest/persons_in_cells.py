"""Persons in columns of partners and leads: by name, by name and post, or beside the body they speak for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from graph.records import Role, Span
from graph.sentences import trimmed
from ingest.candidates import organisations
from ingest.gazetteer import Hit
from ingest.lexicon import load
from ingest.persons import has_title, is_first_name, is_person

_TWO_CAPITALS = re.compile(r"[A-Z][a-z]+(?:\s+[A-Z]\.?)?\s+[A-Z][a-z]+(?:[-'’][A-Z][a-z]+)?$")
_BRACKETED = re.compile(r"(?P<before>[^()]+?)\s*\((?P<inside>[^()]+)\)$")
_DASHED = re.compile(r"(?P<before>.+?)(?:\s+[-–—]\s+|:\s+)(?P<inside>.+)$", re.DOTALL)
_INITIALS = re.compile(r"[A-Z]\.?[A-Z]\.?")
MOST_WORDS_OF_A_POST = 8


@cache
def _post_begins() -> re.Pattern[str]:
    return re.compile(rf"(?:the\s+)?(?:{'|'.join(load('partner_cells')['post_begins'])})\b", re.IGNORECASE)


def is_post(words: str) -> bool:
    """Say whether words name what a person does (“Head of Housing”, “Community Safety Manager”)."""
    parts = words.lower().split()
    if not parts or len(parts) > MOST_WORDS_OF_A_POST:
        return False
    return bool(_post_begins().match(words)) or parts[-1] in load("partner_cells")["post_ends"]


def names_a_person(text: str, entry: Span, role: Role) -> bool:
    """Say whether an entry is a person: a lead often is one, a partner only where a title tells (“Cllr Jones”)."""
    words = " ".join(entry.of(text).split())
    if has_title(words):
        return True
    if role != "lead":
        return False
    initials = bool(_INITIALS.fullmatch(words)) and words.lower() not in load("partner_cells")["service_words"]
    return initials or is_first_name(words) or is_person(words) or _looks_like_a_person(text, entry, words)


def _looks_like_a_person(text: str, entry: Span, words: str) -> bool:
    if not _TWO_CAPITALS.fullmatch(words):
        return False
    bodies = {*load("candidates")["organisation_words"], *load("partner_cells")["service_words"]}
    return not bodies & {word.lower() for word in words.split()} and not organisations(text, entry, [])


def without_persons(text: str, entries: Sequence[Span], role: Role, hits: list[Hit]) -> list[Span]:
    """Return the entries of a cell without persons; a post beside a person (“Jo Hill, Head of Parks”) goes with it,
    the body beside one (“Jo Hill (Age UK)”) stays."""
    known = {hit.span for hit in hits if hit.named.kind == "partner"}
    bodies = [entry if entry in known else _body(text, entry, role) for entry in entries]
    persons = [body is None or (body not in known and _is_one(text, bodies, n, role)) for n, body in enumerate(bodies)]
    return [
        body
        for number, body in enumerate(bodies)
        if body
        and not persons[number]
        and not (is_post(body.of(text)) and any(persons[max(number - 1, 0) : number + 2]))
    ]


def _is_one(text: str, bodies: Sequence[Span | None], number: int, role: Role) -> bool:
    """Say whether an entry is a person; in a column of partners a post beside an ordinary name tells too."""
    body = bodies[number]
    if body is None or names_a_person(text, body, role):
        return True
    near = [bodies[other] for other in (number - 1, number + 1) if 0 <= other < len(bodies)]
    beside = any(other and is_post(other.of(text)) for other in near)
    return beside and is_person(" ".join(body.of(text).split()))


def _body(text: str, entry: Span, role: Role) -> Span | None:
    """Return the body of an entry that names a person beside it, in brackets or after a dash; None for a person."""
    parted = _BRACKETED.match(text, entry.start, entry.end) or _DASHED.match(text, entry.start, entry.end)
    if not parted or parted.end() != entry.end:
        return entry
    sides = [trimmed(text, Span(*parted.span(name))) for name in ("before", "inside")]
    person = [names_a_person(text, side, role) or is_person(side.of(text)) for side in sides]
    if not any(person):
        return entry
    others = [side for side, is_one in zip(sides, person, strict=True) if not is_one and not is_post(side.of(text))]
    return others[0] if others else None
