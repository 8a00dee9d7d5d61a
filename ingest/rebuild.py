"""The workspace brought up to date: documents in, graph out, all or nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from graph.build import Registry, build_graphs
from graph.documents import DocumentEntry, current_editions, documents_bytes
from graph.errors import Corrupt, JunctionBoxError, NotFound
from graph.evidence import check_evidence
from graph.files import write_whole, writing_lock
from graph.generation import Generation, write_generation
from graph.iris import fold, slug
from graph.records import Decision, Edition, Extraction, Named
from graph.registry import IriBook, book_bytes, read_book, read_names
from graph.terms import ONTOLOGY
from graph.workspace import Workspace
from ingest.decisions import merges_of, read_decisions
from ingest.extract import extract
from ingest.gazetteer import Gazetteer, merged_names
from ingest.overlay import apply_decisions
from ingest.reading import read_bytes, read_file
from ingest.source import Source

Progress = Callable[[str], None]
STORED_SUFFIX = ".stored.txt"


def silent(_: str) -> None:
    """Report nothing."""


@dataclass(frozen=True, slots=True)
class Ingested:
    """What became of one file: its entry and extraction, or why it could not be taken in."""

    file: str
    entry: DocumentEntry | None = None
    edition: Edition | None = None
    known_before: bool = False
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Setting:
    """What every extraction of a workspace needs: names, decisions and settings, read once."""

    workspace: Workspace
    own: tuple[Named, ...]
    gazetteer: Gazetteer
    decisions: tuple[Decision, ...]


def read_setting(workspace: Workspace) -> Setting:
    """Read a workspace's registry and decisions."""
    own = tuple(read_names(workspace.names_file)) if workspace.names_file.is_file() else ()
    decisions = tuple(read_decisions(workspace.decisions_file))
    return Setting(workspace, own, Gazetteer(merged_names(own)), decisions)


def edition_of(setting: Setting, entry: DocumentEntry, source: Source) -> Edition:
    """Return one edition as records, with people's decisions applied."""
    decisions = [d for d in setting.decisions if d.document in ("", entry.document)]
    year_start = setting.workspace.settings.financial_year_start
    raw = extract(source, setting.gazetteer, entry.owner, year_start, decisions)
    raw = _titled(raw, entry)
    extraction, fates, decided = apply_decisions(raw, decisions, entry.document)
    return Edition(entry.document, entry.edition, extraction, fates, decided)


def _titled(extraction: Extraction, entry: DocumentEntry) -> Extraction:
    issued = entry.issued or extraction.issued
    return replace(extraction, title=entry.title or extraction.title, issued=issued)


def rebuild(workspace: Workspace, progress: Progress = silent) -> Generation:
    """Recreate the built graph from the workspace's files, under its lock."""
    with writing_lock(workspace.built / "lock"):
        setting, entries = read_setting(workspace), workspace.entries()
        return _build(setting, entries, {}, progress)


def _build(
    setting: Setting, entries: list[DocumentEntry], fresh: dict[tuple[str, str], Edition], progress: Progress
) -> Generation:
    workspace = setting.workspace
    editions = []
    for entry in current_editions(entries):
        edition = fresh.get((entry.document, entry.edition))
        if edition is None:
            progress(f"Reading {entry.name}")
            edition = stored_edition(setting, entry)
        editions.append(edition)
    book = read_book(workspace.iris_file)
    progress("Writing the graph")
    graphs = build_graphs(editions, entries, registry_of(setting), book, workspace.settings.base)
    _save_book(workspace, book)
    return write_generation(workspace.built, graphs, workspace.settings.base, inputs_hash(workspace))


def registry_of(setting: Setting) -> Registry:
    """Return the names a build knows, with the merges that people decided."""
    kinds: dict[str, str] = {named.name: named.kind for named in setting.own}
    merges = merges_of(setting.decisions)
    merged = {(kinds.get(name, "partner"), name): target for name, target in merges.items()}
    own = frozenset((named.kind, named.name) for named in setting.own) | set(merged)
    return Registry(dict(setting.gazetteer.by_name), frozenset(own), merged)


def _save_book(workspace: Workspace, book: IriBook) -> None:
    data = book_bytes(book)
    if not workspace.iris_file.is_file() or workspace.iris_file.read_bytes() != data:
        write_whole(workspace.iris_file, data)


def stored_edition(setting: Setting, entry: DocumentEntry) -> Edition:
    """Read an edition again from the workspace's own copy of it."""
    return edition_of(setting, entry, _stored_source(setting.workspace, entry))


def _stored_source(workspace: Workspace, entry: DocumentEntry) -> Source:
    path = workspace.documents / entry.file
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise Corrupt(f"The document {entry.name} is listed but its file is missing from the workspace.") from error
    if hashlib.sha256(data).hexdigest() != entry.sha256:
        raise Corrupt(f"The document {entry.name} is not as it was received: its file was changed afterwards.")
    return read_bytes(entry.name, data, workspace.settings.limits)


def inputs_hash(workspace: Workspace) -> str:
    """Return a hash of all files the graph is built from, rules and vocabulary included."""
    digest = hashlib.sha256()
    own = [workspace.documents / "documents.csv", workspace.names_file, workspace.decisions_file]
    shipped = [*ONTOLOGY.rglob("*.ttl"), *ONTOLOGY.rglob("*.ru"), *(Path(__file__).parent / "data").iterdir()]
    for path in [*own, *sorted(shipped)]:
        digest.update(path.name.encode() + (path.read_bytes() if path.is_file() else b""))
    return digest.hexdigest()[:16]


def ingest(
    workspace: Workspace,
    files: list[Path],
    received: str,
    owner: str = "",
    document: str = "",
    progress: Progress = silent,
) -> list[Ingested]:
    """Take documents into a workspace; each comes in whole or not at all, and one bad file stops no other.

    `received` is the time to record. A file that is the current edition already changes nothing.
    """
    with writing_lock(workspace.built / "lock"):
        setting, entries = read_setting(workspace), workspace.entries()
        results: list[Ingested] = []
        fresh: dict[tuple[str, str], Edition] = {}
        sources: dict[str, tuple[Source, bytes]] = {}
        for path in files:
            progress(f"Reading {path.name}")
            result = _take(setting, entries, path, received, owner, document, sources)
            results.append(result)
            if result.entry and result.edition:
                fresh[result.entry.document, result.entry.edition] = result.edition
                if not result.known_before:
                    entries.append(result.entry)
        _check_and_store(setting, entries, fresh, sources, progress)
        return results


def _take(
    setting: Setting,
    entries: list[DocumentEntry],
    path: Path,
    received: str,
    owner: str,
    document: str,
    sources: dict[str, tuple[Source, bytes]],
) -> Ingested:
    try:
        source = read_file(path, setting.workspace.settings.limits)
        name = slug(document or path.stem)
        before = next((e for e in reversed(entries) if e.document == name), None)
        known = before is not None and before.sha256 == source.sha256
        entry = before if before and known else _entry(setting, source, name, before, received, owner)
        edition = edition_of(setting, entry, source)
        check_evidence(edition.extraction)
    except JunctionBoxError as error:
        return Ingested(path.name, problem=str(error))
    if not known:
        sources[entry.file] = (source, path.read_bytes())
    return Ingested(path.name, entry, edition, known)


def _entry(
    setting: Setting, source: Source, name: str, before: DocumentEntry | None, received: str, owner: str
) -> DocumentEntry:
    edition = f"sha256-{source.sha256[:12]}"
    file = f"{name}/{edition}/{source.name}"
    title = fold(source.title.of(source.text)) if source.title else ""
    return DocumentEntry(
        document=name,
        edition=edition,
        file=file,
        text_file=file,
        sha256=source.sha256,
        reader=source.reader,
        title=title,
        owner=owner or (before.owner if before else "") or setting.workspace.settings.owner,
        issued="",
        revises=before.edition if before else "",
        received=received,
    )


def _check_and_store(
    setting: Setting,
    entries: list[DocumentEntry],
    fresh: dict[tuple[str, str], Edition],
    sources: dict[str, tuple[Source, bytes]],
    progress: Progress,
) -> None:
    """Write documents first, then their list, then the graph: whatever stops us, `rebuild` ends it well."""
    workspace = setting.workspace
    if not sources and not needs_rebuild(workspace):
        return
    stored = [_stored_entry(workspace, entry, sources) for entry in entries]
    if stored != workspace.entries():
        write_whole(workspace.documents / "documents.csv", documents_bytes(stored))
    _build(setting, stored, fresh, progress)


def _stored_entry(
    workspace: Workspace, entry: DocumentEntry, sources: dict[str, tuple[Source, bytes]]
) -> DocumentEntry:
    """Keep a document as received; where its text is not the file itself, keep that beside it."""
    if entry.file not in sources:
        return entry
    source, data = sources[entry.file]
    write_whole(workspace.documents / entry.file, data)
    if source.text.encode() == data:
        return entry
    text_file = entry.file + STORED_SUFFIX
    write_whole(workspace.documents / text_file, source.text.encode())
    return replace(entry, text_file=text_file)


def needs_rebuild(workspace: Workspace) -> bool:
    """Say whether the built graph is missing, damaged or older than the files it is built from."""
    try:
        return workspace.generation().inputs != inputs_hash(workspace)
    except Corrupt:
        return True


def remove(workspace: Workspace, document: str, progress: Progress = silent) -> list[DocumentEntry]:
    """Take a document with all its editions out of the list and the graph; its files are kept aside."""
    with writing_lock(workspace.built / "lock"):
        entries = workspace.entries()
        gone = [entry for entry in entries if document in (entry.document, entry.name)]
        if not gone:
            known = ", ".join(sorted({entry.document for entry in entries})) or "none yet"
            raise NotFound(f"There is no document “{document}” here; there is {known}.")
        kept = [entry for entry in entries if entry not in gone]
        write_whole(workspace.documents / "documents.csv", documents_bytes(kept))
        _build(read_setting(workspace), kept, {}, progress)
        return gone
