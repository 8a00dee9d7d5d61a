"""What a person says of single documents in `junctionbox.toml`: whose they are, their titles, what columns hold."""

from __future__ import annotations

from dataclasses import dataclass, field
from fnmatch import fnmatch

from graph.errors import DataError
from graph.settings import FILE_NAME, Settings
from ingest.columns import KEPT, ROLES, plain

_IN_WORDS = {"action": "title", "deadline": "end", "update": "description", "place": "venue", "funding": "money"}
"""Words that a person may use for a role beside its own name."""


@dataclass(frozen=True, slots=True)
class ByHand:
    """What is said of one document; `columns` gives a role for the plain words of a heading."""

    owner: str = ""
    title: str = ""
    columns: dict[str, str] = field(default_factory=dict)
    headings: dict[str, str] = field(default_factory=dict)
    """The plain words of each mapped heading, with the heading as it was written."""


def by_hand(settings: Settings, file_name: str) -> ByHand:
    """Return what the settings say of a file; where several patterns fit, the later one goes before.

    Raises DataError for a column of any pattern that should hold what no column can.
    """
    owner, title = "", ""
    columns: dict[str, str] = {}
    headings: dict[str, str] = {}
    for entry in settings.documents:
        roles = [(heading, _role(role, heading, entry.pattern)) for heading, role in entry.columns]
        if not _fits(file_name.lower(), entry.pattern.lower()):
            continue
        owner, title = entry.owner or owner, entry.title or title
        columns |= {plain(heading): role for heading, role in roles}
        headings |= {plain(heading): heading for heading, _ in roles}
    return ByHand(owner, title, columns, headings)


def _fits(name: str, pattern: str) -> bool:
    """A name may hold brackets, which a pattern reads as a choice of letters."""
    return name == pattern or fnmatch(name, pattern)


def words_for_roles() -> list[str]:
    """Return the words that may stand for what a column holds, “action” for its title among them."""
    return sorted({*ROLES, KEPT, *_IN_WORDS} - {"title"})


def _role(word: str, heading: str, pattern: str) -> str:
    role = _IN_WORDS.get(word.strip().lower(), word.strip().lower())
    if role not in (*ROLES, KEPT):
        known = ", ".join(words_for_roles())
        where = f"The column “{heading}” of “{pattern}” in {FILE_NAME}"
        raise DataError(f"{where} should hold one of {known}; “{word}” is none of them.")
    return role
