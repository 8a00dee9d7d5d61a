"""The two things done for each document, in this process or in another: taking it in, and drawing its graphs."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path

from graph.build import edition_graphs
from graph.documents import DocumentEntry
from graph.errors import Corrupt, JunctionBoxError
from graph.evidence import check_evidence
from graph.generation import is_whole, write_graph
from graph.minting import minted, things_of
from graph.nquads import whole
from graph.records import Edition, Extraction
from ingest.by_hand import by_hand
from ingest.extract import extract
from ingest.found import Found, found_in
from ingest.overlay import apply_decisions
from ingest.readers.kinds import NotADocument
from ingest.reading import file_bytes, read_bytes
from ingest.remembered import Drawn, FoundBefore, Memory, Reading
from ingest.setting import Setting

STORED_SUFFIX = ".stored.txt"


@dataclass(frozen=True, slots=True)
class Job:
    """A document to take in: a file under a name, the edition before it, and what to record of it; or a stored one."""

    document: str
    path: str = ""
    before: DocumentEntry | None = None
    owner: str = ""
    title: str = ""
    received: str = ""
    stored: DocumentEntry | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a job: the entry and what was found, or the problem; `foreign` says that it is no document."""

    entry: DocumentEntry | None = None
    known: bool = False
    found: Found | None = None
    problem: str = ""
    foreign: bool = False


@dataclass(frozen=True, slots=True)
class Drawing:
    """An edition whose graphs are to be written, with the addresses minted for its things."""

    entry: DocumentEntry
    slugs: tuple[str, ...]


class Desk:
    """Works on the documents of one workspace."""

    def __init__(self, setting: Setting, memory: Memory) -> None:
        self.setting = setting
        self.memory = memory
        self.workspace = setting.workspace
        self._limits = self.workspace.settings.limits

    def known(self, job: Job) -> Taken | None:
        """Return a job's result where nothing needs to be read for it, None where it must be done."""
        entry = job.stored or _told_anew(job)
        if entry is None:
            return None
        before = self.memory.recall(FoundBefore, entry.document, self.setting.edition_key(entry))
        if before is None:
            return None
        try:
            data = self.stored_bytes(entry) if job.stored else file_bytes(Path(job.path), self._limits)
        except JunctionBoxError:
            return None
        if hashlib.sha256(data).hexdigest() != entry.sha256:
            return None
        return Taken(entry, True, before.found)

    def take(self, job: Job) -> Taken:
        """Take in one document; whatever is wrong with it is told in a sentence and stops no other."""
        name = job.stored.name if job.stored else Path(job.path).name
        try:
            return self._taken(job)
        except NotADocument as error:
            return Taken(problem=str(error), foreign=True)
        except JunctionBoxError as error:
            return Taken(problem=str(error))
        except (Exception, MemoryError) as error:
            told = " ".join(f"{type(error).__name__} {error}".split())[:200]
            return Taken(
                problem=f"Junction Box fails on {name}; this is a fault of the program, please report: {told}."
            )

    def _taken(self, job: Job) -> Taken:
        if job.stored:
            return Taken(job.stored, True, self.found(job.stored, self.stored_bytes(job.stored)))
        data = file_bytes(Path(job.path), self._limits)
        sha256 = hashlib.sha256(data).hexdigest()
        entry = _told_anew(job)
        if entry and entry.sha256 == sha256:
            return Taken(entry, True, self.found(entry, data))
        reading, entry = self._read(_new_entry(job, sha256), data)
        return Taken(entry, False, self._found_in(entry, reading.extraction))

    def found(self, entry: DocumentEntry, data: bytes) -> Found:
        """Return what was found in an edition, as remembered or worked out."""
        before = self.memory.recall(FoundBefore, entry.document, self.setting.edition_key(entry))
        return before.found if before else self._found_in(entry, self._read(entry, data)[0].extraction)

    def _found_in(self, entry: DocumentEntry, raw: Extraction) -> Found:
        edition = self._settled(entry, raw)
        check_evidence(edition.extraction)
        found = found_in(edition, self.setting)
        self.memory.keep(entry.document, FoundBefore(self.setting.edition_key(entry), found))
        return found

    def _read(self, entry: DocumentEntry, data: bytes, again: bool = False) -> tuple[Reading, DocumentEntry]:
        """Return what a document says before decisions, and its entry with what only a reader can tell."""
        key = self.setting.reading_key(entry)
        reading = (self.memory.handed_over if again else self.memory.recall)(Reading, entry.document, key)
        if reading is None:
            settings = self.workspace.settings
            source = read_bytes(entry.name, data, settings.limits)
            decisions = self.setting.decisions_on(entry.document)
            whole(source.text)
            said = by_hand(settings, entry.name)
            owner, columns = said.owner or entry.owner, said.columns
            names, year = self.setting.gazetteer, settings.financial_year_start
            found = extract(source, names, owner, year, decisions, columns)
            reading = Reading(key, found.title or "", found)
            self.memory.keep(entry.document, reading)
        if not entry.reader:
            title = by_hand(self.workspace.settings, entry.name).title or entry.title or reading.title
            entry = replace(entry, reader=reading.extraction.reader, title=title)
        return reading, entry

    def _settled(self, entry: DocumentEntry, raw: Extraction) -> Edition:
        title = by_hand(self.workspace.settings, entry.name).title or entry.title or raw.title
        raw = replace(raw, title=title, issued=entry.issued or raw.issued)
        decisions = self.setting.decisions_on(entry.document)
        extraction, fates, decided = apply_decisions(raw, decisions, entry.document)
        return Edition(entry.document, entry.edition, extraction, fates, decided)

    def edition(self, entry: DocumentEntry) -> Edition:
        """Return a stored edition as records, with people's decisions applied."""
        return self._settled(entry, self._read(entry, self.stored_bytes(entry), again=True)[0].extraction)

    def text(self, entry: DocumentEntry, data: bytes) -> str:
        """Return the one text that an edition's offsets refer to."""
        return self._read(entry, data, again=True)[0].extraction.text

    def stored_bytes(self, entry: DocumentEntry) -> bytes:
        """Return the workspace's own copy of a document; raise Corrupt where it is gone or changed."""
        try:
            data = (self.workspace.documents / entry.file).read_bytes()
        except FileNotFoundError as error:
            raise Corrupt(f"The document {entry.name} is listed but its file is missing from the workspace.") from error
        if hashlib.sha256(data).hexdigest() != entry.sha256:
            raise Corrupt(f"The document {entry.name} is not as it was received: its file was changed afterwards.")
        return data

    def drawn(self, drawing: Drawing) -> dict[str, str] | None:
        """Return the graph files drawn for an edition before (IRI -> name), None where they must be drawn."""
        before = self.memory.recall(Drawn, drawing.entry.document, self._drawing_key(drawing))
        if before and all(is_whole(self.workspace.built, name) for name in before.files.values()):
            return before.files
        return None

    def draw(self, drawing: Drawing) -> dict[str, str]:
        """Write the graphs of an edition and return their files (IRI -> name)."""
        edition = self.edition(drawing.entry)
        base, built = self.workspace.settings.base, self.workspace.built
        graphs = edition_graphs(edition, minted(things_of(edition), drawing.slugs), base)
        files = {graph: write_graph(built, graph, text, base) for graph, text in graphs.items()}
        self.memory.keep(drawing.entry.document, Drawn(self._drawing_key(drawing), files))
        return files

    def _drawing_key(self, drawing: Drawing) -> str:
        return self.setting.drawing_key(drawing.entry, drawing.slugs)


def _told_anew(job: Job) -> DocumentEntry | None:
    """Return the edition that is here already, with the owner and title that are now said of it."""
    if job.before is None:
        return None
    return replace(job.before, owner=job.owner or job.before.owner, title=job.title or job.before.title)


def _new_entry(job: Job, sha256: str) -> DocumentEntry:
    """Return the entry of a new edition, without what only a reader can tell."""
    edition = f"sha256-{sha256[:12]}"
    file = f"{job.document}/{edition}/{Path(job.path).name}"
    revises = job.before.edition if job.before else ""
    return DocumentEntry(job.document, edition, file, file, sha256, "", job.title, job.owner, "", revises, job.received)
