"""One query as it is handed to a worker process, and how the worker answers it."""

from __future__ import annotations

import json
import signal
from collections.abc import Iterator
from dataclasses import asdict, dataclass

import pyoxigraph as ox

from graph.answer_formats import BY_NAME, AnswerFormat, Buffer, TooLarge, Unwritable, refuse_broken_xml, too_large
from graph.store import MemoryStore
from graph.terms import NAMESPACES


@dataclass(frozen=True, slots=True)
class Task:
    """A query with the graphs it is asked of, and the most it may take.

    `default_graphs` and `named_graphs` are those of the request, None when it names none; `union` makes all graphs
    the default one.
    """

    sparql: str
    form: str
    base: str
    default_graphs: tuple[str, ...] | None
    named_graphs: tuple[str, ...] | None
    union: bool
    most_rows: int
    most_bytes: int
    sources: tuple[str, ...] = ()

    def as_bytes(self) -> bytes:
        """Return the task as one line."""
        return json.dumps(asdict(self)).encode() + b"\n"

    @classmethod
    def of_bytes(cls, line: bytes) -> Task:
        """Read a task from its line."""
        record = json.loads(line)
        for name in ("default_graphs", "named_graphs", "sources"):
            record[name] = None if record[name] is None else tuple(record[name])
        return cls(**record)


@dataclass(frozen=True, slots=True)
class Reply:
    """A whole answer, or a refusal: its HTTP meaning, one sentence, and the limit that bit."""

    status: int
    data: bytes = b""
    detail: str = ""
    limit: str = ""

    def head(self) -> bytes:
        """Return all but the data as one line."""
        told = {"status": self.status, "detail": self.detail, "limit": self.limit, "length": len(self.data)}
        return json.dumps(told).encode() + b"\n"


def perform(task: Task, store: MemoryStore) -> Reply:
    """Answer a task; whatever goes wrong in it becomes a refusal."""
    form = BY_NAME[task.form]
    try:
        _refuse_files(task, store)
        return Reply(200, _written(store.ask(task.sparql, task.base, *_graphs(task), task.union), form, task, store))
    except TooLarge as error:
        return Reply(error.status, detail=str(error), limit=error.limit)
    except Unwritable as error:
        return Reply(error.status, detail=str(error))
    except (SyntaxError, ValueError) as error:
        return Reply(400, detail=f"This query cannot be read: {error}.")
    except RuntimeError as error:
        return Reply(400, detail=f"This query cannot be answered: {error}.")
    except MemoryError:
        return Reply(503, detail="This query needs more memory than is allowed (query_bytes).", limit="query_bytes")


def _refuse_files(task: Task, store: MemoryStore) -> None:
    for source in task.sources:
        if source.lower().startswith("file:") and not store.has_graph(source):
            raise ValueError(f"FROM <{source}> names a file, and this graph has none of that name")


def _graphs(
    task: Task,
) -> tuple[list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] | None, list[ox.NamedNode | ox.BlankNode] | None]:
    """Return the graphs of the request; as soon as it names one of either kind, there are no others."""
    if task.default_graphs is None and task.named_graphs is None:
        return None, None
    return [ox.NamedNode(iri) for iri in task.default_graphs or ()], [
        ox.NamedNode(iri) for iri in task.named_graphs or ()
    ]


def _written(
    result: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples, form: AnswerFormat, task: Task, store: MemoryStore
) -> bytes:
    buffer = Buffer(task.most_rows, task.most_bytes, form.name)
    try:
        if isinstance(result, ox.QueryTriples):
            _write_triples(result, form, task.most_rows, buffer, store.base)
        else:
            assert isinstance(form.engine, ox.QueryResultsFormat)
            result.serialize(buffer, format=form.engine)
    except OSError:
        # The engine passes a failure of the buffer on as one of the disk.
        if buffer.refusal:
            raise buffer.refusal from None
        raise
    data = buffer.getvalue()
    if form.name in ("xml", "rdfxml"):
        refuse_broken_xml(data, form)
    return data


def _write_triples(result: ox.QueryTriples, form: AnswerFormat, most: int, buffer: Buffer, base: str) -> None:
    assert isinstance(form.engine, ox.RdfFormat)
    readable = form.name in ("turtle", "trig") and base.startswith("http")
    prefixes = {**NAMESPACES, "jb": base + "ns#"} if readable else None
    ox.serialize(_counted(result, most), buffer, format=form.engine, prefixes=prefixes)


def _counted(result: ox.QueryTriples, most: int) -> Iterator[ox.Triple]:
    for number, triple in enumerate(result):
        if number >= most:
            raise too_large(f"{most:,} rows", "query_rows")
        yield triple


def die_after(seconds: float) -> None:
    """Let the kernel end this process after so many seconds whatever it is doing; 0 calls it off."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, seconds)
