"""Saved questions: the SPARQL files of some folders, by name, with what is wrong with those that cannot be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from rapidfuzz import process

from graph.errors import JunctionBoxError, NotFound
from graph.files import decode
from graph.saved_notes import read_saved
from graph.saved_query import Column, Parameter, SavedQuery

__all__ = ["QUERIES", "Catalogue", "Column", "Parameter", "SavedQuery", "catalogue"]

QUERIES = Path(__file__).parent.parent / "queries"


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All saved questions by name, and one sentence for each file that could not be read."""

    queries: Mapping[str, SavedQuery]
    problems: tuple[str, ...] = ()

    def find(self, name: str) -> SavedQuery:
        """Return a question by its name; raise NotFound, with the nearest names, where there is none."""
        found = self.queries.get(name.removesuffix(".rq"))
        if found is None:
            near = [match[0] for match in process.extract(name, list(self.queries), limit=3, score_cutoff=50)]
            hint = f"; did you mean {' or '.join(near)}?" if near else "; “junctionbox questions” lists them."
            raise NotFound(f"There is no saved question “{name}”{hint}")
        return found


def catalogue(*folders: Path) -> Catalogue:
    """Read the saved questions of some folders, the shipped ones if none is given.

    A later folder's file stands in for an earlier one of the same name; a bad file hides no other.
    """
    queries: dict[str, SavedQuery] = {}
    problems: list[str] = []
    for folder in folders or (QUERIES,):
        for path in sorted(folder.glob("*.rq")):
            try:
                queries[path.stem] = _read(path, path.stat().st_mtime_ns)
            except JunctionBoxError as error:
                problems.append(str(error))
            except OSError as error:
                problems.append(f"{path.name} cannot be read: {error.strerror}.")
    return Catalogue(MappingProxyType(dict(sorted(queries.items()))), tuple(problems))


@lru_cache(maxsize=1024)
def _read(path: Path, changed: int) -> SavedQuery:
    return read_saved(path.stem, decode(path.read_bytes(), path.name), path)
