"""The layered picture: what is drawn stands apart, crosses little, and is the same each time."""

from __future__ import annotations

from itertools import combinations, pairwise
from random import Random
from typing import Any

import networkx as nx
import pytest

from webapp.label_text import text_width, wrapped
from webapp.layered import GAP, Box, Column, Picture, draw
from webapp.ordering import crossings, ordered
from webapp.spacing import spaced

COLUMNS = (
    Column("partner", 200, 100),
    Column("action", 300, 100),
    Column("outcome", 200, 100),
    Column("place", 150, 0),
)


def network(seed: int = 1, size: int = 30) -> nx.Graph[Any]:
    random = Random(seed)
    drawn: nx.Graph[Any] = nx.Graph()
    for kind in ("partner", "action", "outcome", "place"):
        for number in range(size):
            words = " ".join(
                random.choice(["Wide", "Illicit", "WWW", "community", "of"]) for _ in range(number % 12 + 1)
            )
            drawn.add_node((kind, number), kind=kind, label=f"{kind} {number} {words}")
    for number in range(size):
        for kind in ("partner", "outcome", "place"):
            for _ in range(2):
                drawn.add_edge(("action", number), (kind, random.randrange(size)))
    return drawn


def apart(one: Box, other: Box) -> bool:
    beside = one.x + one.width <= other.x or other.x + other.width <= one.x
    return beside or one.y + one.height <= other.y or other.y + other.height <= one.y


@pytest.fixture(scope="module")
def picture() -> Picture:
    return draw(network(), COLUMNS)


def test_no_box_lies_on_another(picture: Picture) -> None:
    assert len(picture.boxes) == 120
    assert all(apart(one, other) for one, other in combinations(picture.boxes, 2))


def test_every_box_lies_inside_the_picture(picture: Picture) -> None:
    assert picture.width == 1150
    assert all(box.y >= 0 and box.y + box.height <= picture.height for box in picture.boxes)


def test_every_line_of_a_label_fits_its_box(picture: Picture) -> None:
    for box in picture.boxes:
        assert 1 <= len(box.lines) <= 2
        assert all(text_width(line) <= box.width for line in box.lines)


def test_a_label_that_was_shortened_says_so(picture: Picture) -> None:
    shortened = [box for box in picture.boxes if box.shortened]
    assert shortened
    assert all(box.lines[-1].endswith("…") for box in shortened)


def test_every_link_is_drawn_from_column_to_column(picture: Picture) -> None:
    assert len(picture.curves) == network().number_of_edges()
    assert all(curve.path.startswith("M") and curve.path.count("C") in (1, 2) for curve in picture.curves)


def test_a_line_that_passes_a_column_runs_between_its_boxes(picture: Picture) -> None:
    outcomes = [box for box in picture.boxes if box.x == 700]
    passing = [curve.path for curve in picture.curves if curve.path.count("C") == 2]
    assert passing
    for path in passing:
        height = float(path.split("L")[1].split("C")[0].split()[1])
        assert all(not box.y < height < box.y + box.height for box in outcomes)


def test_the_same_network_gives_the_same_picture(picture: Picture) -> None:
    assert draw(network(), COLUMNS) == picture


def test_ordering_takes_most_crossings_away() -> None:
    random = Random(5)
    layers: list[list[Any]] = [[(layer, n) for n in range(25)] for layer in range(3)]
    pairs = [
        (node, (node[0] + 1, (node[1] * 7 + step) % 25)) for layer in layers[:2] for node in layer for step in (0, 1)
    ]
    random.shuffle(pairs)
    onward: dict[Any, list[Any]] = {}
    for start, end in pairs:
        onward.setdefault(start, []).append(end)
    found = ordered(layers, pairs)
    assert [sorted(layer) for layer in found] == layers
    assert crossings(found, onward) < crossings(layers, onward) / 3


def test_crossings_are_counted_pair_by_pair() -> None:
    layers: list[list[Any]] = [["a", "b"], ["x", "y"]]
    assert crossings(layers, {"a": ["x"], "b": ["y"]}) == 0
    assert crossings(layers, {"a": ["y"], "b": ["x"]}) == 1
    assert crossings(layers, {"a": ["x", "y"], "b": ["x", "y"]}) == 1


def test_things_that_want_the_same_place_share_the_room_around_it() -> None:
    assert spaced([50, 50], [10, 10], 2, 100) == [44, 56]


def test_things_stay_in_their_order_and_inside_the_length() -> None:
    starts = spaced([90, 10, -50, 95], [10, 10, 10, 10], GAP, 70)
    assert starts[0] >= 0
    assert starts[-1] + 10 <= 70
    assert all(second - first >= 10 + GAP - 1e-9 for first, second in pairwise(starts))


def test_an_empty_network_and_a_lonely_thing_can_be_drawn() -> None:
    assert draw(nx.Graph(), COLUMNS).boxes == ()
    alone: nx.Graph[Any] = nx.Graph()
    alone.add_node("a", kind="action", label="Alone")
    assert [box.lines for box in draw(alone, COLUMNS).boxes] == [("Alone",)]


@pytest.mark.parametrize(
    ("label", "lines"),
    [
        ("Ely", ("Ely",)),
        ("Winter Hub hygiene packs", ("Winter Hub", "hygiene packs")),
        ("Winter Hub hygiene packs for all", ("Winter Hub", "hygiene pac…")),
        ("Antidisestablishmentarianism", ("Antidisestab…",)),
        ("", ("",)),
    ],
)
def test_labels_are_wrapped_and_shortened_to_their_width(label: str, lines: tuple[str, ...]) -> None:
    assert wrapped(label, 95) == lines
