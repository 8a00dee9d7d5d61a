"""The output contract: an extraction as the JSON that `junctionbox extract` prints."""

from __future__ import annotations

from typing import Any

from graph.iris import fold
from graph.records import Action, Extraction, Flag, PartnerLink, Statement

FLAG_KINDS = frozenset(
    "title-lost title-repaired heading-lost column-lost sentence-joined truncated-start truncated-end markup-removed "
    "spelling-repaired derived-end date-unresolved count-mismatch unmapped-column text-mode owner-unknown".split()
)
"""Kinds of flags that the contract names; others (hidden rows, errors of formulas) stand in the graph alone."""


def as_contract(extraction: Extraction) -> dict[str, Any]:
    """Return an extraction in the shape of the extraction schema; offsets count code points of the stored text."""
    return {
        "document": extraction.file_name,
        "sha256": extraction.sha256,
        "title": extraction.title,
        "owner": extraction.owner,
        "reader": extraction.reader,
        "flags": [_flag(flag) for flag in extraction.flags if flag.kind in FLAG_KINDS],
        "actions": [_action(action, extraction.text) for action in extraction.actions],
    }


def _flag(flag: Flag) -> dict[str, Any]:
    return {"kind": flag.kind, "start": flag.span.start, "end": flag.span.end, "note": flag.note}


def _action(action: Action, text: str) -> dict[str, Any]:
    period = action.period
    return {
        "id": action.key,
        "title": action.title,
        "title_stated": action.title_stated,
        "title_text": fold(action.title_span.of(text)) if action.title_span else None,
        "theme": action.theme,
        "lines": list(action.lines),
        "date_text": fold(period.text) if period else None,
        "edtf": period.edtf if period else None,
        "start": period.start if period else None,
        "end": period.end if period else None,
        "status": action.status,
        "partners": [_partner(link, text) for link in action.partners],
        "venues": [
            {"name": m.value, "text": m.surface.of(text), "start": m.surface.start, "end": m.surface.end}
            for m in action.venues
        ],
        "audiences": [fold(mention.surface.of(text)) for mention in action.audiences],
        "funding": [
            {"amount": m.amount, "currency": m.currency, "text": fold(m.surface.of(text)), "per": m.per}
            for m in action.funding
            if m.amount is not None
        ],
        "outcomes": [_statement(statement, text) for statement in action.statements],
        "flags": [_flag(flag) for flag in action.flags if flag.kind in FLAG_KINDS],
        "kept": [
            {
                "heading": fold(cell.heading.of(text)) if cell.heading else "",
                "text": fold(cell.span.of(text)),
                "start": cell.span.start,
                "end": cell.span.end,
            }
            for cell in action.kept
        ],
    }


def _partner(link: PartnerLink, text: str) -> dict[str, Any]:
    return {
        "name": link.name,
        "iri": None,
        "text": link.surface.of(text),
        "kind": link.kind,
        "role": link.role,
        "status": link.status,
        "band": link.band,
        "rule": link.rule,
        "start": link.surface.start,
        "end": link.surface.end,
    }


def _statement(statement: Statement, text: str) -> dict[str, Any]:
    return {
        "text": statement.span.of(text),
        "kind": statement.kind,
        "concepts": [{"key": c.key, "band": c.band, "score": c.score} for c in statement.concepts],
        "rule": statement.rule,
        "start": statement.span.start,
        "end": statement.span.end,
    }
