"""The page that is one file: it holds everything, asks nobody for anything, and words in it stay words."""

from __future__ import annotations

from pathlib import Path

from page_reading import Page
from web_support import HOSTILE_NAMES, example_edition, example_names, hostile_edition, make_workspace

from graph.store import MemoryStore
from webapp.standalone import standalone_page


def test_the_file_holds_headline_table_network_and_sentences(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path / "w", [example_edition()], example_names())
    page = Page(standalone_page(workspace.store()).decode())
    assert "Of 35 outcome statements, 22 have no supporter" in page.text
    assert "Worked alongside Cambs Skills and Good things foundation" in page.text
    assert "library-action-log-retold.txt" in page.text
    assert page.count("table") >= 1


def test_the_same_graph_gives_the_same_file(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path / "w", [example_edition()], example_names())
    assert standalone_page(workspace.store()) == standalone_page(workspace.store())


def test_the_file_asks_nobody_for_anything_and_words_in_it_stay_words(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path / "w", [hostile_edition()], HOSTILE_NAMES)
    page = Page(standalone_page(workspace.store()).decode())
    for tag, attributes in page.tags:
        assert tag not in ("img", "link", "iframe", "object"), attributes
        assert not {"src", "style"} & set(attributes), (tag, attributes)
        assert not [name for name in attributes if name.startswith("on")], (tag, attributes)
    assert all(address.startswith("#") for address in page.addresses)


def test_an_empty_graph_gives_a_page_too() -> None:
    assert "No outcome statement has been read yet." in Page(standalone_page(MemoryStore()).decode()).text
