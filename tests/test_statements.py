"""Sentences told apart: an intended effect, something done, a plan; and the aim inside a description."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.records import Span
from graph.sentences import sentences
from ingest.statements import Position, judge, purpose, starts_with_done_verb


@pytest.mark.parametrize(
    ("sentence", "position"),
    [
        ("Reduces isolation among carers", "later"),
        ("Improved access to parks", "later"),
        ("More residents in work", "later"),
        ("Fewer falls and hospital admissions", "later"),
        ("Support for new firms to help them grow", "later"),
        ("Better connected villages", "alone"),
        ("Encourages people to cycle", "continued"),
        ("Increased use of the parks", "alone"),
        ("Will give people a reason to visit", "later"),
        ("Families able to stay in their homes", "later"),
        ("People feel safer walking home", "later"),
        ("Tenants gain confidence and new skills", "later"),
        ("Libraries as the heart of their communities", "continued"),
        ("Greener streets", "later"),
    ],
)
def test_an_effect_is_an_effect(sentence: str, position: Position) -> None:
    assert judge(sentence, position).impact


@pytest.mark.parametrize(
    ("sentence", "position"),
    [
        ("Replaced shelving and flooring", "first"),
        ("Held three fairs in the square", "later"),
        ("The project will run until March", "later"),
        ("Two new vans were delivered to the depot", "later"),
        ("Looking to agree a plan with the growers", "first"),
        ("Bid developed to widen the offer", "later"),
        ("Weekly sessions in partnership with schools", "later"),
        ("New building at Canal Street", "first"),
        ("", "later"),
        ("123", "alone"),
    ],
)
def test_what_was_done_or_is_planned_is_no_effect(sentence: str, position: Position) -> None:
    assert not judge(sentence, position).impact


def test_the_reason_is_given_cue_by_cue() -> None:
    verdict = judge("Reduce isolation", "later")
    assert (verdict.score, verdict.cues) == (2.25, ("effect verb", "later"))


@pytest.mark.parametrize(
    ("text", "done"),
    [("Replaced over 400 PCs", True), ("<b>Worked</b> with schools", True), ("Planted trees", True),
     ("Replacing PCs", False), ("More PCs", False), ("", False)],
)  # fmt: skip
def test_a_paragraph_that_opens_with_a_deed(text: str, done: bool) -> None:
    assert starts_with_done_verb(text) is done


@pytest.mark.parametrize(
    ("text", "aim"),
    [
        ("Tablets lent to help job seekers", "help job seekers"),
        ("Talks aimed at providing a social space for carers", "providing a social space for carers"),
        ("A form designed to reduce waste; it is online", "reduce waste"),
        ("A scheme to improve parks to help people to meet", "meet"),
        ("Walks in order to raise spirits", "raise spirits"),
        ("Went to the market", None),
        ("Sent to Help the Aged", "Help the Aged"),
    ],
)
def test_the_aim_in_a_description(text: str, aim: str | None) -> None:
    found = purpose(text, Span(0, len(text)))
    assert (found.of(text) if found else None) == aim


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("One. Two.", ["One", "Two"]),
        ("Dr. Smith came. He left", ["Dr. Smith came", "He left"]),
        ("e.g. This one", ["e.g. This one"]),
        ("No. 3 High St. Ives", ["No. 3 High St. Ives"]),
        ("It cost £3.50. Much!", ["It cost £3.50", "Much!"]),
        ("“Good.” She said", ["“Good.”", "She said"]),
        ("one. two", ["one. two"]),
        ("  ", []),
    ],
)
def test_where_sentences_end(text: str, parts: list[str]) -> None:
    assert [span.of(text) for span in sentences(text, Span(0, len(text)))] == parts


def test_a_full_stop_inside_a_name_ends_nothing() -> None:
    text = "Read it on Library. Live and tell us. Thanks"
    name = Span(11, 24)
    assert [span.of(text) for span in sentences(text, Span(0, len(text)), [name])] == [
        "Read it on Library. Live and tell us",
        "Thanks",
    ]


@given(st.text(max_size=200))
def test_any_text_is_judged_and_its_sentences_hold_every_letter(text: str) -> None:
    whole = Span(0, len(text))
    assert judge(text, "alone").score == judge(text, "alone").score
    found = sentences(text, whole)
    assert found == sorted(found)
    held = {offset for span in found for offset in range(span.start, span.end)}
    assert [char for offset, char in enumerate(text) if char.isalnum() and offset not in held] == []
    aim = purpose(text, whole)
    assert aim is None or 0 <= aim.start < aim.end <= len(text)
