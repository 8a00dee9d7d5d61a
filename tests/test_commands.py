"""The front door, as a person meets it: real processes on a real workspace made from the example log."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from junctionbox import cli
from tests.command_line import EXAMPLE, EXAMPLE_LOG, ROOT, run, run_process

COMMANDS = (
    "ask check columns decide demo documents evaluate export extract ingest init questions rebuild remove serve sparql"
).split()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("front-door") / "council"
    assert run("init", folder, "--owner", "Fenland Libraries", cwd=folder.parent).returncode == 0
    shutil.copy(EXAMPLE / "names.csv", folder / "registry" / "names.csv")
    assert run("-w", folder, "ingest", EXAMPLE_LOG, cwd=folder.parent).returncode == 0
    return folder


@pytest.fixture
def workspace(made: Path, tmp_path: Path) -> Path:
    """A copy of the workspace that a test may change."""
    return Path(shutil.copytree(made, tmp_path / "council"))


def test_every_command_has_help_with_an_example(tmp_path: Path) -> None:
    listed = run("--help", cwd=tmp_path).stdout
    for command in COMMANDS:
        assert re.search(rf"^  {command}\s", listed, re.MULTILINE), command
        shown = CliRunner().invoke(cli, [command, "--help"])
        assert shown.exit_code == 0
        assert f"Example: junctionbox {command}" in shown.output


def test_a_failure_in_a_process_of_its_own_is_one_sentence_and_an_exit_code(tmp_path: Path) -> None:
    data = run_process("documents", cwd=tmp_path)
    assert (data.returncode, len(data.stderr.splitlines())) == (1, 1)
    usage = run_process("frobnicate", cwd=tmp_path)
    assert usage.returncode == 2
    assert "Traceback" not in data.stderr + usage.stderr


def test_the_readme_and_the_program_name_the_same_commands(tmp_path: Path) -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert set(re.findall(r"^\| `junctionbox (\w+)", readme, re.MULTILINE)) == set(COMMANDS)


def test_the_commands_of_the_readme_work_in_order(tmp_path: Path) -> None:
    shutil.copy(EXAMPLE_LOG, tmp_path / "action-log.txt")
    block = re.search(r"## Use it.*?```sh\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
    assert block
    assert block[1].splitlines()[:3] == [
        'junctionbox init my-council --owner "Fenland Libraries"',
        "cd my-council",
        "junctionbox ingest ../action-log.txt",
    ]
    assert run("init", "my-council", "--owner", "Fenland Libraries", cwd=tmp_path).returncode == 0
    result = run("ingest", "../action-log.txt", cwd=tmp_path / "my-council")
    assert result.returncode == 0, result.stderr
    assert "action-log.txt" in result.stdout


def test_the_demo_answers_in_the_terminal_and_says_it_is_a_retelling(tmp_path: Path) -> None:
    result = run("demo", "--no-serve", cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    assert "a retelling, in our own words" in result.stdout
    assert "Which partners support which outcomes?" in result.stdout
    assert "Of 35 outcome statements, 22 have no supporter that the log confirms, 11 rest on one, 2 on more." in (
        result.stdout
    )


def test_an_ingest_says_what_was_found_and_how_to_settle_each_doubt(workspace: Path) -> None:
    result = run("ingest", EXAMPLE_LOG, cwd=workspace)
    assert "24" in result.stdout
    assert "35" in result.stdout
    keys = re.findall(r"settle: junctionbox decide title (\w{8}) ", result.stdout)
    assert len(keys) == 8
    settled = run("decide", "title", keys[0], "Calls to readers", cwd=workspace)
    assert settled.returncode == 0, settled.stderr
    again = run("ingest", EXAMPLE_LOG, cwd=workspace)
    assert len(re.findall(r"decide title", again.stdout)) == 7


def test_progress_goes_to_standard_error(workspace: Path) -> None:
    result = run("rebuild", "--afresh", cwd=workspace)
    assert "Reading library-action-log-retold.txt" in result.stderr
    assert "Reading" not in result.stdout


def test_ask_prints_the_agreed_json(workspace: Path) -> None:
    result = run("ask", "works-alongside", "--partner", "cambs skills", "--format", "json", cwd=workspace)
    answer = json.loads(result.stdout)
    assert list(answer) == ["question", "parameters", "answer", "columns", "rows"]
    sources = [row["source"] for row in answer["rows"]]
    assert all(source["document"] == "library-action-log-retold.txt" for source in sources)
    assert [61, 62] in [source["lines"] for source in sources]


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["ask", "no-such-question"], 1, "There is no saved question “no-such-question”"),
        (["ask", "what-if-without", "--partner", "Nobody at all"], 1, "Nobody at all"),
        (["ask", "what-if-without", "--colour", "blue"], 2, "colour"),
        (["ask", "live-in-month", "--month", "December"], 2, "“December” is not a month"),
        (["ingest", "nowhere.txt"], 1, "There is no file nowhere.txt"),
        (["remove", "nothing"], 1, "There is no document “nothing” here; there is library-action-log-retold."),
        (["decide", "accept", "ffffffff"], 1, "Nothing here has the key “ffffffff”"),
        (["decide", "merge", "Nobody", "Somebody"], 1, "No partner or place here is called “Nobody”."),
        (["sparql", "nowhere.rq"], 1, "There is no file nowhere.rq."),
        (["extract", "nowhere.txt"], 1, "There is no file nowhere.txt"),
        (["-w", "elsewhere", "documents"], 1, "elsewhere is not a workspace"),
        (["init", "."], 1, "is a workspace already"),
        (["frobnicate"], 2, "No such command"),
    ],
)
def test_bad_input_gets_one_sentence(workspace: Path, words: list[str], code: int, sentence: str) -> None:
    before = {path: path.read_bytes() for path in workspace.rglob("*") if path.is_file()}
    result = run(*words, cwd=workspace)
    assert result.returncode == code
    assert sentence in result.stderr
    assert "Traceback" not in result.stderr
    assert {path: path.read_bytes() for path in workspace.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("empty.txt", b"", "empty.txt is empty."),
        ("blank.txt", b" \n\t\n", "blank.txt is empty."),
        ("marks.txt", b"-- ... --", "marks.txt holds no words."),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00", "picture.txt is a picture, which cannot be read"),
        (
            "binary.txt",
            b"abc\x00def",
            "binary.txt is no document that can be read; save it as .docx, .xlsx, .pdf or plain text.",
        ),
        ("odd.txt", b"caf\x81", "odd.txt is neither UTF-8 nor Windows-1252 text"),
        ("long.txt", b"a" * 1_000_001, "A line of long.txt has 1,000,001 characters, more than the 1,000,000 allowed"),
        ("huge.txt", b"a" * 50_000_000, "huge.txt has 50,000,000 bytes, more than the 20,000,000 allowed"),
    ],
)
def test_a_bad_document_is_refused_and_a_good_one_beside_it_comes_in(
    workspace: Path, tmp_path: Path, name: str, data: bytes, sentence: str
) -> None:
    (tmp_path / name).write_bytes(data)
    good = tmp_path / "good.txt"
    good.write_text("Action\tPartners\nBook club July 2021\tStarted with the British Library\n")
    result = run("ingest", tmp_path / name, good, cwd=workspace)
    assert result.returncode == 1
    assert sentence in result.stderr
    assert "Traceback" not in result.stderr
    assert "good" in run("documents", cwd=workspace).stdout
    assert not list((workspace / "documents").rglob(name))


def test_a_document_without_actions_says_so(workspace: Path, tmp_path: Path) -> None:
    (tmp_path / "poem.txt").write_text("Roses are red\n")
    result = run("ingest", tmp_path / "poem.txt", cwd=workspace)
    assert "No action was found in poem.txt" in result.stdout


def test_a_document_in_windows_letters_comes_in(workspace: Path, tmp_path: Path) -> None:
    path = tmp_path / "windows.txt"
    path.write_bytes("Action\tImpact\nCafé talks May 2021\tReducing isolation – for £5k\n".encode("cp1252"))
    assert run("ingest", path, cwd=workspace).returncode == 0
    stored = list((workspace / "documents" / "windows").rglob("*.stored.txt"))
    assert [file.read_text("utf-8").splitlines()[1] for file in stored] == [
        "Café talks May 2021\tReducing isolation – for £5k"
    ]


def test_a_damaged_graph_file_offers_rebuild_and_rebuild_mends_it(workspace: Path) -> None:
    victim = max((workspace / "built").glob("registry*.nq"), key=lambda file: file.stat().st_size)
    right = victim.read_bytes()
    victim.write_bytes(right[:-20])
    result = run("ask", "money", cwd=workspace)
    assert result.returncode == 1
    assert "“junctionbox rebuild” makes it anew" in result.stderr
    assert run("rebuild", cwd=workspace).returncode == 0
    assert victim.read_bytes() == right


def test_a_registry_edited_by_hand_is_noticed_until_the_graph_is_rebuilt(workspace: Path) -> None:
    names = workspace / "registry" / "names.csv"
    names.write_bytes(names.read_bytes().replace(b"Winter Hub", b"Winter Centre", 1))
    assert "Files of this workspace changed since its graph was built" in run("ask", "money", cwd=workspace).stderr
    assert run("rebuild", cwd=workspace).returncode == 0
    assert run("ask", "money", cwd=workspace).stderr == ""


def test_sparql_reads_and_never_goes_out(workspace: Path) -> None:
    counted = run("sparql", "-", "--format", "csv", cwd=workspace, stdin="SELECT (1 AS ?one) {}")
    assert counted.stdout.split() == ["one", "1"]
    out = run("sparql", "-", cwd=workspace, stdin="SELECT * { \\u0053ERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }")
    assert out.returncode == 2
    assert "queries here read this graph only" in out.stderr
    changed = run("sparql", "-", cwd=workspace, stdin="DELETE WHERE { GRAPH ?g { ?s ?p ?o } }")
    assert changed.returncode == 2


def test_the_workspace_is_found_from_the_folder_the_variable_or_the_option(made: Path, tmp_path: Path) -> None:
    inside = made / "documents"
    assert "library-action-log-retold" in run("documents", cwd=inside).stdout
    assert "library-action-log-retold" in run("documents", cwd=tmp_path, JUNCTIONBOX_WORKSPACE=str(made)).stdout
    assert "library-action-log-retold" in run("-w", made, "documents", cwd=tmp_path).stdout
    nowhere = run("documents", cwd=tmp_path)
    assert nowhere.returncode == 1
    assert "There is no workspace here" in nowhere.stderr


def test_extract_needs_no_workspace(tmp_path: Path) -> None:
    result = run("extract", EXAMPLE_LOG, "--format", "json", cwd=tmp_path)
    assert len(json.loads(result.stdout)["actions"]) == 24


def test_evaluate_prints_scores(tmp_path: Path) -> None:
    gold = EXAMPLE / "library-action-log-retold.gold.json"
    result = run("evaluate", gold, "--registry", EXAMPLE / "names.csv", cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    assert "1.00" in result.stdout


def test_check_finds_gaps_and_no_broken_rule(workspace: Path) -> None:
    result = run("check", cwd=workspace)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "http" not in result.stdout


@pytest.mark.parametrize("form", ["trig", "nquads", "turtle", "jsonld", "graphml", "html"])
def test_export_writes_every_format_to_the_screen_and_to_a_file(workspace: Path, tmp_path: Path, form: str) -> None:
    on_screen = run("export", "--format", form, cwd=workspace)
    assert on_screen.returncode == 0, on_screen.stderr
    target = tmp_path / "out"
    assert run("export", "--format", form, "-o", target, cwd=workspace).returncode == 0
    assert target.read_text("utf-8") == on_screen.stdout
    assert "Arts Council England" in on_screen.stdout
