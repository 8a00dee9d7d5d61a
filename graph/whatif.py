"""What if a partner left: the statements that lose their last supporter, those that keep one, and the plans lost."""

from __future__ import annotations

from graph.finding import Asked, Finding
from graph.rows import Row
from graph.wording import counted, listed

LOST, KEPT, PLAN = "lost", "kept", "plan"


def without_partner(asked: Asked, rows: list[Row]) -> Finding:
    """Turn the supporters of each statement into what is lost, what is kept and by whom, and which plans go."""
    gone = {row["links"]["partner"] for row in rows}
    found: dict[tuple[str, str], Row] = {}
    for row in rows:
        key = row["kind"], row["passage"] if row["kind"] == "statement" else f"{row['links']['action']} {row['role']}"
        first = found.setdefault(key, row | {"remaining": []})
        supporter = row.get("supporter")
        if supporter and row["links"]["supporter"] not in gone and supporter not in first["remaining"]:
            first["remaining"].append(supporter)
    results = [_effect(row) for row in found.values()]
    results.sort(key=lambda row: (LOST, KEPT, PLAN).index(row["effect"]))
    return Finding(results, _sentence(asked.values["partner"], results) if results else "")


def _effect(row: Row) -> Row:
    effect = PLAN if row["kind"] == "plan" else KEPT if row["remaining"] else LOST
    gone = ("kind", "supporter")
    kept = {name: value for name, value in row.items() if name not in gone}
    kept["links"] = {name: value for name, value in row["links"].items() if name != "supporter"}
    return kept | {"effect": effect}


def _sentence(partner: str, rows: list[Row]) -> str:
    lost, kept, plans = ([row for row in rows if row["effect"] == effect] for effect in (LOST, KEPT, PLAN))
    losing = counted(len(lost), "outcome statement loses its", "outcome statements lose their")
    parts = [f"{losing if lost else 'no outcome statement loses its'} last supporter"]
    if kept:
        others = listed(name for row in kept for name in row["remaining"])
        parts.append(f"{counted(len(kept), 'is', 'are')} kept by {others}")
    if plans:
        titles = listed(f"“{row['action']}”" for row in plans)
        parts.append(f"{counted(len(plans), 'plan falls', 'plans fall')} away, in {titles}")
    return f"Without {partner}, {listed(parts)}."
