"""`python -m benchmarks [--actions N]`: the goals of the product, measured in one run beside the usual tools."""

from __future__ import annotations

import argparse
import resource
import tempfile
from pathlib import Path

from tabulate import tabulate

from benchmarks.clock import Measure
from benchmarks.example import example_workspace, log, reading
from benchmarks.larger import larger


def main() -> None:
    """Measure and print one table."""
    parser = argparse.ArgumentParser(description="Measure speed and memory beside the usual tools.")
    parser.add_argument("--actions", type=int, default=1000, help="size of the synthetic graph")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        workspace = example_workspace(Path(folder))
        measures = [*reading(), *log(workspace), *larger(chosen.actions)]
    print(tabulate(map(_row, measures), headers=["", "measured", "again", "goal", "beside", "better by"]))
    print(f"peak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")


def _row(measure: Measure) -> list[str]:
    return [
        measure.what,
        f"{measure.value:,.1f} {measure.unit}",
        f"{measure.again:,.1f} {measure.unit}" if measure.again is not None else "",
        measure.goal,
        f"{measure.other} {measure.other_value:,.1f}" if measure.other_value else "",
        measure.ratio,
    ]


if __name__ == "__main__":
    main()
