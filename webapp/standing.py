"""Which documents and editions a page stands on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from graph.store import Store
from webapp.reading import rows


@dataclass(frozen=True, slots=True)
class Standing:
    """One current edition: `document` and `edition` are site paths, `received` a day in words, all else as written."""

    document: str
    edition: str
    title: str
    file: str
    received: str
    issued: str
    owner: str
    sha256: str
    text_sha256: str


def standing(store: Store) -> tuple[Standing, ...]:
    """Return the current edition of every document, in the order they came."""
    return tuple(
        Standing(
            row["work"],
            row["edition"],
            row["title"],
            row["file"],
            in_words(row.get("received", "")),
            row.get("issued", ""),
            row.get("owner", ""),
            row["sha256"],
            row["text_sha256"],
        )
        for row in rows(store, "documents")
    )


def in_words(moment: str) -> str:
    """Return the day of an ISO moment as people write it, "3 March 2021"; unreadable text stays as it is."""
    try:
        day = date.fromisoformat(moment[:10])
    except ValueError:
        return moment
    return f"{day.day} {day:%B %Y}"
