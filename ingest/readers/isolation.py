"""Parsing in a process of its own, with a deadline and a limit on memory: what hangs or swells is ended there."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from graph.errors import DataError
from graph.settings import Limits
from ingest.readers.transfer import source_from
from ingest.source import Source

ROOT = Path(__file__).parent.parent.parent


def read_apart(kind: str, name: str, data: bytes, limits: Limits) -> Source:
    """Return a document read by the child process for its kind; raise DataError where that fails or takes too long."""
    job = json.dumps({"kind": kind, "name": name, "limits": asdict(limits)}).encode() + b"\n"
    command = [sys.executable, "-P", "-m", "ingest.readers.child"]
    paths = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "PYTHONWARNINGS": "ignore"}
    try:
        done = subprocess.run(
            command,
            input=job + data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            timeout=limits.reading_seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise DataError(
            f"{name} takes longer to read than the {limits.reading_seconds} seconds allowed; save a simpler copy, or "
            "raise “reading_seconds” under [limits] in junctionbox.toml."
        ) from error
    return _source(name, done.stdout, limits)


def _source(name: str, answer: bytes, limits: Limits) -> Source:
    try:
        record: dict[str, Any] = json.loads(answer)
    except ValueError as error:
        # The child died without a word: the kernel or a library ended it when memory ran out or bytes were damaged.
        raise DataError(
            f"{name} cannot be read: it is damaged, or needs more memory than the {limits.reading_bytes:,} bytes "
            "that “reading_bytes” under [limits] in junctionbox.toml allows; save it again and try once more."
        ) from error
    if "refusal" in record:
        raise DataError(record["refusal"])
    return source_from(record)
