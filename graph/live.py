"""What was live in a month: the periods of actions put against a month, as far as the documents say."""

from __future__ import annotations

from graph.finding import Asked, Finding
from graph.parts import select, word
from graph.periods import check_month, extent, live
from graph.rows import Row
from graph.store import Store


def live_actions(store: Store, month: str) -> dict[str, str]:
    """Return for every action (its IRI) whether it was live in a month: yes, in effect, no or unknown."""
    check_month(month)
    return {
        word(row["action"]): live(word(row["edtf"]), word(row["status"]).endswith("PotentialActionStatus"), month)
        for row in select(store, "periods")
    }


def live_in_month(asked: Asked, rows: list[Row]) -> Finding:
    """Say of each action whether it was live in the month asked for, and how far the document can tell."""
    month = asked.values["month"]
    latest = _latest_months(rows)
    for row in rows:
        row["live"] = live(row["edtf"], row["status"] == "planned", month)
        row["note"] = _note(row, month, latest.get(row["source"]["document"], ""))
    return Finding(rows)


def _latest_months(rows: list[Row]) -> dict[str, str]:
    """Return the latest month that each document prints; an end worked out from a term is not printed."""
    found: dict[str, str] = {}
    for row in rows:
        if row["edtf"]:
            known = extent(row["edtf"])
            days = [known.earliest, None if row["derived"] else known.latest]
            document = row["source"]["document"]
            found[document] = max(found.get(document, ""), *(day[:7] for day in days if day))
    return found


def _note(row: Row, month: str, latest: str) -> str | None:
    if row["live"] == "unknown":
        return "the dates do not tell" if row["edtf"] else "no date is given"
    if row["live"] != "yes":
        return None
    if row["derived"]:
        return "the end is worked out from the stated term"
    if extent(row["edtf"]).open_end and month > latest:
        return f"as far as the log says, whose latest month is {latest}"
    return None


def supported_in_month(asked: Asked, rows: list[Row]) -> Finding:
    """Keep the rows whose action was live or in effect in the month, if a month was asked for."""
    month = asked.values["month"]
    if not month:
        return Finding(rows)
    states = live_actions(asked.store, month)
    base = asked.store.base
    for row in rows:
        row["live"] = states.get(base + row["links"]["action"], "unknown")
    return Finding([row for row in rows if row["live"] in ("yes", "in effect")])
