"""Who works on documents: this process alone where there is little to do, a crew of processes where there is more."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from ingest.crew import FEWEST_BYTES, FEWEST_DOCUMENTS, Crew, Orders
from ingest.telling import Teller
from ingest.work import Desk, Drawing, Job, Taken


class Staff:
    """Does the jobs of one piece of work; what was done before is not done again, and results stand in order."""

    def __init__(self, desk: Desk, most: int, teller: Teller) -> None:
        self.desk = desk
        self._most = most
        self._teller = teller
        self._crew: Crew | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._teller.end()
        if self._crew:
            self._crew.__exit__(kind, error, trace)

    def take(self, what: str, jobs: Sequence[Job]) -> list[Taken]:
        """Take in documents, or find again what was found in stored ones."""
        known = [self.desk.known(job) for job in jobs]
        rest = [job for job, before in zip(jobs, known, strict=True) if before is None]
        if not rest:
            return [one for one in known if one]
        self._teller.begin(what, len(rest))
        crew = self._crew_for(len(rest), sum(map(self._size, rest)))
        if crew:
            done = iter(crew.take(rest, lambda number: self._teller.step(_name(rest[number]))))
        else:
            done = (self._take_here(job) for job in rest)
        taken = [one or next(done) for one in known]
        self._teller.end()
        return taken

    def _take_here(self, job: Job) -> Taken:
        taken = self.desk.take(job)
        self._teller.step(_name(job))
        return taken

    def draw(self, what: str, drawings: Sequence[Drawing]) -> list[dict[str, str]]:
        """Write the graphs of editions that are not written yet, and return the files of all."""
        known = [self.desk.drawn(drawing) for drawing in drawings]
        rest = [drawing for drawing, before in zip(drawings, known, strict=True) if before is None]
        if not rest:
            return [one for one in known if one]
        self._teller.begin(what, len(rest) if len(rest) >= FEWEST_DOCUMENTS else 0)
        crew = self._crew_for(len(rest), 0)
        if crew:
            done = iter(crew.draw(rest, lambda number: self._teller.step(rest[number].entry.name)))
        else:
            done = (self._draw_here(drawing, len(rest)) for drawing in rest)
        drawn = [one or next(done) for one in known]
        self._teller.end()
        return drawn

    def _draw_here(self, drawing: Drawing, among: int) -> dict[str, str]:
        drawn = self.desk.draw(drawing)
        if among >= FEWEST_DOCUMENTS:
            self._teller.step(drawing.entry.name)
        return drawn

    def _crew_for(self, documents: int, size: int) -> Crew | None:
        """Return the crew, called together when there is first enough to do for it."""
        worth = documents > 1 and (documents >= FEWEST_DOCUMENTS or size >= FEWEST_BYTES)
        if self._most > 1 and worth and self._crew is None:
            setting, root = self.desk.setting, self.desk.workspace.root
            orders = Orders(str(root), setting.fingerprint, self.desk.memory.afresh)
            self._crew = Crew(orders, min(self._most, documents))
        return self._crew if worth else None

    def _size(self, job: Job) -> int:
        path = self.desk.workspace.documents / job.stored.file if job.stored else Path(job.path)
        try:
            return path.stat().st_size
        except OSError:
            return 0


def _name(job: Job) -> str:
    return job.stored.name if job.stored else Path(job.path).name
