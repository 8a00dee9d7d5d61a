"""Columns of partners and leads: every entry of a cell is a partner, however the entries are parted."""

from __future__ import annotations

import re
from html import unescape

from graph.iris import short_hash
from graph.records import PartnerLink, Role, Span
from graph.sentences import sentences
from ingest.candidates import organisations
from ingest.cell_entries import NOTE, entries, known_name, label_before, says_nobody
from ingest.dates import find_dates
from ingest.gazetteer import Gazetteer, Hit
from ingest.persons_in_cells import without_persons

MOST_WORDS_OF_A_NAME = 9
"""Words above which an entry is a sentence about partners rather than the name of one."""
_TOLD_ROLES: tuple[tuple[str, Role], ...] = (
    (r"\b(?:leads?|led)\b", "lead"),
    (r"\b(?:grant|fund|match)", "funder"),
    (r"\blandlord\b", "landlord"),
    (r"\b(?:host|venue)\b", "host"),
    (r"\b(?:supplier|contractor)\b", "supplier"),
    (r"\breferr", "referrer"),
    (r"\bpromot", "promoter"),
    (r"\b(?:support|partners?\b)", "delivery"),
)
"""What a note in brackets behind a name, or a label before it, says of its role, the first that fits."""
_SHORT_FORMS = frozenset(["GP", "GPs", "NHS", "VCS", "VCSE", "SEN", "SEND", "FE", "HE", "IT"])
_GROUP = re.compile(r"various|several|a number of", re.IGNORECASE)


def cell_partners(
    text: str, scope: str, paragraphs: list[Span], role: Role, gazetteer: Gazetteer, hits: list[Hit]
) -> list[PartnerLink]:
    """Return one link for each entry of a partner or lead cell."""
    links = []
    listed = [(p, entry) for p in paragraphs for entry in _bodies(text, p, role, gazetteer, hits)]
    told = {entry: _told_role(text, paragraph, entry) for paragraph, entry in listed}
    marked = "lead" in told.values()
    for paragraph, entry in listed:
        surface = entry.of(text)
        known = known_name(surface, entry, gazetteer, hits)
        name = known or " ".join(unescape(surface).split())
        passage = next((s for s in sentences(text, paragraph, [entry]) if s.covers(entry)), entry)
        links.append(
            PartnerLink(
                name=name if known else name[0].upper() + name[1:],
                kind="unnamed" if known is None and _is_group(surface) else "named",
                surface=entry,
                passages=(passage,),
                role=told[entry] or ("delivery" if marked and role == "lead" else role),
                status="confirmed",
                band="accepted",
                rule=f"{'lead' if role == 'lead' else 'partner'}-column",
                key=short_hash(scope, "partner", name),
            )
        )
    return links


def _bodies(text: str, paragraph: Span, role: Role, gazetteer: Gazetteer, hits: list[Hit]) -> list[Span]:
    """Return the entries of a paragraph that are partners: no placeholder, no date, no person."""
    said = [
        entry
        for entry in entries(text, paragraph, gazetteer, hits)
        if known_name(entry.of(text), entry, gazetteer, hits)
        or not (says_nobody(entry.of(text)) or _is_date(text, entry))
    ]
    return [name for entry in without_persons(text, said, role, hits) for name in _names_in(text, entry, hits)]


def _names_in(text: str, entry: Span, hits: list[Hit]) -> list[Span]:
    """Return an entry, or the bodies named in it where it is a whole sentence."""
    words = entry.of(text).split()
    if len(words) <= MOST_WORDS_OF_A_NAME or sum(word[0].isupper() for word in words) * 2 > len(words):
        return [entry]
    known = [hit.span for hit in hits if hit.named.kind == "partner" and not hit.generic and entry.covers(hit.span)]
    return sorted(known + [found.span for found in organisations(text, entry, known)]) or [entry]


def _is_group(surface: str) -> bool:
    """Say whether an entry describes a group (“GP practices”, “Various schools”) and names no body."""
    words = [word for word in re.findall(r"[A-Za-z][\w’'-]*", surface) if word not in _SHORT_FORMS]
    return bool(_GROUP.match(surface)) or not any(word[0].isupper() for word in words)


def _told_role(text: str, paragraph: Span, entry: Span) -> Role | None:
    """Return the role that stands beside an entry (“Public Health (lead)”, “Lead: Public Health”)."""
    note = NOTE.match(text, entry.end)
    words = note[1] if note else label_before(text, paragraph, entry)
    return next((role for told, role in _TOLD_ROLES if re.search(told, words, re.IGNORECASE)), None)


def _is_date(text: str, entry: Span) -> bool:
    """Say whether an entry is only a date (“by 2025”)."""
    return any(reading.span.covers(entry) for reading in find_dates(text, entry))
