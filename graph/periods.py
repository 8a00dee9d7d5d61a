"""Periods in EDTF: earliest and latest possible days, and whether something was live in a month.

Only the forms that we write are read: a date, month, season or year, an interval of two of them, an open
(`..`) or unknown (empty) end, and `~` for an approximate one. PyPI's `edtf` fails on open intervals.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from graph.errors import UsageError

Live = Literal["yes", "in effect", "no", "unknown"]
_POINT = re.compile(r"([0-9]{4})(?:-(0[1-9]|1[0-2]|2[1-4])(?:-([0-9]{2}))?)?[~?]?")
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 14)}
_MONTH = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True)
class Extent:
    """What an EDTF text leaves possible; days as YYYY-MM-DD, None where open or unknown."""

    earliest: str | None
    latest: str | None
    open_end: bool = False
    known_start: bool = True
    known_end: bool = True
    interval: bool = False


def _day(year: int, month: int, last: bool) -> str:
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return f"{year:04d}-{month:02d}-{calendar.monthrange(year, month)[1] if last else 1:02d}"


def _point(text: str) -> tuple[str, str]:
    """Return the first and last day of a date, month, season or year."""
    match = _POINT.fullmatch(text)
    if not match:
        raise _unreadable(text)
    year, month, day = match.groups()
    if day:
        try:
            exact = date.fromisoformat(f"{year}-{month}-{day}").isoformat()
        except ValueError as error:
            raise _unreadable(text) from error
        return exact, exact
    number = int(month or 0)
    first, last = _SEASONS.get(number, (number, number)) if month else (1, 12)
    return _day(int(year), first, False), _day(int(year), last, True)


def _unreadable(text: str) -> UsageError:
    return UsageError(f"“{text}” is not a date we can read; 2020-12 or 2020-12-31 would be.")


def extent(edtf: str) -> Extent:
    """Return the earliest and latest possible day of an EDTF text, and which ends are open or unknown."""
    if "/" not in edtf:
        first, last = _point(edtf)
        return Extent(first, last, interval=first[:7] != last[:7])
    start, end = edtf.split("/", 1)
    earliest = _point(start)[0] if start not in ("", "..") else None
    latest = _point(end)[1] if end not in ("", "..") else None
    return Extent(earliest, latest, end == "..", earliest is not None, latest is not None, True)


def bounds(edtf: str) -> tuple[str | None, str | None]:
    """Return the earliest and latest possible day, None where open or unknown."""
    found = extent(edtf)
    return found.earliest, found.latest


def check_month(month: str) -> str:
    """Return the month if it is written YYYY-MM, or say what would be right."""
    if not _MONTH.fullmatch(month):
        raise UsageError(f"“{month}” is not a month; write it as year and month, for example 2020-12.")
    return month


def live(edtf: str | None, planned: bool, month: str) -> Live:
    """Say whether something was live in a month (YYYY-MM), from its period alone; unknown stays unknown."""
    if not edtf:
        return "unknown"
    found = extent(edtf)
    start = found.earliest[:7] if found.earliest else None
    end = found.latest[:7] if found.latest else None
    if not start and not end:
        return "unknown"
    if start and month < start:
        return "no"
    if start and found.open_end:
        return "yes"
    if start and not end:
        return "yes" if month == start else "unknown"
    if end and not start:
        return _live_before_or_after(end, month, planned)
    if start == end:
        return _live_before_or_after(str(end), month, planned)
    return _live_within(edtf, str(end), month, planned)


def _live_before_or_after(point: str, month: str, planned: bool) -> Live:
    if month == point:
        return "yes"
    if month < point or planned:
        return "unknown"
    return "in effect"


def _live_within(edtf: str, end: str, month: str, planned: bool) -> Live:
    """A true interval is live within and not outside; a bare year or season happened at some point within it."""
    if "/" in edtf:
        return "yes" if month <= end else "no"
    return "unknown" if month <= end or planned else "in effect"
