"""Several processes at work on many documents: jobs out, answers back in the order of the jobs, one line of JSON each.

A process that dies over a document is replaced; the document is tried once more in a fresh one and then given up, so
that what becomes of it does not depend on what was read before it.
"""

from __future__ import annotations

import os
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

from graph.errors import JunctionBoxError
from ingest.work import Drawing, Job, Taken

ROOT = Path(__file__).parent.parent
FEWEST_DOCUMENTS, FEWEST_BYTES = 6, 300_000
"""Below both of these a single process is done before others have started."""


class Lost(JunctionBoxError):
    """A process ended before it had answered."""


class Orders(msgspec.Struct):
    """The first line a member of the crew gets: where the workspace is, what it must hold, whether to read afresh."""

    workspace: str
    fingerprint: str
    afresh: bool


class Task(msgspec.Struct):
    """Any further line: one document to take in, or one to draw."""

    take: Job | None = None
    draw: Drawing | None = None


def cores() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class _Member:
    """One process of the crew."""

    def __init__(self, orders: Orders) -> None:
        paths = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "PYTHONWARNINGS": "ignore"}
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "ingest.crew_member"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment,
        )
        self._orders = orders
        self._fresh = True

    def answer(self, task: Task) -> bytes:
        """Return the line that answers a task; raise Lost where the process ended instead."""
        assert self._process.stdin
        assert self._process.stdout
        lines = ([self._orders] if self._fresh else []) + [task]
        self._fresh = False
        try:
            self._process.stdin.write(b"".join(msgspec.json.encode(line) + b"\n" for line in lines))
            self._process.stdin.flush()
            line = self._process.stdout.readline()
        except (OSError, ValueError) as error:
            raise Lost("The process that reads documents has gone.") from error
        if not line.endswith(b"\n"):
            raise Lost("The process that reads documents ended before it was done.")
        return line

    def dismiss(self) -> None:
        """End the process, whatever it does."""
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream:
                try:
                    stream.close()
                except OSError:
                    continue


class Crew:
    """Processes that stay for both passes over the documents, and go when the work is done or given up."""

    def __init__(self, orders: Orders, size: int) -> None:
        self._orders = orders
        self._members = [_Member(orders) for _ in range(size)]
        self._closing = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._closing = True
        for member in self._members:
            member.dismiss()

    def take(self, jobs: Sequence[Job], done: Callable[[int], None]) -> list[Taken]:
        """Take in documents; `done` is told the number of each as it is finished."""
        answers = self._each([Task(take=job) for job in jobs], done)
        gone = (
            "It ended the program that read it, twice; it may be damaged or need too much memory. Save a simpler copy."
        )
        return [msgspec.json.decode(line, type=Taken) if line else Taken(problem=gone) for line in answers]

    def draw(self, drawings: Sequence[Drawing], done: Callable[[int], None]) -> list[dict[str, str]]:
        """Draw the graphs of editions; raise Lost where that cannot be done."""
        answers = self._each([Task(draw=drawing) for drawing in drawings], done)
        files = []
        for drawing, line in zip(drawings, answers, strict=True):
            drawn = msgspec.json.decode(line, type=dict[str, str]) if line else {}
            if not drawn or "" in drawn:
                raise Lost(drawn.get("") or f"The graph of {drawing.entry.name} could not be written; try again.")
            files.append(drawn)
        return files

    def _each(self, tasks: Sequence[Task], done: Callable[[int], None]) -> list[bytes | None]:
        waiting: queue.SimpleQueue[int] = queue.SimpleQueue()
        answered: queue.SimpleQueue[tuple[int, bytes | None]] = queue.SimpleQueue()
        for number in range(len(tasks)):
            waiting.put(number)

        def work(place: int) -> None:
            while not self._closing:
                try:
                    number = waiting.get_nowait()
                except queue.Empty:
                    return
                answered.put((number, self._answer(place, tasks[number])))

        for place in range(len(self._members)):
            threading.Thread(target=work, args=(place,), daemon=True).start()
        answers: list[bytes | None] = [None] * len(tasks)
        for _ in tasks:
            number, answers[number] = answered.get()
            done(number)
        return answers

    def _answer(self, place: int, task: Task) -> bytes | None:
        for _ in range(2):
            try:
                return self._members[place].answer(task)
            except Lost:
                if self._closing:
                    return None
                self._members[place].dismiss()
                self._members[place] = _Member(self._orders)
        return None
