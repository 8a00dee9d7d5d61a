"""The workspace: found where it was meant, made only in an empty place, its settings named when they are wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import Corrupt, DataError, NotFound
from graph.generation import write_generation
from graph.settings import Limits, Settings, read_settings
from graph.workspace import VARIABLE, create_workspace, find_workspace, open_workspace

BASE = "https://junctionbox.example.org/"


@pytest.fixture(autouse=True)
def _no_workspace_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)


def settings(tmp_path: Path, text: str) -> Settings:
    path = tmp_path / "junctionbox.toml"
    path.write_text(text, "utf-8")
    return read_settings(path)


def test_an_empty_file_gives_the_usual_settings(tmp_path: Path) -> None:
    assert settings(tmp_path, "") == Settings(owner="", home_council="", base=BASE, financial_year_start=4)


def test_a_file_saved_by_windows_is_read(tmp_path: Path) -> None:
    assert settings(tmp_path, "\ufeffowner = 'Fenland'\r\n[limits]\r\nfile_bytes = 5\r\n") == Settings(
        owner="Fenland", limits=Limits(file_bytes=5)
    )


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("ovner = 'x'", "junctionbox.toml has an unknown setting “ovner”; known are owner, home_council, base,"),
        ("[limits]\nbytes = 1", "junctionbox.toml has an unknown setting “bytes”; known are file_bytes,"),
        ("owner = 3", "The setting “owner” in junctionbox.toml should be text in quotes."),
        ("financial_year_start = 'April'", "The setting “financial_year_start” in junctionbox.toml should be a whole"),
        ("financial_year_start = true", "The setting “financial_year_start” in junctionbox.toml should be a whole"),
        ("financial_year_start = 13", "The financial year in junctionbox.toml should start in a month from 1 to 12."),
        ("limits = 3", "[limits] in junctionbox.toml should be a section of its own."),
        ("[limits]\nfile_bytes = 0", "The setting “file_bytes” in junctionbox.toml should be 1 or more."),
        ("base = 'junctionbox.example.org/'", "The base in junctionbox.toml should be a web address that ends in “/”."),
        ("base = 'https://a.example'", "The base in junctionbox.toml should be a web address that ends in “/”."),
        ("base = 'https:///'", "The base in junctionbox.toml should be a web address that ends in “/”."),
        ("base = 'https://a example/'", "The base in junctionbox.toml should be a web address that ends in “/”."),
        ("base = 'https://a.example/?q=/'", "The base in junctionbox.toml should be a web address that ends in “/”."),
        ("owner = ", "junctionbox.toml cannot be read: "),
    ],
)
def test_a_wrong_setting_is_named(tmp_path: Path, text: str, sentence: str) -> None:
    with pytest.raises(DataError) as error:
        settings(tmp_path, text)
    assert str(error.value).startswith(sentence)


def test_settings_in_another_encoding_are_refused_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "junctionbox.toml"
    path.write_bytes(b"owner = 'Caf\xe9'")
    with pytest.raises(DataError, match=r"junctionbox.toml is not UTF-8 text; save it as UTF-8 and try again."):
        read_settings(path)


def test_a_new_workspace_keeps_what_it_was_told(tmp_path: Path) -> None:
    owner = 'Fenland "Libraries" \\ Co.\nÉ'
    made = create_workspace(tmp_path / "new", owner, "Fenland Council")
    assert (made.settings.owner, made.settings.home_council) == (owner, "Fenland Council")
    assert sorted(path.name for path in made.root.iterdir()) == [
        "built",
        "documents",
        "junctionbox.toml",
        "queries",
        "registry",
    ]
    assert open_workspace(made.root) == made
    assert made.current() == []


def test_a_workspace_is_made_only_in_an_empty_place(tmp_path: Path) -> None:
    create_workspace(tmp_path / "council")
    before = (tmp_path / "council" / "junctionbox.toml").read_bytes()
    with pytest.raises(DataError, match="is a workspace already; nothing was changed"):
        create_workspace(tmp_path / "council", "Another")
    assert (tmp_path / "council" / "junctionbox.toml").read_bytes() == before
    with pytest.raises(DataError, match="is not an empty folder"):
        create_workspace(tmp_path)
    (tmp_path / "file").write_text("x", "utf-8")
    with pytest.raises(DataError, match="is not an empty folder"):
        create_workspace(tmp_path / "file")


def test_the_option_comes_before_the_variable_and_the_variable_before_the_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen, named, here = (create_workspace(tmp_path / name).root for name in ("chosen", "named", "here"))
    assert find_workspace(None, here).root == here
    monkeypatch.setenv(VARIABLE, str(named))
    assert find_workspace(None, here).root == named
    assert find_workspace(str(chosen), here).root == chosen


def test_the_nearest_folder_above_is_taken(tmp_path: Path) -> None:
    outer = create_workspace(tmp_path / "outer").root
    inner = create_workspace(outer / "documents" / "inner").root
    assert find_workspace(None, inner / "documents").root == inner
    assert find_workspace(None, outer / "documents").root == outer


def test_a_folder_that_is_no_workspace_is_told_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(NotFound, match="There is no workspace here: neither this folder nor any above it"):
        find_workspace(None, tmp_path)
    monkeypatch.setenv(VARIABLE, str(tmp_path / "gone"))
    with pytest.raises(NotFound, match=r"gone is not a workspace: it has no junctionbox.toml; “junctionbox init”"):
        find_workspace(None, tmp_path)


def test_a_workspace_without_a_graph_offers_rebuild_and_with_one_loads_it(tmp_path: Path) -> None:
    made = create_workspace(tmp_path / "council")
    with pytest.raises(Corrupt, match="This workspace has no built graph yet; “junctionbox rebuild” makes it"):
        made.store()
    graph = f"{BASE}graph/a"
    write_generation(made.built, {graph: f'<{BASE}s> <{BASE}p> "x" <{graph}> .\n'}, BASE, "inputs")
    assert len(made.store()) == 1
