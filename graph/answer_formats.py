"""The formats a query's answer can have, and a buffer that counts rows and bytes while an answer is written."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from xml.parsers import expat

import pyoxigraph as ox

from graph.errors import JunctionBoxError


@dataclass(frozen=True, slots=True)
class AnswerFormat:
    """One format: its short name, its media types (ours first), file suffix, and the engine's name of it."""

    name: str
    media_types: tuple[str, ...]
    suffix: str
    engine: ox.QueryResultsFormat | ox.RdfFormat
    parameters: str = ""

    @property
    def content_type(self) -> str:
        """What an answer in this format says of itself."""
        return self.media_types[0] + self.parameters


_UTF8 = "; charset=utf-8"
ROWS = (
    AnswerFormat("json", ("application/sparql-results+json", "application/json"), "srj", ox.QueryResultsFormat.JSON),
    AnswerFormat(
        "xml", ("application/sparql-results+xml", "application/xml", "text/xml"), "srx", ox.QueryResultsFormat.XML
    ),
    AnswerFormat("csv", ("text/csv",), "csv", ox.QueryResultsFormat.CSV, _UTF8),
    AnswerFormat("tsv", ("text/tab-separated-values",), "tsv", ox.QueryResultsFormat.TSV, _UTF8),
)
"""For SELECT and ASK."""
GRAPHS = (
    AnswerFormat(
        "turtle", ("text/turtle", "application/turtle", "application/x-turtle"), "ttl", ox.RdfFormat.TURTLE, _UTF8
    ),
    AnswerFormat("ntriples", ("application/n-triples", "text/plain"), "nt", ox.RdfFormat.N_TRIPLES),
    AnswerFormat("jsonld", ("application/ld+json", "application/json"), "jsonld", ox.RdfFormat.JSON_LD),
    AnswerFormat("rdfxml", ("application/rdf+xml", "application/xml", "text/xml"), "rdf", ox.RdfFormat.RDF_XML),
    AnswerFormat("trig", ("application/trig",), "trig", ox.RdfFormat.TRIG),
    AnswerFormat("nquads", ("application/n-quads",), "nq", ox.RdfFormat.N_QUADS),
)
"""For CONSTRUCT and DESCRIBE."""
BY_NAME = {form.name: form for form in (*ROWS, *GRAPHS)}


class TooLarge(JunctionBoxError):
    """An answer has more rows or bytes than are allowed; `limit` names the setting."""

    status = 503

    def __init__(self, sentence: str, limit: str) -> None:
        super().__init__(sentence)
        self.limit = limit


class Unwritable(JunctionBoxError):
    """An answer holds what its format cannot say."""

    status = 406


class Buffer(io.BytesIO):
    """Holds an answer while it is written; raises TooLarge at the first row or byte beyond what is allowed."""

    def __init__(self, most_rows: int, most_bytes: int, form: str = "") -> None:
        super().__init__()
        self._most_rows = most_rows
        self._most_bytes = most_bytes
        self._rows = row_counter(form)
        self.refusal: TooLarge | None = None

    def write(self, data: Any) -> int:
        """Take the next bytes."""
        if self.tell() + len(data) > self._most_bytes:
            self._refuse(f"{self._most_bytes:,} bytes", "query_answer_bytes")
        if self._rows(data) > self._most_rows:
            self._refuse(f"{self._most_rows:,} rows", "query_rows")
        return super().write(data)

    def _refuse(self, most: str, limit: str) -> None:
        self.refusal = too_large(most, limit)
        raise self.refusal


def too_large(most: str, limit: str) -> TooLarge:
    """Return the refusal of an answer that is larger than is allowed."""
    return TooLarge(
        f"The answer has more than {most}, the most that is given at once ({limit}); ask for less, for example with "
        "LIMIT and OFFSET.",
        limit,
    )


def row_counter(form: str) -> Callable[[bytes], int]:
    """Return a function that takes an answer piece by piece and returns how many rows it has seen so far."""
    kinds: dict[str, type[_NoRows]] = {"json": _JsonRows, "xml": _XmlRows, "csv": _CsvRows, "tsv": _TsvRows}
    return kinds.get(form, _NoRows)()


class _NoRows:
    def __call__(self, data: bytes) -> int:
        return 0


class _TsvRows(_NoRows):
    """Every row is a line: line ends inside a text are escaped."""

    def __init__(self) -> None:
        self._lines = -1

    def __call__(self, data: bytes) -> int:
        self._lines += data.count(b"\n")
        return self._lines


class _CsvRows(_NoRows):
    """Line ends count outside quotes only; a doubled quote changes sides twice."""

    def __init__(self) -> None:
        self._lines = -1
        self._inside = 0

    def __call__(self, data: bytes) -> int:
        parts = data.split(b'"')
        self._lines += sum(part.count(b"\n") for part in parts[self._inside :: 2])
        self._inside = (self._inside + len(parts) - 1) % 2
        return self._lines


class _XmlRows(_NoRows):
    """The element's start cannot stand in a text, where “<” is escaped."""

    def __init__(self) -> None:
        self._rows = 0
        self._end = b""

    def __call__(self, data: bytes) -> int:
        joined = self._end + data
        self._rows += joined.count(b"<result>")
        self._end = joined[-7:]
        return self._rows


class _JsonRows(_NoRows):
    """Outside texts, only the seam between two rows reads `},{`."""

    def __init__(self) -> None:
        self._seams = 0
        self._inside = 0
        self._held = b""
        self._end = b""

    def __call__(self, data: bytes) -> int:
        joined = self._held + data
        odd = (len(joined) - len(joined.rstrip(b"\\"))) % 2
        joined, self._held = (joined[:-1], joined[-1:]) if odd else (joined, b"")
        parts = joined.replace(b"\\\\", b"").replace(b'\\"', b"").split(b'"')
        outside = self._end + b"".join(parts[self._inside :: 2])
        self._inside = (self._inside + len(parts) - 1) % 2
        self._seams += outside.count(b"},{")
        self._end = outside[-2:]
        return self._seams + 1


def refuse_broken_xml(data: bytes, form: AnswerFormat) -> None:
    """Raise Unwritable where an answer is no proper XML: a property without a local name, a control character."""
    parser = expat.ParserCreate(namespace_separator=" ")
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise Unwritable(
            f"This answer holds what cannot be written as {form.media_types[0]}; ask for another format."
        ) from error
