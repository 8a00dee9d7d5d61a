"""The views of one selection: what they show, what they give away as files, and what an empty one says."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook
from page_reading import Page
from web_support import HOSTILE_NAMES, example_edition, example_names, hostile_edition, make_workspace

from webapp import create_app

VIEWS = ("/", "/network", "/timeline", "/places", "/table")
FILES = ("matrix", "network", "timeline", "places", "table")


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    folder = tmp_path_factory.mktemp("views") / "w"
    return create_app(make_workspace(folder, [example_edition()], example_names())).test_client()


def words(client: FlaskClient, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return Page(response.text).text


def rows_of(client: FlaskClient, address: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(client.get(address).text.removeprefix("\ufeff"))))


@pytest.mark.parametrize("address", VIEWS)
def test_every_view_keeps_the_selection_for_every_other(client: FlaskClient, address: str) -> None:
    page = Page(client.get(f"{address}?theme=people&status=all").text)
    for other in VIEWS:
        assert f"{other}?theme=people&status=all" in page.addresses
    assert "Theme: People" in page.text


@pytest.mark.parametrize("address", VIEWS)
def test_a_selection_that_leaves_nothing_says_so_and_leads_back(client: FlaskClient, address: str) -> None:
    page = Page(client.get(f"{address}?theme=people&partner=eastnet").text)
    assert "Nothing fits all of these filters" in page.text
    assert f"{address}?partner=eastnet" in page.addresses
    assert address in page.addresses


def test_a_form_that_leaves_fields_empty_leads_to_the_plain_address(client: FlaskClient) -> None:
    response = client.get("/?partner=&theme=people&kind=&from=&to=")
    assert (response.status_code, response.location) == (302, "/?theme=people")


@pytest.mark.parametrize("address", ["/?from=Dec", "/?from=2021-01&to=2020-01", "/?status=maybe", "/timeline?at=x"])
def test_what_cannot_be_read_is_refused_in_a_sentence(client: FlaskClient, address: str) -> None:
    assert client.get(address).status_code == 400


def test_a_number_of_the_matrix_leads_to_as_many_rows(client: FlaskClient) -> None:
    assert "22 statements" in words(client, "/table?show=unsupported")
    assert "11 statements" in words(client, "/table?show=alone")
    page = Page(client.get("/").text)
    address = "/table?partner=cambridgeshire-skills&show=supported"
    assert address in page.addresses
    assert "2 statements" in words(client, address)


@pytest.mark.parametrize("axis", ["partner", "kind", "theme", "place", "audience", "top", "outcome", "statement"])
def test_the_number_of_every_row_is_the_number_of_statements_behind_it(client: FlaskClient, axis: str) -> None:
    html = client.get(f"/?rows={axis}&columns={'kind' if axis == 'top' else 'top'}").text
    links = re.findall(r'<a href="(/table\?[^"]+)">(\d+)', html.split("<tfoot>")[0].split("<tbody>", 1)[1])
    assert links
    for address, number in links:
        found = re.search(r"(\d+) statements?<", client.get(address.replace("&amp;", "&")).text)
        assert found is not None
        assert found[1] == number, address


def test_drilling_down_goes_from_a_broad_outcome_to_its_outcomes_to_their_statements(client: FlaskClient) -> None:
    assert "/?outcome=life-chances" in Page(client.get("/?columns=top").text).addresses
    assert "/?outcome=reading-literacy&columns=statement" in Page(client.get("/?outcome=life-chances").text).addresses
    assert "rests on it alone" in words(client, "/?outcome=reading-literacy&columns=statement")


def test_an_open_cell_names_the_others_that_support_the_statement(client: FlaskClient) -> None:
    shown = words(client, "/?cell=cambridgeshire-skills~digital-inclusion")
    assert "Also supported by Good Things Foundation" in shown


def test_a_cell_without_supporter_opens_its_statements(client: FlaskClient) -> None:
    shown = words(client, "/?rows=theme&columns=top&cell=people~access")
    assert "No supporter that the document confirms" in shown


@pytest.mark.parametrize("name", FILES)
def test_every_view_is_given_as_csv_and_as_excel(client: FlaskClient, name: str) -> None:
    found = rows_of(client, f"/{name}.csv?theme=people")
    book = load_workbook(io.BytesIO(client.get(f"/{name}.xlsx?theme=people").data))
    assert found
    assert book.worksheets[0].max_row == len(found) + 1
    assert [cell.value for cell in book.worksheets[0][1]] == list(found[0])
    about = {row[0].value: row[1].value for row in book["About"].iter_rows()}
    assert about["Selection"] == "Theme: People"
    assert about["Address"].endswith("?theme=people")


def test_numbers_of_the_excel_file_are_numbers(client: FlaskClient) -> None:
    sheet = load_workbook(io.BytesIO(client.get("/matrix.xlsx").data))["Matrix"]
    totals = {row[0].value: row for row in sheet.iter_rows()}
    assert totals["Statements"][-2].value == 35
    assert totals["No supporter"][-2].value == 22


def test_formulas_in_files_are_inert(tmp_path: Path) -> None:
    edition = example_edition()
    action = replace(edition.extraction.actions[0], title="=HYPERLINK(1)")
    edition = replace(edition, extraction=edition.extraction.with_actions((action,)))
    client = create_app(make_workspace(tmp_path / "w", [edition])).test_client()
    assert "'=HYPERLINK(1)" in client.get("/table.csv").text
    sheet = load_workbook(io.BytesIO(client.get("/table.xlsx").data))["Rows"]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value == "=HYPERLINK(1)"]
    assert cells
    assert {cell.data_type for cell in cells} == {"s"}


@pytest.mark.parametrize("query", ["", "?rows=theme&columns=statement", "?status=all"])
def test_the_picture_of_the_matrix_is_whole_and_says_what_the_table_says(client: FlaskClient, query: str) -> None:
    response = client.get(f"/matrix.svg{query}")
    assert response.mimetype == "image/svg+xml"
    root = ElementTree.fromstring(response.text)
    assert "35" in "".join(root.itertext())
    assert not [element for element in root.iter() if element.tag.endswith("script")]


def test_hostile_words_stay_words_in_the_picture_and_the_files(tmp_path: Path) -> None:
    client = create_app(make_workspace(tmp_path / "w", [hostile_edition()], HOSTILE_NAMES)).test_client()
    root = ElementTree.fromstring(client.get("/matrix.svg").text)
    assert {element.tag.rsplit("}", 1)[1] for element in root.iter()} <= {"svg", "title", "rect", "line", "text", "g"}
    for name in FILES:
        assert client.get(f"/{name}.xlsx").status_code == 200


def test_the_timeline_answers_for_a_month_in_three_values(client: FlaskClient) -> None:
    shown = words(client, "/timeline?at=2020-12")
    assert "In December 2020, 8 actions were live, 4 in effect since an earlier date" in shown
    assert "Cannot be known from the dates" in shown
    assert {row["In 2020-12"] for row in rows_of(client, "/timeline.csv?at=2020-12")} == {
        "Live",
        "In effect since an earlier date",
        "Not live",
        "Cannot be known from the dates",
    }


def test_places_show_their_actions_and_only_those_selected(client: FlaskClient) -> None:
    assert {row["Place"] for row in rows_of(client, "/places.csv?place=ely-library")} == {"Ely Library"}


def test_pages_of_the_log_are_small(client: FlaskClient) -> None:
    for address in (*VIEWS, "/?status=all&candidates=1&empty=1", "/?columns=statement", "/network?view=force"):
        assert len(client.get(address).data) <= 150_000, address


def test_the_gaps_are_told_in_plain_words_each_with_its_line(client: FlaskClient) -> None:
    page = Page(client.get("/gaps").text)
    assert "This action names no partner" in page.text
    assert "This action has no date" in page.text
    assert len([address for address in page.addresses if "/passage/" in address]) > 20
    one = Page(client.get("/gaps?topic=the-funder-is-not-named").text)
    assert "£" in one.text
    assert client.get("/gaps?topic=nothing").status_code == 404


@pytest.mark.parametrize("address", [*VIEWS, "/gaps", "/search?q=a", "/matrix.svg", *(f"/{n}.xlsx" for n in FILES)])
def test_a_workspace_without_documents_answers_everywhere(tmp_path: Path, address: str) -> None:
    assert create_app(make_workspace(tmp_path / "w", [])).test_client().get(address).status_code == 200
