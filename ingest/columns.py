"""Header rows: which words head a column of an action table, and what the column holds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from html import unescape

from graph.iris import fold
from graph.records import Span
from ingest.lexicon import load
from ingest.source import Row

MOST_HEADING_WORDS = 9
_AHEAD = re.compile(
    r"\b(?:will|planned|proposed|by when|deadline|due|target|timescales?|time ?frames?|to be done|next steps)\b",
    re.IGNORECASE,
)
ROLES: tuple[str, ...] = (
    "title",
    "description",
    "outcome",
    "partner",
    "lead",
    "date",
    "start",
    "end",
    "status",
    "venue",
    "theme",
    "money",
    "audience",
    "reference",
    "ignored",
)
"""What a column may hold."""
LONGEST_SHORT_FORM = 6
"""Characters of a heading that may end in a full stop as a shortened word."""
MOST_LABEL_WORDS = 3
"""Words of headings that need not be known where one beside them names actions."""
KEPT = "kept"
"""The role of a column that is shown with its action as it is, and is no part of the graph."""
_INTRODUCING = re.compile(r"^(?:(?:our|the|key|main|their|planned|proposed) )+(?=\w)")
_PLURAL = re.compile(r"\((s|es)\)")
_PLAIN = re.compile(r"[^a-z0-9#]+")
_PERIOD = re.compile(
    r"(?:(?:q|qtr |quarter )[1-4]|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]* (?:20)?\d\d)"
    r"(?: (?:20)?\d\d){0,2}"
)
"""A quarter, or a month with its year: a heading of such words alone heads what was reported then."""


def plain(text: str) -> str:
    """Return a heading as lower-case words with single spaces; “partner(s)” is read as “partners”."""
    return _PLAIN.sub(" ", _PLURAL.sub(r"\1", unescape(text).lower())).strip()


_NO_ROLES = ("keywords", "broader")


@cache
def _meanings() -> dict[str, str]:
    lexicon = load("columns")
    return {plain(text): role for role, wordings in lexicon.items() if role not in _NO_ROLES for text in wordings}


def _bare(text: str) -> str:
    """Return a heading in plain words without what only introduces it (“Our key actions”)."""
    return _INTRODUCING.sub("", plain(text))


def meaning(text: str) -> str | None:
    """Return what a column heading stands for, None when the lexicon does not know it."""
    known = _meanings()
    whole = _bare(text)
    if plain(text) in known or whole in known:
        return known.get(plain(text)) or known[whole]
    parts = [_bare(part) for part in re.split(r"[/&,–—()-]|\band\b", unescape(text)) if plain(part)]
    roles = [known.get(part) for part in parts]
    if len(roles) < 2 or not all(roles):
        return None
    if "title" in roles or ("date" in roles and set(roles) & {"outcome", "description"}):
        return "title"
    return "outcome" if "outcome" in roles and "description" in roles else roles[0]


def is_period(text: str) -> bool:
    """Say whether a heading is only a quarter or a month with its year; among headings it heads an update."""
    return bool(_PERIOD.fullmatch(plain(text)))


def likely_meaning(text: str) -> str | None:
    """Return what a heading stands for, by one telling word where the whole is not known."""
    words = plain(text)
    found = meaning(text)
    if found or not words or len(words.split()) > MOST_HEADING_WORDS:
        return found
    for role, keywords in load("columns")["keywords"].items():
        if any(re.search(rf"\b{re.escape(keyword)}\b", words) for keyword in keywords):
            return str(role)
    return None


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table: role by column, and the columns that nobody could name, with their headings."""

    roles: dict[int, str]
    unmapped: dict[int, Span]
    headings: dict[int, Span] = field(default_factory=dict)
    """Every column's heading."""

    def has(self, *roles: str) -> bool:
        """Say whether any of the roles has a column."""
        return bool(set(roles) & set(self.roles.values()))

    def looks_ahead(self, text: str) -> bool:
        """Say whether a heading speaks of what is to come (“What we will do”, “By when”)."""
        return any(_AHEAD.search(span.of(text)) for span in self.headings.values())

    @property
    def record(self) -> bool:
        """Whether a row is a record with columns of its own, not a title beside a mixed description."""
        found = set(self.roles.values()) - {"reference", "ignored", KEPT}
        return bool(found & {"partner", "lead", "status", "description", "venue", "start"}) or len(found) > 3


def header(text: str, row: Row, by_hand: Mapping[str, str] | None = None) -> Columns | None:
    """Return the columns of a header row, None when it is no header.

    In a text dump every cell must be known. In a real table two are enough, one of them a column that makes a table
    of actions, if no cell reads like a sentence. A heading that a person has mapped (`by_hand`: its plain words, and
    the role) is always known, and makes its row a header.
    """
    words = {cell.column: fold(cell.span.of(text)) for cell in row.cells}
    headings = {cell.column: cell.span for cell in row.cells}
    settled = {column: role for column, heading in words.items() if (role := (by_hand or {}).get(plain(heading)))}
    if settled:
        likely = {column: settled.get(column) or likely_meaning(heading) for column, heading in words.items()}
        return _columns(text, {column: role for column, role in likely.items() if role}, headings)
    if any(_ends_a_sentence(heading) for heading in words.values()):
        return None
    known = {column: meaning(heading) for column, heading in words.items()}
    if all(known.values()):
        return _columns(text, {column: role for column, role in known.items() if role}, headings)
    if len(words) < 2 or any(_is_sentence(heading) for heading in words.values()):
        return None
    if not row.whole and _is_titled_pair(text, row, known):
        return _columns(text, {row.cells[0].column: "title", row.cells[1].column: "outcome"}, headings)
    likely = {column: likely_meaning(heading) for column, heading in words.items()}
    roles = {column: role for column, role in likely.items() if role}
    telling = {role for role in known.values() if role} | (set(roles.values()) if row.whole else set())
    if row.whole and "title" in known.values() and all(_is_label(heading) for heading in words.values()):
        return _columns(text, roles, headings)
    if len(roles) < 2 or not telling & {"title", "outcome", "description"} or len(roles) * 2 < len(words):
        return None
    if not row.whole and sum(1 for role in known.values() if role) < 2:
        return None
    return _columns(text, roles, headings)


def _columns(text: str, roles: dict[int, str], headings: dict[int, Span]) -> Columns:
    dated = {column: "description" for column, span in headings.items() if is_period(span.of(text))}
    roles = {**dated, **roles}
    unmapped = {column: span for column, span in headings.items() if column not in roles}
    return _broader(text, Columns(roles, unmapped, headings))


def with_subheadings(text: str, columns: Columns, row: Row) -> Columns | None:
    """Return the columns with those that a second heading row names below group headings, None when it is none.

    A group (“Delivery” over “Lead” and “Partners”) holds no column of its own; what a column below it is called tells
    what it holds, or else the group does (“Outcomes” over “Short term” and “Long term”).
    """
    words = {cell.column: fold(cell.span.of(text)) for cell in row.cells}
    if not row.whole or any(len(cell.paragraphs) > 1 for cell in row.cells):
        return None
    if any(_is_sentence(heading) or _ends_a_sentence(heading) or not plain(heading) for heading in words.values()):
        return None
    likely = {column: likely_meaning(heading) for column, heading in words.items()}
    if _stands_under_groups(columns, row):
        likely = {column: role or columns.roles.get(_group(columns, column)) for column, role in likely.items()}
    elif not any(likely.values()) or not _fills_gaps(columns, words):
        return None
    kept = {column: role for column, role in columns.roles.items() if column not in words}
    headings = {**columns.headings, **{cell.column: cell.span for cell in row.cells}}
    return _columns(text, {**kept, **{column: role for column, role in likely.items() if role}}, headings)


def _group(columns: Columns, column: int) -> int:
    """Return the column of the heading that stands over a column: its own, or the nearest to the left."""
    return max((headed for headed in columns.headings if headed <= column), default=-1)


def _stands_under_groups(columns: Columns, row: Row) -> bool:
    """Say whether a row fills columns without a heading, those beside them, and none of the others."""
    groups = {_group(columns, cell.column) for cell in row.cells if cell.column not in columns.headings}
    if not groups or -1 in groups or len(groups) == len(columns.headings):
        return False
    return len(row.cells) > 1 and all(_group(columns, cell.column) in groups for cell in row.cells)


def _fills_gaps(columns: Columns, words: Mapping[int, str]) -> bool:
    """Say whether a row names only columns that have no role yet, or mostly known ones beside the titles."""
    taken = {columns.roles[column] for column in words if columns.roles.get(column, KEPT) != KEPT}
    known = [heading for heading in words.values() if likely_meaning(heading)]
    exact = len(words) > 1 and all(meaning(heading) for heading in words.values())
    return not taken or exact or ("title" not in taken and len(known) * 2 > len(words))


def with_row_above(text: str, columns: Columns, above: Row | None) -> Columns:
    """Return the columns with those that only the row above the headings names: cells merged over both rows."""
    cells = [cell for cell in above.cells if cell.column not in columns.headings] if above and above.whole else []
    words = {cell.column: fold(cell.span.of(text)) for cell in cells}
    if not above or len(above.cells) < 2 or any(_is_sentence(w) or _ends_a_sentence(w) for w in words.values()):
        return columns
    likely = {column: likely_meaning(heading) for column, heading in words.items()}
    roles = {**columns.roles, **{column: role for column, role in likely.items() if role}}
    return _columns(text, roles, {**columns.headings, **{cell.column: cell.span for cell in cells}})


def with_unheaded_titles(text: str, columns: Columns) -> Columns:
    """Return the columns with the first one as that of titles, where it has no heading and no other is."""
    if columns.has("title") or 0 in columns.headings or not columns.has("partner", "lead", "outcome", "description"):
        return columns
    return _columns(text, {**columns.roles, 0: "title"}, columns.headings)


def _broader(text: str, columns: Columns) -> Columns:
    """Where two columns could name the action, the one that speaks of something broader is its theme."""
    titles = [column for column, role in columns.roles.items() if role == "title"]
    if len(titles) < 2:
        return columns
    broader = [column for column in titles if _bare(columns.headings[column].of(text)) in load("columns")["broader"]]
    if len(broader) == len(titles):
        return columns
    return Columns({**columns.roles, **dict.fromkeys(broader, "theme")}, columns.unmapped, columns.headings)


def _is_titled_pair(text: str, row: Row, known: dict[int, str | None]) -> bool:
    """Two columns of a dump, the first surely that of titles and dates: the other, however headed, tells of them."""
    first, other = row.cells[0], row.cells[-1]
    if len(row.cells) != 2 or first.column or known[0] != "title" or not looks_like_heading(text, other.span, 6):
        return False
    return len(fold(first.span.of(text)).split()) > 1


def _ends_a_sentence(heading: str) -> bool:
    """“No.” and “Ref.” are short for something; other marks at the end are those of a sentence."""
    return heading.endswith((",", ";")) or (heading.endswith(".") and len(heading) > LONGEST_SHORT_FORM)


def _is_label(heading: str) -> bool:
    """Say whether words are as short as a label and hold no number."""
    return heading[:1].isupper() and len(heading.split()) <= MOST_LABEL_WORDS and not re.search(r"\d", heading)


def _is_sentence(heading: str) -> bool:
    return len(heading.split()) > MOST_HEADING_WORDS


def looks_like_heading(text: str, span: Span, most_words: int = 5) -> bool:
    """Say whether a cell is short and without sentence marks, as headings are."""
    words = fold(span.of(text))
    return 0 < len(words.split()) <= most_words and not words.endswith((".", ",", ";", ":"))
