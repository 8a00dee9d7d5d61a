"""The workspace: a council's data as a folder of files, of which the graph is only a view."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from graph.documents import DocumentEntry, current_editions, read_documents
from graph.errors import Corrupt, DataError, NotFound
from graph.files import write_whole
from graph.generation import Generation, current_name, read_generation
from graph.registry import names_bytes
from graph.settings import FILE_NAME, Settings, read_settings
from graph.store import MemoryStore

VARIABLE = "JUNCTIONBOX_WORKSPACE"
_TOML = """\
# The settings of this Junction Box workspace.
owner = {owner}            # the body whose documents these are
home_council = {home}     # the council that "the Council" means, if you want that said
base = "https://junctionbox.example.org/"   # where addresses of things begin; set your own before publishing
financial_year_start = 4   # the month a financial year begins

[limits]
file_bytes = 20000000      # the largest document accepted
"""


@dataclass(frozen=True, slots=True)
class Workspace:
    """Where a council's files lie, and how they are set up."""

    root: Path
    settings: Settings

    @property
    def documents(self) -> Path:
        """The folder of documents as received."""
        return self.root / "documents"

    @property
    def names_file(self) -> Path:
        """The council's own partners and places."""
        return self.root / "registry" / "names.csv"

    @property
    def iris_file(self) -> Path:
        """The addresses minted so far."""
        return self.root / "registry" / "iris.csv"

    @property
    def decisions_file(self) -> Path:
        """What people settled."""
        return self.root / "decisions.csv"

    @property
    def queries(self) -> Path:
        """The council's own saved queries."""
        return self.root / "queries"

    @property
    def built(self) -> Path:
        """The graph as built from the other files."""
        return self.root / "built"

    def entries(self) -> list[DocumentEntry]:
        """Return every edition received, in order."""
        return read_documents(self.documents)

    def current(self) -> list[DocumentEntry]:
        """Return the newest edition of each document."""
        return current_editions(self.entries())

    def generation(self) -> Generation:
        """Return the built graph in force; raise Corrupt when there is none."""
        generation = read_generation(self.built)
        if generation is None:
            raise Corrupt("This workspace has no built graph yet; “junctionbox rebuild” makes it.")
        return generation

    def store(self) -> MemoryStore:
        """Load the built graph in force into memory."""
        generation = self.generation()
        try:
            return MemoryStore.of_files(generation.files.values(), self.settings.base)
        except Corrupt:
            # Two switches since then swept the files away: what is in force now is whole.
            if current_name(self.built) == generation.name:
                raise
        return self.store()


def open_workspace(root: Path) -> Workspace:
    """Open a folder as a workspace; raise NotFound when it is not one."""
    path = root / FILE_NAME
    if not path.is_file():
        raise NotFound(f"{root} is not a workspace: it has no {FILE_NAME}; “junctionbox init” makes one.")
    return Workspace(root.resolve(), read_settings(path))


def find_workspace(chosen: str | None, start: Path) -> Workspace:
    """Open the workspace that was named, or the one in the environment, or the nearest folder that is one."""
    named = chosen or os.environ.get(VARIABLE)
    if named:
        return open_workspace(Path(named))
    for folder in (start, *start.resolve().parents):
        if (folder / FILE_NAME).is_file():
            return open_workspace(folder)
    raise NotFound(
        f"There is no workspace here: neither this folder nor any above it has a {FILE_NAME}; "
        "name one with -w, or make one with “junctionbox init”."
    )


def create_workspace(root: Path, owner: str = "", home_council: str = "") -> Workspace:
    """Make an empty workspace; an existing one is left as it is and refused."""
    if (root / FILE_NAME).exists():
        raise DataError(f"{root} is a workspace already; nothing was changed.")
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise DataError(f"{root} is not an empty folder; choose a new one for the workspace.")
    for folder in ("documents", "registry", "queries", "built"):
        (root / folder).mkdir(parents=True, exist_ok=True)
    write_whole(root / "registry" / "names.csv", names_bytes([]))
    text = _TOML.format(owner=_toml_text(owner), home=_toml_text(home_council))
    write_whole(root / FILE_NAME, text.encode())
    return open_workspace(root)


def _toml_text(value: str) -> str:
    escaped = "".join(f"\\u{ord(char):04x}" if char < " " or char in '"\\\x7f' else char for char in value)
    return f'"{escaped}"'
