"""Records to triples: every address, shortcut and mark of an edition's graph."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.iris import DEFAULT_BASE, Iris
from graph.mapping import edition_lines
from graph.records import Action, ConceptScore, Edition, Flag, Funding, Mention, NameVariant, Period, Span
from graph.registry import IriBook
from graph.terms import Terms
from ingest.gold import read_gold_file
from tests.small_editions import GAVE, HOME, PLEASURE, RULE, TEXT, WORKED, action, edition, link, span, statement

BASE = DEFAULT_BASE
ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "ingest" / "example" / "library-action-log-retold.txt"
ACTION = f"{BASE}id/action/log/reading-together"
PASSAGE = f"{BASE}doc/log/e1/passage/"
T = Terms(BASE)


class Written:
    """The triples of one edition, asked by subject and prefixed name."""

    def __init__(self, made: Edition) -> None:
        book = IriBook()
        self.text = edition_lines(made, Iris(BASE), book.slug).text()
        self.quads = list(ox.parse(self.text.encode(), format=ox.RdfFormat.N_QUADS))

    def of(self, subject: str, term: str) -> list[str]:
        """Return the values of one term of a thing, sorted."""
        node, predicate = ox.NamedNode(subject), ox.NamedNode(T.iri(term))
        return sorted(self.value(q) for q in self.quads if q.subject == node and q.predicate == predicate)

    @staticmethod
    def value(quad: ox.Quad) -> str:
        assert isinstance(quad.object, (ox.NamedNode, ox.Literal))
        return quad.object.value


def written(*actions: Action, **changes: object) -> Written:
    return Written(edition(*actions, **changes))


def place(passage: Span) -> str:
    return f"{PASSAGE}{passage.start}-{passage.end}"


def concept(scheme: str, key: str) -> str:
    return f"{BASE}scheme/{scheme}/{key}"


def claim(outcome: str, words: str) -> str:
    """Return a claim's address by the formula of the model."""
    content = f"{ACTION}|{outcome}|{words}".lower()
    return f"{ACTION}/outcome/{outcome}-{hashlib.sha256(content.encode()).hexdigest()[:8]}"


def test_a_claims_address_is_made_of_action_outcome_and_words() -> None:
    node = claim("reading-literacy", "More children read for pleasure thanks to BookLink")
    found = written()
    assert found.of(ACTION, "jb:qualifiedOutcome") == sorted([node, claim("unclassified", "Families feel at home")])
    assert found.of(node, "jb:outcome") == [concept("outcome", "reading-literacy")]
    assert found.of(node, "jb:statedAs") == [concept("stated-as", "impact")]
    assert found.of(node, "jb:status") == [concept("claim-status", "intended")]
    assert found.of(node, "jb:evidence") == [place(PLEASURE)]


def test_a_claim_keeps_its_address_when_the_text_moves_and_is_wrapped() -> None:
    wrapped = "Much more text. " + TEXT.replace("read for pleasure", "read\n  for pleasure")
    words = "More children read\n  for pleasure thanks to BookLink"
    moved = action(
        title_span=None,
        period=None,
        partners=(),
        venues=(),
        passages=(),
        statements=(statement(span(words, wrapped), "reading-literacy"),),
    )
    node = claim("reading-literacy", "More children read for pleasure thanks to BookLink")
    assert written(moved, text=wrapped).of(ACTION, "jb:qualifiedOutcome") == [node]


def test_a_statement_without_an_accepted_outcome_is_unclassified_beside_its_candidates() -> None:
    maybe = statement(HOME, concepts=(ConceptScore("community-connection", "candidate", 0.4, "likeness"),))
    found = written(action(statements=(maybe,)))
    open_claim, candidate = claim("unclassified", HOME.of(TEXT)), claim("community-connection", HOME.of(TEXT))
    assert found.of(ACTION, "jb:qualifiedOutcome") == sorted([open_claim, candidate])
    assert found.of(open_claim, "jb:band") == [concept("band", "accepted")]
    assert found.of(candidate, "jb:band") == [concept("band", "candidate")]
    assert found.of(candidate, "jb:rule") == [f"{RULE}; likeness"]
    assert found.of(candidate, "jb:score") == ["0.4"]


def test_a_candidate_statement_makes_candidate_claims_only() -> None:
    found = written(action(statements=(statement(HOME, "mental-wellbeing", band="candidate"),)))
    assert found.of(claim("mental-wellbeing", HOME.of(TEXT)), "jb:band") == [concept("band", "candidate")]


def test_two_outcomes_of_one_statement_are_two_claims_on_one_passage() -> None:
    found = written(action(statements=(statement(HOME, "mental-wellbeing", "community-connection"),)))
    claims = found.of(ACTION, "jb:qualifiedOutcome")
    assert len(claims) == 2
    assert {passage for node in claims for passage in found.of(node, "jb:evidence")} == {place(HOME)}


BOOKLINK, TRUST = f"{ACTION}/involvement/booklink-delivery", f"{ACTION}/involvement/fenland-trust-delivery"


def test_a_partner_named_in_one_impact_statement_only_is_marked_so() -> None:
    found = written()
    assert found.of(BOOKLINK, "jb:namedOnlyIn") == [place(PLEASURE)]
    assert found.of(TRUST, "jb:namedOnlyIn") == []


def test_a_partner_named_in_a_purpose_is_not_marked() -> None:
    purpose = statement(PLEASURE, "reading-literacy", kind="purpose")
    assert written(action(statements=(purpose,))).of(BOOKLINK, "jb:namedOnlyIn") == []


def test_a_partner_named_in_another_role_elsewhere_is_not_marked() -> None:
    funder = link("Fenland Trust", GAVE, role="funder")
    inside = replace(link("BookLink", PLEASURE), name="Fenland Trust")
    found = written(action(partners=(funder, inside)))
    assert found.of(TRUST, "jb:namedOnlyIn") == []
    assert found.of(f"{ACTION}/involvement/fenland-trust-funder", "jb:namedOnlyIn") == []


def test_a_claim_leads_to_the_partners_named_in_its_sentence() -> None:
    help_ = statement(span("help families"), "support-for-vulnerable", kind="purpose")
    found = written(action(statements=(*action().statements, help_)))
    assert found.of(claim("reading-literacy", PLEASURE.of(TEXT)), "jb:viaInvolvement") == [BOOKLINK]
    assert found.of(claim("unclassified", HOME.of(TEXT)), "jb:viaInvolvement") == []
    assert found.of(claim("support-for-vulnerable", "help families"), "jb:viaInvolvement") == [TRUST]


def test_an_involvement_says_who_how_and_where() -> None:
    found = written()
    assert found.of(ACTION, "prov:qualifiedAssociation") == [BOOKLINK, TRUST]
    assert found.of(TRUST, "prov:agent") == [f"{BASE}id/partner/fenland-trust"]
    assert found.of(TRUST, "prov:hadRole") == [concept("partner-role", "delivery")]
    assert found.of(TRUST, "jb:status") == [concept("involvement-status", "confirmed")]
    assert found.of(TRUST, "jb:band") == [concept("band", "accepted")]
    assert found.of(TRUST, "rdfs:label") == ["Fenland Trust"]
    assert found.of(TRUST, "jb:key") == ["partner-Fenland Trust"]
    assert found.of(TRUST, "jb:evidence") == sorted([place(WORKED), place(GAVE)])


def test_an_unnamed_group_belongs_to_its_action() -> None:
    group = replace(link("Families", HOME), name="Local families", kind="unnamed")
    node = f"{ACTION}/unnamed/local-families"
    found = written(action(partners=(group,)))
    assert found.of(f"{ACTION}/involvement/local-families-delivery", "prov:agent") == [node]
    assert found.of(node, "rdf:type") == [T.iri("prov:Agent"), T.iri("jb:UnnamedPartner")]
    assert found.of(node, "dcterms:type") == [concept("partner-type", "unnamed-group")]


def test_a_passage_quotes_its_words_with_what_stands_around_them() -> None:
    found, node = written(), place(GAVE)
    assert found.of(node, "oa:hasSelector") == [f"{node}/position", f"{node}/quote"]
    assert found.of(f"{node}/position", "oa:start") == [str(GAVE.start)]
    assert found.of(f"{node}/position", "oa:end") == [str(GAVE.end)]
    assert found.of(f"{node}/quote", "oa:exact") == ["Fenland Trust gave books"]
    assert found.of(f"{node}/quote", "oa:prefix") == [TEXT[GAVE.start - 32 : GAVE.start]]
    assert found.of(f"{node}/quote", "oa:suffix") == [TEXT[GAVE.end : GAVE.end + 32]]
    assert found.of(node, "jb:firstLine") == found.of(node, "jb:lastLine") == ["1"]


def test_offsets_count_characters_not_bytes() -> None:
    text = "Café 😀 Fenland Trust helped"
    words = span("Fenland Trust", text)
    bare = action(passages=(words,), title_span=None, period=None, partners=(), venues=(), statements=())
    found = written(bare, text=text)
    assert found.of(ACTION, "jb:evidence") == [f"{PASSAGE}7-20"]
    assert found.of(f"{PASSAGE}7-20/quote", "oa:exact") == ["Fenland Trust"]


@pytest.mark.parametrize(
    ("edtf", "start", "end"),
    [
        ("2030-05/2030-07", ["2030-05-01"], ["2030-07-31"]),
        ("2030-05/..", ["2030-05-01"], []),
        ("/2030-07", [], ["2030-07-31"]),
        (None, [], []),
    ],
)
def test_a_period_has_the_days_it_can_have(edtf: str | None, start: list[str], end: list[str]) -> None:
    words = span("May to July 2030")
    found = written(action(period=Period(words, "May to July 2030", edtf, None, None)))
    node = f"{ACTION}/period"
    assert found.of(ACTION, "dcterms:temporal") == [node]
    assert found.of(node, "rdfs:label") == ["May to July 2030"]
    assert found.of(node, "rdf:value") == ([edtf] if edtf else [])
    assert (found.of(node, "dcat:startDate"), found.of(node, "dcat:endDate")) == (start, end)
    assert found.of(node, "jb:derivedEnd") == []


@pytest.mark.parametrize(
    ("status", "term"),
    [("planned", "Potential"), ("ongoing", "Active"), ("completed", "Completed"), ("unknown", None)],
)
def test_a_state_has_its_term_and_an_unknown_one_none(status: str, term: str | None) -> None:
    found = written(action(status=status)).of(ACTION, "schema:actionStatus")
    assert found == ([f"https://schema.org/{term}ActionStatus"] if term else [])


def test_only_an_accepted_mention_makes_a_shortcut() -> None:
    place_, shortcut = f"{BASE}id/place/ely-library", "prov:atLocation"
    maybe = Mention("Ely Library", span("Ely Library"), WORKED, RULE, band="candidate")
    families = Mention("families", span("families"), WORKED, RULE)
    assert written().of(ACTION, shortcut) == [place_]
    found = written(action(venues=(maybe,), audiences=(families,)))
    assert found.of(ACTION, shortcut) == []
    assert found.of(ACTION, "dcterms:audience") == [concept("audience", "families")]
    assert sorted(v for node in found.of(ACTION, "jb:qualifiedMention") for v in found.of(node, "jb:mentions")) == [
        place_,
        concept("audience", "families"),
    ]


def test_money_says_what_is_stated_and_nothing_more() -> None:
    stated = Funding(
        span("books"), GAVE, 230_000.0, "GBP", "year", "confirmed", "Fenland Trust", RULE, 690_000.0, "3 years"
    )
    bare = Funding(span("gave"), GAVE, None, "GBP", None, "proposed", None, RULE)
    found = written(action(funding=(stated, bare)))
    grants = {found.of(node, "rdfs:label")[0]: node for node in found.of(ACTION, "jb:grant")}
    rich, poor = grants["books"], grants["gave"]
    assert found.of(rich, "schema:funder") == [f"{BASE}id/partner/fenland-trust"]
    assert found.of(rich, "schema:amount") == [f"{rich}/amount"]
    assert found.of(f"{rich}/amount", "schema:value") == ["230000"]
    assert found.of(f"{rich}/amount", "schema:unitText") == ["year"]
    assert (found.of(rich, "jb:derivedTotal"), found.of(rich, "jb:derivedFrom")) == (["690000"], ["3 years"])
    assert found.of(poor, "schema:funder") == found.of(poor, "schema:amount") == found.of(poor, "jb:derivedTotal") == []
    assert found.of(poor, "jb:status") == [concept("involvement-status", "proposed")]


def test_flags_and_name_variants_lead_to_what_they_concern() -> None:
    words = span("Ely Library")
    flagged = action(flags=(Flag("title-repaired", words, "Printed otherwise."),))
    variants = (NameVariant("Ely Library", "E ly", words, RULE), NameVariant("Nobody", "No body", GAVE, RULE))
    found = written(flagged, variants=variants)
    flag = f"{BASE}doc/log/e1/flag/title-repaired-{words.start}-{words.end}"
    assert found.of(flag, "jb:about") == [ACTION]
    assert found.of(flag, "rdfs:label") == ["Printed otherwise."]
    known, unknown = (f"{BASE}doc/log/e1/variant/{s.start}-{s.end}" for s in (words, GAVE))
    assert found.of(known, "jb:mentions") == [f"{BASE}id/place/ely-library"]
    assert found.of(unknown, "jb:mentions") == []


def test_what_a_person_decided_is_marked() -> None:
    made = replace(edition(), decided=(("partner-BookLink", "decision/log/0123abcd"),))
    found = Written(made)
    assert found.of(BOOKLINK, "jb:decidedBy") == [f"{BASE}decision/log/0123abcd"]
    assert found.of(TRUST, "jb:decidedBy") == []


def test_the_example_has_no_blank_node_one_graph_and_the_same_bytes_each_time() -> None:
    made = Edition("retold", "e1", read_gold_file(EXAMPLE.with_suffix(".gold.json"), EXAMPLE))
    first, second = Written(made), Written(made)
    assert first.text == second.text
    assert first.text.splitlines() == sorted(first.text.splitlines())
    assert {quad.graph_name for quad in first.quads} == {ox.NamedNode(f"{BASE}graph/edition/retold/e1")}
    assert not [quad for quad in first.quads if ox.BlankNode in (type(quad.subject), type(quad.object))]
    quotes = ox.NamedNode(T.iri("oa:exact"))
    for quad in first.quads:
        if quad.predicate == quotes:
            start, end = map(int, quad.subject.value.split("/")[-2].split("-"))
            assert made.extraction.text[start:end] == Written.value(quad)
