"""Periods: what an EDTF text leaves possible, and what was live when."""

from __future__ import annotations

import pytest

from graph.errors import UsageError
from graph.periods import Extent, bounds, check_month, extent, live


@pytest.mark.parametrize(
    ("edtf", "earliest", "latest"),
    [
        ("2020-04-09", "2020-04-09", "2020-04-09"),
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("2021-02", "2021-02-01", "2021-02-28"),
        ("2020", "2020-01-01", "2020-12-31"),
        ("2020~", "2020-01-01", "2020-12-31"),
        ("2020-21", "2020-03-01", "2020-05-31"),
        ("2020-22", "2020-06-01", "2020-08-31"),
        ("2020-23", "2020-09-01", "2020-11-30"),
        ("2020-24", "2020-12-01", "2021-02-28"),
        ("2020-04/..", "2020-04-01", None),
        ("2020-04/", "2020-04-01", None),
        ("/2020-07", None, "2020-07-31"),
        ("../2020-07", None, "2020-07-31"),
        ("2020-09/2023-08~", "2020-09-01", "2023-08-31"),
        ("2021-10/2021-12", "2021-10-01", "2021-12-31"),
        ("2020-04-15/2020-04-17", "2020-04-15", "2020-04-17"),
    ],
)
def test_the_earliest_and_latest_possible_days(edtf: str, earliest: str | None, latest: str | None) -> None:
    assert bounds(edtf) == (earliest, latest)


def test_an_open_end_is_not_an_unknown_end() -> None:
    assert extent("2020-04/..") == Extent("2020-04-01", None, open_end=True, known_end=False, interval=True)
    assert extent("2020-04/") == Extent("2020-04-01", None, open_end=False, known_end=False, interval=True)
    assert extent("/2020-07") == Extent(None, "2020-07-31", known_start=False, interval=True)


@pytest.mark.parametrize(
    "bad",
    ["2020-13", "2020-00", "2020-02-30", "2020-04-31", "20-04", "2020-4", "April 2020", "２０２０-04", "2020-04\n"],
)
def test_a_date_that_does_not_exist_is_refused_not_rolled_over(bad: str) -> None:
    with pytest.raises(UsageError, match="is not a date we can read"):
        bounds(bad)


@pytest.mark.parametrize(
    "bad", ["2020-13", "2020-00", "2020", "2020-1", "2020-12-01", "12/2020", "2020-12\n", "２０２０-12"]
)
def test_a_month_written_otherwise_is_refused(bad: str) -> None:
    with pytest.raises(UsageError, match="write it as year and month, for example 2020-12"):
        check_month(bad)


@pytest.mark.parametrize(
    ("edtf", "month", "answer"),
    [
        # start and end known and different: yes within, no outside
        ("2020-05/2020-07", "2020-04", "no"),
        ("2020-05/2020-07", "2020-05", "yes"),
        ("2020-05/2020-07", "2020-07", "yes"),
        ("2020-05/2020-07", "2020-08", "no"),
        # open end: yes from the start on
        ("2020-05/..", "2020-04", "no"),
        ("2020-05/..", "2020-05", "yes"),
        ("2020-05/..", "2031-01", "yes"),
        # an end that is unknown
        ("2020-05/", "2020-05", "yes"),
        ("2020-05/", "2020-06", "unknown"),
        # a single month
        ("2020-07", "2020-06", "no"),
        ("2020-07", "2020-07", "yes"),
        ("2020-07", "2020-08", "in effect"),
        ("2020-07-14", "2020-07", "yes"),
        # only an end known
        ("/2020-07", "2020-06", "unknown"),
        ("/2020-07", "2020-07", "yes"),
        ("/2020-07", "2020-08", "in effect"),
        # a bare year happened at some point within it
        ("2020", "2019-12", "no"),
        ("2020", "2020-06", "unknown"),
        ("2020", "2021-01", "in effect"),
        # nothing to go by
        (None, "2020-06", "unknown"),
        ("", "2020-06", "unknown"),
        ("../..", "2020-06", "unknown"),
        ("/", "2020-06", "unknown"),
    ],
)
def test_what_was_live_in_a_month(edtf: str | None, month: str, answer: str) -> None:
    assert live(edtf, False, month) == answer


@pytest.mark.parametrize(("edtf", "month"), [("2020-07", "2020-08"), ("/2020-07", "2020-08"), ("2020", "2021-01")])
def test_a_plan_is_not_in_effect_after_its_date(edtf: str, month: str) -> None:
    assert live(edtf, True, month) == "unknown"
