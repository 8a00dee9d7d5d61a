"""Words and small forms that every template uses, and what every page stands on."""

from __future__ import annotations

from typing import Any

from flask import Flask

from graph.errors import JunctionBoxError
from graph.iris import fold
from webapp.address import VIEWS
from webapp.live import live_graph, shown
from webapp.reading import Row


def install(app: Flask) -> None:
    """Give templates their filters and the page's foundation."""
    app.add_template_filter(fold, "fold")
    app.add_template_filter(lines)
    app.add_template_filter(plural)
    app.add_template_filter(money)
    app.add_template_filter(key_of)
    app.add_template_filter(VIEWS.__getitem__, "address_of")
    app.context_processor(_foundation)


def lines(row: Row) -> str:
    """Return where a row's passage stands: "line 12" or "lines 12 to 14"."""
    first, last = row["first_line"], row["last_line"]
    return f"line {first}" if first == last else f"lines {first} to {last}"


def plural(count: int, one: str, many: str = "") -> str:
    """Return a count with its noun: "1 statement", "2 statements"."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def money(amount: str, currency: str) -> str:
    """Return an amount as people write it: "£230,000"; other currencies keep their code."""
    value = float(amount)
    written = f"{value:,.0f}" if value == int(value) else f"{value:,.2f}"
    return f"£{written}" if currency == "GBP" else f"{currency} {written}"


def key_of(path: str) -> str:
    """Return the last part of a path: the key of a concept."""
    return path.rsplit("/", 1)[-1]


def _foundation() -> dict[str, Any]:
    """Return what the frame of every page shows; a page about a missing graph has nothing to stand on."""
    live = live_graph()
    try:
        loaded = shown()
    except JunctionBoxError:
        return {"standing": (), "stale": False, "owner": live.workspace.settings.owner}
    return {"standing": loaded.standing, "stale": live.stale, "owner": live.workspace.settings.owner}
