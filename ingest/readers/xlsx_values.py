"""Excel values as the sheet shows them: days without an invented hour, sums with their currency, shares in per cent."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

_ASIDE = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
"""Quoted words, escaped letters and brackets of a number format."""
_LOCALE = re.compile(r"\[\$-[^\]]*\]")
_ZEROS = re.compile(r"(0+)(?:\.(0+))?")
_DIGITS = re.compile(r"(-?)(\d+)(?:\.(\d+))?")
_CURRENCY = re.compile(r"(?:\[\$)?([£$€])")


def shown(value: Any, number_format: str) -> str:
    """Return a cell's value in words, empty for none."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime):
        return _day(value, number_format) if value.time() == time() else f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return _day(value, number_format)
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, timedelta):
        return str(value)
    if isinstance(value, int | float | Decimal):
        return _number(value, number_format)
    return str(value)


def _day(value: date, number_format: str) -> str:
    """A format without day or month, such as mmm-yy, says no more than it prints."""
    codes = _ASIDE.sub("", number_format.split(";")[0]).lower()
    if "d" in codes or "y" not in codes:
        return value.strftime("%Y-%m-%d")
    return value.strftime("%Y-%m" if "m" in codes else "%Y")


def _number(value: float | Decimal, number_format: str) -> str:
    codes = number_format.split(";")[0]
    if "%" in _ASIDE.sub("", codes):
        return f"{_plain(round(float(value) * 100, 6))}%"
    currency = _CURRENCY.search(_LOCALE.sub("", codes))
    if not currency:
        return _padded(_plain(value), _ASIDE.sub("", codes))
    amount = float(value)
    digits = f"{abs(amount):,.0f}" if amount.is_integer() else f"{abs(amount):,.2f}"
    return f"{'-' if amount < 0 else ''}{currency[1]}{digits}"


def _padded(words: str, codes: str) -> str:
    """Put in the zeros that a format such as 000 or 0.00 shows, so that codes and section numbers read as printed."""
    match, number = _ZEROS.fullmatch(codes), _DIGITS.fullmatch(words)
    if not match or not number:
        return words
    decimals = (number[3] or "").ljust(len(match[2] or ""), "0")
    return f"{number[1]}{number[2].zfill(len(match[1]))}{'.' if decimals else ''}{decimals}"


def _plain(value: float | Decimal) -> str:
    number = float(value)
    if number.is_integer() and abs(number) < 1e15:
        return str(int(number))
    return str(value) if not isinstance(value, float) else repr(round(value, 10))
