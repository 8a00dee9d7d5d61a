"""Many documents in one call: in several processes or one, bad ones among them, stopped half-way, done twice."""

from __future__ import annotations

import contextlib
import os
import pty
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from graph.workspace import Workspace, create_workspace, open_workspace
from ingest import work
from ingest.rebuild import ingest, rebuild
from tests.command_line import EXAMPLE_LOG, ROOT, run, run_process
from tests.reader_files import example_rows, made_docx

RECEIVED = "2021-04-01T09:00:00+00:00"
ROW = "Action\tImpact\n{} May 2021\tWorked with the British Library. Reducing isolation in {}.\n"


def plans(folder: Path, count: int) -> list[Path]:
    folder.mkdir()
    paths = [folder / f"plan-{number:02d}.txt" for number in range(count)]
    for number, path in enumerate(paths):
        path.write_text(ROW.format(f"Book club {number}x", "Ely" if number % 2 else "Wisbech"), "utf-8")
    return paths


def built(workspace: Workspace) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in workspace.built.iterdir() if path.name != "lock"}


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return create_workspace(tmp_path / "council", "Fenland Libraries")


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of documents, as this process reads them."""
    names: list[str] = []
    read = work.read_bytes

    def noted(name: str, *rest: object) -> object:
        names.append(name)
        return read(name, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(work, "read_bytes", noted)
    return names


def test_the_graph_does_not_depend_on_the_number_of_processes(tmp_path: Path) -> None:
    files = [*plans(tmp_path / "plans", 9), EXAMPLE_LOG, tmp_path / "table.docx"]
    files[-1].write_bytes(made_docx(example_rows()))
    made = []
    for jobs in (1, 4):
        workspace = create_workspace(tmp_path / f"council-{jobs}", "Fenland Libraries")
        results = ingest(workspace, files, RECEIVED, jobs=jobs)
        assert [result.problem for result in results] == [""] * 11
        made.append((built(workspace), workspace.iris_file.read_bytes(), results[9].found))
    assert made[0] == made[1]


def test_one_bad_document_stops_no_other_and_each_has_its_reason(workspace: Workspace, tmp_path: Path) -> None:
    files = plans(tmp_path / "plans", 8)
    (tmp_path / "plans" / "empty.txt").write_bytes(b"")
    (tmp_path / "plans" / "broken.pdf").write_bytes(b"%PDF-1.4 and nothing more")
    (tmp_path / "plans" / "photo.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    result = run("ingest", tmp_path / "plans", "--jobs", "2", cwd=workspace.root)
    assert result.returncode == 1
    assert "8 read, 0 unchanged, 2 failed, 1 left out" in result.stdout
    told = result.stderr.splitlines()[-3:]
    assert told[0] == (
        "plans/photo.png was left out. "
        "photo.png is a picture, which cannot be read; run it through text recognition first."
    )
    assert told[1].startswith("plans/broken.pdf was not taken in. broken.pdf ")
    assert told[2] == "plans/empty.txt was not taken in. empty.txt is empty."
    assert [entry.name for entry in workspace.entries()] == [path.name for path in files]


def test_a_file_that_is_left_out_of_a_folder_is_no_failure_but_named_by_itself_it_is(
    workspace: Workspace, tmp_path: Path
) -> None:
    plans(tmp_path / "plans", 1)
    photo = tmp_path / "plans" / "photo.png"
    photo.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    assert run("ingest", tmp_path / "plans", cwd=workspace.root).returncode == 0
    assert run("ingest", photo, cwd=workspace.root).returncode == 1


def test_two_files_of_one_name_are_told_apart_by_a_person(workspace: Workspace, tmp_path: Path) -> None:
    (one,) = plans(tmp_path / "2020", 1)
    (two,) = plans(tmp_path / "2021", 1)
    two.write_text(ROW.format("Choir", "March"), "utf-8")
    results = ingest(workspace, [one, two], RECEIVED)
    assert results[0].problem == ""
    assert results[1].problem == (
        f"Another file of this call, {one}, has the same name, and both would be editions of “plan-00”; rename one, or "
        "bring them in one after the other, the older first."
    )
    assert len(workspace.entries()) == 1


def test_a_file_named_twice_is_read_once(workspace: Workspace, tmp_path: Path) -> None:
    (plan,) = plans(tmp_path / "plans", 1)
    result = run("ingest", plan, plan.parent, cwd=workspace.root)
    assert result.returncode == 0
    assert "1 read, 0 unchanged, 0 failed" in result.stdout
    assert "plans/plan-00.txt was named twice and read once." in result.stderr
    assert len(workspace.entries()) == 1


def test_the_workspace_itself_and_an_empty_folder_are_refused(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    result = run("ingest", ".", tmp_path / "empty", cwd=workspace.root)
    assert result.returncode == 1
    assert ". was not taken in. It is a folder of the workspace itself" in result.stderr
    assert "empty was not taken in. The folder holds no files." in result.stderr


def test_a_file_that_the_system_cannot_open_is_told_so(workspace: Workspace, tmp_path: Path) -> None:
    loop = tmp_path / "loop.txt"
    loop.symlink_to(loop)
    (result,) = ingest(workspace, [loop], RECEIVED)
    assert result.problem == "loop.txt cannot be read: Too many levels of symbolic links."


def test_what_has_not_changed_is_not_read_again(workspace: Workspace, tmp_path: Path, readings: list[str]) -> None:
    files = plans(tmp_path / "plans", 3)
    ingest(workspace, files, RECEIVED, jobs=1)
    assert readings == ["plan-00.txt", "plan-01.txt", "plan-02.txt"]
    files[1].write_text(ROW.format("Choir", "March"), "utf-8")
    results = ingest(workspace, files, RECEIVED, jobs=1)
    assert [result.known_before for result in results] == [True, False, True]
    rebuild(workspace)
    assert readings[3:] == ["plan-01.txt"]


@pytest.mark.parametrize("change", ["names", "settings", "split", "gone", "damaged", "afresh"])
def test_what_a_reading_depends_on_makes_it_be_read_again(
    workspace: Workspace, tmp_path: Path, readings: list[str], change: str
) -> None:
    ingest(workspace, plans(tmp_path / "plans", 1), RECEIVED)
    if change == "names":
        workspace.names_file.write_text("kind,name,other_names,type,identifier,notes\npartner,Booklink,,,,\n", "utf-8")
    elif change == "settings":
        toml = workspace.root / "junctionbox.toml"
        toml.write_text(toml.read_text("utf-8").replace("start = 4", "start = 1"), "utf-8")
    elif change == "split":
        key = run("decide", "keys", cwd=workspace.root).stdout.splitlines()[2].split()[0]
        assert run("decide", "split", key, "Reducing", cwd=workspace.root).returncode == 0
    elif change == "gone":
        shutil.rmtree(workspace.root / "cache")
    elif change == "damaged":
        for path in (workspace.root / "cache").iterdir():
            path.write_bytes(path.read_bytes()[:-40])
    rebuild(open_workspace(workspace.root), afresh=change == "afresh")
    assert readings == ["plan-00.txt", "plan-00.txt"]


def test_the_graph_is_the_same_with_and_without_what_is_remembered(workspace: Workspace, tmp_path: Path) -> None:
    ingest(workspace, [*plans(tmp_path / "plans", 4), EXAMPLE_LOG], RECEIVED)
    keys = run("decide", "keys", "Radio", cwd=workspace.root).stdout
    key = next(line.split()[0] for line in keys.splitlines() if " partner " in line)
    assert run("decide", "set", key, "role", "promoter", cwd=workspace.root).returncode == 0
    assert run("decide", "merge", "Radio Cambridgeshire", "Radio Fenland", cwd=workspace.root).returncode == 0
    graphs = {graph: path.read_bytes() for graph, path in workspace.generation().files.items()}
    shutil.rmtree(workspace.root / "cache")
    shutil.rmtree(workspace.built)
    rebuild(workspace)
    assert {graph: path.read_bytes() for graph, path in workspace.generation().files.items()} == graphs


def test_a_decision_on_one_document_leaves_the_others_unread(
    workspace: Workspace, tmp_path: Path, readings: list[str]
) -> None:
    ingest(workspace, plans(tmp_path / "plans", 3), RECEIVED)
    key = run("decide", "keys", "Book club 1x", cwd=workspace.root).stdout.splitlines()[2].split()[0]
    assert run("decide", "title", key, "Reading circle", cwd=workspace.root).returncode == 0
    assert len(readings) == 3
    assert any(b"Reading circle" in path.read_bytes() for path in workspace.generation().files.values())


def test_what_is_remembered_of_a_removed_document_is_forgotten(workspace: Workspace, tmp_path: Path) -> None:
    ingest(workspace, plans(tmp_path / "plans", 2), RECEIVED)
    assert run("remove", "plan-00", cwd=workspace.root).returncode == 0
    assert {path.name.split(".")[0] for path in (workspace.root / "cache").iterdir()} == {"plan-01"}


def test_stopping_while_documents_are_read_keeps_the_old_graph_and_says_so(
    workspace: Workspace, tmp_path: Path
) -> None:
    ingest(workspace, [EXAMPLE_LOG], RECEIVED)
    before = built(workspace)
    plans(tmp_path / "plans", 400)
    process = subprocess.Popen(
        [sys.executable, ROOT / "junctionbox.py", "-w", workspace.root, "ingest", tmp_path / "plans", "--jobs", "2"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stderr
    first = process.stderr.readline()
    assert first == "Reading 20 of 400\n"
    os.killpg(process.pid, signal.SIGINT)
    rest = process.stderr.read()
    assert process.wait() == 130
    process.stderr.close()
    assert rest.splitlines()[-1] == (
        "Stopped. Nothing was taken in, and the graph is as it was; what was read is remembered, so that the same "
        "command goes on from there."
    )
    assert built(workspace) == before
    assert len(workspace.entries()) == 1
    assert len(list((workspace.root / "cache").glob("plan-*.reading.json"))) >= 20


def test_processes_go_when_the_one_that_called_them_is_killed(workspace: Workspace, tmp_path: Path) -> None:
    plans(tmp_path / "plans", 400)
    process = subprocess.Popen(
        [sys.executable, ROOT / "junctionbox.py", "-w", workspace.root, "ingest", tmp_path / "plans", "--jobs", "2"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stderr
    process.stderr.readline()
    process.kill()
    process.wait()
    deadline = time.monotonic() + 20
    while _alive(process.pid) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not _alive(process.pid)
    process.stderr.close()
    assert run_process("-w", workspace.root, "rebuild", cwd=tmp_path).returncode == 0


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="children are looked up in /proc")
def test_a_process_that_dies_over_a_document_is_replaced(workspace: Workspace, tmp_path: Path) -> None:
    plans(tmp_path / "plans", 200)
    process = subprocess.Popen(
        [sys.executable, ROOT / "junctionbox.py", "-w", workspace.root, "ingest", tmp_path / "plans", "--jobs", "2"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr
    process.stderr.readline()
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    os.kill(int(children[0]), signal.SIGKILL)
    out, _ = process.communicate()
    assert process.returncode == 0
    assert "200 read, 0 unchanged, 0 failed" in out


def test_a_terminal_shows_a_bar(workspace: Workspace, tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, ROOT / "junctionbox.py", "-w", workspace.root, "ingest", *plans(tmp_path / "plans", 7)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=theirs,
    )
    os.close(theirs)
    shown = b""
    with contextlib.suppress(OSError):
        while part := os.read(ours, 1000):
            shown += part
    os.close(ours)
    assert process.wait() == 0
    assert re.search(r"Reading\s+\[#+\]\s+7/7", shown.decode())


def _alive(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def test_quiet_says_nothing_while_it_works(workspace: Workspace, tmp_path: Path) -> None:
    result = run("ingest", *plans(tmp_path / "plans", 7), "--quiet", cwd=workspace.root)
    assert (result.returncode, result.stderr) == (0, "")
