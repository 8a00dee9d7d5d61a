"""Files are the truth: the same files give the same bytes, and no moment of a kill leaves half a graph."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from graph.errors import InUse
from graph.files import writing_lock
from graph.workspace import Workspace, create_workspace, open_workspace
from ingest.decisions import read_decisions
from ingest.rebuild import ingest, rebuild, remove
from tests.command_line import EXAMPLE, EXAMPLE_LOG, ROOT, run, run_process

RECEIVED = "2021-04-01T09:00:00+00:00"


def quads(workspace: Workspace) -> dict[str, bytes]:
    return {graph: path.read_bytes() for graph, path in workspace.generation().files.items()}


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    made = create_workspace(tmp_path / "council", "Fenland Libraries")
    shutil.copy(EXAMPLE / "names.csv", made.names_file)
    ingest(made, [EXAMPLE_LOG], RECEIVED)
    return made


def test_ingesting_twice_changes_nothing(workspace: Workspace) -> None:
    before = {path: path.read_bytes() for path in workspace.root.rglob("*") if path.is_file()}
    results = ingest(workspace, [EXAMPLE_LOG], "2022-01-01T00:00:00+00:00")
    assert results[0].known_before
    assert {path: path.read_bytes() for path in workspace.root.rglob("*") if path.is_file()} == before


def test_rebuild_gives_the_same_bytes_anywhere_at_any_time(workspace: Workspace, tmp_path: Path) -> None:
    before = quads(workspace)
    moved = Path(shutil.copytree(workspace.root, tmp_path / "moved"))
    shutil.rmtree(moved / "built")
    result = run_process(
        "-w", moved, "rebuild", cwd=tmp_path, TZ="Pacific/Auckland", LANG="C", LC_ALL="C", PYTHONHASHSEED="7"
    )
    assert result.returncode == 0, result.stderr
    assert quads(open_workspace(moved)) == before


def test_the_order_of_registry_and_decision_rows_does_not_matter(workspace: Workspace) -> None:
    for words in (["merge", "City Council", "Cambridge City Council"], ["merge", "Council", "Fenland Council"]):
        assert run("decide", *words, cwd=workspace.root).returncode == 0
    before = quads(workspace)
    for path in (workspace.names_file, workspace.decisions_file):
        head, *rows = path.read_bytes().splitlines(keepends=True)
        path.write_bytes(head + b"".join(reversed(rows)))
    rebuild(workspace)
    assert quads(workspace) == before


def test_a_merged_name_keeps_its_address_and_points_to_the_other(workspace: Workspace) -> None:
    run("decide", "merge", "City Council", "Cambridge City Council", cwd=workspace.root)
    registry = quads(workspace)[workspace.settings.base + "graph/registry"].decode()
    assert (
        "<https://junctionbox.example.org/id/partner/city-council> <http://purl.org/dc/terms/isReplacedBy> "
        "<https://junctionbox.example.org/id/partner/cambridge-city-council>" in registry
    )


def test_the_next_edition_revises_the_last_and_keeps_addresses_and_decisions(
    workspace: Workspace, tmp_path: Path
) -> None:
    keys = run("decide", "keys", "Radio", cwd=workspace.root).stdout
    key = next(line.split()[0] for line in keys.splitlines() if " partner " in line)
    run("decide", "set", key, "role", "promoter", cwd=workspace.root)
    addresses = workspace.iris_file.read_bytes()
    edited = tmp_path / EXAMPLE_LOG.name
    edited.write_text(EXAMPLE_LOG.read_text("utf-8").replace("Mobile", "Travelling", 1), "utf-8")
    results = ingest(workspace, [edited], RECEIVED)
    entries = workspace.entries()
    assert [entry.revises for entry in entries] == ["", entries[0].edition]
    assert results[0].edition is not None
    assert [fate for _, fate in results[0].edition.decisions] == ["applied"]
    roles = {link.name: link.role for a in results[0].edition.extraction.actions for link in a.partners}
    assert roles["Radio Cambridgeshire"] == "promoter"
    old = addresses.decode("utf-8-sig").splitlines()
    new = workspace.iris_file.read_bytes().decode("utf-8-sig").splitlines()
    assert [line.split(",")[:3] for line in new[: len(old)]] == [line.split(",")[:3] for line in old]
    editions = [graph for graph in workspace.generation().files if "/graph/edition/" in graph]
    assert editions == [f"https://junctionbox.example.org/graph/edition/library-action-log-retold/{entries[1].edition}"]


def test_a_removed_document_leaves_the_graph_but_not_the_folder(workspace: Workspace) -> None:
    remove(workspace, "library-action-log-retold")
    assert workspace.entries() == []
    assert not [graph for graph in workspace.generation().files if "/graph/edition/" in graph]
    assert list(workspace.documents.rglob(EXAMPLE_LOG.name))


def test_a_second_writer_is_told_to_wait(workspace: Workspace) -> None:
    with writing_lock(workspace.built / "lock"), pytest.raises(InUse, match="Another program is writing"):
        rebuild(workspace)


def test_an_impossible_decision_is_refused_before_it_is_kept(workspace: Workspace) -> None:
    keys = run("decide", "keys", "Radio", cwd=workspace.root).stdout
    key = next(line.split()[0] for line in keys.splitlines() if " partner " in line)
    result = run("decide", "set", key, "role", "emperor", cwd=workspace.root)
    assert result.returncode == 1
    assert "“emperor” is not a role; it can be lead, funder, delivery" in result.stderr
    assert read_decisions(workspace.decisions_file) == []


def test_a_kill_at_any_moment_of_an_ingest_leaves_the_old_graph_or_the_new_one(
    workspace: Workspace, tmp_path: Path
) -> None:
    second = tmp_path / "second.txt"
    second.write_text("Action\tImpact\nBook club May 2021\tReducing isolation with the British Library\n", "utf-8")
    old = set(quads(workspace))
    random.seed(20)
    for number in range(6):
        copy = Path(shutil.copytree(workspace.root, tmp_path / f"copy-{number}"))
        process = subprocess.Popen(
            [sys.executable, ROOT / "junctionbox.py", "-w", copy, "ingest", second],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(random.uniform(0.25, 0.75))
        process.send_signal(signal.SIGKILL)
        process.wait()
        left = open_workspace(copy)
        graphs = set(quads(left))
        assert graphs == old or len(graphs) == len(old) + 2
        assert len(left.store()) > 1000
        assert run("-w", copy, "ingest", second, cwd=tmp_path).returncode == 0
        assert len(quads(left)) == len(old) + 2
