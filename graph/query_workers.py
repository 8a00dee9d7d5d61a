"""Queries of other people, run in worker processes that end at their limits: who asks here gets an answer or a reason.

The server's own threads only wait. A worker that takes too long is ended by the kernel, one that crashes is one
person's failure.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import signal
import socket
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO

from graph.query_process import QueryFailed, Spawner
from graph.query_source import QuerySource
from graph.query_spawner import Allowance
from graph.query_task import Task
from graph.settings import Limits
from graph.store import MemoryStore

_LOG = logging.getLogger(__name__)
_LOOK = 0.1
"""Seconds between two looks at whether a query still may run."""
_GRACE = 1.0
_START = 300.0
_CHANGE = 5.0
"""Seconds that a query waits for the newest data before it is asked of those before."""
_IN_MEMORY = 1_000_000
_PIECE = 65_536


@dataclass(frozen=True, slots=True)
class Answered:
    """A whole answer, to be read from the start, its length, and the name of the data it was asked of."""

    body: IO[bytes]
    length: int
    source: str


class QueryWorkers:
    """Answers tasks by worker processes over the newest data, within the limits of the workspace."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._allowance = Allowance(limits.query_seconds, limits.query_bytes)
        self._places = threading.Semaphore(limits.queries_at_once)
        self._long_places = threading.Semaphore(limits.long_queries_at_once)
        self._lock = threading.Lock()
        self._current: Spawner | None = None
        self._next: Spawner | None = None

    def fork(self, source: QuerySource, store: MemoryStore) -> None:
        """Start the workers of a store that is loaded already; only before the server has threads."""
        self._current = Spawner(source, self._allowance, store)

    def answer(self, source: QuerySource, task: Task, gone: Callable[[], bool] = lambda: False) -> Answered:
        """Return the whole answer to a task, or raise QueryFailed with the reason.

        `gone` says whether who asked still listens; if not, the query ends.
        """
        if not self._places.acquire(blocking=False):
            most = self.limits.queries_at_once
            raise QueryFailed(
                f"{most} queries run already, the most at once (queries_at_once); try again in a moment.",
                limit="queries_at_once",
                retry_after=1,
            )
        try:
            spawner = self._spawner(source)
            return _Asking(spawner, self.limits, self._long_places, gone).run(task)
        finally:
            self._places.release()

    def stop(self) -> None:
        """End all queries and workers now."""
        for spawner in (self._current, self._next):
            if spawner:
                spawner.stop()

    def _spawner(self, source: QuerySource) -> Spawner:
        """Return the spawner of the newest data; while those load, the one before."""
        with self._lock:
            current = self._current
            if current is None or not current.alive:
                if current:
                    _LOG.error("The process of the queries ended; it is started again.")
                    current.retire()
                current = self._current = Spawner(source, self._allowance)
            elif current.source.name != source.name and (self._next is None or self._next.source.name != source.name):
                if self._next:
                    self._next.retire()
                self._next = Spawner(source, self._allowance)
            following = self._next
        if current.source.name == source.name or following is None:
            current.wait(_START)
            return current
        return self._exchanged(current, following)

    def _exchanged(self, current: Spawner, following: Spawner) -> Spawner:
        try:
            if not following.wait(_CHANGE):
                return current
        except QueryFailed as error:
            _LOG.error("The newest data cannot be queried, those before still are: %s", error)
            return current
        with self._lock:
            if self._next is following:
                current.retire()
                self._current, self._next = following, None
        return following


class _Asking:
    """One query on its way: the worker's process, when it began, and whether it counts as long already."""

    def __init__(
        self, spawner: Spawner, limits: Limits, long_places: threading.Semaphore, gone: Callable[[], bool]
    ) -> None:
        self._spawner = spawner
        self._limits = limits
        self._long_places = long_places
        self._gone = gone
        self._long = False
        self._worker = 0
        self._began = time.monotonic()

    def run(self, task: Task) -> Answered:
        try:
            with self._spawner.connect() as link:
                return self._exchange(link, task)
        except OSError as error:
            raise QueryFailed("Queries cannot be answered at the moment; try again.", retry_after=1) from error
        finally:
            if self._long:
                self._long_places.release()

    def _exchange(self, link: socket.socket, task: Task) -> Answered:
        link.settimeout(_LOOK)
        self._worker = int(self._line(link))
        self._began = time.monotonic()
        link.settimeout(self._limits.query_seconds)
        link.sendall(task.as_bytes())
        link.settimeout(_LOOK)
        head = json.loads(self._line(link))
        if head["status"] != 200:
            raise QueryFailed(head["detail"], head["status"], head["limit"])
        link.settimeout(self._limits.query_seconds)
        body = self._spooled(link, head["length"])
        return Answered(body, head["length"], self._spawner.source.name)

    def _line(self, link: socket.socket) -> bytes:
        """Return the next line of the worker, looking in between whether it still may run."""
        line = bytearray()
        while not line.endswith(b"\n"):
            try:
                byte = link.recv(1)
            except TimeoutError:
                self._look()
                continue
            except ConnectionResetError:
                byte = b""
            if not byte:
                raise self._died()
            line += byte
        return bytes(line)

    def _look(self) -> None:
        """End a query that nobody waits for, or that is long while enough long ones run."""
        elapsed = time.monotonic() - self._began
        if elapsed > self._limits.query_seconds + _GRACE:
            self._end()
            raise self._died()
        if self._gone():
            self._end()
            raise QueryFailed("Nobody waits for this answer any more.")
        if self._worker and elapsed > self._limits.long_query_seconds and not self._long:
            self._long = self._long_places.acquire(blocking=False)
            if not self._long:
                self._end()
                raise self._too_many_long()

    def _end(self) -> None:
        # The link is still open, so the worker lives and the number is its own.
        if self._worker:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._worker, signal.SIGKILL)

    def _too_many_long(self) -> QueryFailed:
        most, seconds = self._limits.long_queries_at_once, self._limits.long_query_seconds
        return QueryFailed(
            f"{most} queries that take longer than {seconds} s run already, the most at once (long_queries_at_once); "
            "try again later, or ask for less.",
            limit="long_queries_at_once",
            retry_after=self._limits.query_seconds,
        )

    def _died(self) -> QueryFailed:
        if time.monotonic() - self._began >= self._limits.query_seconds - _LOOK:
            return QueryFailed(
                f"This query took longer than {self._limits.query_seconds} s and was ended (query_seconds); ask for "
                "less.",
                limit="query_seconds",
            )
        return QueryFailed(
            f"This query was ended: it needed more than {self._limits.query_bytes:,} bytes of memory (query_bytes), or "
            "it is too deep for the engine.",
            limit="query_bytes",
        )

    def _spooled(self, link: socket.socket, length: int) -> IO[bytes]:
        """Take the answer from the worker at its own pace, so that a slow reader keeps no worker busy."""
        body: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115
        left = length
        while left:
            piece = link.recv(min(left, _PIECE))
            if not piece:
                body.close()
                raise self._died()
            body.write(piece)
            left -= len(piece)
        body.seek(0)
        return body
