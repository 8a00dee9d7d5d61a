"""UK dates as people write them, kept exactly as fuzzy as they are.

Grammar: day-month-year in any usual form, months, years, seasons, quarters and financial years, joined by dashes or
words, open ends (“ongoing”), a term (“for 3 years”) and a governing word (“completed”, “by”, “launched in”).
Nothing is filled in from today's date.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace

from graph.records import Span

_MONTH_NAMES = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|"
    r"Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_YEAR = r"(?:19|20)\d\d"
_POINT = rf"""(?:
    (?P<iso>{_YEAR}-(?:0[1-9]|1[0-2])(?:-\d\d)?)(?![\d/])
  | (?P<slash>\d{{1,2}}[/.]\d{{1,2}}[/.](?:{_YEAR}|\d\d))(?!\d)
  | (?P<usmonth>{_MONTH})\s+(?P<usday>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<usyear>{_YEAR})(?!\d)
  | (?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?)?
    (?P<month>{_MONTH})(?:,?\s*|\s+of\s+|\s*'|\s*’|-)(?P<year>{_YEAR}|(?<=['’-])\d\d)(?!\d|\s+{_MONTH})
  | (?P<quarter>Q[1-4])\s*(?:of\s+|,\s*)?(?P<qyear>{_YEAR}\s*[/–-]\s*(?:{_YEAR}|\d\d)|{_YEAR})(?!\d)
  | (?P<half>H[12]|first\s+half\s+of|second\s+half\s+of)\s*(?P<hyear>{_YEAR})(?!\d)
  | (?P<season>[Ss]pring|[Ss]ummer|[Aa]utumn|[Ww]inter)\s+(?P<syear>{_YEAR})(?!\d)
  | (?P<fy>{_YEAR}\s*(?:/\s*{_YEAR}|[/–-]\s*\d\d))(?!\d)
  | (?P<bare>{_YEAR})(?![\d/])
)"""
_OPEN = r"(?:on-?\s?going|present|to\ date|continu(?:es|ing|ous)|current(?:ly)?|now)"
_LEAD_WORD = (
    r"(?:completed?|completion|finish(?:ed|es)?|delivered|by(?:\ the)?|end\ of|until|till|no\ later\ than|before|"
    r"due|planned|scheduled|expected|"
    r"(?:commenc|start|launch|open|introduc|establish)(?:e?d|s|es|e|ing)?|"
    r"began|begins?|from|since|in|on|for|to)"
)
_LEAD = rf"(?!(?:for|on|to)\b){_LEAD_WORD}(?:\s+{_LEAD_WORD}){{0,3}}"
_SEPARATOR = r"\s*(?:-|–|—|to|until|till|through|and|&)\s*"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_SHORTENED = (
    rf"(?:{_MONTH}(?={_SEPARATOR}{_MONTH}\s*{_YEAR})|Q[1-4](?={_SEPARATOR}Q[1-4]\s*{_YEAR})"
    rf"|{_DAY}(?:\s+{_MONTH})?(?={_SEPARATOR}{_DAY}\s+{_MONTH}\s*{_YEAR}))"
)
"""A date that leaves to the one after it what both share: “March-July 2020”, “5-7 June 2023”, “Q1 and Q2 2023-24”."""
_ABOUT = r"(?:c\.|circa|around|about|approx(?:imately|\.)?|early|mid|late|middle\ of|beginning\ of|start\ of)(?:\s+in)?"
_TERM = r"(?:\s*,?\s*for\s+(?P<term>\d+|one|two|three|four|five)\s+(?P<unit>year|month)s?)"
_POINT_RE = re.compile(_POINT, re.VERBOSE | re.IGNORECASE)
_PLAIN_POINT = re.sub(r"\?P<\w+>", "?:", _POINT)
_EXPRESSION = re.compile(
    rf"""(?<![\w£$/.-])(?:(?P<lead>{_LEAD}):?\s+)?(?:(?P<about>{_ABOUT})[\s-]*)?
    (?:(?P<first>{_SHORTENED}|{_PLAIN_POINT})
       (?:{_SEPARATOR}(?P<second>{_PLAIN_POINT})|{_SEPARATOR}(?P<open>{_OPEN})\b|\s+(?P<open2>{_OPEN}|onwards?)\b)?
     | (?P<alone>{_OPEN}|completed?)\b)
    {_TERM}?(?![\w])""",
    re.VERBOSE | re.IGNORECASE,
)
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
_SEASON_CODES = {"spring": 21, "summer": 22, "autumn": 23, "winter": 24}
_ENDING = re.compile(r"no later|complete|finish|deliver|\bby\b|until|till|due|end of", re.IGNORECASE)
_STARTING = re.compile(r"commenc|start|launch|open|introduc|establish|beg[ai]n|from|since", re.IGNORECASE)
_LATEST = re.compile(r"no later|complet|finish|deliver|\b(?:by|until|till|end)\b", re.IGNORECASE)
_AHEAD = re.compile(r"\b(?:due|planned|scheduled|expected)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reading:
    """A date expression: where it stands and what it means; `start` and `end` as YYYY-MM or YYYY-MM-DD."""

    span: Span
    edtf: str | None
    start: str | None
    end: str | None
    open_end: bool = False
    completed: bool = False
    derived_end: bool = False
    lead: str = ""
    body: int = 0


def find_dates(text: str, span: Span, year_start: int = 4) -> list[Reading]:
    """Return the date expressions of a stretch, from left to right."""
    found = []
    for match in _EXPRESSION.finditer(text, span.start, span.end):
        reading = _read(match, year_start)
        if reading:
            found.append(reading)
    return found


def _read(match: re.Match[str], year_start: int) -> Reading | None:
    where = Span(match.start(), match.end())
    lead = (match["lead"] or "").lower()
    body = match.start("first") if match["first"] else match.start("alone")
    if match["alone"]:
        completed = match["alone"].lower().startswith("complete")
        return Reading(where, None, None, None, not completed, completed, lead=lead, body=body)
    second = match["second"]
    first = _edtf(_with_year(match["first"], second), year_start)
    last = _edtf(second, year_start) if second else None
    if first is None or (second and last is None):
        return None
    if lead == "before":
        return Reading(where, None, None, None, lead=lead, body=body)
    opened = bool(match["open"] or match["open2"])
    reading = _meaning(where, lead, body, first, last, opened, _months(match))
    guessed = match["about"] and match["about"].lower().startswith(("c", "ar", "ab", "ap"))
    return replace(reading, edtf=f"{reading.edtf}~") if guessed and reading.edtf == first else reading


def _months(match: re.Match[str]) -> int:
    if not match["term"]:
        return 0
    count = _NUMBERS.get(match["term"].lower()) or int(match["term"])
    return count * (12 if match["unit"].lower() == "year" else 1)


def _meaning(where: Span, lead: str, body: int, first: str, last: str | None, opened: bool, term: int) -> Reading:
    months = first[:7] if len(first) >= 7 and first[5:7] < "13" else None
    if last is not None:
        return Reading(where, _interval(first, last), _low(first), _high(last), lead=lead, body=body)
    if term and months:
        end = _plus(months, term - 1)
        return Reading(where, f"{first}/{end}~", _exact(first), end, opened, derived_end=True, lead=lead, body=body)
    if opened:
        return Reading(where, f"{_low(first) or first}/..", _low(first), None, True, lead=lead, body=body)
    if "/" in first:
        return Reading(where, first, _low(first), _high(first), lead=lead, body=body)
    if is_end_word(lead):
        done = lead.startswith(("complete", "finish", "deliver"))
        return Reading(where, f"/{first}", None, _exact(first), completed=done, lead=lead, body=body)
    if _STARTING.search(lead):
        opened = not _AHEAD.search(lead)
        return Reading(where, f"{first}/..", _exact(first), None, opened, lead=lead, body=body)
    return Reading(where, first, _exact(first), _exact(first), lead=lead, body=body)


def _interval(first: str, last: str) -> str:
    return f"{first.split('/')[0]}/{last.split('/')[-1]}"


def _low(edtf: str) -> str | None:
    return _exact(edtf.split("/")[0])


def _high(edtf: str) -> str | None:
    return _exact(edtf.split("/")[-1])


def _exact(point: str) -> str | None:
    """Return a point only where month and year are known."""
    return point if len(point) >= 7 and point[5:7] < "13" else None


def _plus(month: str, count: int) -> str:
    total = int(month[:4]) * 12 + int(month[5:7]) - 1 + count
    return f"{total // 12:04d}-{total % 12 + 1:02d}"


def _with_year(first: str, second: str | None) -> str:
    """Give a shortened date what the date it leads up to says for both (“March-July 2020”, “5-7 June 2023”)."""
    if not second:
        return first
    short = first.strip(" .")
    if re.fullmatch(_DAY, short):
        return f"{short} {re.sub(rf'^{_DAY}', '', second.strip(), count=1).strip()}"
    if re.fullmatch(rf"(?:{_DAY}\s+)?{_MONTH}", first.strip(), re.IGNORECASE) or re.fullmatch("Q[1-4]", short):
        year = re.search(rf"{_YEAR}.*", second)
        return f"{short} {year.group()}" if year else first
    return first


def _edtf(text: str, year_start: int) -> str | None:
    """Return one point in time as EDTF, None where it is no real date."""
    match = _POINT_RE.fullmatch(text.strip())
    if not match:
        return None
    if match["iso"]:
        return match["iso"] if _valid(match["iso"]) else None
    if match["slash"]:
        day, month, year = (int(part) for part in re.split(r"[/.]", match["slash"]))
        point = f"{year if year > 99 else 2000 + year:04d}-{month:02d}-{day:02d}"
        return point if _valid(point) else None
    if match["month"]:
        return _month_point(match)
    if match["usmonth"]:
        return _day_point(match["usyear"], match["usmonth"], match["usday"])
    if match["half"]:
        start = f"{match['hyear']}-{'01' if match['half'][-1:] == '1' or match['half'][:1] in 'fF' else '07'}"
        return f"{start}/{_plus(start, 5)}"
    if match["season"]:
        return f"{match['syear']}-{_SEASON_CODES[match['season'].lower()]}"
    if match["quarter"]:
        return _quarter(int(match["quarter"][1]), match["qyear"], year_start)
    if match["fy"]:
        return _financial_year(match["fy"], year_start)
    return match["bare"]


def _month_point(match: re.Match[str]) -> str | None:
    year = match["year"] if len(match["year"]) == 4 else "20" + match["year"]
    return _day_point(year, match["month"], match["day"])


def _day_point(year: str, month: str, day: str | None) -> str | None:
    number = _MONTH_NAMES.index(month[:3].lower()) + 1
    point = f"{year}-{number:02d}" + (f"-{int(day):02d}" if day else "")
    return point if _valid(point) else None


def _valid(point: str) -> bool:
    parts = [int(part) for part in point.split("-")]
    if not 1 <= parts[1] <= 12:
        return False
    return len(parts) == 2 or 1 <= parts[2] <= calendar.monthrange(parts[0], parts[1])[1]


def _financial_year(text: str, year_start: int) -> str | None:
    """“2021-22” is a financial year: the second part must be the next year."""
    first, second = re.split(r"\s*[/–-]\s*", text)
    if (int(first) + 1) % 100 != int(second[-2:]):
        return None
    start = f"{first}-{year_start:02d}"
    return f"{start}/{_plus(start, 11)}"


def _quarter(number: int, year: str, year_start: int) -> str | None:
    """A quarter of a financial year, or of a calendar year where only one year is given."""
    if re.fullmatch(_YEAR, year):
        start = f"{year}-{3 * number - 2:02d}"
    else:
        whole = _financial_year(year, year_start)
        if whole is None:
            return None
        start = _plus(whole[:7], 3 * (number - 1))
    return f"{start}/{_plus(start, 2)}"


def trailing_date(text: str, span: Span, year_start: int = 4) -> Reading | None:
    """Return the date expression a title cell ends with, if it does."""
    found = find_dates(text, span, year_start)
    if found and not text[found[-1].span.end : span.end].strip(" .;,)]"):
        return found[-1]
    return None


def is_end_word(lead: str) -> bool:
    """Say whether a governing word speaks of an end: “due by”, but not “due to start”."""
    return bool(_ENDING.search(lead)) and (not _STARTING.search(lead) or bool(_LATEST.search(lead)))


def is_start(reading: Reading) -> bool:
    """Say whether the governing word makes this the start of something."""
    return bool(_STARTING.search(reading.lead)) and not is_end_word(reading.lead)


def is_end(reading: Reading) -> bool:
    """Say whether the governing word makes this the end of something."""
    return is_end_word(reading.lead)


def is_ahead(reading: Reading) -> bool:
    """Say whether the governing word speaks of something still to come (“due to start in May 2023”)."""
    return bool(_AHEAD.search(reading.lead))
