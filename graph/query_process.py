"""The server's side of the process that keeps query workers ready: starting it, and sending it queries."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading

from graph.errors import JunctionBoxError
from graph.query_source import QuerySource
from graph.query_spawner import Allowance, spawn_workers
from graph.store import MemoryStore

_PIECE = 65_536


class QueryFailed(JunctionBoxError):
    """A query that got no answer: its HTTP meaning, the limit that bit, and when to try again, in seconds."""

    def __init__(self, sentence: str, status: int = 503, limit: str = "", retry_after: int = 0) -> None:
        super().__init__(sentence)
        self.status = status
        self.limit = limit
        self.retry_after = retry_after


class Spawner:
    """The parent's side of one spawner process: where queries go in, and whether it is ready."""

    def __init__(self, source: QuerySource, allowance: Allowance, store: MemoryStore | None = None) -> None:
        """Start it: as a fork that shares the store, if one is given (never once there are threads), else anew."""
        self.source = source
        self._queries, theirs = socket.socketpair()
        self._ready, told = socket.socketpair()
        self._state: str | None = None
        self._lock = threading.Lock()
        if store is not None:
            self._process = None
            self._pid = os.fork()
            if self._pid == 0:
                self._queries.close()
                self._ready.close()
                spawn_workers(theirs, told, source, allowance, store)
        else:
            words = [source.as_text(), str(allowance.seconds), str(allowance.bytes)]
            self._process = subprocess.Popen(
                [sys.executable, "-m", "graph.query_spawner", str(theirs.fileno()), str(told.fileno()), *words],
                pass_fds=(theirs.fileno(), told.fileno()),
                env={**os.environ, "PYTHONPATH": os.pathsep.join(path or "." for path in sys.path)},
                stdin=subprocess.DEVNULL,
            )
        theirs.close()
        told.close()

    def wait(self, seconds: float) -> bool:
        """Return whether it is ready, waiting so long at most; raise QueryFailed where it cannot be."""
        with self._lock:
            if self._state is None:
                self._ready.settimeout(max(seconds, 0.001))
                with contextlib.suppress(TimeoutError):
                    self._state = self._ready.recv(_PIECE).decode(errors="replace") or "It ended before it began.\n"
            if self._state not in (None, "\n"):
                raise QueryFailed(f"Queries cannot be answered at the moment: {str(self._state).strip()}")
            return self._state is not None

    @property
    def alive(self) -> bool:
        """Say whether the process still runs."""
        if self._process is not None:
            return self._process.poll() is None
        try:
            return os.waitpid(self._pid, os.WNOHANG)[0] == 0
        except ChildProcessError:
            return False

    def connect(self) -> socket.socket:
        """Return a socket that the next free worker answers on; raise OSError when the process has gone."""
        mine, theirs = socket.socketpair()
        with theirs:
            try:
                socket.send_fds(self._queries, [b"q"], [theirs.fileno()])
            except OSError:
                mine.close()
                raise
        return mine

    def retire(self) -> None:
        """Let it end; queries that run are answered first."""
        self._queries.close()
        threading.Thread(target=self._bury, daemon=True).start()

    def stop(self) -> None:
        """End it now, with all that runs."""
        if self._state is None:
            # It still loads and has no workers to end first.
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._process.pid if self._process else self._pid, signal.SIGKILL)
        self._queries.close()
        self._ready.close()
        self._bury()

    def _bury(self) -> None:
        if self._process is not None:
            self._process.wait()
        else:
            with contextlib.suppress(ChildProcessError):
                os.waitpid(self._pid, 0)
        self._ready.close()
