"""Dumps: the whole graph and each named graph as N-Quads, with checksums to compare a copy with."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from flask import Blueprint, Response, request

from graph.answer_formats import BY_NAME
from graph.description import Dump
from graph.errors import JunctionBoxError, NotFound
from webapp.endpoint import problem
from webapp.live import Loaded, shown

pages = Blueprint("dumps", __name__)
WHOLE = "all"
_PIECE = 1 << 20


@pages.get("/dumps/<path:name>.nq")
def dump(name: str) -> Response:
    """Give a graph, or all of them, as N-Quads."""
    parts = parts_of(shown())
    if name not in parts:
        raise NotFound("There is no dump of that name; /dumps/SHA256SUMS lists those there are.")
    size, digest = _measured(parts[name])
    response = Response(_pieces(parts[name]), content_type=BY_NAME["nquads"].content_type)
    response.content_length = size
    response.set_etag(digest[:16])
    response.make_conditional(request)
    return response


@pages.get("/dumps/SHA256SUMS")
def checksums() -> Response:
    """List the dumps with their checksums, as `sha256sum --check` reads them."""
    lines = (f"{_measured(files)[1]}  {name}.nq\n" for name, files in parts_of(shown()).items())
    return Response("".join(lines), mimetype="text/plain")


def parts_of(loaded: Loaded) -> dict[str, tuple[Path, ...]]:
    """Return the files behind each dump, by its name."""
    start = f"{loaded.store.base}graph/"
    named = {graph.removeprefix(start): (path,) for graph, path in sorted(loaded.files.items())}
    return {WHOLE: tuple(path for _, path in sorted(loaded.files.items()))} | named


def whole_dump(loaded: Loaded) -> Dump:
    """Return what the description of the data says of the dump of all graphs."""
    size, digest = _measured(parts_of(loaded)[WHOLE])
    return Dump(f"dumps/{WHOLE}.nq", BY_NAME["nquads"].media_types[0], size, digest)


@lru_cache(maxsize=1000)
def _measured(files: tuple[Path, ...]) -> tuple[int, str]:
    """Return the length and the checksum of some files together; their names change with their content."""
    digest, size = hashlib.sha256(), 0
    for piece in _pieces(files):
        digest.update(piece)
        size += len(piece)
    return size, digest.hexdigest()


def _pieces(files: Iterable[Path]) -> Iterator[bytes]:
    for path in files:
        with path.open("rb") as file:
            while piece := file.read(_PIECE):
                yield piece


@pages.errorhandler(JunctionBoxError)
def _refused(error: JunctionBoxError) -> Response:
    return problem(error.status, str(error))


@pages.after_request
def _open_to_all(response: Response) -> Response:
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
