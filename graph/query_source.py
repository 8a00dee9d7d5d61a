"""What queries are asked of: the files of one generation, or any RDF file, loaded in a process of their own."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from graph.errors import DataError
from graph.store import MemoryStore

_NESTED_ENTITY = re.compile(rb"""<!ENTITY\s+[^>]*?(?:"[^">]*&[^"#>][^">]*"|'[^'>]*&[^'#>][^'>]*')""")
_HEAD = 1_000_000


@dataclass(frozen=True, slots=True)
class QuerySource:
    """One state of the data: its name, its files, and the base of its addresses; `any_rdf` for a file of others."""

    name: str
    files: tuple[str, ...]
    base: str
    any_rdf: bool = False

    def load(self) -> MemoryStore:
        """Load the files into memory; raise DataError or Corrupt where one cannot be read."""
        if self.any_rdf:
            return load_rdf(Path(self.files[0]))
        return MemoryStore.of_files(map(Path, self.files), self.base)

    def as_text(self) -> str:
        """Return the source as JSON."""
        return json.dumps([self.name, self.files, self.base, self.any_rdf])

    @classmethod
    def of_text(cls, text: str) -> QuerySource:
        """Read a source from its JSON."""
        name, files, base, any_rdf = json.loads(text)
        return cls(name, tuple(files), base, any_rdf)


def rdf_source(path: Path) -> QuerySource:
    """Return an RDF file as what queries are asked of."""
    return QuerySource(path.name, (str(path.resolve()),), "", any_rdf=True)


def load_rdf(path: Path) -> MemoryStore:
    """Load any RDF file, told by its suffix; its own address is its base. Raise DataError when it cannot be read."""
    if not path.is_file():
        raise DataError(f"There is no file {path}.")
    form = ox.RdfFormat.from_extension({"owl": "rdf", "xml": "rdf", "json": "jsonld"}.get(_suffix(path), _suffix(path)))
    if form is None:
        raise DataError(f"{path.name} has no suffix of an RDF file: .ttl, .nt, .nq, .trig, .rdf, .owl, .jsonld or .n3.")
    if form == ox.RdfFormat.RDF_XML:
        with path.open("rb") as file:
            if _NESTED_ENTITY.search(file.read(_HEAD)):
                raise DataError(f"{path.name} declares entities made of entities, which may grow without end.")
    store = MemoryStore(path.resolve().as_uri())
    try:
        store.load(path, form)
    except (SyntaxError, ValueError, OSError) as error:
        raise DataError(f"{path.name} cannot be read: {error}.") from error
    return store


def _suffix(path: Path) -> str:
    return path.suffix.lower().removeprefix(".")
