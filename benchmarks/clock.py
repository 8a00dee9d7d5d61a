"""Timing: medians of several runs, in CPU time where one process does the work."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measure:
    """One line of the report: what was measured, in which unit, the goal if there is one, and another tool's figure.

    `again` is the same once more, where what was read the first time is kept.
    """

    what: str
    value: float
    unit: str
    goal: str = ""
    again: float | None = None
    other: str = ""
    other_value: float | None = None

    @property
    def ratio(self) -> str:
        """How many times better or worse than the other tool."""
        if not self.other_value or not self.value:
            return ""
        less_is_better = not self.unit.endswith("/s")
        factor = self.other_value / self.value if less_is_better else self.value / self.other_value
        return f"{factor:.1f}x" if factor >= 1 else f"{factor:.2f}x"


def seconds(work: Callable[[], object], runs: int = 5) -> float:
    """Return the median CPU seconds of some runs, after one that is not counted."""
    work()
    taken = []
    for _ in range(runs):
        gc.collect()
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return statistics.median(taken)


def wall_seconds(work: Callable[[], object], runs: int = 5) -> float:
    """Return the median seconds on the wall clock of some runs, after one that is not counted."""
    work()
    taken = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)
