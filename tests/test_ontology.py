"""The vocabulary and the schemes: complete, documented, and in step with what is written about them."""

from __future__ import annotations

import re
from graphlib import TopologicalSorter
from pathlib import Path

import pytest
from rdflib import RDF, RDFS, SKOS, Graph, URIRef
from rdflib.term import Node

from graph.records import Role

BASE = "https://junctionbox.test/"
ROOT = Path(__file__).parent.parent
ONTOLOGY = ROOT / "ontology"
JB = f"{BASE}ns#"


def parse(name: str) -> Graph:
    return Graph().parse(ONTOLOGY / name, publicID=BASE, format="turtle")


VOCABULARY = parse("vocabulary.ttl")
SCHEMES = parse("outcomes.ttl") + parse("schemes.ttl")
CONCEPTS = sorted(SCHEMES.subjects(RDF.type, SKOS.Concept))
OUTCOMES = URIRef(f"{BASE}scheme/outcome")


def own_terms(kind: str) -> set[str]:
    types = VOCABULARY.subject_objects(RDF.type)
    return {str(term).removeprefix(JB) for term, type_ in types if str(type_).endswith(kind) and JB in str(term)}


def keys(scheme: str) -> set[str]:
    concepts = SCHEMES.subjects(SKOS.inScheme, URIRef(f"{BASE}scheme/{scheme}"))
    return {str(SCHEMES.value(concept, SKOS.notation)) for concept in concepts}


def texts(subject: Node, predicate: Node) -> list[str]:
    return [str(value) for value in SCHEMES.objects(subject, predicate)]


@pytest.mark.parametrize("path", sorted(ONTOLOGY.rglob("*.ttl")), ids=lambda path: path.name)
def test_no_file_fixes_its_own_base(path: Path) -> None:
    text = path.read_text("utf-8")
    assert "@base" not in text
    assert "junctionbox.example" not in text


@pytest.mark.parametrize(
    "path",
    [ROOT / "docs" / "graph.md", *sorted(ONTOLOGY.rglob("*.*"))],
    ids=lambda path: path.name,
)
def test_every_term_of_ours_in_use_is_declared(path: Path) -> None:
    used = set(re.findall(r"\bjb:([A-Za-z]\w*)", path.read_text("utf-8")))
    assert used <= own_terms("Class") | own_terms("Property")


def test_every_declared_term_is_described_in_the_graph_contract_or_names_a_decision_made_here() -> None:
    contract = (ROOT / "docs" / "graph.md").read_text("utf-8")
    described = set(re.findall(r"\bjb:([A-Za-z]\w*)", contract))
    assert (own_terms("Class") | own_terms("Property")) - described == {"verbLabel"}


@pytest.mark.parametrize("term", sorted(own_terms("Class") | own_terms("Property")))
def test_every_term_has_a_label_and_a_sentence(term: str) -> None:
    subject = URIRef(JB + term)
    assert VOCABULARY.value(subject, RDFS.label)
    comment = str(VOCABULARY.value(subject, RDFS.comment))
    assert comment[0].isupper()
    assert comment.endswith(".")


@pytest.mark.parametrize("term", sorted(own_terms("Property")))
def test_every_property_reads_as_a_verb(term: str) -> None:
    assert VOCABULARY.value(URIRef(JB + term), URIRef(f"{JB}verbLabel"))


@pytest.mark.parametrize("concept", CONCEPTS, ids=lambda concept: concept.removeprefix(f"{BASE}scheme/"))
def test_every_concept_has_name_note_key_and_scheme(concept: URIRef) -> None:
    (scheme,) = SCHEMES.objects(concept, SKOS.inScheme)
    assert texts(concept, SKOS.notation) == [str(concept).rsplit("/", 1)[1]]
    assert str(concept) == f"{scheme}/{texts(concept, SKOS.notation)[0]}"
    assert len(texts(concept, SKOS.prefLabel)) == 1
    (note,) = texts(concept, SKOS.scopeNote)
    assert note.endswith(".")


def test_every_scheme_has_a_name_and_a_note() -> None:
    schemes = set(SCHEMES.subjects(RDF.type, SKOS.ConceptScheme))
    assert {str(scheme).removeprefix(f"{BASE}scheme/") for scheme in schemes} == {
        "outcome",
        "partner-type",
        "partner-role",
        "involvement-status",
        "claim-status",
        "band",
        "stated-as",
        "venue-type",
        "audience",
        "theme",
    }
    for scheme in schemes:
        assert texts(scheme, SKOS.prefLabel)
        assert texts(scheme, SKOS.scopeNote)


def test_concepts_stand_in_no_circle_and_below_concepts_of_their_own_scheme() -> None:
    above: dict[Node, set[Node]] = {}
    for concept, broader in SCHEMES.subject_objects(SKOS.broader):
        assert SCHEMES.value(concept, SKOS.inScheme) == SCHEMES.value(broader, SKOS.inScheme)
        above.setdefault(concept, set()).add(broader)
    TopologicalSorter(above).prepare()


def test_the_outcomes_are_eight_broad_ones_and_their_narrower_ones() -> None:
    tops = {str(top).rsplit("/", 1)[1] for top in SCHEMES.subjects(SKOS.topConceptOf, OUTCOMES)}
    narrower: dict[str, set[str]] = {}
    for concept in SCHEMES.subjects(SKOS.inScheme, OUTCOMES):
        for broader in SCHEMES.objects(concept, SKOS.broader):
            narrower.setdefault(str(broader).rsplit("/", 1)[1], set()).add(str(concept).rsplit("/", 1)[1])
    assert tops == {*narrower, "environment", "unclassified"}
    assert narrower == {
        "connected-communities": {
            "reduced-isolation",
            "support-for-vulnerable",
            "community-connection",
            "civic-participation",
            "community-safety",
            "equality-inclusion",
        },
        "health-wellbeing": {"mental-wellbeing", "information-self-help"},
        "life-chances": {"reading-literacy", "early-language", "skills-employability", "culture-creativity"},
        "digital-participation": {"digital-inclusion", "digital-access"},
        "economic-activity": {"business-growth", "employment"},
        "access": {"access-to-services", "library-take-up", "flexible-spaces", "use-of-assets"},
        "connected-system": {"joined-up-services", "reduced-service-pressure", "financial-sustainability"},
    }


def test_every_top_outcome_is_named_by_its_scheme() -> None:
    named = set(SCHEMES.objects(OUTCOMES, SKOS.hasTopConcept))
    assert named == set(SCHEMES.subjects(SKOS.topConceptOf, OUTCOMES))


def test_every_outcome_but_unclassified_has_cues_and_other_names() -> None:
    for concept in SCHEMES.subjects(SKOS.inScheme, OUTCOMES):
        if str(concept).endswith("/unclassified"):
            assert texts(concept, SKOS.hiddenLabel) == []
            continue
        assert len(texts(concept, SKOS.hiddenLabel)) >= 8
        assert texts(concept, SKOS.altLabel)
        assert texts(concept, SKOS.editorialNote)


@pytest.mark.parametrize("scheme", ["outcome", "audience"])
def test_every_cue_is_lower_case_and_belongs_to_one_concept(scheme: str) -> None:
    owners: dict[str, set[Node]] = {}
    for concept in SCHEMES.subjects(SKOS.inScheme, URIRef(f"{BASE}scheme/{scheme}")):
        for cue in texts(concept, SKOS.hiddenLabel):
            assert cue == " ".join(cue.lower().split())
            assert len(cue) >= 3
            owners.setdefault(cue, set()).add(concept)
    assert {cue: found for cue, found in owners.items() if len(found) > 1} == {}


def test_no_cue_of_an_outcome_leans_on_a_figure() -> None:
    cues = {cue for concept in SCHEMES.subjects(SKOS.inScheme, OUTCOMES) for cue in texts(concept, SKOS.hiddenLabel)}
    assert {cue for cue in cues if re.search(r"\d", cue)} == {"24/7"}


@pytest.mark.parametrize("cue", ["skills", "open access", "library", "environment", "council", "partners"])
def test_a_word_that_stands_in_names_and_everywhere_is_no_cue(cue: str) -> None:
    for scheme in ("outcome", "audience"):
        for concept in SCHEMES.subjects(SKOS.inScheme, URIRef(f"{BASE}scheme/{scheme}")):
            assert cue not in texts(concept, SKOS.hiddenLabel)


def test_eight_roles_imply_support_and_four_do_not() -> None:
    implies = URIRef(f"{JB}impliesSupport")
    said = {
        str(concept).rsplit("/", 1)[1]: bool(value.toPython())  # type: ignore[attr-defined]
        for concept, value in SCHEMES.subject_objects(implies)
    }
    assert {role for role, supports in said.items() if supports} == {
        "lead",
        "funder",
        "delivery",
        "host",
        "referrer",
        "content",
        "supplier",
        "promoter",
    }
    assert {role for role, supports in said.items() if not supports} == {
        "space-user",
        "landlord",
        "recipient",
        "mentioned",
    }
    assert set(said) == set(Role.__args__) == keys("partner-role")  # type: ignore[attr-defined]


def test_the_states_and_bands_are_those_of_the_records() -> None:
    assert keys("involvement-status") == {"confirmed", "proposed", "ended"}
    assert keys("claim-status") == {"intended", "reported", "measured"}
    assert keys("band") == {"accepted", "candidate"}
    assert keys("stated-as") == {"impact", "purpose"}


@pytest.mark.parametrize("scheme", ["partner-type", "venue-type", "outcome"])
def test_what_nobody_has_classified_has_a_place(scheme: str) -> None:
    assert "unclassified" in keys(scheme)


def test_mappings_lead_only_to_the_goals_of_the_united_nations() -> None:
    mapped = set(SCHEMES.objects(None, SKOS.closeMatch)) | set(SCHEMES.objects(None, SKOS.relatedMatch))
    assert mapped
    for target in mapped:
        assert re.fullmatch(r"http://metadata\.un\.org/sdg/([1-9]|1[0-7])", str(target))
