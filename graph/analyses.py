"""Analyses: what SPARQL cannot say, named in a saved question's notes and given the rows it gathered."""

from __future__ import annotations

from collections.abc import Callable

from graph.dependency import register
from graph.exposure import headline
from graph.finding import Asked, Finding
from graph.live import live_in_month, supported_in_month
from graph.network_answers import find_brokers, find_components, find_connection
from graph.other_names import find_other_names
from graph.rows import Row
from graph.sums import tell_sums
from graph.whatif import without_partner

__all__ = ["ANALYSES", "Analysis", "headline"]

Analysis = Callable[[Asked, list[Row]], Finding]

ANALYSES: dict[str, Analysis] = {
    "brokers": find_brokers,
    "components": find_components,
    "connection": find_connection,
    "dependency-register": register,
    "live-in-month": live_in_month,
    "money": tell_sums,
    "other-names": find_other_names,
    "supported-in-month": supported_in_month,
    "what-if-without": without_partner,
}
