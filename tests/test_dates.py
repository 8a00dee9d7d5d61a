"""Dates as councils write them: read as fuzzy as they are, with nothing filled in."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.records import Span
from ingest.dates import Reading, find_dates, is_ahead, is_end, is_start, trailing_date


def only(text: str, year_start: int = 4) -> Reading:
    found = find_dates(text, Span(0, len(text)), year_start)
    assert len(found) == 1, [reading.span.of(text) for reading in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "edtf", "start", "end"),
    [
        # one month or one day
        ("July 2020", "2020-07", "2020-07", "2020-07"),
        ("Sept 2020", "2020-09", "2020-09", "2020-09"),
        ("Sep. 2020", "2020-09", "2020-09", "2020-09"),
        ("Dec 2020", "2020-12", "2020-12", "2020-12"),
        ("MARCH 2021", "2021-03", "2021-03", "2021-03"),
        ("June, 2021", "2021-06", "2021-06", "2021-06"),
        ("May of 2021", "2021-05", "2021-05", "2021-05"),
        ("Oct '21", "2021-10", "2021-10", "2021-10"),
        ("Oct ’21", "2021-10", "2021-10", "2021-10"),
        ("3 May 2021", "2021-05-03", "2021-05-03", "2021-05-03"),
        ("3rd May 2021", "2021-05-03", "2021-05-03", "2021-05-03"),
        ("21st of March 2022", "2022-03-21", "2022-03-21", "2022-03-21"),
        ("03/05/2021", "2021-05-03", "2021-05-03", "2021-05-03"),
        ("3/5/21", "2021-05-03", "2021-05-03", "2021-05-03"),
        ("03.05.2021", "2021-05-03", "2021-05-03", "2021-05-03"),
        ("2021-05-03", "2021-05-03", "2021-05-03", "2021-05-03"),
        ("2021-05", "2021-05", "2021-05", "2021-05"),
        # ranges
        ("March-July 2020", "2020-03/2020-07", "2020-03", "2020-07"),
        ("Jan – Mar 2022", "2022-01/2022-03", "2022-01", "2022-03"),
        ("Nov 2020 - Feb 2021", "2020-11/2021-02", "2020-11", "2021-02"),
        ("April 2020 to March 2021", "2020-04/2021-03", "2020-04", "2021-03"),
        ("from May 2021 until June 2022", "2021-05/2022-06", "2021-05", "2022-06"),
        ("1 April 2021 – 31 March 2022", "2021-04-01/2022-03-31", "2021-04-01", "2022-03-31"),
        ("2021-2023", "2021/2023", None, None),
        ("5-7 June 2023", "2023-06-05/2023-06-07", "2023-06-05", "2023-06-07"),
        ("3 April – 5 May 2022", "2022-04-03/2022-05-05", "2022-04-03", "2022-05-05"),
        ("Q1 and Q2 2023-24", "2023-04/2023-09", "2023-04", "2023-09"),
        ("Jan-22 to Mar-22", "2022-01/2022-03", "2022-01", "2022-03"),
        ("first half of 2023", "2023-01/2023-06", "2023-01", "2023-06"),
        ("H2 2024", "2024-07/2024-12", "2024-07", "2024-12"),
        ("2022/2023", "2022-04/2023-03", "2022-04", "2023-03"),
        # the American order, and spreadsheets' months
        ("by March 31, 2022", "/2022-03-31", None, "2022-03-31"),
        ("Dec-21", "2021-12", "2021-12", "2021-12"),
        # words that make a date vaguer
        ("mid-2023", "2023", None, None),
        ("early 2024", "2024", None, None),
        ("c. 2022", "2022~", None, None),
        ("around June 2022", "2022-06~", "2022-06", "2022-06"),
        ("before 2025", None, None, None),
        ("no later than September 2024", "/2024-09", None, "2024-09"),
        # open ends
        ("from April 2023 onwards", "2023-04/..", "2023-04", None),
        ("2025 onwards", "2025/..", None, None),
        ("April 2020 - Ongoing", "2020-04/..", "2020-04", None),
        ("September 2020 – Ongoing", "2020-09/..", "2020-09", None),
        ("March 2020 Ongoing", "2020-03/..", "2020-03", None),
        ("May 2021 to date", "2021-05/..", "2021-05", None),
        ("June 2019 - present", "2019-06/..", "2019-06", None),
        ("Feb 2021-on-going", "2021-02/..", "2021-02", None),
        # terms
        ("Sept 2020-Ongoing for 3 years", "2020-09/2023-08~", "2020-09", "2023-08"),
        ("from January 2022 for two years", "2022-01/2023-12~", "2022-01", "2023-12"),
        ("April 2021 for 18 months", "2021-04/2022-09~", "2021-04", "2022-09"),
        # governing words
        ("Completed July 2020", "/2020-07", None, "2020-07"),
        ("completed in July 2020", "/2020-07", None, "2020-07"),
        ("by March 2024", "/2024-03", None, "2024-03"),
        ("by the end of March 2024", "/2024-03", None, "2024-03"),
        ("until 31 March 2024", "/2024-03-31", None, "2024-03-31"),
        ("due by end of March 2024", "/2024-03", None, "2024-03"),
        ("launched in October 2022", "2022-10/..", "2022-10", None),
        ("commenced May 2020", "2020-05/..", "2020-05", None),
        ("opened on 4 July 2021", "2021-07-04/..", "2021-07-04", None),
        ("since June 2018", "2018-06/..", "2018-06", None),
        ("due to start May 2023", "2023-05/..", "2023-05", None),
        # only as sure as the words
        ("2022", "2022", None, None),
        ("Spring 2023", "2023-21", None, None),
        ("autumn 2021", "2021-23", None, None),
        ("Winter 2021 - Ongoing", "2021-24/..", None, None),
        ("2021-22", "2021-04/2022-03", "2021-04", "2022-03"),
        ("2021/22", "2021-04/2022-03", "2021-04", "2022-03"),
        ("Q3 2021/22", "2021-10/2021-12", "2021-10", "2021-12"),
        ("Q1 2022", "2022-01/2022-03", "2022-01", "2022-03"),
        ("Q4 of 2021/22", "2022-01/2022-03", "2022-01", "2022-03"),
    ],
)
def test_a_date_is_read(text: str, edtf: str, start: str | None, end: str | None) -> None:
    reading = only(text)
    assert (reading.edtf, reading.start, reading.end) == (edtf, start, end)
    assert reading.span == Span(0, len(text))


@pytest.mark.parametrize(
    "text",
    [
        "31 February 2021", "2021-13", "45/13/2021", "2021-25", "2020-19",
        "£2020", "01223 703500", "CB22 3BP", "24/7", "Room 2104a", "20201", "March on", "May help", "Mayor 2020s",
        "version 1.2020", "decade", "Augustine",
    ],
)  # fmt: skip
def test_what_is_no_date_is_not_read(text: str) -> None:
    assert find_dates(text, Span(0, len(text))) == []


@pytest.mark.parametrize(("text", "completed", "opened"), [("Completed", True, False), ("Ongoing", False, True)])
def test_a_state_without_a_date_is_no_period(text: str, completed: bool, opened: bool) -> None:
    reading = only(text)
    assert (reading.edtf, reading.completed, reading.open_end) == (None, completed, opened)


def test_a_financial_year_begins_where_the_council_says() -> None:
    assert only("2021-22", year_start=9).edtf == "2021-09/2022-08"


def test_a_date_in_a_list_of_dates_stands_alone() -> None:
    text = "Held on 3 May 2021 and again in June 2022; a third follows by March 2023."
    assert [r.edtf for r in find_dates(text, Span(0, len(text)))] == ["2021-05-03", "2022-06", "/2023-03"]


@pytest.mark.parametrize(
    ("title", "date"),
    [
        ("2 New Mobile Libraries Aug 2020", "Aug 2020"),
        ("Sawston Hub Completed July 2020", "Completed July 2020"),
        ("Warm hubs (Nov 2022 - Ongoing)", "Nov 2022 - Ongoing"),
        ("Census 2021 Ongoing", "2021 Ongoing"),
        ("July 2020 festival", None),
        ("Reading Well", None),
    ],
)
def test_the_date_a_title_ends_with(title: str, date: str | None) -> None:
    reading = trailing_date(title, Span(0, len(title)))
    assert (reading.span.of(title) if reading else None) == date


@pytest.mark.parametrize(
    ("text", "start", "end", "ahead"),
    [
        ("from May 2021", True, False, False),
        ("launched in May 2021", True, False, False),
        ("due to start May 2021", True, False, True),
        ("due May 2021", False, True, True),
        ("to open by May 2021", False, True, False),
        ("completed May 2021", False, True, False),
        ("planned for May 2021", False, False, True),
        ("in May 2021", False, False, False),
    ],
)
def test_the_governing_word_says_which_end_it_is(text: str, start: bool, end: bool, ahead: bool) -> None:
    reading = only(text)
    assert (is_start(reading), is_end(reading), is_ahead(reading)) == (start, end, ahead)


PIECES = st.sampled_from(
    ["March", "May ", "2021", "20", "-", "–", "/", " to ", "Ongoing", "for 3 years", "Q3", "by ", "completed", "31",
     "st", " ", "\n", "’21", "Spring", "until", "x", "£"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=12).map("".join) | st.text(max_size=60))
def test_any_text_is_read_without_failing_and_in_order(text: str) -> None:
    found = find_dates(text, Span(0, len(text)))
    assert [r.span for r in found] == sorted(r.span for r in found)
    for before, after in pairwise(found):
        assert before.span.end <= after.span.start
    for reading in found:
        assert 0 <= reading.span.start < reading.span.end <= len(text)
        for bound in (reading.start, reading.end):
            assert bound is None or len(bound) in (7, 10)
            assert bound is None or 1 <= int(bound[5:7]) <= 12


@given(
    st.integers(1, 12),
    st.integers(1950, 2049),
    st.sampled_from(["{m} {y}", "in {m} {y}", "{m}, {y}", "{m} of {y}"]),
)
def test_every_month_of_every_year_is_itself(month: int, year: int, form: str) -> None:
    names = "January February March April May June July August September October November December".split()
    text = form.format(m=names[month - 1], y=year)
    reading = only(text)
    assert (reading.start, reading.end) == (f"{year}-{month:02d}",) * 2
