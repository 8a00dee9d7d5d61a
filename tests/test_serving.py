"""The server as a person starts it: it prints its address, shows a new ingest, and stops when told to."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.workspace import create_workspace
from ingest.rebuild import ingest
from tests.command_line import EXAMPLE, EXAMPLE_LOG, ROOT, run, run_process

RECEIVED = "2021-04-01T09:00:00+00:00"


def start(*words: str | Path, cwd: Path) -> tuple[subprocess.Popen[str], str]:
    """Start a serving command and return it with the address it prints."""
    process = subprocess.Popen(
        [sys.executable, "-u", ROOT / "junctionbox.py", *map(str, words)],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    for line in process.stdout:
        found = re.search(r"The viewer is at (http://127\.0\.0\.1:\d+/)", line)
        if found:
            return process, found[1]
    raise AssertionError(process.communicate()[1])


def read(address: str) -> str:
    with urllib.request.urlopen(address, timeout=10) as answer:
        return str(answer.read().decode())


@pytest.fixture
def serving(tmp_path: Path) -> Iterator[tuple[Path, subprocess.Popen[str], str]]:
    workspace = create_workspace(tmp_path / "council")
    shutil.copy(EXAMPLE / "names.csv", workspace.names_file)
    ingest(workspace, [EXAMPLE_LOG], RECEIVED)
    process, address = start("-w", workspace.root, "serve", "--port", "0", cwd=tmp_path)
    yield workspace.root, process, address
    process.kill()
    process.communicate()


def test_a_running_server_shows_a_new_ingest_without_a_restart(
    serving: tuple[Path, subprocess.Popen[str], str], tmp_path: Path
) -> None:
    root, _, address = serving
    assert "British Library" not in read(address)
    more = tmp_path / "more.txt"
    more.write_text("Action\tImpact\nBook club May 2021\tRun in partnership with the British Library  Less isolation\n")
    assert run("-w", root, "ingest", more, cwd=tmp_path).returncode == 0
    assert "British Library" in read(address)


def test_the_server_stops_cleanly_when_told_to(serving: tuple[Path, subprocess.Popen[str], str]) -> None:
    _, process, address = serving
    assert "ok" in read(address + "healthz").lower()
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=10) == 0


def test_the_demo_prints_its_address_and_serves_the_retelling(tmp_path: Path) -> None:
    process, address = start("demo", "--port", "0", cwd=tmp_path)
    try:
        assert "retelling" in read(address + "about").lower()
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=10)


def test_a_port_that_is_taken_is_said_in_a_sentence(tmp_path: Path) -> None:
    workspace = create_workspace(tmp_path / "council")
    ingest(workspace, [EXAMPLE_LOG], RECEIVED)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = run_process("-w", workspace.root, "serve", "--port", str(port), cwd=tmp_path)
    assert result.returncode == 1
    assert f"Port {port} is taken by another program" in result.stderr


def test_serving_to_other_computers_needs_a_base_of_ones_own(tmp_path: Path) -> None:
    workspace = create_workspace(tmp_path / "council")
    result = run_process("-w", workspace.root, "serve", "--host", "0.0.0.0", "--port", "0", cwd=tmp_path)
    assert result.returncode == 2
    assert "Set “base” in junctionbox.toml" in result.stderr
