"""Money: sums as people write them, and money spoken of without a sum; nothing is added up but by a stated term."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from graph.records import InvolvementStatus, Span
from ingest.lexicon import load, pattern

_SCALE = {"k": 1e3, "thousand": 1e3, "m": 1e6, "million": 1e6, "mn": 1e6, "bn": 1e9, "billion": 1e9}
_CURRENCY = {"£": "GBP", "€": "EUR", "$": "USD", "&pound;": "GBP", "&euro;": "EUR", "gbp": "GBP", "eur": "EUR"}
_SUM = re.compile(
    r"(?P<between>\bbetween\s+)?(?P<sign>£|€|\$|&pound;|&euro;|\bGBP|\bEUR)\s?(?P<number>\d{1,3}(?:,\d{3})+|\d+)(?P<part>\.\d+)?\s?"
    r"(?P<scale>k|m|mn|bn|thousand|million|billion)?(?![\w])"
    r"(?P<range>\s?(?:-|–|to|(?(between)and))\s?(?:[£€$]|&pound;)?\d[\d,.]*\s?(?:k|m|bn|thousand|million|billion)?\b)?"
    r"(?P<per>\s?(?:(?:a|per|each|every)\s(?:year|annum|month|week)|/\s?year|p\.?a\.?(?!\w)|annually))?",
    re.IGNORECASE,
)
_TERM = re.compile(r"\b(?:over|for)\s+(?P<n>\d+|two|three|four|five|ten)\s+years?\b", re.IGNORECASE)
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "ten": 10}


@dataclass(frozen=True, slots=True)
class Sum:
    """Money in a sentence; the amount is in whole units, None where no single sum is stated."""

    span: Span
    amount: float | None
    currency: str
    per: str | None
    status: InvolvementStatus
    rule: str


@cache
def _cues(section: str) -> re.Pattern[str]:
    return pattern(load("money")[section])


def find_sums(text: str, sentence: Span) -> list[Sum]:
    """Return the sums a sentence states as funding; failing that, the place where it speaks of money without one."""
    words = sentence.of(text)
    matches = list(_SUM.finditer(text, sentence.start, sentence.end))
    if not _cues("funding_words").search(words):
        return [_sum(match, words) for match in matches if match["per"]]
    if matches:
        return [_sum(match, words) for match in matches]
    match = _cues("unstated").search(text, sentence.start, sentence.end)
    if not match:
        return []
    return [Sum(Span(match.start(), match.end()), None, "GBP", None, _status(words), "money-without-sum")]


def cell_sums(text: str, cell: Span) -> list[Sum]:
    """Return the sums of a column of money, where no word need say that it is funding."""
    return [_sum(match, cell.of(text)) for match in _SUM.finditer(text, cell.start, cell.end)]


def _sum(match: re.Match[str], sentence: str) -> Sum:
    amount = float(match["number"].replace(",", "") + (match["part"] or "")) * _SCALE.get(
        (match["scale"] or "").lower(), 1
    )
    per = (match["per"] or "").lower()
    unit = "month" if "month" in per else "week" if "week" in per else "year" if per else None
    span = Span(match.start(), match.end())
    if match["range"]:
        return Sum(span, None, _CURRENCY[match["sign"].lower()], unit, _status(sentence), "range-of-sums")
    return Sum(span, round(amount, 2), _CURRENCY[match["sign"].lower()], unit, _status(sentence), "sum")


def _status(sentence: str) -> InvolvementStatus:
    hoped = _cues("hoped_for").search(sentence) and not _cues("won").search(sentence)
    return "proposed" if hoped else "confirmed"


def stated_years(text: str, span: Span) -> int | None:
    """Return a term in years that a stretch states (“for 3 years”), None without one."""
    match = _TERM.search(text, span.start, span.end)
    if not match:
        return None
    return _NUMBERS.get(match["n"].lower()) or int(match["n"])
