"""Funding of one action: sums in its sentences, in its title and in its column of money, each with its funder."""

from __future__ import annotations

from collections.abc import Iterator

from graph.iris import short_hash
from graph.records import Funding, PartnerLink, Span
from ingest.candidates import organisations
from ingest.dates import Reading
from ingest.gazetteer import Hit
from ingest.money import Sum, cell_sums, find_sums, stated_years


def funding_of(
    text: str,
    title: Span | None,
    described: list[Span],
    cells: list[Span],
    partners: tuple[PartnerLink, ...],
    date: Reading | None,
) -> tuple[Funding, ...]:
    """Return the money of an action; a sum in its own column is not read again from a sentence."""
    own = [(cell, cell_sums(text, cell)) for cell in cells]
    told = [(span, find_sums(text, span)) for span in described]
    if not any(sums for _, sums in told) and title:
        told = [(title, find_sums(text, title))]
    found = [_funding(text, passage, money, partners, date) for passage, sums in own + told for money in sums]
    sums_of_cells = {(item.amount, item.currency) for item in found[: sum(len(sums) for _, sums in own)]}
    return tuple(
        item
        for item in found
        if item.passage in cells or item.amount is None or (item.amount, item.currency) not in sums_of_cells
    )


def _funding(text: str, passage: Span, money: Sum, partners: tuple[PartnerLink, ...], date: Reading | None) -> Funding:
    funder = next((link.name for link in partners if link.role == "funder" and passage in link.passages), None)
    total, note = _total(text, money, passage, date)
    return Funding(
        money.span,
        passage,
        money.amount,
        money.currency,
        money.per,
        money.status,
        funder,
        money.rule,
        total,
        note,
    )


def _total(text: str, money: Sum, passage: Span, date: Reading | None) -> tuple[float | None, str]:
    """A total only where the text states both a yearly sum and a term; it is marked as derived."""
    if money.amount is None or money.per != "year":
        return None, ""
    years = stated_years(text, passage) or (stated_years(text, date.span) if date else None)
    return (money.amount * years, f"{years} years") if years else (None, "")


def funders_in(text: str, scope: str, cells: list[Span], hits: list[Hit]) -> Iterator[PartnerLink]:
    """Give out the bodies and funds named in a column of money; what they are asked to do there is pay."""
    for cell in cells:
        known = [(hit.named.name, hit.span) for hit in hits if hit.named.kind == "partner" and cell.covers(hit.span)]
        known = [(name, span) for name, span in known if not _generic(span, hits)]
        new = [(found.name, found.span) for found in organisations(text, cell, [span for _, span in known])]
        for name, span in sorted(known + new, key=lambda item: item[1]):
            yield PartnerLink(
                name=name,
                kind="named",
                surface=span,
                passages=(cell,),
                role="funder",
                status="confirmed",
                band="accepted",
                rule="money-column",
                key=short_hash(scope, "partner", name),
                doubt="",
            )


def _generic(span: Span, hits: list[Hit]) -> bool:
    return any(hit.generic for hit in hits if hit.span == span)
