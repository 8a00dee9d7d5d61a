"""Inference over an edition's own lines: what the rules conclude, in the graph that is dropped with the edition."""

from __future__ import annotations

import pyoxigraph as ox

from graph.inference import EDITION, INFERRED, inferred_lines, vocabulary_lines
from graph.iris import DEFAULT_BASE, Iris
from graph.mapping import edition_lines
from graph.records import Edition
from graph.registry import IriBook
from graph.terms import ONTOLOGY
from tests.small_editions import HOME, PLEASURE, action, edition, link, statement

BASE = DEFAULT_BASE
ACTION = "id/action/log/reading-together"
TRUST, BOOKLINK = "id/partner/fenland-trust", "id/partner/booklink"


def inferred(made: Edition) -> dict[str, set[tuple[str, str]]]:
    """Return the links that the rules write, by shortcut, without the base and the hash of a claim."""
    text = edition_lines(made, Iris(BASE), IriBook().slug).text()
    lines = inferred_lines(made.document, text, Iris(BASE))
    assert lines.graph == f"{BASE}graph/inferred/log"
    links: dict[str, set[tuple[str, str]]] = {}
    for quad in ox.parse(lines.text().encode(), format=ox.RdfFormat.N_QUADS):
        assert quad.graph_name == ox.NamedNode(lines.graph)
        assert isinstance(quad.subject, ox.NamedNode)
        assert isinstance(quad.object, ox.NamedNode)
        shortcut = quad.predicate.value.removeprefix(f"{BASE}ns#")
        ends = quad.subject.value.removeprefix(BASE), quad.object.value.removeprefix(BASE)
        links.setdefault(shortcut, set()).add(ends)
    return links


def claims(links: set[tuple[str, str]], involvement: str) -> set[str]:
    """Return the outcomes of the claims that one involvement is linked with."""
    ends = {end for start, end in links if start == f"{ACTION}/involvement/{involvement}"}
    return {end.split("/outcome/")[1].rsplit("-", 1)[0] for end in ends}


def test_a_partner_of_the_action_supports_all_and_one_named_in_a_statement_only_that() -> None:
    links = inferred(edition())
    assert claims(links["supports"], "fenland-trust-delivery") == {"reading-literacy", "unclassified"}
    assert claims(links["supports"], "booklink-delivery") == {"reading-literacy"}
    assert "mightSupport" not in links


def test_shortcuts_reach_what_is_broader() -> None:
    links = inferred(edition())
    assert (ACTION, "scheme/outcome/reading-literacy") in links["contributesTo"]
    assert (ACTION, "scheme/outcome/life-chances") in links["contributesTo"]
    assert (BOOKLINK, "scheme/outcome/life-chances") in links["supportsOutcome"]
    assert links["collaboratesWith"] == {(TRUST, BOOKLINK), (BOOKLINK, TRUST)}


def test_what_is_proposed_or_waits_might_support() -> None:
    proposed = link("BookLink", PLEASURE, status="proposed")
    waiting = statement(HOME, "mental-wellbeing", band="candidate")
    made = action(partners=(action().partners[0], proposed), statements=(action().statements[0], waiting))
    links = inferred(edition(made))
    assert claims(links["supports"], "fenland-trust-delivery") == {"reading-literacy"}
    assert claims(links["mightSupport"], "fenland-trust-delivery") == {"mental-wellbeing"}
    assert claims(links["mightSupport"], "booklink-delivery") == {"reading-literacy"}
    assert "collaboratesWith" not in links


def test_a_line_separator_in_a_title_splits_no_line() -> None:
    titled = action(title="Reading\u2028Together\x85again")
    assert "supports" in inferred(edition(titled))


def test_the_same_edition_gives_the_same_lines() -> None:
    text = edition_lines(edition(), Iris(BASE), IriBook().slug).text()
    assert inferred_lines("log", text, Iris(BASE)).text() == inferred_lines("log", text, Iris(BASE)).text()


def test_the_vocabulary_is_sorted_has_no_blank_node_and_follows_the_base() -> None:
    text = vocabulary_lines("https://other.test/")
    assert text.splitlines() == sorted(text.splitlines())
    assert "_:" not in text
    assert DEFAULT_BASE not in text
    assert {line.rsplit(" ", 2)[1] for line in text.splitlines()} == {"<https://other.test/graph/vocabulary>"}


def test_lines_that_no_rule_names_change_nothing_so_they_are_left_out() -> None:
    made = edition()
    text = edition_lines(made, Iris(BASE), IriBook().slug).text()
    every = ox.Store()
    every.load(vocabulary_lines(BASE).encode(), format=ox.RdfFormat.N_QUADS)
    triples = "".join(f"{line[: line.rindex(' <')]} .\n" for line in text.split("\n") if line)
    every.load(triples.encode(), format=ox.RdfFormat.N_TRIPLES, to_graph=EDITION)
    for path in sorted((ONTOLOGY / "rules").glob("*.ru")):
        every.update(path.read_text("utf-8"), base_iri=BASE)
    whole = {f"{q.subject} {q.predicate} {q.object}" for q in every.quads_for_pattern(None, None, None, INFERRED)}
    lines = inferred_lines(made.document, text, Iris(BASE)).text().split("\n")
    assert {line[: line.rindex(" <")] for line in lines if line} == whole
