"""N-Quads written by hand, read back by two parsers that others wrote."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Graph

from graph.errors import DataError
from graph.nquads import GraphLines, boolean, date, decimal, integer, iri, literal
from graph.store import MemoryStore

GRAPH = "https://junctionbox.test/graph/a"
START = "<https://junctionbox.test/s> <https://junctionbox.test/p> "
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
AWKWARD = [
    '"',
    "\\",
    "\\u0022",
    '" . } ; DROP ALL ; {',
    "a\nb\r\nc\td",
    "\x00\x0b\x0c\x1c\x7f",
    "\x85\u2028\u2029",
    "é😀\ufeff",
]


def parsed(term: str) -> ox.Literal:
    [quad] = ox.parse(f"{START}{term} <{GRAPH}> .\n".encode(), format=ox.RdfFormat.N_QUADS)
    assert isinstance(quad.object, ox.Literal)
    return quad.object


@given(TEXTS)
def test_any_text_comes_back_from_pyoxigraph(text: str) -> None:
    assert parsed(literal(text)).value == text


@given(TEXTS)
def test_any_text_comes_back_from_rdflib(text: str) -> None:
    [(_, _, found)] = Graph().parse(data=f"{START}{literal(text)} .\n", format="nt")
    assert str(found) == text


@given(TEXTS)
def test_any_text_comes_back_from_the_store(text: str) -> None:
    lines = GraphLines(GRAPH)
    lines.add("<https://junctionbox.test/s>", "<https://junctionbox.test/p>", literal(text, "en"))
    store = MemoryStore()
    store.replace({GRAPH: lines.text()})
    assert [quad.object for quad in store.quads()] == [ox.Literal(text, language="en")]


@pytest.mark.parametrize("text", AWKWARD)
def test_awkward_text_comes_back_everywhere(text: str) -> None:
    store = MemoryStore()
    store.replace({GRAPH: f"{START}{literal(text)} <{GRAPH}> .\n"})
    [quad] = store.quads()
    assert quad.object == ox.Literal(text) == parsed(literal(text))


@pytest.mark.parametrize("half", ["\ud800", "\ude00\ud83d"])
def test_half_a_character_is_refused_in_a_sentence(half: str) -> None:
    with pytest.raises(DataError, match="After “The Fenland ” stands half of a character, which no file can hold"):
        literal(f"The Fenland {half} Trust")
    with pytest.raises(DataError, match="cannot be used as an address"):
        iri(f"https://junctionbox.test/{half}")


@pytest.mark.parametrize("bad", ["a b", "a<b", "a>b", 'a"b', "a{b", "a|b", "a^b", "a`b", "a\\b", "a\nb"])
def test_an_address_with_a_character_it_cannot_hold_is_refused(bad: str) -> None:
    with pytest.raises(DataError, match="cannot be used as an address in the graph"):
        iri(f"https://junctionbox.test/{bad}")


@pytest.mark.parametrize(
    ("term", "value", "kind"),
    [
        (integer(-3), "-3", "integer"),
        (decimal(230_000.0), "230000", "decimal"),
        (decimal(0.55), "0.55", "decimal"),
        (decimal(1 / 3), "0.3333", "decimal"),
        (decimal(-0.00001), "0", "decimal"),
        (boolean(True), "true", "boolean"),
        (date("2030-05-01"), "2030-05-01", "date"),
    ],
)
def test_typed_values_are_written_plainly(term: str, value: str, kind: str) -> None:
    assert (parsed(term).value, parsed(term).datatype.value.rsplit("#", 1)[1]) == (value, kind)


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_a_number_without_bounds_is_refused(value: float) -> None:
    with pytest.raises(DataError):
        decimal(value)


def test_lines_come_out_sorted_and_once() -> None:
    lines = GraphLines(GRAPH)
    for name in ("c", "a", "b", "a"):
        lines.add(f"<https://junctionbox.test/{name}>", "<https://junctionbox.test/p>", integer(1))
    subjects = [line.split(" ")[0][-2] for line in lines.text().splitlines()]
    assert (subjects, len(lines)) == (["a", "b", "c"], 3)
