"""The graph that a running server shows: loaded once, exchanged whole when a new ingest has switched the pointer."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from flask import Flask, current_app, g

from graph.documents import DocumentEntry
from graph.errors import JunctionBoxError
from graph.generation import POINTER, current_name
from graph.store import MemoryStore, Store
from graph.workspace import Workspace
from webapp.standing import Standing, standing

T = TypeVar("T")
_KEY = "junctionbox-live"
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Loaded:
    """One generation of the graph in memory, with the editions it stands on."""

    generation: str
    store: MemoryStore
    entries: tuple[DocumentEntry, ...]
    standing: tuple[Standing, ...]
    files: Mapping[str, Path] = field(default_factory=dict)
    _made: dict[Callable[[Store], object], object] = field(default_factory=dict, repr=False)

    def once(self, make: Callable[[Store], T]) -> T:
        """Return what a function makes of the whole store, made once for this generation."""
        if make not in self._made:
            self._made[make] = make(self.store)
        return self._made[make]  # type: ignore[return-value]


class LiveGraph:
    """Hands out the newest readable generation of a workspace's graph."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self._lock = threading.Lock()
        self._loaded: Loaded | None = None
        self._failed: tuple[str, int] | None = None

    def current(self) -> Loaded:
        """Return the newest generation; while it cannot be read, the one before goes on serving."""
        loaded = self._loaded
        if loaded is not None and loaded.generation == current_name(self.workspace.built):
            return loaded
        with self._lock:
            return self._renewed()

    @property
    def stale(self) -> bool:
        """Say whether a newer generation could not be read, so that an older one is shown."""
        return self._failed is not None

    def _renewed(self) -> Loaded:
        state = _pointer_state(self.workspace.built)
        loaded = self._loaded
        if loaded is not None and (state == self._failed or (state and state[0] == loaded.generation)):
            return loaded
        try:
            self._loaded = load(self.workspace)
            self._failed = None
        except JunctionBoxError as error:
            if loaded is None:
                raise
            _LOG.error("The new graph cannot be read, the one before is still shown: %s", error)
            self._failed = state
            return loaded
        return self._loaded


def load(workspace: Workspace) -> Loaded:
    """Load the generation in force; raise Corrupt when it cannot be read."""
    generation = workspace.generation()
    store = MemoryStore.of_files(generation.files.values(), workspace.settings.base)
    return Loaded(generation.name, store, tuple(workspace.entries()), standing(store), generation.files)


def _pointer_state(built: Path) -> tuple[str, int] | None:
    """Return the pointer's content and time: a rebuild writes it anew even when nothing else changed."""
    name = current_name(built)
    return (name, (built / POINTER).stat().st_mtime_ns) if name else None


def install(app: Flask, live: LiveGraph) -> None:
    """Give an application its live graph."""
    app.extensions[_KEY] = live


def live_graph() -> LiveGraph:
    """Return the live graph of the application that answers."""
    return live_of(current_app)


def live_of(app: Flask) -> LiveGraph:
    """Return the live graph of an application."""
    live = app.extensions[_KEY]
    assert isinstance(live, LiveGraph)
    return live


def shown() -> Loaded:
    """Return the generation that this request is answered from, the same for all of the page."""
    if "shown" not in g:
        g.shown = live_graph().current()
    found = g.shown
    assert isinstance(found, Loaded)
    return found
