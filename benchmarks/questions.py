"""Every saved question timed with the values it suggests: asked for the first time, and asked again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.clock import seconds
from graph.ask import ask, suggested
from graph.kept import forget
from graph.saved import catalogue
from graph.store import Store


@dataclass(frozen=True, slots=True)
class QuestionTime:
    """One question: milliseconds when nothing is kept of the store yet, and when it was asked before."""

    name: str
    first: float
    again: float


def question_times(store: Store, runs: int = 5) -> Iterator[QuestionTime]:
    """Give out how long each shipped question takes on a store."""
    for name, saved in catalogue().queries.items():
        values = suggested(store, saved)

        def anew() -> None:
            forget(store)
            ask(store, saved, values)  # noqa: B023

        first = seconds(anew, runs)
        again = seconds(lambda: ask(store, saved, values), runs)  # noqa: B023
        yield QuestionTime(name, 1000 * first, 1000 * again)
