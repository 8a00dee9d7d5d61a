"""What was read from a store, kept as long as the store itself: paging, downloads and pages read nothing twice.

A generation is one store that does not change; a new one starts with nothing kept. Whoever changes a store that was
read already says so with `forget`.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sized
from threading import Lock
from typing import TypeVar
from weakref import WeakKeyDictionary

from graph.store import Store

MOST_ROWS = 200_000
"""How many rows are kept of one store; beyond, those not asked for longest go first."""

T = TypeVar("T", bound=Sized)
_KEPT: WeakKeyDictionary[Store, OrderedDict[Hashable, Sized]] = WeakKeyDictionary()
_LOCK = Lock()


def kept(store: Store, key: Hashable, make: Callable[[], T]) -> T:
    """Return what was made under a key for this store, made now if it is not there."""
    with _LOCK:
        shelf = _KEPT.setdefault(store, OrderedDict())
        if key in shelf:
            shelf.move_to_end(key)
            return shelf[key]  # type: ignore[return-value]
    made = make()
    with _LOCK:
        shelf[key] = made
        while len(shelf) > 1 and sum(map(len, shelf.values())) > MOST_ROWS:
            shelf.popitem(last=False)
    return made


def forget(store: Store) -> None:
    """Drop all that was kept of a store, because its graphs have changed."""
    with _LOCK:
        _KEPT.pop(store, None)
