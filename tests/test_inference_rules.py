"""The rules over a small edition that meets every case, read from `data/sample-edition.ttl`."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

BASE = "https://junctionbox.test/"
ONTOLOGY = Path(__file__).parent.parent / "ontology"
DATA = Path(__file__).parent / "data"
EDITION = ox.NamedNode("urn:junctionbox:edition")
INFERRED = ox.NamedNode("urn:junctionbox:inferred")
HUB = "id/action/log/hub"
CENSUS = "id/action/log/census"
TRUST = "id/partner/northmere-trust"

Link = tuple[str, str]


def load(store: ox.Store, path: Path, graph: ox.NamedNode) -> None:
    store.load(path=path, format=ox.RdfFormat.TURTLE, base_iri=BASE, to_graph=graph)


def infer(edition: Path) -> dict[str, set[Link]]:
    """Return the inferred links by the name of their shortcut, without the base."""
    store = ox.Store()
    for name in ("vocabulary", "outcomes", "schemes"):
        load(store, ONTOLOGY / f"{name}.ttl", ox.NamedNode(f"{BASE}graph/vocabulary"))
    load(store, edition, EDITION)
    for rule in sorted((ONTOLOGY / "rules").glob("*.ru")):
        store.update(rule.read_text("utf-8"), base_iri=BASE)
    links: dict[str, set[Link]] = {}
    for subject, predicate, object_, _ in store.quads_for_pattern(None, None, None, INFERRED):
        assert isinstance(subject, ox.NamedNode)
        assert isinstance(object_, ox.NamedNode)
        shortcut = predicate.value.removeprefix(f"{BASE}ns#")
        links.setdefault(shortcut, set()).add((subject.value.removeprefix(BASE), object_.value.removeprefix(BASE)))
    return links


@pytest.fixture(scope="module")
def links() -> dict[str, set[Link]]:
    return infer(DATA / "sample-edition.ttl")


def supported(links: set[Link], involvement: str) -> set[str]:
    """Return the last parts of the claims that one involvement is linked with."""
    return {claim.rsplit("/", 1)[1] for subject, claim in links if subject == involvement}


def test_only_the_five_shortcuts_are_written(links: dict[str, set[Link]]) -> None:
    assert set(links) == {"supports", "mightSupport", "supportsOutcome", "contributesTo", "collaboratesWith"}


def test_a_confirmed_lead_supports_every_accepted_claim(links: dict[str, set[Link]]) -> None:
    assert supported(links["supports"], f"{HUB}/involvement/trust") == {"readers", "online", "open"}


def test_a_confirmed_lead_might_support_a_candidate_claim(links: dict[str, set[Link]]) -> None:
    assert supported(links["mightSupport"], f"{HUB}/involvement/trust") == {"firms"}


def test_a_candidate_partner_might_support_but_does_not_support(links: dict[str, set[Link]]) -> None:
    college = f"{HUB}/involvement/college"
    assert supported(links["supports"], college) == set()
    assert supported(links["mightSupport"], college) == {"readers", "online", "firms", "open"}


def test_a_proposed_funder_might_support_but_does_not_support(links: dict[str, set[Link]]) -> None:
    fund = f"{HUB}/involvement/fund"
    assert supported(links["supports"], fund) == set()
    assert supported(links["mightSupport"], fund) == {"readers", "online", "firms", "open"}


@pytest.mark.parametrize("name", ["estates", "press", "radio"])
def test_a_landlord_an_ended_partner_and_a_mere_mention_never_support(links: dict[str, set[Link]], name: str) -> None:
    involvement = f"{HUB}/involvement/{name}"
    assert supported(links["supports"], involvement) == set()
    assert supported(links["mightSupport"], involvement) == set()


def test_a_recipient_does_not_support(links: dict[str, set[Link]]) -> None:
    assert supported(links["supports"], f"{CENSUS}/involvement/volunteers") == set()


def test_a_partner_named_only_in_one_statement_supports_that_one_alone(links: dict[str, set[Link]]) -> None:
    assert supported(links["supports"], f"{HUB}/involvement/fenlink") == {"online"}
    assert supported(links["mightSupport"], f"{HUB}/involvement/fenlink") == set()


def test_no_support_reaches_into_another_action(links: dict[str, set[Link]]) -> None:
    for involvement, claim in links["supports"] | links["mightSupport"]:
        assert involvement.split("/involvement/")[0] == claim.split("/outcome/")[0]


def test_nothing_is_both_supported_and_perhaps_supported(links: dict[str, set[Link]]) -> None:
    assert links["supports"] & links["mightSupport"] == set()


def test_a_partner_supports_the_outcomes_of_its_claims_and_everything_broader(links: dict[str, set[Link]]) -> None:
    assert {outcome for partner, outcome in links["supportsOutcome"] if partner == TRUST} == {
        "scheme/outcome/reading-literacy",
        "scheme/outcome/life-chances",
        "scheme/outcome/digital-access",
        "scheme/outcome/digital-participation",
        "scheme/outcome/unclassified",
        "scheme/outcome/connected-communities",
    }


def test_only_supporting_partners_support_outcomes(links: dict[str, set[Link]]) -> None:
    assert {partner for partner, _ in links["supportsOutcome"]} == {TRUST, "id/partner/fenlink"}


def test_an_action_contributes_to_its_accepted_outcomes_and_everything_broader(links: dict[str, set[Link]]) -> None:
    assert {outcome for action, outcome in links["contributesTo"] if action == HUB} == {
        "scheme/outcome/reading-literacy",
        "scheme/outcome/life-chances",
        "scheme/outcome/digital-access",
        "scheme/outcome/digital-participation",
        "scheme/outcome/unclassified",
    }


def test_partners_collaborate_when_both_are_confirmed_accepted_and_more_than_mentioned(
    links: dict[str, set[Link]],
) -> None:
    volunteers = f"{CENSUS}/unnamed/volunteers"
    fenlink, estates = "id/partner/fenlink", "id/partner/river-estates"
    one_way = {(TRUST, fenlink), (TRUST, estates), (fenlink, estates), (TRUST, volunteers)}
    assert links["collaboratesWith"] == one_way | {(other, partner) for partner, other in one_way}


def test_an_edition_without_actions_gives_nothing(tmp_path: Path) -> None:
    empty = tmp_path / "empty.ttl"
    empty.write_text("<doc/log> a <https://schema.org/CreativeWork> .", "utf-8")
    assert infer(empty) == {}


def test_running_the_rules_twice_adds_nothing() -> None:
    store = ox.Store()
    for name in ("vocabulary", "outcomes", "schemes"):
        load(store, ONTOLOGY / f"{name}.ttl", ox.NamedNode(f"{BASE}graph/vocabulary"))
    load(store, DATA / "sample-edition.ttl", EDITION)
    rules = [path.read_text("utf-8") for path in sorted((ONTOLOGY / "rules").glob("*.ru"))]
    sizes = []
    for _ in range(2):
        for rule in rules:
            store.update(rule, base_iri=BASE)
        sizes.append(len(store))
    assert sizes[0] == sizes[1]


def test_a_shortcut_outside_the_inferred_graphs_is_found() -> None:
    store = ox.Store()
    supports = ox.NamedNode(f"{BASE}ns#supports")
    for graph in ("graph/inferred/log", "graph/edition/log/e1"):
        subject, object_ = ox.NamedNode(f"{BASE}i"), ox.NamedNode(f"{BASE}c")
        store.add(ox.Quad(subject, supports, object_, ox.NamedNode(BASE + graph)))
    query = (ONTOLOGY / "checks" / "shortcuts-out-of-place.rq").read_text("utf-8")
    found = store.query(query, base_iri=BASE)
    assert isinstance(found, ox.QuerySolutions)
    assert [row["graph"].value for row in found] == [f"{BASE}graph/edition/log/e1"]
