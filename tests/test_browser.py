"""The viewer in a real browser: the journeys of its people, and what must hold on every page and width."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from web_support import HOSTILE_NAMES, example_edition, example_names, hostile_edition, make_workspace
from werkzeug.serving import make_server

from graph.workspace import Workspace
from webapp import create_app

sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright for Python is not installed")
CHROMIUM = Path("/usr/bin/chromium")
pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason="there is no /usr/bin/chromium on this machine")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DOCUMENT = "library-action-log-retold"
PAGES = [
    "/",
    "/?cell=cambridgeshire-skills~digital-inclusion",
    "/?rows=theme&columns=top",
    "/?rows=statement&columns=partner&outcome=connected-communities",
    "/?status=all&candidates=1&empty=1",
    "/?theme=people&partner=eastnet",
    "/gaps",
    "/gaps?topic=this-action-has-no-date",
    "/timeline",
    "/timeline?by=partner&at=2020-12",
    "/places",
    "/table",
    "/table?show=alone",
    "/search?q=cambs+skils",
    "/search?q=digital",
    "/search?q=zzzz",
    "/network",
    "/network?open=partner/cambridgeshire-skills&places=1&purposes=1",
    "/network?view=force",
    "/questions",
    "/questions/what-if-without?partner=cambridgeshire-skills",
    "/questions/live-in-month?month=2020-12",
    f"/doc/{DOCUMENT}",
    f"/doc/{DOCUMENT}/{example_edition().edition}/passage/25-40",
    "/id/partner/arts-council-england",
    "/id/place/baptist-church",
    "/scheme/outcome/access-to-services",
    "/about",
]


def served(workspace: Workspace) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, create_app(workspace), threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("browser") / "w"
    yield from served(make_workspace(folder, [example_edition()], example_names()))


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("browser-hostile") / "w"
    yield from served(make_workspace(folder, [hostile_edition()], HOSTILE_NAMES))


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield chromium
        chromium.close()


class Watch:
    """Notes what a page says to the console, opens as a dialogue, or asks of other hosts."""

    def __init__(self, page: Any, site: str) -> None:
        self.found: list[str] = []
        page.on("console", lambda message: self.found.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: self.found.append(f"error: {error}"))
        page.on("dialog", lambda dialog: (self.found.append(f"dialogue: {dialog.message}"), dialog.dismiss()))
        page.on("request", lambda asked: asked.url.startswith(site) or self.found.append(f"elsewhere: {asked.url}"))


@pytest.fixture
def page(browser: Any, site: str) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, base_url=site)
    opened = context.new_page()
    watch = Watch(opened, site)
    yield opened
    context.close()
    assert watch.found == []


def test_the_officer_goes_from_the_table_to_the_sentence_and_to_what_would_be_lost(page: Any) -> None:
    page.goto("/")
    assert page.get_by_role("heading", level=1).inner_text() == "Which partners support which outcomes?"
    assert page.locator(".headline").inner_text().startswith("Of 35 outcome statements, 22 have no supporter")
    assert page.locator(".matrix table").is_visible()

    page.get_by_role("link", name="Cambridgeshire Skills, Digital inclusion").click()
    opened = page.locator("#opened")
    assert opened.is_visible()
    assert "Delivery partner" in opened.inner_text()
    assert "Worked alongside Cambs Skills" in opened.inner_text()
    assert opened.get_by_role("link", name="See line 61 in the document").is_visible()

    opened.get_by_role("link", name="What if this partner left?").click()
    assert page.get_by_role("heading", level=1).inner_text() == "What is lost without Cambridgeshire Skills?"
    assert page.locator("td", has_text="lost").count() >= 1
    assert page.locator("td", has_text="kept").count() >= 1


def test_every_sentence_of_a_cell_is_highlighted_in_its_document(page: Any) -> None:
    page.goto("/?cell=cambridgeshire-skills~digital-inclusion")
    page.get_by_role("link", name="See line 61 in the document").click()
    mark = page.locator("mark")
    assert "Worked alongside Cambs Skills" in mark.inner_text()
    assert mark.evaluate("element => getComputedStyle(element).backgroundColor") != "rgba(0, 0, 0, 0)"
    assert page.locator("tr", has=mark).locator("th").inner_text() == "61"


def test_the_viewer_chooses_a_partner_in_the_picture_and_finds_it_again_after_a_reload(page: Any) -> None:
    page.goto("/network")
    assert page.locator(".picture rect").count() > 50
    page.locator(".picture a.p", has_text="Cambridgeshire Skills").click()
    for _ in range(2):
        opened = page.locator("#opened")
        assert opened.get_by_role("heading", level=2).inner_text() == "Cambridgeshire Skills"
        assert "Census 2021" in opened.inner_text()
        assert "Worked alongside Cambs Skills" in opened.inner_text()
        assert page.locator(".picture .chosen").text_content().strip() == "Cambridgeshire Skills"
        page.reload()


def test_a_line_of_the_picture_opens_its_sentence(page: Any) -> None:
    page.goto("/network")
    line = page.locator(".picture a.l.proposed").first
    line.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**link=**")
    assert "proposed" in page.locator("#opened").inner_text().lower()
    assert page.locator("#opened blockquote").count() >= 1


def test_proposed_links_can_be_left_out(page: Any) -> None:
    page.goto("/network")
    assert page.locator(".picture a.proposed").count() == 10
    page.get_by_role("link", name="Proposed partnerships").click()
    page.wait_for_url("**status=confirmed**")
    assert page.locator(".picture a.proposed").count() == 0


def test_a_partner_is_found_by_name_without_javascript(browser: Any, site: str) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=site)
    page = context.new_page()
    page.goto("/network")
    page.get_by_label("Find a partner").fill("Arts Council England")
    page.get_by_role("button", name="Show").click()
    assert page.locator("#opened h2").inner_text() == "Arts Council England"
    page.goto("/")
    page.get_by_role("link", name="EastNet, ").click()
    assert page.locator("#opened").is_visible()
    context.close()


def test_the_free_view_is_drawn_at_once_and_a_click_on_a_thing_opens_it(page: Any) -> None:
    page.goto("/network?view=force")
    page.wait_for_selector("#force[data-drawn] canvas")
    assert int(page.locator("#force").get_attribute("data-drawn")) > 50
    page.locator("#force").scroll_into_view_if_needed()
    box = page.locator("#force").bounding_box()
    at = page.evaluate(
        """(() => {
            const nodes = JSON.parse(document.getElementById('force-data').textContent).nodes;
            const wanted = nodes.find(node => node.label.replace('\\n', ' ') === 'Census 2021');
            const network = document.getElementById('force').network;
            return network.canvasToDOM(network.getPosition(wanted.id));
        })()"""
    )
    page.mouse.click(box["x"] + at["x"], box["y"] + at["y"])
    page.wait_for_url("**open=action**")
    assert page.locator("#opened h2").inner_text() == "Census 2021"


def test_labels_of_the_picture_are_legible_and_do_not_overlap(page: Any) -> None:
    for address in ("/network", "/network?places=1&purposes=1", "/network?open=partner/arts-council-england"):
        page.goto(address)
        boxes = page.evaluate(
            """[...document.querySelectorAll('.picture svg a:not(.l)')].map(a => {
                const r = a.querySelector('rect').getBoundingClientRect();
                const lines = [...a.querySelectorAll('text')].map(t => {
                    const b = t.getBoundingClientRect();
                    return [b.left, b.top, b.right, b.bottom, parseFloat(getComputedStyle(t).fontSize)];
                });
                return {box: [r.left, r.top, r.right, r.bottom], lines};
            })"""
        )
        assert len(boxes) > 50
        for entry in boxes:
            left, top, right, bottom = entry["box"]
            assert right - left >= 24
            assert bottom - top >= 24
            for x1, y1, x2, y2, size in entry["lines"]:
                assert size >= 12
                assert (x1 >= left, x2 <= right, y1 >= top - 1, y2 <= bottom + 1) == (True, True, True, True)
        for number, one in enumerate(boxes):
            for other in boxes[number + 1 :]:
                assert not overlap(one["box"], other["box"])


def overlap(one: list[float], other: list[float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def test_filters_are_chosen_kept_from_view_to_view_and_taken_away_without_javascript(browser: Any, site: str) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=site)
    page = context.new_page()
    page.goto("/")
    page.get_by_text("Filter", exact=True).click()
    page.get_by_label("Theme").select_option(label="People (8)")
    page.get_by_label("Confirmed or proposed").select_option("all")
    page.locator(".panel").get_by_role("button", name="Show").click()
    assert page.url == f"{site}/?theme=people&status=all"
    for name in ("Network", "Timeline", "Places", "Table", "Matrix"):
        page.get_by_role("navigation", name="Views").get_by_role("link", name=name).click()
        assert page.url.endswith("?theme=people&status=all")
        assert page.locator(".chips li").first.inner_text().startswith("Theme: People")
    page.get_by_label("Rows").select_option("kind")
    page.get_by_role("button", name="Arrange").click()
    assert "theme=people" in page.url
    assert page.get_by_role("heading", level=1).inner_text() == "Kind of partner by outcome"
    page.locator(".chips a", has_text="People").click()
    assert "theme" not in page.url
    assert "rows=kind" in page.url
    context.close()


def test_the_address_and_the_table_are_copied_and_the_picture_is_saved(browser: Any, site: str) -> None:
    context = browser.new_context(base_url=site, permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    watch = Watch(page, site)
    page.goto("/?theme=people")
    page.get_by_role("link", name="Share").click()
    page.get_by_text("Address copied.").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == f"{site}/?theme=people"
    page.get_by_role("button", name="Copy table").click()
    page.get_by_text("Table copied.").wait_for()
    assert "Royal Papworth Hospital\t" in page.evaluate("navigator.clipboard.readText()")
    with page.expect_download() as saved:
        page.get_by_role("button", name="PNG").click()
    assert Path(saved.value.path()).read_bytes().startswith(b"\x89PNG")
    context.close()
    assert [found for found in watch.found if "blob:" not in found] == []


def test_a_partner_is_found_by_keyboard_alone_with_a_slip_in_its_name(page: Any) -> None:
    page.goto("/timeline")
    page.keyboard.press("/")
    page.keyboard.type("cambs skils")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=**")
    page.get_by_role("link", name="Cambridgeshire Skills", exact=True).press("Enter")
    assert page.get_by_role("heading", level=1).inner_text() == "Cambridgeshire Skills"


def test_the_cell_that_is_open_is_in_sight(page: Any) -> None:
    page.goto("/?cell=eastnet~digital-access")
    seen = page.evaluate(
        """(() => {
            const cell = document.querySelector('.cell[aria-current]');
            const box = cell.closest('.scroll').getBoundingClientRect(), at = cell.getBoundingClientRect();
            return at.left >= box.left && at.right <= box.right;
        })()"""
    )
    assert seen


def test_back_and_reload_restore_what_was_seen(page: Any) -> None:
    page.goto("/?theme=people")
    page.get_by_role("link", name="Timeline").click()
    page.reload()
    assert page.url.endswith("/timeline?theme=people")
    page.go_back()
    assert page.locator(".chips a").first.inner_text().startswith("Theme: People")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_on_any_page(browser: Any, site: str, scheme: str, width: int) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    context = browser.new_context(viewport={"width": width, "height": 800}, base_url=site, color_scheme=scheme)
    page = context.new_page()
    for address in PAGES:
        page.goto(address)
        page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true; })")
        found = axe.run(page).response["violations"]
        told = [(v["id"], [n["html"][:160] for n in v["nodes"]][:3], v["nodes"][0]["failureSummary"]) for v in found]
        assert told == [], address
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_is_wider_than_a_small_screen_or_says_anything_to_the_console(
    browser: Any, site: str, scheme: str
) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 640}, base_url=site, color_scheme=scheme)
    page = context.new_page()
    watch = Watch(page, site)
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    for address in PAGES:
        page.goto(address)
        assert page.evaluate(wide) <= 0, address
    context.close()
    assert watch.found == []


def test_what_can_be_pressed_is_large_enough(page: Any) -> None:
    for address in PAGES:
        page.goto(address)
        small = page.evaluate(
            """[...document.querySelectorAll('button, input, select, nav a, .cell, .go a, .switches a, .tabs a')]
                .filter(e => e.checkVisibility() && e.type !== 'hidden')
                .filter(e => { const r = e.getBoundingClientRect(); return r.width < 24 || r.height < 24; })
                .map(e => e.outerHTML.slice(0, 90))"""
        )
        assert small == [], address


def test_the_keyboard_meets_the_skip_link_first_and_every_stop_is_visible(page: Any) -> None:
    for address in ("/", "/network", "/questions/live-in-month"):
        page.goto(address)
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
        for _ in range(25):
            page.keyboard.press("Tab")
            shown = page.evaluate(
                """(() => {
                    const e = document.activeElement, r = e.getBoundingClientRect(), s = getComputedStyle(e);
                    const drawn = e.querySelector('rect, path');
                    const marked = s.outlineStyle !== 'none' || parseFloat(getComputedStyle(drawn).strokeWidth) > 2;
                    return [r.bottom > 0 && r.top < innerHeight, marked];
                })()"""
            )
            assert shown == [True, True], address


def test_hostile_words_do_nothing_in_a_browser(browser: Any, hostile_site: str) -> None:
    context = browser.new_context(base_url=hostile_site)
    page = context.new_page()
    watch = Watch(page, hostile_site)
    page.goto("/")
    addresses = page.evaluate("[...document.links].map(a => a.getAttribute('href'))")
    shown = [address for address in dict.fromkeys(addresses) if ".csv" not in address and ".xlsx" not in address]
    for address in [*shown, "/network?view=force&candidates=1", "/network?candidates=1&places=1"]:
        page.goto(address)
        page.wait_for_load_state("networkidle")
    context.close()
    assert watch.found == []
