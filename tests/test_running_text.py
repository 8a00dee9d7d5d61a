"""Running text: the aims its sentences state, the names of what they are about, and persons, who are no partners."""

from __future__ import annotations

import pytest

from graph.records import Span
from ingest.aims import aims
from ingest.named_things import named_thing
from ingest.persons import is_person


@pytest.mark.parametrize(
    ("sentence", "stated"),
    [
        ("Publishing a cycling map to help residents get about safely", ["help residents get about safely"]),
        ("We opened a repair shop so that fewer things are thrown away", ["fewer things are thrown away"]),
        ("A long term plan which will further strengthen the sector", ["strengthen the sector"]),
        ("Supporting shops to invest in electric bikes", ["invest in electric bikes"]),
        (
            "Trained 40 tenants as energy champions, helping neighbours cut their bills",
            ["helping neighbours cut their bills"],
        ),
        ("Launching training for all staff so they can spot abuse early", ["they can spot abuse early"]),
        ("The Council will continue to deliver the scheme", []),
        ("Officers agreed to improve the path", []),
        ("Funding of £20,000 for the Academy to deliver the course", []),
        ("We need to improve bus stops", []),
    ],
)
def test_an_aim_is_the_clause_after_its_link_and_no_deed(sentence: str, stated: list[str]) -> None:
    assert [span.of(sentence) for span in aims(sentence, Span(0, len(sentence)))] == stated


def test_a_sentence_that_goes_on_about_an_action_tells_its_effect() -> None:
    sentence = "The programme has reduced loneliness among carers"
    whole = Span(0, len(sentence))
    assert [span.of(sentence) for span in aims(sentence, whole, goes_on=True)] == ["reduced loneliness among carers"]
    assert aims(sentence, whole) == []


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Publishing the Active Travel Strategy to support residents", "Active Travel Strategy"),
        ("We relaunched our business support service ‘Just Enterprise’", "Just Enterprise"),
        ("£300,000 for the Farming Academy to deliver its Seeds for Schools programme", "Seeds for Schools programme"),
        ("She received a £25,000 Build It Award", "Build It Award"),
        ("Securing money from the Urban Tree Challenge Fund", None),
        ("Working in line with the Biodiversity Action Plan", None),
        ("New benches were put in the park", None),
    ],
)
def test_a_sentence_is_named_by_what_it_is_about(sentence: str, name: str | None) -> None:
    found = named_thing(sentence, Span(0, len(sentence)))
    assert (found.of(sentence) if found else None) == name


@pytest.mark.parametrize(
    ("name", "person"),
    [
        ("Cllr Jones", True),
        ("Joyce Murray", True),
        ("Dr Okafor", True),
        ("Rose Theatre", False),
        ("Grace Community Church", False),
        ("Natural England", False),
        ("Mark", False),
    ],
)
def test_persons_are_told_from_bodies(name: str, person: bool) -> None:
    assert is_person(name) is person
