"""The process that holds the graph and keeps worker processes ready by forking itself; they share its memory.

It has one thread and answers nothing itself. Waiting workers take turns at one socket, each query comes with a socket
of its own. The spawner ends when the server that started it has gone.
"""

from __future__ import annotations

import contextlib
import gc
import os
import resource
import select
import signal
import socket
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NoReturn

from graph.errors import JunctionBoxError
from graph.query_source import QuerySource
from graph.query_task import Task, die_after, perform
from graph.store import MemoryStore

WAITING = 3
"""How many workers wait for a query."""
_MOST_SECONDS = 0.05
"""A worker that computed longer than this is replaced: what it holds is given back."""
_GRACE = 1
_PAUSE = 0.2


@dataclass(frozen=True, slots=True)
class Allowance:
    """What one query may take: seconds, and bytes of memory beyond the graph itself."""

    seconds: int
    bytes: int


def spawn_workers(
    queries: socket.socket, ready: socket.socket, source: QuerySource, allowance: Allowance, store: MemoryStore | None
) -> NoReturn:
    """Load the source unless a store is given, say so, and keep workers ready until the server has gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    try:
        store = store or source.load()
    except JunctionBoxError as error:
        ready.sendall(f"{error}\n".encode())
        os._exit(1)
    gc.collect()
    gc.freeze()
    spawner = _Spawner(queries, ready, store, allowance)
    spawner.fill()
    ready.sendall(b"\n")
    spawner.run()
    os._exit(0)


class _Spawner:
    def __init__(self, queries: socket.socket, ready: socket.socket, store: MemoryStore, allowance: Allowance) -> None:
        self._queries = queries
        self._ready = ready
        self._store = store
        self._allowance = allowance
        self._news, self._tell = os.pipe()
        os.set_blocking(self._tell, False)
        os.set_blocking(self._news, False)
        self._waiting: set[int] = set()
        self._workers: set[int] = set()
        self._most = WAITING

    def run(self) -> None:
        """Replace workers that took a query or died; end with the last query once there can be no more.

        The server closes the socket of the queries when newer data take over, and the other too when it stops.
        """
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(self._tell, warn_on_full_buffer=False)
        poll = select.poll()
        poll.register(self._news, select.POLLIN)
        # Asked for nothing, they still tell when the other end has closed.
        poll.register(self._queries, 0)
        poll.register(self._ready, 0)
        while True:
            closed = {descriptor for descriptor, event in poll.poll(1000) if event & select.POLLHUP}
            self._listen()
            self._bury()
            if self._ready.fileno() in closed:
                self._kill(self._workers)
                self._bury(wait=True)
                return
            if self._queries.fileno() in closed:
                poll.unregister(self._queries)
                self._kill(self._waiting)
                self._most = 0
            if not self._most and not self._workers:
                return
            self.fill()

    def _kill(self, workers: set[int]) -> None:
        for worker in workers:
            with contextlib.suppress(ProcessLookupError):
                os.kill(worker, signal.SIGKILL)

    def fill(self) -> None:
        """Fork until enough workers wait."""
        while len(self._waiting) < self._most:
            try:
                worker = os.fork()
            except OSError:
                time.sleep(_PAUSE)
                return
            if worker == 0:
                _work(self._queries, self._tell, self._store, self._allowance)
            self._waiting.add(worker)
            self._workers.add(worker)

    def _listen(self) -> None:
        """Take note of which workers have become busy and which wait again."""
        with contextlib.suppress(BlockingIOError):
            # Signals write single bytes into the same pipe; a line with no number is one of those.
            for line in os.read(self._news, 65_536).decode("ascii", "replace").splitlines():
                sign, number = line[-12:-11], line[-11:]
                if sign == "+" and number.strip().isdigit():
                    self._waiting.add(int(number))
                elif sign == "-" and number.strip().isdigit():
                    self._waiting.discard(int(number))

    def _bury(self, wait: bool = False) -> None:
        """Take note of workers that have ended."""
        while self._workers:
            worker, _ = os.waitpid(-1, 0 if wait else os.WNOHANG)
            if worker == 0:
                return
            self._workers.discard(worker)
            if worker in self._waiting and not wait:
                # A worker that dies before it was asked anything would die again at once.
                time.sleep(_PAUSE)
            self._waiting.discard(worker)


def _work(queries: socket.socket, tell: int, store: MemoryStore, allowance: Allowance) -> NoReturn:
    """Answer queries until one was dear or failed; then end, so that the next worker starts clean."""
    try:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        _limit_memory(allowance)
        _die_first()
        while True:
            started = time.process_time()
            if not _answer_one(queries, tell, store, allowance) or time.process_time() - started > _MOST_SECONDS:
                break
            os.write(tell, _news("+"))
    finally:
        os._exit(0)


def _news(sign: str) -> bytes:
    return f"{sign}{os.getpid():11d}\n".encode()


def _answer_one(queries: socket.socket, tell: int, store: MemoryStore, allowance: Allowance) -> bool:
    """Wait for a query and answer it; return whether this worker may go on."""
    _, descriptors, *_ = socket.recv_fds(queries, 1, 1)
    if not descriptors:
        return False
    os.write(tell, _news("-"))
    with socket.socket(fileno=descriptors[0]) as asker:
        asker.sendall(f"{os.getpid()}\n".encode())
        with asker.makefile("rb") as lines:
            line = lines.readline()
        if not line:
            return True
        with _confined(allowance):
            reply = perform(Task.of_bytes(line), store)
            die_after(0)
        asker.settimeout(allowance.seconds)
        asker.sendall(reply.head() + reply.data)
        return reply.status == 200


@contextlib.contextmanager
def _confined(allowance: Allowance) -> Iterator[None]:
    """Let nothing be opened, no file and no connection, and let the kernel end what takes too long."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    used = time.process_time()
    resource.setrlimit(resource.RLIMIT_CPU, (int(used) + allowance.seconds + _GRACE, resource.RLIM_INFINITY))
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, hard))
    die_after(allowance.seconds)
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def _limit_memory(allowance: Allowance) -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # What the engine prints when it runs out of memory or stack is not for the log of the server.
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    os.close(nowhere)
    with contextlib.suppress(OSError, ValueError), open("/proc/self/statm", encoding="ascii") as file:
        most = int(file.read().split()[0]) * resource.getpagesize() + allowance.bytes
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _die_first() -> None:
    """When the machine runs out of memory, a query goes before the server."""
    with contextlib.suppress(OSError), open("/proc/self/oom_score_adj", "w", encoding="ascii") as file:
        file.write("1000")


def main() -> NoReturn:
    """Start as a process of its own: two sockets by number, the source and the allowance as words."""
    queries, ready = (socket.socket(fileno=int(number)) for number in sys.argv[1:3])
    allowance = Allowance(int(sys.argv[4]), int(sys.argv[5]))
    spawn_workers(queries, ready, QuerySource.of_text(sys.argv[3]), allowance, None)


if __name__ == "__main__":
    main()
