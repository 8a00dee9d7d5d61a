"""`python -m benchmarks [reading | graph]`: the goals of the product, measured in one run beside the usual tools."""

from __future__ import annotations

import argparse
import resource
import tempfile
from pathlib import Path

from tabulate import tabulate

from benchmarks.clock import Measure
from benchmarks.example import example_log, example_workspace, log
from benchmarks.larger import larger
from benchmarks.reading import reading


def main() -> None:
    """Measure and print one table."""
    parser = argparse.ArgumentParser(description="Measure speed and memory beside the usual tools.")
    parser.add_argument("part", nargs="?", choices=["reading", "graph"], help="one part alone")
    parser.add_argument("--actions", type=int, default=1000, help="size of the synthetic graph")
    parser.add_argument("--documents", type=int, default=1000, help="how many documents to bring in with one call")
    chosen = parser.parse_args()
    measures: list[Measure] = []
    if chosen.part != "graph":
        measures += [*example_log(), *reading(chosen.documents)]
    if chosen.part != "reading":
        with tempfile.TemporaryDirectory() as folder:
            measures += [*log(example_workspace(Path(folder))), *larger(chosen.actions)]
    print(tabulate(map(_row, measures), headers=["", "measured", "again", "goal", "beside", "better by"]))
    print(f"peak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")


def _row(measure: Measure) -> list[str]:
    return [
        measure.what,
        f"{measure.value:,.{_places(measure)}f} {measure.unit}",
        f"{measure.again:,.1f} {measure.unit}" if measure.again is not None else "",
        measure.goal,
        f"{measure.other} {measure.other_value:,.{_places(measure)}f}" if measure.other_value else "",
        measure.ratio,
    ]


def _places(measure: Measure) -> int:
    return 2 if measure.unit == "s" else 1


if __name__ == "__main__":
    main()
