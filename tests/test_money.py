"""Sums of money as they are written, and money spoken of without a sum."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.records import Span
from graph.settings import Limits
from ingest.extract import extract
from ingest.gazetteer import Gazetteer, merged_names
from ingest.money import Sum, find_sums, stated_years
from ingest.reading import read_bytes


def sums(text: str) -> list[Sum]:
    return find_sums(text, Span(0, len(text)))


@pytest.mark.parametrize(
    ("text", "amount", "currency", "per"),
    [
        ("Funding of £230k a year", 230_000, "GBP", "year"),
        ("a grant of £1.2m", 1_200_000, "GBP", None),
        ("grant of £1.25 million over two years", 1_250_000, "GBP", None),
        ("£8,500 awarded", 8_500, "GBP", None),
        ("£12,345,678 of funding", 12_345_678, "GBP", None),
        ("a budget of £3bn", 3_000_000_000, "GBP", None),
        ("invested £60 thousand", 60_000, "GBP", None),
        ("£450 per annum to fund books", 450, "GBP", "year"),
        ("£450 p.a. grant", 450, "GBP", "year"),
        ("costs £20 each month", 20, "GBP", "month"),
        ("grant of £99.50", 99.5, "GBP", None),
        ("€40k of European funding", 40_000, "EUR", None),
        ("a $5m award", 5_000_000, "USD", None),
        ("£ 75,000 secured", 75_000, "GBP", None),
    ],
)
def test_a_sum_is_read(text: str, amount: float, currency: str, per: str | None) -> None:
    [found] = sums(text)
    assert (found.amount, found.currency, found.per) == (amount, currency, per)


def test_a_range_has_no_single_amount() -> None:
    assert [(found.amount, found.rule) for found in sums("grants of £5,000 - £10,000")] == [(None, "range-of-sums")]


@pytest.mark.parametrize(
    "text",
    ["Tickets sold for £12", "over 400 PCs", "Saved £3 a head", "a fundamental change", "a bidding prayer", "£, £k"],
)
def test_a_sum_that_is_no_funding_is_left_alone(text: str) -> None:
    assert sums(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Secured funding to work with patients", "Secured funding"),
        ("Agreed funding with the early years team", "Agreed funding"),
        ("Funding secured to help buy books", "Funding secured"),
        ("Funding was agreed last week", "Funding was agreed"),
        ("supported by two nationwide grants to libraries from Arts Council", "two nationwide grants"),
        ("A bid to the Lottery is being written", "bid"),
    ],
)
def test_money_without_a_sum_is_noticed(text: str, words: str) -> None:
    [found] = sums(text)
    assert found.amount is None
    assert found.span.of(text) == words


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Bid for £20,000 submitted", "proposed"),
        ("Applied for a £20,000 grant", "proposed"),
        ("Successful bid for £20,000", "confirmed"),
        ("Won a £20,000 grant", "confirmed"),
        ("Grant of £20,000 received", "confirmed"),
    ],
)
def test_money_hoped_for_is_apart_from_money_won(text: str, status: str) -> None:
    assert [found.status for found in sums(text)] == [status]


@pytest.mark.parametrize(
    ("text", "years"), [("for 3 years", 3), ("over two years", 2), ("for five years", 5), ("for 3 months", None)]
)
def test_a_term_is_read_only_in_years(text: str, years: int | None) -> None:
    assert stated_years(text, Span(0, len(text))) == years


@given(st.text(alphabet="£€$0123456789.,km -bid grant\n", max_size=60) | st.text(max_size=60))
def test_any_text_is_read_without_failing(text: str) -> None:
    found = sums(text)
    assert [s.span for s in found] == sorted(s.span for s in found)
    assert all(0 <= s.span.start < s.span.end <= len(text) for s in found)


@given(st.integers(1, 10**9))
def test_every_whole_sum_is_itself(amount: int) -> None:
    assert [found.amount for found in sums(f"a grant of £{amount:,} for books")] == [amount]


def test_a_range_said_with_between_is_no_single_sum() -> None:
    sentence = "Grants of between £5,000 and £10,000 were made"
    assert [(s.amount, s.rule) for s in find_sums(sentence, Span(0, len(sentence)))] == [(None, "range-of-sums")]


def test_a_yearly_sum_needs_no_word_of_funding() -> None:
    sentence = "£230k a year for the new post, beside a £40 voucher"
    assert [(s.amount, s.per) for s in find_sums(sentence, Span(0, len(sentence)))] == [(230000.0, "year")]


def test_a_column_of_money_gives_the_sum_and_who_pays() -> None:
    table = "Action,Lead,Budget and funding\nOpen a toy library,Housing team,£5k from Arts Council England\n"
    found = extract(read_bytes("plan.csv", table.encode(), Limits()), Gazetteer(merged_names(()))).actions[0]
    assert [(f.amount, f.funder) for f in found.funding] == [(5000.0, "Arts Council England")]
    assert [(p.name, p.role, p.band) for p in found.partners if p.role == "funder"] == [
        ("Arts Council England", "funder", "accepted")
    ]
