"""Analyses: what SPARQL cannot say, named in a saved question's notes and given the rows it gathered."""

from __future__ import annotations

from collections.abc import Callable

from graph.exposure import headline
from graph.finding import Asked, Finding, Row
from graph.live import live_in_month, supported_in_month
from graph.whatif import without_partner

__all__ = ["ANALYSES", "Analysis", "headline"]

Analysis = Callable[[Asked, list[Row]], Finding]

ANALYSES: dict[str, Analysis] = {
    "live-in-month": live_in_month,
    "supported-in-month": supported_in_month,
    "what-if-without": without_partner,
}
