"""The workspace brought up to date: documents in, graph out, all or nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from graph.build import shared_graphs
from graph.documents import DocumentEntry, current_editions, documents_bytes
from graph.errors import Corrupt, DataError, JunctionBoxError, NotFound
from graph.files import write_whole, writing_lock
from graph.generation import Generation, current_name, switch, write_graph
from graph.minting import Mint
from graph.records import Edition
from graph.registry import IriBook, book_bytes, read_book
from graph.settings import FILE_NAME
from graph.terms import ONTOLOGY
from graph.workspace import Workspace
from ingest.arrivals import Arrival, Terms, arrivals
from ingest.by_hand import by_hand
from ingest.crew import cores
from ingest.found import Found
from ingest.remembered import Memory
from ingest.setting import Setting, read_setting
from ingest.staff import Staff
from ingest.telling import Silence, Teller
from ingest.work import STORED_SUFFIX, Desk, Drawing, Job, Taken

NOTHING_KEPT = (
    "Stopped. Nothing was taken in, and the graph is as it was; what was read is remembered, so that the same command "
    "goes on from there."
)
DOCUMENTS_KEPT = (
    "Stopped while the graph was made. The documents are in the workspace, the graph is the one from before; "
    "“junctionbox rebuild” takes them in."
)
GRAPH_KEPT = "Stopped at the very end: the documents are in the workspace and the new graph is in force."


class Stopped(JunctionBoxError):
    """A person stopped the work; the sentence says what was kept."""

    exit_code = 130


@dataclass(frozen=True, slots=True)
class Ingested:
    """What became of one file: its entry and what was found in it, or why it was not taken in.

    `left_out` is a file of a folder that is no document, `twice` one that was named before in the same call.
    """

    file: str
    entry: DocumentEntry | None = None
    found: Found | None = None
    known_before: bool = False
    problem: str = ""
    left_out: bool = False
    twice: bool = False
    read: Callable[[], Edition] | None = None

    @property
    def edition(self) -> Edition | None:
        """The edition as records, read again or remembered; None where nothing was taken in."""
        return self.read() if self.read else None


def rebuild(
    workspace: Workspace, teller: Teller | None = None, jobs: int | None = None, afresh: bool = False
) -> Generation:
    """Recreate the built graph from the workspace's files, under its lock; `afresh` reads every document again."""
    with writing_lock(workspace.built / "lock"), _work(workspace, teller, jobs, afresh) as work:
        return work.build(workspace.entries(), {})


def stored_edition(setting: Setting, entry: DocumentEntry) -> Edition:
    """Return an edition of the workspace as records, with people's decisions applied."""
    return Desk(setting, Memory(setting.workspace.root)).edition(entry)


def inputs_hash(workspace: Workspace) -> str:
    """Return a hash of all files the graph is built from, rules and vocabulary included."""
    digest = hashlib.sha256()
    settings = workspace.root / FILE_NAME
    own = [workspace.documents / "documents.csv", workspace.names_file, workspace.decisions_file, settings]
    shipped = [*ONTOLOGY.rglob("*.ttl"), *ONTOLOGY.rglob("*.ru"), *(Path(__file__).parent / "data").iterdir()]
    for path in [*own, *sorted(shipped)]:
        digest.update(path.name.encode() + (path.read_bytes() if path.is_file() else b""))
    return digest.hexdigest()[:16]


def needs_rebuild(workspace: Workspace) -> bool:
    """Say whether the built graph is missing, damaged or older than the files it is built from."""
    try:
        return workspace.generation().inputs != inputs_hash(workspace)
    except Corrupt:
        return True


def ingest(
    workspace: Workspace,
    files: Sequence[Path],
    received: str,
    owner: str = "",
    document: str = "",
    teller: Teller | None = None,
    jobs: int | None = None,
    title: str = "",
) -> list[Ingested]:
    """Take files and folders of files into a workspace; each document comes in whole or not at all.

    `received` is the time to record. A file that is the current edition already changes nothing, and one that cannot
    be read stops no other.
    """
    with writing_lock(workspace.built / "lock"), _work(workspace, teller, jobs) as work:
        return work.ingest(files, Terms(received, owner, document, title))


def remove(workspace: Workspace, document: str, teller: Teller | None = None) -> list[DocumentEntry]:
    """Take a document with all its editions out of the list and the graph; its files are kept aside."""
    with writing_lock(workspace.built / "lock"):
        entries = workspace.entries()
        gone = [entry for entry in entries if document in (entry.document, entry.name)]
        if not gone:
            known = ", ".join(sorted({entry.document for entry in entries})) or "none yet"
            raise NotFound(f"There is no document “{document}” here; there is {known}.")
        kept = [entry for entry in entries if entry not in gone]
        write_whole(workspace.documents / "documents.csv", documents_bytes(kept))
        with _work(workspace, teller, None) as work:
            work.build(kept, {})
        return gone


@contextmanager
def _work(workspace: Workspace, teller: Teller | None, jobs: int | None, afresh: bool = False) -> Iterator[_Work]:
    """Give out the work on a workspace; an interrupt becomes a sentence on what was kept."""
    before = _in_force(workspace)
    setting = read_setting(workspace)
    with Staff(Desk(setting, Memory(workspace.root, afresh)), jobs or cores(), teller or Silence()) as staff:
        work = _Work(setting, staff)
        try:
            yield work
        except KeyboardInterrupt as error:
            if _in_force(workspace) != before:
                raise Stopped(GRAPH_KEPT) from error
            raise Stopped(DOCUMENTS_KEPT if work.stored else NOTHING_KEPT) from error


def _in_force(workspace: Workspace) -> str | None:
    try:
        return current_name(workspace.built)
    except Corrupt:
        return None


class _Work:
    """One piece of work on a workspace, under its lock."""

    def __init__(self, setting: Setting, staff: Staff) -> None:
        self.setting = setting
        self.workspace = setting.workspace
        self.staff = staff
        self.stored = False

    def ingest(self, files: Sequence[Path], terms: Terms) -> list[Ingested]:
        """Take in files: documents first, then their list, then the graph, so that `rebuild` ends what was begun."""
        entries = self.workspace.entries()
        came = arrivals(self.workspace.root, files, entries, terms)
        todo = [self._owned(arrival.job) for arrival in came if arrival.job]
        taken = iter(self.staff.take("Reading", todo))
        results = [self._result(arrival, next(taken) if arrival.job else None) for arrival in came]
        paths = {arrival.job.document: Path(arrival.job.path) for arrival in came if arrival.job}
        results = [self._kept(result, paths) for result in results]
        new = [result.entry for result in results if result.entry and not result.known_before]
        told = {(e.document, e.edition): e for result in results if result.known_before and (e := result.entry)}
        before, entries = entries, [told.get((entry.document, entry.edition), entry) for entry in entries]
        if new or entries != before or needs_rebuild(self.workspace):
            if new or entries != before:
                write_whole(self.workspace.documents / "documents.csv", documents_bytes([*entries, *new]))
            self.stored = True
            known = {result.entry.document: result.found for result in results if result.entry and result.found}
            self.build([*entries, *new], known)
        return results

    def _owned(self, job: Job) -> Job:
        said = by_hand(self.workspace.settings, Path(job.path).name)
        for option, given, set_by_hand in (("--owner", job.owner, said.owner), ("--title", job.title, said.title)):
            if given and set_by_hand and given != set_by_hand:
                where = f"{FILE_NAME} says “{set_by_hand}” of {Path(job.path).name}"
                raise DataError(f"{where}; change it there, or leave out {option} “{given}”.")
        before = job.before.owner if job.before else ""
        return replace(job, owner=job.owner or said.owner or before or self.workspace.settings.owner)

    def _result(self, arrival: Arrival, taken: Taken | None) -> Ingested:
        if taken is None:
            return Ingested(arrival.file, problem=arrival.problem, twice=arrival.twice)
        entry, left_out = taken.entry, taken.foreign and arrival.walked
        if entry is None:
            return Ingested(arrival.file, problem=taken.problem, left_out=left_out)
        return Ingested(arrival.file, entry, taken.found, taken.known, read=lambda: stored_edition(self.setting, entry))

    def _kept(self, result: Ingested, paths: dict[str, Path]) -> Ingested:
        """Keep a new document as received; where its text is not the file itself, keep that beside it."""
        entry = result.entry
        if entry is None or result.known_before:
            return result
        try:
            data = paths[entry.document].read_bytes()
        except OSError:
            data = b""
        if hashlib.sha256(data).hexdigest() != entry.sha256:
            return Ingested(result.file, problem="It was changed or taken away while it was read; bring it in again.")
        text = self.staff.desk.text(entry, data).encode()
        write_whole(self.workspace.documents / entry.file, data)
        if text == data:
            return result
        entry = replace(entry, text_file=entry.file + STORED_SUFFIX)
        write_whole(self.workspace.documents / entry.text_file, text)
        return replace(result, entry=entry, read=lambda: stored_edition(self.setting, entry))

    def build(self, entries: list[DocumentEntry], known: Mapping[str, Found]) -> Generation:
        """Make the graph of some editions; `known` is what was found in documents just taken in."""
        current = current_editions(entries)
        found = self._found(current, known)
        book = read_book(self.workspace.iris_file)
        mint = Mint(book, self.setting.registry)
        drawings = [Drawing(e, tuple(mint.slugs(f.things))) for e, f in zip(current, found, strict=True)]
        used = {(kind, key) for one in found for kind, key, _ in one.things if kind != "action"}
        base, built = self.workspace.settings.base, self.workspace.built
        shared = shared_graphs(used, entries, self.setting.registry, mint, base)
        files = {
            graph: name for drawn in self.staff.draw("Writing the graph", drawings) for graph, name in drawn.items()
        }
        files |= {graph: write_graph(built, graph, text, base) for graph, text in shared.items()}
        self._save_book(book)
        generation = switch(built, files, inputs_hash(self.workspace))
        self.staff.desk.memory.forget_all_but(entry.document for entry in current)
        return generation

    def _found(self, current: list[DocumentEntry], known: Mapping[str, Found]) -> list[Found]:
        rest = [Job(entry.document, stored=entry) for entry in current if known.get(entry.document) is None]
        taken = dict(zip((job.document for job in rest), self.staff.take("Reading", rest), strict=True))
        found = []
        for entry in current:
            one = known.get(entry.document) or taken[entry.document].found
            if one is None:
                raise Corrupt(taken[entry.document].problem)
            found.append(one)
        return found

    def _save_book(self, book: IriBook) -> None:
        path, data = self.workspace.iris_file, book_bytes(book)
        if not path.is_file() or path.read_bytes() != data:
            write_whole(path, data)
