"""Running the command line: in this process, which is quick, or in one of its own, which is the real thing."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner

from junctionbox import main

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "ingest" / "example"
EXAMPLE_LOG = EXAMPLE / "library-action-log-retold.txt"


@dataclass(frozen=True)
class Printed:
    """What a command printed, and its exit code."""

    returncode: int
    stdout: str
    stderr: str


def run(*words: str | Path, cwd: Path, stdin: str = "", **environment: str) -> Printed:
    """Run `junctionbox` with some words through its own front door, in this process."""
    env = {"JUNCTIONBOX_WORKSPACE": None, **environment}
    argv, sys.argv = sys.argv, ["junctionbox", *map(str, words)]
    code = 0
    try:
        with contextlib.chdir(cwd), CliRunner().isolation(input=stdin, env=env) as (out, err, _):
            try:
                main()
            except SystemExit as end:
                code = end.code if isinstance(end.code, int) else 0
            sys.stdout.flush()
            return Printed(code, out.getvalue().decode(), err.getvalue().decode())
    finally:
        sys.argv = argv


def run_process(*words: str | Path, cwd: Path, **environment: str) -> Printed:
    """Run `junctionbox` in a process of its own."""
    inherited = {name: value for name, value in os.environ.items() if name != "JUNCTIONBOX_WORKSPACE"}
    done = subprocess.run(
        [sys.executable, ROOT / "junctionbox.py", *map(str, words)],
        cwd=cwd,
        env={**inherited, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    return Printed(done.returncode, done.stdout, done.stderr)
