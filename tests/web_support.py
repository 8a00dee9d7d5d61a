"""Workspaces for the viewer's tests: real files, built in a folder of the test's own."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from graph.build import Registry, build_graphs
from graph.documents import FILE_NAME, DocumentEntry, documents_bytes
from graph.files import write_whole
from graph.generation import write_generation
from graph.records import Edition, Named
from graph.registry import read_book, read_names
from graph.workspace import Workspace, create_workspace
from ingest.gold import read_gold_file

EXAMPLE = Path(__file__).parent.parent / "ingest" / "example"
RECEIVED = "2021-03-09T10:00:00Z"


def example_edition(document: str = "library-action-log-retold") -> Edition:
    """Return the shipped example log as its gold file reads it."""
    extraction = read_gold_file(
        EXAMPLE / "library-action-log-retold.gold.json", EXAMPLE / "library-action-log-retold.txt"
    )
    return Edition(document, f"sha256-{extraction.sha256[:12]}", replace(extraction, title="Library action log, retold"))


def example_names() -> list[Named]:
    """Return the names that ship with the example log."""
    return read_names(EXAMPLE / "names.csv")


def make_workspace(folder: Path, editions: Iterable[Edition], names: Iterable[Named] = ()) -> Workspace:
    """Make a workspace in an empty folder and build its graph from the editions."""
    workspace = create_workspace(folder, owner="A library service")
    rebuild(workspace, editions, names)
    return workspace


def rebuild(
    workspace: Workspace,
    editions: Iterable[Edition],
    names: Iterable[Named] = (),
    merged: dict[tuple[str, str], str] | None = None,
) -> None:
    """Write the documents of the editions, build the graph from them and switch to it."""
    editions = list(editions)
    entries = [_received(workspace, edition) for edition in editions]
    write_whole(workspace.documents / FILE_NAME, documents_bytes(entries))
    known = {(named.kind, named.name): named for named in names}
    registry = Registry(known, frozenset(known), merged or {})
    base = workspace.settings.base
    graphs = build_graphs(editions, entries, registry, read_book(workspace.iris_file), base)
    write_generation(workspace.built, graphs, base, inputs="test")


def _received(workspace: Workspace, edition: Edition) -> DocumentEntry:
    source = edition.extraction
    file = f"{edition.document}/{edition.edition}.txt"
    write_whole(workspace.documents / file, source.text.encode())
    return DocumentEntry(
        document=edition.document,
        edition=edition.edition,
        file=f"{edition.document}/{source.file_name}",
        text_file=file,
        sha256=source.sha256 or hashlib.sha256(source.text.encode()).hexdigest(),
        reader=source.reader,
        title=source.title or "",
        owner=source.owner or "",
        issued=source.issued or "",
        revises=edition.revises or "",
        received=RECEIVED,
    )
