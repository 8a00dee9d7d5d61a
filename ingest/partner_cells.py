"""Columns of partners and leads: every entry of a cell is a partner, however the entries are parted."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.iris import short_hash
from graph.records import PartnerLink, Role, Span
from graph.sentences import sentences, trimmed
from ingest.candidates import organisations
from ingest.dates import find_dates
from ingest.gazetteer import Gazetteer, Hit
from ingest.lexicon import load
from ingest.persons import has_title, is_first_name, is_person

_ALWAYS = re.compile(r"[,;|•·▪]|\s/\s|(?<=[A-Za-z]{2})/(?=[A-Za-z]{2})")
_AND = re.compile(r"\s+(?:and|&)\s+")
_RUN_TOGETHER = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z]{3})(?=[A-Z][a-z])")
_EDGE = re.compile(r"^(?:(?i:and|&|with|also|plus)|the)\s+")
_NOTE = re.compile(
    r"\s*\(((?:[^()]{0,30}\b)?(?:leads?|grants?|fund(?:er|ing|ed)?|match[- ]funding|landlord|host|venue|supplier|"
    r"contractor|"
    r"referrals?|referrer|promot(?:er|ion)|tbc|chair|support(?:ing)?|advice|advisory)\b[^()]{0,40})\)",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"(?:(?:Cllr|Councillor|Mr|Mrs|Ms|Miss|Dr|Prof|Rev)\.?\s+)?[A-Z][a-z]+(?:\s+[A-Z]\.?)?\s+[A-Z][a-z]+(?:[-'][A-Z][a-z]+)?$"
)
_INITIALS = re.compile(r"[A-Z]\.?[A-Z]\.?")
_NOTED_ROLES: tuple[tuple[str, Role], ...] = (
    (r"\bleads?\b", "lead"),
    (r"\b(?:grant|fund|match)", "funder"),
    (r"\blandlord\b", "landlord"),
    (r"\b(?:host|venue)\b", "host"),
    (r"\b(?:supplier|contractor)\b", "supplier"),
    (r"\breferr", "referrer"),
    (r"\bpromot", "promoter"),
)
"""What a note in brackets behind a name says of its role, the first that fits."""
_SHORT_FORMS = frozenset(["GP", "GPs", "NHS", "VCS", "VCSE", "SEN", "SEND", "FE", "HE", "IT"])


def cell_partners(
    text: str, scope: str, paragraphs: list[Span], role: Role, gazetteer: Gazetteer, hits: list[Hit]
) -> list[PartnerLink]:
    """Return one link for each entry of a partner or lead cell."""
    links = []
    listed = [(paragraph, entry) for paragraph in paragraphs for entry in entries(text, paragraph, gazetteer, hits)]
    told = {entry: _told_role(text, entry) for _, entry in listed}
    marked = "lead" in told.values()
    for paragraph, entry in listed:
        surface = entry.of(text)
        known = _known(surface, entry, gazetteer, hits)
        if known is None and (_says_nothing(surface) or _is_date(text, entry) or _is_no_body(text, entry, role)):
            continue
        name = known or " ".join(surface.split())
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


def _told_role(text: str, entry: Span) -> Role | None:
    """Return the role that stands in brackets behind an entry (“Public Health (lead)”)."""
    note = _NOTE.match(text, entry.end)
    if note is None:
        return None
    return next((role for told, role in _NOTED_ROLES if re.search(told, note[1], re.IGNORECASE)), None)


def _is_group(surface: str) -> bool:
    """Say whether an entry describes a group (“GP practices”, “14 primary schools”) and names no body."""
    words = [word for word in re.findall(r"[A-Za-z][\w’'-]*", surface) if word not in _SHORT_FORMS]
    return not any(word[0].isupper() for word in words)


def _is_date(text: str, entry: Span) -> bool:
    """Say whether an entry is only a date (“by 2025”)."""
    return any(reading.span.covers(entry) for reading in find_dates(text, entry))


def _is_no_body(text: str, entry: Span, role: Role) -> bool:
    """Say whether an entry is a person: a lead often is one, a partner only where a title tells (“Cllr Jones”)."""
    words = " ".join(entry.of(text).split())
    return has_title(words) or (
        role == "lead"
        and (is_person(words) or is_first_name(words) or bool(_INITIALS.fullmatch(words)) or _is_person(text, entry))
    )


def entries(text: str, paragraph: Span, gazetteer: Gazetteer, hits: list[Hit]) -> Iterator[Span]:
    """Return the entries of a cell paragraph; names of the registry are never cut."""
    inside = [hit.span for hit in hits if paragraph.covers(hit.span)]
    for part in _parted(text, paragraph, list(_ALWAYS.finditer(text, paragraph.start, paragraph.end)), inside):
        ands = [m for m in _AND.finditer(text, part.start, part.end) if _both_are_names(text, part, m, gazetteer, hits)]
        for piece in _parted(text, part, ands, inside):
            for entry in _pulled_apart(text, piece, gazetteer, hits):
                clean = _cleaned(text, entry)
                if clean.start < clean.end:
                    yield clean


def _parted(text: str, whole: Span, cuts: list[re.Match[str]], names: list[Span]) -> Iterator[Span]:
    start = whole.start
    for cut in cuts:
        inside_name = any(name.start < cut.start() and cut.end() < name.end for name in names)
        opened = text.count("(", start, cut.start()) > text.count(")", start, cut.start())
        if not inside_name and not opened:
            yield Span(start, cut.start())
            start = cut.end()
    yield Span(start, whole.end)


def _both_are_names(text: str, part: Span, cut: re.Match[str], gazetteer: Gazetteer, hits: list[Hit]) -> bool:
    sides = (_cleaned(text, Span(part.start, cut.start())), _cleaned(text, Span(cut.end(), part.end)))
    return all(_is_name(text, side, gazetteer, hits) for side in sides)


def _is_name(text: str, side: Span, gazetteer: Gazetteer, hits: list[Hit]) -> bool:
    if side.start >= side.end:
        return False
    if _known(side.of(text), side, gazetteer, hits):
        return True
    return any(found.span == side for found in organisations(text, side, []))


def _pulled_apart(text: str, piece: Span, gazetteer: Gazetteer, hits: list[Hit]) -> list[Span]:
    """Part names that lost what stood between them: “Natural EnglandADEPT”, “Environment Agency ADEPT”."""
    names = [hit.span for hit in hits if hit.named.kind == "partner" and piece.covers(hit.span)]
    if len(names) > 1 and not re.sub(r"\s+", "", _outside(text, piece, names)):
        return names
    for cut in _RUN_TOGETHER.finditer(text, piece.start, piece.end):
        sides = [trimmed(text, Span(piece.start, cut.start())), trimmed(text, Span(cut.start(), piece.end))]
        if all(side.of(text).lower() in gazetteer.spellings for side in sides):
            return sides
    return [piece]


def _outside(text: str, whole: Span, names: list[Span]) -> str:
    return "".join(
        char
        for offset, char in enumerate(whole.of(text), whole.start)
        if not any(name.start <= offset < name.end for name in names)
    )


def _cleaned(text: str, entry: Span) -> Span:
    span = trimmed(text, entry)
    start, end = span.start, span.end
    while match := _EDGE.match(text[start:end]):
        start += match.end()
    note = _NOTE.search(text, start, end)
    if note and note.end() == end:
        end = note.start()
    while start < end and text[start] in "-–—*:'\" []":
        start += 1
    while end > start and text[end - 1] in "-–—*:'\" []":
        end -= 1
    return Span(start, end)


def _known(surface: str, entry: Span, gazetteer: Gazetteer, hits: list[Hit]) -> str | None:
    """Return the registered name of an entry: the whole of it, or a name that is nearly all of it."""
    named = gazetteer.spellings.get(" ".join(surface.split()).lower())
    if named and named.kind == "partner":
        return named.name
    for hit in hits:
        covers = entry.covers(hit.span) and hit.span.end - hit.span.start >= 0.8 * (entry.end - entry.start)
        if hit.named.kind == "partner" and covers:
            return hit.named.name
    return None


def _says_nothing(surface: str) -> bool:
    plain = re.sub(r"[^a-z]+", " ", surface.lower()).strip()
    return not plain or plain in load("candidates")["no_partner"]


def _is_person(text: str, entry: Span) -> bool:
    words = entry.of(text)
    if not _PERSON.fullmatch(" ".join(words.split())):
        return False
    heads = set(load("candidates")["organisation_words"])
    return not heads & {word.lower() for word in words.split()} and not organisations(text, entry, [])
