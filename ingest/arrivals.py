"""What was named on the command line, as documents to take in: folders walked, names that clash told apart."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from graph.documents import DocumentEntry
from graph.iris import slug
from graph.settings import FILE_NAME
from ingest.work import Job


@dataclass(frozen=True, slots=True)
class Arrival:
    """One file: how it is called in reports, and its job, or why there is none."""

    file: str
    job: Job | None = None
    problem: str = ""
    walked: bool = False
    twice: bool = False


@dataclass(frozen=True, slots=True)
class Terms:
    """What is recorded of all documents of one call: when, whose, the next edition of which document, its title."""

    received: str
    owner: str = ""
    document: str = ""
    title: str = ""


def arrivals(root: Path, named: Iterable[Path], entries: Iterable[DocumentEntry], terms: Terms) -> list[Arrival]:
    """Return one arrival for each file named or found in a folder, in order; `root` is the workspace's folder."""
    before = {entry.document: entry for entry in entries}
    first: dict[str, Arrival] = {}
    found = []
    for arrival in _files(root, named):
        if arrival.job:
            document = slug(terms.document or Path(arrival.job.path).stem)
            arrival = _told_apart(arrival, first.get(document), document)
        if arrival.job:
            job = Job(document, arrival.job.path, before.get(document), terms.owner, terms.title, terms.received)
            arrival = Arrival(arrival.file, job, walked=arrival.walked)
            first[document] = arrival
        found.append(arrival)
    return found


def _files(root: Path, named: Iterable[Path]) -> Iterator[Arrival]:
    for path in named:
        if not path.is_dir():
            yield Arrival(path.name, Job("", str(path)))
        elif root.resolve() in (path.resolve(), *path.resolve().parents):
            yield Arrival(
                str(path), problem="It is a folder of the workspace itself; name the folder your files are in."
            )
        else:
            yield from _walked(path)


def _walked(folder: Path) -> Iterator[Arrival]:
    """Give out the files of a folder and of those in it, by name; what is hidden and other workspaces are passed by."""
    empty = True
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(f for f in folders if not f.startswith(".") and not (Path(place) / f / FILE_NAME).exists())
        for name in sorted(name for name in files if not name.startswith((".", "~$"))):
            empty = False
            path = Path(place) / name
            yield Arrival(str(path.relative_to(folder.parent)), Job("", str(path)), walked=True)
    if empty:
        yield Arrival(str(folder), problem="The folder holds no files.")


def _told_apart(arrival: Arrival, other: Arrival | None, document: str) -> Arrival:
    """Two files of one name would be editions of one document; which is the newer one only a person knows."""
    if other is None:
        return arrival
    assert arrival.job
    assert other.job
    one, two = Path(other.job.path), Path(arrival.job.path)
    if one.exists() and two.exists() and one.samefile(two):
        return Arrival(arrival.file, twice=True, walked=arrival.walked)
    problem = (
        f"Another file of this call, {_as_named(one, two)}, has the same name, and both would be editions of "
        f"“{document}”; rename one, or bring them in one after the other, the older first."
    )
    return Arrival(arrival.file, problem=problem, walked=arrival.walked)


def _as_named(one: Path, other: Path) -> str:
    return str(one) if one.name == other.name else one.name
