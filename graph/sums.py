"""Sums of money in words: the amount that is stated, and the total only where a term gives it."""

from __future__ import annotations

from graph.finding import Asked, Finding
from graph.rows import Row


def tell_sums(asked: Asked, rows: list[Row]) -> Finding:
    """Put the amount and the funder of each mention of money in words, for the sentence that answers."""
    return Finding([row | {"amount_in_words": _amount(row), "funder_in_words": f"from {_funder(row)}"} for row in rows])


def _amount(row: Row) -> str:
    if row["amount"] is None:
        return "no amount is stated"
    words = f"{row['currency']} {row['amount']:,}" + (f" a {row['per']}" if row["per"] else "")
    if row["derived_total"] is None:
        return words
    return f"{words} ({row['derived_total']:,} in all, worked out from {row['derived_from']})"


def _funder(row: Row) -> str:
    return str(row["funder"]) if row["funder_named"] == "yes" else "a funder that is not named"
