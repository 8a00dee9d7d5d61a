"""Running the real command line in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "ingest" / "example"
EXAMPLE_LOG = EXAMPLE / "library-action-log-retold.txt"


def run(
    *words: str | Path, cwd: Path, stdin: str | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run `junctionbox` with some words and return what it printed."""
    inherited = {name: value for name, value in os.environ.items() if name != "JUNCTIONBOX_WORKSPACE"}
    return subprocess.run(
        [sys.executable, ROOT / "junctionbox.py", *map(str, words)],
        cwd=cwd,
        input=stdin,
        env={**inherited, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
