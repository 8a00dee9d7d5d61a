"""Generations of the built graph: one file per named graph, and a pointer that switches them all at once.

`built/current` names the manifest in force; a manifest lists graph, file and the hash of the inputs it was built
from. Graph files are named by their content, so an unchanged graph keeps its file.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from graph.errors import Corrupt
from graph.files import write_whole
from graph.iris import slug

POINTER = "current"


@dataclass(frozen=True, slots=True)
class Generation:
    """One state of the built graph: its name, its files by graph IRI, and the hash of what it was built from."""

    name: str
    files: Mapping[str, Path]
    inputs: str


def current_name(built: Path) -> str | None:
    """Return the name of the generation in force, None when nothing was built yet; raise Corrupt when damaged."""
    try:
        return (built / POINTER).read_text("utf-8").strip() or None
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise Corrupt("The pointer to the graph is damaged; “junctionbox rebuild” makes it anew.") from error


def read_generation(built: Path) -> Generation | None:
    """Return the generation in force, None when nothing was built yet; raise Corrupt when it is damaged."""
    name = current_name(built)
    if name is None:
        return None
    try:
        return _read(built, name)
    except Corrupt:
        # Two switches while we were reading swept our files away: what is in force now is whole.
        if current_name(built) == name:
            raise
    return read_generation(built)


def _read(built: Path, name: str) -> Generation:
    try:
        manifest = json.loads((built / name).read_text("utf-8"))
        files = {graph: built / file for graph, file in manifest["graphs"].items()}
        inputs = str(manifest["inputs"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise Corrupt("The list of graph files is missing or damaged; “junctionbox rebuild” makes it anew.") from error
    for path in files.values():
        if not _as_named(path):
            raise Corrupt(f"The graph file {path.name} is missing or damaged; “junctionbox rebuild” makes it anew.")
    return Generation(name, files, inputs)


def _as_named(path: Path) -> bool:
    try:
        return path.stem.endswith(_digest(path.read_bytes()))
    except OSError:
        return False


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]


def _file_name(graph: str, base: str, data: bytes) -> str:
    path = graph.removeprefix(base).removeprefix("graph/")
    return f"{slug(path)}.{_digest(path.encode())[:6]}.{_digest(data)}.nq"


def write_graph(built: Path, graph: str, text: str, base: str) -> str:
    """Write one graph (sorted N-Quads) to a file named by its content, and return the file's name."""
    data = text.encode()
    name = _file_name(graph, base, data)
    if not (built / name).is_file() or (built / name).read_bytes() != data:
        write_whole(built / name, data)
    return name


def is_whole(built: Path, name: str) -> bool:
    """Say whether a graph file is there and holds what its name says."""
    return _as_named(built / name)


def write_generation(built: Path, graphs: Mapping[str, str], base: str, inputs: str) -> Generation:
    """Write all graphs (IRI -> sorted N-Quads) and switch to them."""
    return switch(built, {graph: write_graph(built, graph, text, base) for graph, text in graphs.items()}, inputs)


def switch(built: Path, files: Mapping[str, str], inputs: str) -> Generation:
    """Switch to graph files already written (IRI -> name) by renaming one pointer."""
    files = dict(sorted(files.items()))
    manifest = json.dumps({"inputs": inputs, "graphs": files}, indent=1, sort_keys=True).encode()
    name = f"generation-{_digest(manifest)}.json"
    write_whole(built / name, manifest)
    before = _name_before(built)
    write_whole(built / POINTER, f"{name}\n".encode())
    _sweep(built, keep={name, before} if before else {name})
    return Generation(name, {graph: built / file for graph, file in files.items()}, inputs)


def _name_before(built: Path) -> str | None:
    try:
        return current_name(built)
    except Corrupt:
        return None


def _sweep(built: Path, keep: set[str]) -> None:
    """Remove files that neither the generation in force nor the one before it uses."""
    used = {POINTER, "lock"} | keep
    for name in keep:
        try:
            used |= set(json.loads((built / name).read_text("utf-8"))["graphs"].values())
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            continue
    for path in built.iterdir():
        if path.is_file() and path.name not in used:
            path.unlink(missing_ok=True)
