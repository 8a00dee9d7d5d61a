"""What was minted stays minted: addresses through new labels, renames, reordered rows and collisions."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.build import build_graphs
from graph.errors import DataError
from graph.iris import DEFAULT_BASE
from graph.records import Edition, Named
from graph.registry import IriBook, Registry, book_bytes, names_bytes, read_book, read_names
from tests.small_editions import GAVE, PLEASURE, action, edition, extraction, link

BASE = DEFAULT_BASE
LABEL = "<http://www.w3.org/2004/02/skos/core#prefLabel>"


def test_the_same_key_and_the_same_label_have_one_slug() -> None:
    book = IriBook()
    assert book.slug("partner", "NHS", "NHS") == "nhs"
    assert book.slug("partner", "NHS", "National Health Service") == "nhs"
    assert book.slug("partner", "another key", " national  HEALTH service ") == "nhs"
    assert [row["labels"] for row in book.rows] == ["NHS|National Health Service|national HEALTH service"]


def test_a_renamed_thing_is_found_by_the_name_it_had() -> None:
    book = IriBook()
    book.slug("partner", "Good things", "Good things")
    book = IriBook(book.rows)
    assert book.slug("partner", "Good Things Foundation", "Good Things Foundation", ["Good things"]) == "good-things"
    assert book.slug("partner", "Good Things Foundation", "Good Things Foundation") == "good-things"


def test_a_name_that_two_things_share_is_nobodys_address() -> None:
    book = IriBook()
    assert book.slug("partner", "County Council", "County Council", ["the Council"]) == "county-council"
    assert book.slug("partner", "City Council", "City Council", ["the Council"]) == "city-council"


def test_things_of_different_kinds_and_documents_are_apart() -> None:
    book = IriBook()
    assert book.slug("place", "Ely", "Ely") == book.slug("partner", "Ely", "Ely") == "ely"
    assert book.slug("action", "log#1", "Reading") == book.slug("action", "plan#1", "Reading") == "reading"
    assert len(book.rows) == 4


def test_labels_that_make_the_same_slug_are_numbered() -> None:
    book = IriBook()
    slugs = [book.slug("partner", name, name) for name in ("Age UK", "Age-UK", "AGE UK!", "Ελλάδα", "Україна")]
    assert slugs == ["age-uk", "age-uk-2", "age-uk-3", "unnamed", "unnamed-2"]


def test_a_slug_has_at_most_60_characters_numbers_included() -> None:
    book = IriBook()
    names = [f"{'Partnership ' * 8}{number}" for number in range(12)]
    slugs = [book.slug("partner", name, name) for name in names]
    assert len(set(slugs)) == 12
    assert max(map(len, slugs)) <= 60
    assert not [slug for slug in slugs if slug.endswith("-") or "--" in slug]


def test_two_actions_of_one_title_are_two_and_keep_their_addresses() -> None:
    book = IriBook()
    book.begin_edition(["log#a", "log#b"])
    first = [book.slug("action", key, "Story time") for key in ("log#a", "log#b")]
    assert first == ["story-time", "story-time-2"]
    book.begin_edition(["log#new", "log#b"])
    assert [book.slug("action", key, "Story time") for key in ("log#new", "log#b")] == first


def test_the_book_comes_back_from_its_file(tmp_path: Path) -> None:
    book = IriBook()
    book.slug("partner", "A, B; C", "A, B; C")
    book.slug("action", "log#a", "“Quoted” | title")
    path = tmp_path / "iris.csv"
    path.write_bytes(book_bytes(book))
    again = read_book(path)
    assert again.slug("action", "log#other", "“Quoted” | title") == "quoted-title"
    assert book_bytes(read_book(path)) == path.read_bytes()
    assert read_book(tmp_path / "absent.csv").rows == []


def built(book: IriBook, *names: Named, editions: tuple[Edition, ...] = (edition(),)) -> dict[str, str]:
    known = {(str(named.kind), named.name): named for named in names}
    return build_graphs(editions, [], Registry(known, frozenset(known)), book, BASE)


def test_the_order_of_registry_rows_changes_nothing(tmp_path: Path) -> None:
    names = [Named("partner", name) for name in ("BookLink", "Book-Link", "Fenland Trust", "Age UK")]
    results = []
    for order in (names, names[::-1]):
        path = tmp_path / "names.csv"
        path.write_bytes(names_bytes(order))
        book = IriBook()
        results.append((built(book, *read_names(path)), book.rows))
    assert results[0] == results[1]


def test_a_partner_renamed_in_the_registry_keeps_its_address() -> None:
    book = IriBook()
    built(book)
    renamed = action(partners=(link("Fenland Trust", GAVE, name="Fenland Community Trust"),))
    registry = built(
        IriBook(book.rows),
        Named("partner", "Fenland Community Trust", ("Fenland Trust",)),
        editions=(edition(renamed),),
    )[f"{BASE}graph/registry"]
    assert f'<{BASE}id/partner/fenland-trust> {LABEL} "Fenland Community Trust"@en' in registry


def test_an_action_edited_in_the_next_edition_keeps_its_address() -> None:
    book = IriBook()
    built(book)
    changed = Edition("log", "e2", extraction(action(key="changed")))
    graphs = built(IriBook(book.rows), editions=(changed,))
    assert f"<{BASE}id/action/log/reading-together> " in graphs[f"{BASE}graph/edition/log/e2"]
    assert "reading-together-2" not in graphs[f"{BASE}graph/edition/log/e2"]


def test_two_actions_of_one_title_stay_two_in_the_graph() -> None:
    second = action(
        key="second", partners=(), venues=(), statements=(), passages=(PLEASURE,), title_span=None, period=None
    )
    graph = built(IriBook(), editions=(edition(action(), second),))[f"{BASE}graph/edition/log/e1"]
    assert f"<{BASE}id/action/log/reading-together> " in graph
    assert f"<{BASE}id/action/log/reading-together-2> " in graph


def test_a_kind_written_as_words_becomes_its_key() -> None:
    graph = built(IriBook(), Named("partner", "Fenland Trust", (), "Local authority"))[f"{BASE}graph/registry"]
    assert f"<{BASE}scheme/partner-type/local-authority>" in graph
    assert "FormalOrganization" in graph


def test_what_a_name_was_merged_into_is_described_even_where_nothing_uses_it() -> None:
    registry = Registry({}, frozenset({("partner", "Old")}), {("partner", "Old"): "New"})
    graph = build_graphs([], [], registry, IriBook(), BASE)[f"{BASE}graph/registry"]
    assert f'<{BASE}id/partner/new> {LABEL} "New"@en' in graph
    assert f"<{BASE}id/partner/old> <http://purl.org/dc/terms/isReplacedBy> <{BASE}id/partner/new>" in graph


@pytest.mark.parametrize("row", ["person,Ann,,,,", "partner,,,,,a note"])
def test_a_row_without_a_kind_or_a_name_is_refused_with_its_number(tmp_path: Path, row: str) -> None:
    path = tmp_path / "names.csv"
    path.write_text(f"kind,name,other_names,type,identifier,notes\npartner,NHS,,,,\n{row}\n", "utf-8")
    with pytest.raises(
        DataError, match=r"names.csv, row 3: kind should be “partner” or “place”, and a name is needed."
    ):
        read_names(path)
