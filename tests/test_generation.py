"""Generations: one rename switches the whole graph, and no moment of a kill leaves half of one."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from graph.errors import Corrupt
from graph.generation import POINTER, Generation, current_name, read_generation, write_generation

BASE = "https://junctionbox.test/"
ROOT = Path(__file__).parent.parent


def graphs(**values: str) -> dict[str, str]:
    """Return graphs by IRI, each of one line."""
    return {f"{BASE}graph/{n}": f'<{BASE}s> <{BASE}p> "{v}" <{BASE}graph/{n}> .\n' for n, v in values.items()}


def write(built: Path, **values: str) -> Generation:
    return write_generation(built, graphs(**values), BASE, "inputs")


def texts(built: Path) -> dict[str, str]:
    generation = read_generation(built)
    assert generation is not None
    return {graph: path.read_text("utf-8") for graph, path in generation.files.items()}


def test_an_empty_folder_holds_no_generation(tmp_path: Path) -> None:
    assert read_generation(tmp_path) is None


def test_the_pointer_switches_to_what_was_written(tmp_path: Path) -> None:
    first = write(tmp_path, a="1", b="1")
    second = write(tmp_path, a="2")
    assert (tmp_path / POINTER).read_text("utf-8") == f"{second.name}\n"
    assert first.name != second.name
    assert texts(tmp_path) == graphs(a="2")
    assert read_generation(tmp_path) == second


def test_an_unchanged_graph_keeps_its_file(tmp_path: Path) -> None:
    kept = f"{BASE}graph/a"
    before = write(tmp_path, a="1", b="1").files[kept]
    stamp = before.stat().st_mtime_ns
    after = write(tmp_path, a="1", b="2").files[kept]
    assert (after, after.stat().st_mtime_ns) == (before, stamp)


def test_the_same_graphs_are_the_same_generation(tmp_path: Path) -> None:
    assert write(tmp_path, a="1").name == write(tmp_path, a="1").name


def test_the_generation_before_stays_readable_and_the_one_before_that_goes(tmp_path: Path) -> None:
    files = [write(tmp_path, a=value).files[f"{BASE}graph/a"] for value in "123"]
    assert [path.is_file() for path in files] == [False, True, True]
    assert len(list(tmp_path.iterdir())) == 5


def damage_graph(built: Path) -> None:
    next(built.glob("*.nq")).write_text("something else", "utf-8")


def lose_graph(built: Path) -> None:
    next(built.glob("*.nq")).unlink()


def lose_list(built: Path) -> None:
    next(built.glob("generation-*.json")).unlink()


def damage_list(built: Path) -> None:
    next(built.glob("generation-*.json")).write_text('{"graphs": []}', "utf-8")


def damage_pointer(built: Path) -> None:
    (built / POINTER).write_bytes(b"\xff\xfe\x00")


def misplace_pointer(built: Path) -> None:
    (built / POINTER).write_text("../elsewhere.json", "utf-8")


@pytest.mark.parametrize("damage", [damage_graph, lose_graph, lose_list, damage_list, damage_pointer, misplace_pointer])
def test_damage_is_noticed_offers_rebuild_and_is_mended_by_writing(tmp_path: Path, damage: object) -> None:
    write(tmp_path, a="1")
    assert callable(damage)
    damage(tmp_path)
    with pytest.raises(Corrupt, match="“junctionbox rebuild” makes it anew"):
        read_generation(tmp_path)
    write(tmp_path, a="1")
    assert texts(tmp_path) == graphs(a="1")


def test_what_a_killed_writer_left_behind_is_swept(tmp_path: Path) -> None:
    (tmp_path / ".current.abc123").write_text("half", "utf-8")
    write(tmp_path, a="1")
    assert not (tmp_path / ".current.abc123").exists()


WRITER = """
import sys
from pathlib import Path
from tests.test_generation import write
number = 0
while True:
    number += 1
    write(Path(sys.argv[1]), a=str(number), b=str(number), c="same")
"""


def test_a_kill_at_any_moment_leaves_a_whole_generation(tmp_path: Path) -> None:
    write(tmp_path, a="0", b="0", c="same")
    chance = random.Random(3)
    seen: set[str] = set()
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    for _ in range(12):
        before = current_name(tmp_path)
        writer = subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path)], env=environment)
        while current_name(tmp_path) == before:
            assert writer.poll() is None
            time.sleep(0.005)
        time.sleep(chance.random() * 0.02)
        writer.send_signal(signal.SIGKILL)
        writer.wait()
        values = [json.loads(text.split(" ")[2]) for _, text in sorted(texts(tmp_path).items())]
        assert values[0] == values[1]
        assert values[2] == "same"
        seen.add(values[0])
    assert len(seen) > 1


def test_a_reader_beside_a_writer_never_sees_half(tmp_path: Path) -> None:
    write(tmp_path, a="0", b="0", c="same")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    writer = subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path)], env=environment)
    try:
        deadline = time.monotonic() + 10
        seen: set[str] = set()
        while len(seen) < 20 and time.monotonic() < deadline:
            generation = read_generation(tmp_path)
            assert generation is not None
            seen.add(generation.name)
        assert len(seen) > 1
    finally:
        writer.kill()
        writer.wait()
