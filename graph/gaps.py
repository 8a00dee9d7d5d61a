"""Gap queries: SPARQL files that look for what is missing, each with its level, topic and sentence in `#+` notes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from graph.errors import DataError
from graph.findings import LEVELS, Level
from graph.rows import Row, read_rows
from graph.saved import QUERIES
from graph.store import Store
from graph.terms import ONTOLOGY

FOLDERS = (ONTOLOGY / "checks", QUERIES / "gaps")


@dataclass(frozen=True, slots=True)
class Gap:
    """One query for gaps; it selects `?subject_at` and whatever its sentence names."""

    level: Level
    topic: str
    sentence: str
    sparql: str

    def rows(self, store: Store) -> list[Row]:
        """Return what the query finds."""
        return read_rows(store, self.sparql)


def gaps() -> Iterator[Gap]:
    """Give out all gap queries, in the order of their names."""
    for folder in FOLDERS:
        for path in sorted(folder.glob("*.rq")):
            yield read_gap(path.name, path.read_text("utf-8"))


def read_gap(file: str, text: str) -> Gap:
    """Read one gap query from its text; raise DataError, naming the file, where its notes are wrong."""
    lines = (line[2:].removeprefix(" ") for line in text.split("\n") if line.startswith("#+"))
    try:
        notes = yaml.safe_load("\n".join(lines))
    except yaml.YAMLError as error:
        raise DataError(f"{file} cannot be read: its “#+” notes are not well written.") from error
    if not isinstance(notes, dict) or not all(isinstance(notes.get(n), str) for n in ("level", "topic", "sentence")):
        raise DataError(f"{file} needs a level, a topic and a sentence in its “#+” notes.")
    if notes["level"] not in LEVELS:
        raise DataError(f"{file} has an unknown level “{notes['level']}”; known are {', '.join(LEVELS)}.")
    return Gap(notes["level"], notes["topic"], notes["sentence"], text)
