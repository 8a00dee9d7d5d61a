"""Records from a gold file: a document annotated by hand, each of its words found again in the stored text."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from graph.files import decode
from graph.iris import fold, short_hash
from graph.records import (
    Action,
    ConceptScore,
    Extraction,
    Flag,
    Funding,
    Mention,
    PartnerLink,
    Period,
    Span,
    Statement,
)
from ingest.gold_text import GoldRow, GoldText, audience_keys

RULE = "gold"
_TITLE_FLAGS = ("title-lost", "title-repaired")


def read_gold_file(path: Path, document: Path, structure: Extraction | None = None) -> Extraction:
    """Read a gold file and the document it annotates."""
    data = document.read_bytes()
    gold = json.loads(path.read_text("utf-8"))
    extraction = read_gold(gold, decode(data, document.name), structure)
    return replace(extraction, file_name=document.name, sha256=hashlib.sha256(data).hexdigest())


def read_gold(gold: dict[str, Any], text: str, structure: Extraction | None = None) -> Extraction:
    """Return what a gold record says of a text, all of it accepted.

    Gold holds no damages, no spellings and no money without an amount: these are taken from `structure`, the
    machine's own reading of the same text, whose actions are matched to gold's by the lines they share.
    """
    reader = GoldText(text)
    actions = tuple(_action(reader, entry, _counterpart(entry, structure)) for entry in gold["actions"])
    return Extraction(
        file_name=gold["document"],
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        text=text,
        reader=RULE,
        title=structure.title if structure else None,
        title_span=structure.title_span if structure else None,
        owner=gold.get("owner"),
        actions=actions,
        flags=structure.flags if structure else (),
        variants=structure.variants if structure else (),
    )


def _counterpart(entry: dict[str, Any], structure: Extraction | None) -> Action | None:
    """Return the machine's action that shares most lines with gold's."""
    if structure is None or not structure.actions:
        return None
    first, last = entry["lines"]

    def shared(action: Action) -> int:
        return int(min(last, action.lines[1]) - max(first, action.lines[0])) + 1

    best = max(structure.actions, key=shared)
    return best if shared(best) > 0 else None


def _action(reader: GoldText, entry: dict[str, Any], twin: Action | None) -> Action:
    row = reader.row(entry)
    title_text = entry.get("title_text")
    title = row.find(title_text) if title_text else None
    flags = (*_title_flags(entry, title, row.span), *(f for f in _flags(twin) if f.kind not in _TITLE_FLAGS))
    theme = entry.get("theme")
    return Action(
        key=entry["id"].lower(),
        title=entry["title"],
        title_stated=entry["title_stated"],
        title_span=title,
        theme=theme,
        theme_span=reader.heading(theme, row.span.start) if theme else None,
        span=row.span,
        lines=(entry["lines"][0], entry["lines"][1]),
        period=_period(row.find(entry["date_text"]), entry) if entry.get("date_text") else None,
        status=entry["status"],
        passages=row.passages,
        partners=tuple(_partner(row.places(link["text"]), link, entry["id"]) for link in entry["partners"]),
        venues=tuple(_mention(row.places(venue["text"])[0], venue["name"]) for venue in entry["venues"]),
        audiences=tuple(
            _mention(row.places(phrase)[0], key) for phrase in entry["audiences"] for key in audience_keys(phrase)
        ),
        funding=_funding(entry, twin, row),
        statements=tuple(_statement(row.find(outcome["text"]), outcome, entry["id"]) for outcome in entry["outcomes"]),
        flags=flags,
        title_rule=RULE,
    )


def _flags(twin: Action | None) -> tuple[Flag, ...]:
    return twin.flags if twin else ()


def _title_flags(entry: dict[str, Any], title: Span | None, row: Span) -> tuple[Flag, ...]:
    if not entry["title_stated"]:
        return (Flag("title-lost", row, "The title of this action is lost; the one shown is ours."),)
    if title and fold(entry["title_text"]) != entry["title"]:
        return (Flag("title-repaired", title, f"Printed as “{fold(entry['title_text'])}”."),)
    return ()


def _period(span: Span, entry: dict[str, Any]) -> Period:
    edtf = entry.get("edtf")
    derived = (edtf or "").endswith("~")
    return Period(span, entry["date_text"], edtf, entry.get("start"), entry.get("end"), derived)


def _partner(places: list[tuple[Span, Span]], link: dict[str, Any], action: str) -> PartnerLink:
    return PartnerLink(
        name=link["name"],
        kind="unnamed" if link["kind"] == "unnamed" else "named",
        surface=places[0][0],
        passages=tuple(dict.fromkeys(passage for _, passage in places)),
        role=link["role"],
        status=link["status"],
        band="accepted",
        rule=RULE,
        key=short_hash(action, "partner", link["name"], link["role"]),
    )


def _mention(place: tuple[Span, Span], value: str) -> Mention:
    return Mention(value, place[0], place[1], RULE)


def _statement(span: Span, outcome: dict[str, Any], action: str) -> Statement:
    concepts = tuple(ConceptScore(key, "accepted", 1.0) for key in outcome["concepts"])
    return Statement(outcome["kind"], span, concepts, RULE, key=short_hash(action, outcome["kind"], outcome["text"]))


def _funding(entry: dict[str, Any], twin: Action | None, row: GoldRow) -> tuple[Funding, ...]:
    """Return gold's amounts, with the machine's reading of each, and money of which no amount is stated."""
    seen = twin.funding if twin else ()
    found = []
    for money in entry["funding"]:
        surface, passage = row.places(money["text"])[0]
        same = next((item for item in seen if item.amount == money["amount"]), None)
        found.append(same or _amount(money, surface, passage))
    return (*found, *(item for item in seen if item.amount is None))


def _amount(money: dict[str, Any], surface: Span, passage: Span) -> Funding:
    return Funding(
        surface=surface,
        passage=passage,
        amount=money["amount"],
        currency=money["currency"],
        per=money.get("per"),
        status="confirmed",
        funder=None,
        rule=RULE,
    )
