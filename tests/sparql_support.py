"""Running servers for tests of the SPARQL protocol: the real command in a process of its own, asked over HTTP."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from tests.command_line import ROOT


@dataclass(frozen=True)
class Got:
    """What a server answered."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def kind(self) -> str:
        """The media type without parameters."""
        return self.headers.get("content-type", "").split(";")[0]

    @property
    def json(self) -> Any:
        """The body read as JSON."""
        return json.loads(self.body)

    def rows(self) -> list[dict[str, str]]:
        """Return the rows of an answer in JSON, each variable with its plain value."""
        return [{name: term["value"] for name, term in row.items()} for row in self.json["results"]["bindings"]]


@dataclass(frozen=True)
class Server:
    """A running server: its address and its process."""

    address: str
    process: subprocess.Popen[str]

    @property
    def endpoint(self) -> str:
        """The address of its SPARQL endpoint."""
        return f"{self.address}sparql"

    def send(self, method: str, path: str, body: bytes | None = None, timeout: float = 60, **headers: str) -> Got:
        """Send one request as it is told, whatever it is; `content_type` stands for the header Content-Type."""
        where = urlsplit(self.address)
        link = http.client.HTTPConnection(where.hostname or "", where.port, timeout=timeout)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        with contextlib.closing(link):
            link.request(method, path, body, named)
            answer = link.getresponse()
            found: dict[str, str] = {}
            for name, value in answer.getheaders():
                found[name.lower()] = f"{found[name.lower()]}, {value}" if name.lower() in found else value
            return Got(answer.status, found, answer.read())

    def get(self, query: str, *more: tuple[str, str], method: str = "GET", **headers: str) -> Got:
        """Ask a query with GET."""
        return self.send(method, f"/sparql?{urlencode([('query', query), *more])}", **headers)

    def post(self, query: str, **headers: str) -> Got:
        """Ask a query with POST, as the body."""
        return self.send("POST", "/sparql", query.encode(), content_type="application/sparql-query", **headers)


@contextlib.contextmanager
def serving(*words: str | Path, cwd: Path) -> Iterator[Server]:
    """Start `junctionbox` with some words on a free port, and stop it at the end."""
    process = subprocess.Popen(
        [sys.executable, "-u", ROOT / "junctionbox.py", *map(str, words), "--port", "0"],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield Server(_address(process), process)
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=20)


def _address(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    for line in process.stdout:
        if found := re.search(r"http://127\.0\.0\.1:\d+/", line):
            return found[0]
    raise AssertionError(process.communicate()[1])
