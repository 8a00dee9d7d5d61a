"""The viewer's pages: what they show, what they refuse, and that words of documents stay words."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path
from urllib.parse import urljoin

import pytest
from flask.testing import FlaskClient
from page_reading import Page
from web_support import (
    HOSTILE_NAMES,
    example_edition,
    example_names,
    hostile_edition,
    make_workspace,
    rebuild,
)

from graph.generation import read_generation
from graph.records import Named
from graph.workspace import Workspace
from webapp import create_app

DOCUMENT = "library-action-log-retold"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return make_workspace(tmp_path_factory.mktemp("example") / "w", [example_edition()], example_names())


@pytest.fixture(scope="module")
def client(workspace: Workspace) -> FlaskClient:
    return create_app(workspace).test_client()


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    folder = tmp_path_factory.mktemp("hostile") / "w"
    return create_app(make_workspace(folder, [hostile_edition()], HOSTILE_NAMES)).test_client()


def crawl(client: FlaskClient, most: int = 600) -> Iterator[tuple[str, Page]]:
    """Give out every page that can be reached from the start page, each once."""
    waiting, seen = ["/"], set()
    while waiting and len(seen) < most:
        address = waiting.pop(0).split("#")[0]
        if address in seen:
            continue
        seen.add(address)
        response = client.get(address)
        assert response.status_code in (200, 302), f"{address} answers {response.status_code}"
        if response.mimetype == "text/html" and response.status_code == 200:
            page = Page(response.text)
            yield address, page
            waiting += [
                urljoin(address, link) for link in page.addresses if not link.startswith(("/static/", "/assets/"))
            ]


def words(client: FlaskClient, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, response.text
    return Page(response.text).text


def test_every_page_that_can_be_reached_answers_and_is_well_formed(client: FlaskClient) -> None:
    found = dict(crawl(client))
    assert {"/", "/network", "/questions", "/about", f"/doc/{DOCUMENT}"} <= set(found)
    for address, page in found.items():
        assert page.open == [], address
        assert page.count("h1") == 1, address


def test_every_page_says_on_which_documents_it_stands(client: FlaskClient) -> None:
    for address, page in crawl(client, most=80):
        assert "library-action-log-retold.txt" in page.text, address
        assert "received 9 March 2021" in page.text, address


def test_no_page_speaks_of_addresses_nodes_or_edges(client: FlaskClient) -> None:
    for address, page in crawl(client, most=120):
        shown = page.text.lower()
        assert "junctionbox.example.org" not in shown, address
        for word in (" node ", " nodes ", " edge ", " edges ", " triple", " graph ", " iri ", " none ", "undefined"):
            assert word not in f" {shown} ".replace(" none of", "").replace(" none that", ""), (address, word)


def test_home_shows_the_table_of_partners_and_outcomes_under_its_headline(client: FlaskClient) -> None:
    page = Page(client.get("/").text)
    assert "Which partners support which outcomes?" in page.text
    assert "35 outcome statements" in page.text
    assert "Statements about it" in page.text
    assert page.text.split("Rests on one")[1].split("Why is this")[0].split()[-1] == "22"
    assert page.count("table") == 1
    assert page.count("caption") == 1
    assert ("th", {"scope": "row"}) in page.tags


def test_a_cell_opens_its_actions_roles_dates_and_sentences(client: FlaskClient) -> None:
    shown = words(client, "/?cell=cambridgeshire-skills~digital-inclusion")
    assert "Cambridgeshire Skills: Digital inclusion" in shown
    assert "Delivery partner Confirmed" in shown
    assert "Worked alongside Cambs Skills and Good things foundation" in shown
    assert "See line 61 in the document" in shown
    assert "What if this partner left?" in shown


def test_a_cell_that_nobody_fills_is_a_page_that_does_not_exist(client: FlaskClient) -> None:
    assert client.get("/?cell=nhs~digital-inclusion").status_code == 404


def test_a_passage_is_marked_in_its_document_with_what_is_read_from_it(client: FlaskClient) -> None:
    opened = client.get("/?cell=cambridgeshire-skills~digital-inclusion").text
    address = next(part.split('"')[0] for part in opened.split('href="') if "/passage/" in part)
    html = client.get(address).text
    assert html.count("<mark>") == 1
    assert unescape(html.split("<mark>")[1].split("</mark>")[0]) in example_edition().extraction.text
    assert "Supported by" in Page(html).text


def test_a_document_shows_its_actions_its_damage_and_its_text(client: FlaskClient) -> None:
    shown = words(client, f"/doc/{DOCUMENT}")
    assert "24 actions" in shown
    assert "our title" in shown
    assert "Repairs and doubts" in shown
    assert "Annex 2 - Progress on our Library Vision" in shown


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("/id/partner/arts-council-england", "Takes part in"),
        ("/id/place/ely-library", "What happens here"),
        ("/scheme/outcome/digital-inclusion", "impact statements"),
        ("/scheme/partner-role/funder", "Gives money for the action"),
        ("/about", "A partner supports an outcome statement"),
        ("/questions", "Each opens already answered"),
    ],
)
def test_a_plain_page_says_what_it_is_about(client: FlaskClient, address: str, sentence: str) -> None:
    assert sentence in words(client, address)


def test_the_example_is_named_as_a_retelling(client: FlaskClient, hostile: FlaskClient) -> None:
    assert "retold in our own words" in words(client, "/about")
    assert "retold in our own words" not in words(hostile, "/about")


def test_a_part_of_an_action_leads_to_its_action(client: FlaskClient) -> None:
    response = client.get(f"/id/action/{DOCUMENT}/some-action/period")
    assert (response.status_code, response.location) == (303, f"/id/action/{DOCUMENT}/some-action")


def test_a_merged_partner_leads_to_the_one_that_remains(tmp_path: Path) -> None:
    names = [*example_names(), Named("partner", "Cambs Skills Service")]
    workspace = make_workspace(tmp_path / "w", [example_edition()], names)
    merged = {("partner", "Cambs Skills Service"): "Cambridgeshire Skills"}
    rebuild(workspace, [example_edition()], names, merged)
    response = create_app(workspace).test_client().get("/id/partner/cambs-skills-service")
    assert (response.status_code, response.location) == (301, "/id/partner/cambridgeshire-skills")


def test_an_earlier_edition_is_shown_as_such(tmp_path: Path) -> None:
    edition = example_edition()
    newer = replace(edition, edition="sha256-ffffffffffff")
    workspace = make_workspace(tmp_path / "w", [edition])
    first = (workspace.documents / "documents.csv").read_bytes()
    rebuild(workspace, [newer])
    second = (workspace.documents / "documents.csv").read_bytes().split(b"\r\n", 1)[1]
    (workspace.documents / "documents.csv").write_bytes(first + second)
    client = create_app(workspace).test_client()
    assert "an earlier one" in words(client, f"/doc/{DOCUMENT}/{edition.edition}")
    assert "This is an earlier edition" in words(client, f"/doc/{DOCUMENT}/{edition.edition}/passage/0-5")
    assert client.get(f"/doc/{DOCUMENT}/sha256-ffffffffffff").status_code == 302


@pytest.mark.parametrize(
    "address",
    [
        "/nothing",
        "/id/partner/nobody",
        "/id/place/nowhere",
        "/id/action/x/y",
        "/scheme/outcome/no-such",
        "/doc/nothing",
        f"/doc/{DOCUMENT}/no-edition",
        f"/doc/{DOCUMENT}/no-edition/passage/0-5",
        "/questions/no-such-question",
        "/id/partner/%3Cscript%3E",
        "/id/partner/a b",
        "/id/partner/%00",
        "/id/partner/..%2f..%2fetc",
        "/doc/..%2f..%2f/x",
        "/network?partner=nobody",
        "/network?open=partner/nobody",
        "/network?find=nobody",
        "/?theme=nothing",
        "/?rows=nothing",
        "/?rows=outcome",
        "/table?show=nothing",
        "/timeline?by=nothing",
    ],
)
def test_what_does_not_exist_is_said_in_a_sentence(client: FlaskClient, address: str) -> None:
    response = client.get(address)
    page = Page(response.text)
    assert response.status_code == 404
    assert page.count("h1") == 1
    assert response.headers["X-Request-Id"] in page.text


def test_a_passage_outside_its_document_does_not_exist(client: FlaskClient) -> None:
    edition = example_edition().edition
    for span in ("5-5", "9-5", "0-99999999"):
        assert client.get(f"/doc/{DOCUMENT}/{edition}/passage/{span}").status_code == 404


def test_a_parameter_that_does_not_exist_is_refused_by_name(client: FlaskClient) -> None:
    response = client.get("/questions/what-if-without?partnr=x")
    assert response.status_code == 400
    assert "no parameter “partnr”" in Page(response.text).text


def test_pages_are_only_read(client: FlaskClient) -> None:
    assert client.post("/").status_code == 405


def test_a_foreign_host_is_refused(client: FlaskClient) -> None:
    for host in ("evil.example", "localhost.evil.example", "bad host"):
        assert client.get("/", headers={"Host": host}).status_code == 400
    assert client.get("/healthz", headers={"Host": "127.0.0.1:8000"}).status_code == 200
    assert client.get("/healthz", headers={"Host": "[::1]:8000"}).status_code == 200


@pytest.mark.parametrize("address", ["/", "/healthz", "/nothing", "/static/style.css", "/questions/money.csv"])
def test_every_answer_keeps_the_browser_at_home(client: FlaskClient, address: str) -> None:
    with client.get(address) as response:
        headers = response.headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Request-Id"]


def test_markup_in_any_word_of_a_document_stays_words(hostile: FlaskClient) -> None:
    visited = 0
    for address, page in crawl(hostile):
        visited += 1
        for tag, attributes in page.tags:
            assert tag not in ("iframe", "object", "embed", "style", "base"), address
            assert not [name for name in attributes if name.startswith("on") or name == "style"], (address, tag)
            if tag == "script":
                assert attributes.get("type") == "application/json" or attributes["src"].startswith("/"), address
            if tag == "img":
                assert attributes["src"].startswith("/static/"), address
        for link in page.addresses:
            assert link.startswith(("/", "?", "#")), (address, link)
    assert visited > 15


def test_hostile_words_are_shown_as_they_stand(hostile: FlaskClient) -> None:
    assert "<script>alert('x')</script>" in words(hostile, "/doc/hostile")
    assert '"><img src=x onerror=alert(1)>' in words(hostile, "/")


def test_an_answer_can_be_taken_away_as_csv_and_json(client: FlaskClient) -> None:
    response = client.get("/questions/partners-and-outcomes.csv?partner=cambridgeshire-skills")
    found = list(csv.DictReader(io.StringIO(response.text.removeprefix("\ufeff"))))
    assert response.headers["Content-Disposition"] == 'attachment; filename="partners-and-outcomes.csv"'
    assert {row["Partner"] for row in found} == {"Cambridgeshire Skills"}
    exact = client.get("/questions/partners-and-outcomes.json?partner=cambridgeshire-skills").json
    assert exact is not None
    assert len(exact["rows"]) == len(found)


def test_a_formula_in_a_cell_is_inert_in_the_spreadsheet(tmp_path: Path) -> None:
    edition = example_edition()
    action = replace(edition.extraction.actions[0], title="=HYPERLINK(1)")
    edition = replace(edition, extraction=edition.extraction.with_actions((action,)))
    client = create_app(make_workspace(tmp_path / "w", [edition])).test_client()
    assert "'=HYPERLINK(1)" in client.get("/questions/statements-without-supporter.csv").text


def test_each_row_of_an_answer_leads_to_its_sentence(client: FlaskClient) -> None:
    page = Page(client.get("/questions/partners-and-outcomes").text)
    rows = page.count("tr") - 1
    assert rows > 20
    assert len([link for link in page.addresses if "/passage/" in link]) >= rows


def test_a_running_server_shows_a_new_ingest(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path / "w", [example_edition()], example_names())
    client = create_app(workspace).test_client()
    assert client.get("/doc/hostile").status_code == 404
    rebuild(workspace, [example_edition(), hostile_edition()], example_names())
    assert client.get("/doc/hostile").status_code == 200


def damage(workspace: Workspace) -> None:
    """Break one file of the graph in force."""
    generation = read_generation(workspace.built)
    assert generation is not None
    path = max(generation.files.values(), key=lambda file: file.stat().st_size)
    path.write_bytes(path.read_bytes()[:-100])


def test_a_damaged_graph_says_how_to_mend_it_while_the_server_still_answers(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path / "w", [example_edition()])
    damage(workspace)
    client = create_app(workspace).test_client()
    for address in ("/", "/network", "/questions", "/about", f"/doc/{DOCUMENT}"):
        response = client.get(address)
        assert response.status_code == 503, address
        assert "“junctionbox rebuild” makes it anew." in Page(response.text).text
    assert client.get("/healthz").status_code == 200


def test_a_damaged_new_graph_leaves_the_old_one_serving_until_it_is_mended(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path / "w", [example_edition()])
    client = create_app(workspace).test_client()
    assert "cannot be read at the moment" not in words(client, "/")
    rebuild(workspace, [example_edition(), hostile_edition()])
    damage(workspace)
    assert "cannot be read at the moment" in words(client, "/")
    assert client.get("/doc/hostile").status_code == 404
    rebuild(workspace, [example_edition(), hostile_edition()])
    assert "cannot be read at the moment" not in words(client, "/")
    assert client.get("/doc/hostile").status_code == 200


def test_a_workspace_without_documents_says_so(tmp_path: Path) -> None:
    client = create_app(make_workspace(tmp_path / "w", [])).test_client()
    assert "No outcome statement has been read yet." in words(client, "/")
    assert "No document has been read yet." in words(client, "/network")


def test_a_stored_text_that_was_changed_is_not_shown_as_evidence(tmp_path: Path) -> None:
    edition = example_edition()
    workspace = make_workspace(tmp_path / "w", [edition])
    path = workspace.documents / DOCUMENT / f"{edition.edition}.txt"
    path.write_text(path.read_text("utf-8").replace("Annex", "Index"), "utf-8")
    response = create_app(workspace).test_client().get(f"/doc/{DOCUMENT}")
    assert response.status_code == 422
    assert "has been changed since it was read" in Page(response.text).text
