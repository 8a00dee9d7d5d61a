"""The register of single points of dependency: what hangs on one partner alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph.finding import Asked, Finding
from graph.rows import Row


@dataclass(frozen=True, slots=True)
class Dependency:
    """One partner: the statements only it supports, those that others support too, and its plans."""

    partner: str
    label: str
    named: bool
    lost: tuple[Row, ...]
    kept: tuple[Row, ...]
    plans: tuple[Row, ...]


def dependencies(rows: Sequence[Row]) -> list[Dependency]:
    """Return the partners on which something hangs alone, most first, from their supports and their plans."""
    supporters: dict[str, set[str]] = {}
    by_partner: dict[str, list[Row]] = {}
    for row in rows:
        by_partner.setdefault(row["links"]["partner"], []).append(row)
        if row["kind"] == "statement":
            supporters.setdefault(row["passage"], set()).add(row["links"]["partner"])
    found = []
    for partner, own in by_partner.items():
        statements = list({row["passage"]: row for row in own if row["kind"] == "statement"}.values())
        alone = tuple(row for row in statements if len(supporters[row["passage"]]) == 1)
        shared = tuple(row for row in statements if len(supporters[row["passage"]]) > 1)
        plans = tuple({row["links"]["action"]: row for row in own if row["kind"] == "plan"}.values())
        if alone:
            found.append(Dependency(partner, own[0]["partner"], own[0]["named"] == "yes", alone, shared, plans))
    return sorted(found, key=lambda item: (-len(item.lost), -len(item.plans), item.label.casefold()))


def register(asked: Asked, rows: list[Row]) -> Finding:
    """Give the register as rows: one partner each, with what would be lost and kept without it."""
    return Finding([_row(item) for item in dependencies(rows)])


def _row(item: Dependency) -> Row:
    evidence = [*item.lost, *item.plans]
    return {
        "partner": item.label,
        "named": "yes" if item.named else "no",
        "lost": len(item.lost),
        "kept": len(item.kept),
        "plans": len(item.plans),
        "actions": len({row["links"]["action"] for row in (*evidence, *item.kept)}),
        "statements": [row["statement"] for row in item.lost],
        "links": {"partner": item.partner},
        "passages": [{"passage": row["passage"], "quote": row["quote"]} for row in evidence],
        "sources": list({row["links"]["action"]: row["source"] for row in evidence}.values()),
    }
