"""The page in one file, opened offline in a real browser: it draws, filters, and lets nothing in or out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from test_browser import CHROMIUM, FLAGS
from web_support import HOSTILE_NAMES, example_edition, example_names, hostile_edition, make_workspace

from webapp.standalone import standalone_page

sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright for Python is not installed")
pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason="there is no /usr/bin/chromium on this machine")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield chromium
        chromium.close()


def opened(browser: Any, file: Path) -> tuple[Any, list[str], list[str]]:
    """Open a file once its network is drawn; return the page, its complaints and what it asked for."""
    page = browser.new_context(offline=True).new_page()
    complaints: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("dialog", lambda dialog: complaints.append(dialog.message))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    page.wait_for_selector("#network[data-drawn]")
    return page, complaints, asked


def test_the_file_draws_and_filters_without_a_server(browser: Any, tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path / "w", [example_edition()], example_names())
    file = tmp_path / "network.html"
    file.write_bytes(standalone_page(workspace.store()))
    page, complaints, asked = opened(browser, file)
    every = page.locator("table.links tbody tr:visible").count()
    assert every > 90
    page.fill("#words", "eastnet")
    found = page.locator("table.links tbody tr:visible").all_inner_texts()
    assert 0 < len(found) < 5
    assert all("EastNet" in row for row in found)
    page.click("button[type=reset]")
    assert page.locator("table.links tbody tr:visible").count() == every
    assert complaints == []
    assert asked == [file.as_uri()]


def test_markup_in_the_documents_stays_words(browser: Any, tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path / "w", [hostile_edition()], HOSTILE_NAMES)
    file = tmp_path / "network.html"
    file.write_bytes(standalone_page(workspace.store()))
    page, complaints, asked = opened(browser, file)
    assert complaints == []
    assert asked == [file.as_uri()]
    assert "<script>" in page.inner_text("table.links")
    assert page.locator("main script, main iframe, main [onload]").count() == 0
