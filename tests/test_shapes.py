"""The SHACL shapes over a sound edition and over one with every fault that they name."""

from __future__ import annotations

from pathlib import Path

import pyshacl
import pytest
from rdflib import RDF, SH, Graph

BASE = "https://junctionbox.test/"
ONTOLOGY = Path(__file__).parent.parent / "ontology"
DATA = Path(__file__).parent / "data"
VOCABULARY = [ONTOLOGY / "vocabulary.ttl", ONTOLOGY / "outcomes.ttl", ONTOLOGY / "schemes.ttl"]

Finding = tuple[str, str, str]


def parse(*paths: Path) -> Graph:
    graph = Graph()
    for path in paths:
        graph.parse(path, publicID=BASE, format="turtle")
    return graph


def check(*paths: Path) -> tuple[bool, set[Finding]]:
    """Return whether all is well, and each finding as severity, what it is about, message."""
    conforms, report, _ = pyshacl.validate(
        parse(*VOCABULARY, *paths), shacl_graph=parse(ONTOLOGY / "shapes.ttl"), allow_infos=True, allow_warnings=True
    )
    findings = set()
    for result in report.subjects(RDF.type, SH.ValidationResult):
        focus = str(report.value(result, SH.focusNode)).removeprefix(BASE)
        if focus == "ns":
            focus = str(report.value(result, SH.value)).removeprefix(BASE)
        severity = str(report.value(result, SH.resultSeverity)).removeprefix(str(SH))
        findings.add((severity, focus, str(report.value(result, SH.resultMessage))))
    return conforms, findings


@pytest.fixture(scope="module")
def broken() -> tuple[bool, set[Finding]]:
    return check(DATA / "broken-edition.ttl")


def test_a_sound_edition_passes_and_its_gaps_are_told() -> None:
    conforms, findings = check(DATA / "sample-edition.ttl", DATA / "sample-registry.ttl")
    assert conforms
    without = "This partner has no identifier from a public register."
    assert findings == {
        ("Info", "id/action/log/census", "This action has no date."),
        ("Info", "id/action/log/hub/grant/1", "The funder is not named."),
        *(("Info", f"id/partner/{name}", without) for name in ("fenlink", "meadow-fund", "old-press", "river-estates")),
        ("Info", "id/partner/town-radio", without),
    }


def test_an_edition_with_faults_does_not_pass(broken: tuple[bool, set[Finding]]) -> None:
    assert not broken[0]


@pytest.mark.parametrize(
    ("about", "message"),
    [
        ("a/untitled", "This action has no title."),
        ("a/unproved", "This action has no passage of its document behind it."),
        ("a/homeless", "This action must belong to exactly one document."),
        ("a/homeless", "This action is shown as contributing to an outcome without a statement that says so."),
        ("t/backwards", "This period ends before it starts."),
        ("t/backwards", "This period has no passage of its document behind it."),
        ("i/bare", "This partnership must have exactly one partner."),
        ("i/wrong", "This partnership must have exactly one partner."),
        ("i/bare", "This partnership must have exactly one role."),
        ("i/wrong", "The role of this partnership is not one of the known roles."),
        ("i/bare", "This partnership must be marked once as confirmed, proposed or ended."),
        ("i/wrong", "This partnership must be marked once as confirmed, proposed or ended."),
        ("i/bare", "This partnership must be marked once as accepted or as a candidate."),
        ("i/wrong", "This partnership must be marked once as accepted or as a candidate."),
        ("i/bare", "This partnership has no passage of its document behind it."),
        ("i/bare", "A support is shown that no passage stands behind."),
        ("i/adrift", "This partnership must belong to exactly one action."),
        ("x/nameless", "This partner has no name."),
        ("x/nameless", "This partner has none of the known kinds; use unclassified where its kind is not known."),
        ("x/wrong-kind", "This partner has none of the known kinds; use unclassified where its kind is not known."),
        (
            "x/nameless",
            "The identifier of this partner is not written as registers write it, such as GB-CHC-1036733.",
        ),
        ("x/boast", "This partner is shown as supporting an outcome without an action that says so."),
        ("x/boast", "This partner is shown as working alongside another without taking part in an action."),
        ("c/bare", "This reading of a statement must be about exactly one outcome."),
        ("c/wrong", "This reading of a statement is about none of the known outcomes."),
        ("c/bare", "This statement must be marked once as an impact or as a purpose."),
        ("c/wrong", "This statement must be marked once as an impact or as a purpose."),
        ("c/bare", "This statement must be marked once as intended, reported or measured."),
        ("c/wrong", "This statement must be marked once as intended, reported or measured."),
        ("c/bare", "This reading of a statement must be marked once as accepted or as a candidate."),
        ("c/wrong", "This reading of a statement must be marked once as accepted or as a candidate."),
        ("c/bare", "This statement must have exactly one passage of its document behind it."),
        ("c/wrong", "This statement must have exactly one passage of its document behind it."),
        ("c/adrift", "This reading of a statement must belong to exactly one action."),
        ("m/bare", "This mention must name exactly one place or audience."),
        ("m/bare", "This mention must belong to exactly one action."),
        ("m/bare", "This mention has no passage of its document behind it."),
        ("g/bare", "This money must belong to exactly one action."),
        ("g/bare", "This money must be marked once as confirmed, proposed or ended."),
        ("g/bare", "This money has no passage of its document behind it."),
        ("p/short", "The quoted words are not as long as their place in the text."),
        ("p/backwards/position", "This passage ends before it starts."),
        ("p/missing", "A passage that something rests on is missing."),
        ("k/egg", "This entry is broader than itself, by way of others."),
        ("k/hen", "This entry is broader than itself, by way of others."),
        ("k/egg", "This entry of a list must have one name in each language."),
        ("k/hen", "This entry belongs to no list."),
    ],
)
def test_each_fault_is_named_in_plain_words(broken: tuple[bool, set[Finding]], about: str, message: str) -> None:
    assert ("Violation", about, message) in broken[1]


@pytest.mark.parametrize(
    ("about", "message"),
    [
        ("a/unproved", "This action names no partner."),
        ("a/unproved", "This action states no outcome."),
        ("x/good", "Two partners have the same name; they may be one and the same."),
        ("x/good-again", "Another partner has the same identifier; they may be one and the same."),
    ],
)
def test_what_somebody_should_look_at_is_a_warning(broken: tuple[bool, set[Finding]], about: str, message: str) -> None:
    assert ("Warning", about, message) in broken[1]


@pytest.mark.parametrize("sound", ["i/good", "c/good", "p/good", "x/merged", "x/kept"])
def test_what_is_sound_beside_a_fault_is_left_alone(broken: tuple[bool, set[Finding]], sound: str) -> None:
    assert {finding for finding in broken[1] if finding[1] == sound and finding[0] != "Info"} == set()


def test_no_message_speaks_of_addresses_or_of_the_machinery() -> None:
    shapes = parse(ONTOLOGY / "shapes.ttl")
    messages = {str(message) for message in shapes.objects(None, SH.message)}
    assert len(messages) > 30
    for message in messages:
        assert message.endswith(".")
        words = message.lower()
        assert not any(word in words for word in ("node", "triple", "iri", "://", "jb:", "property", "literal"))
