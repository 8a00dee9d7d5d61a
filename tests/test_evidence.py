"""Evidence at the door: every kind of passage that does not hold is refused, and the sentence names it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.errors import DataError
from graph.evidence import check_evidence
from graph.records import Action, Extraction, Flag, Funding, Mention, NameVariant, Period, Span
from tests.small_editions import GAVE, HOME, PLEASURE, RULE, TEXT, WORKED, action, extraction, link, span, statement

OUTSIDE = Span(len(TEXT) - 3, len(TEXT) + 4)
EMPTY = Span(10, 10)
BLANK = span("  ")
BACKWARDS = Span(20, 10)
NEGATIVE = Span(-5, 3)
TWO = Span(PLEASURE.start, HOME.end)
SHOWN = "More children read for pleasure thanks to BookLink. Families feel at home"
WHERE = r"in “Reading Together” \(log.txt, line 1\)"
NOT_IN_TEXT = rf"A passage {WHERE} lies outside the text"
TOO_MUCH = rf"The passage “{SHOWN}” {WHERE} is more than one sentence."
NOT_SHOWN = rf"The passage “Fenland Trust gave books” {WHERE} does not contain what it is quoted for."


def money(surface: Span, passage: Span) -> Funding:
    return Funding(surface, passage, None, "GBP", None, "confirmed", None, RULE)


def test_sound_evidence_is_let_in() -> None:
    check_evidence(extraction())
    check_evidence(extraction(action(funding=(money(span("books"), GAVE),))))


@pytest.mark.parametrize("passage", [OUTSIDE, EMPTY, BLANK, BACKWARDS, NEGATIVE])
def test_a_passage_outside_the_text_or_without_words_is_refused(passage: Span) -> None:
    with pytest.raises(DataError, match=NOT_IN_TEXT):
        check_evidence(extraction(action(passages=(passage,))))


def mentioning(passage: Span, surface: Span | None = None) -> Mention:
    return Mention("x", surface or passage, passage, RULE)


@pytest.mark.parametrize(
    "bad",
    [
        action(passages=(WORKED, TWO)),
        action(title_span=TWO),
        action(period=Period(TWO, "May", "2030-05", "2030-05", "2030-05")),
        action(partners=(link("BookLink", TWO),)),
        action(partners=(link("BookLink", PLEASURE, TWO),)),
        action(venues=(mentioning(TWO, span("BookLink")),)),
        action(audiences=(mentioning(TWO, span("Families")),)),
        action(funding=(money(TWO, TWO),)),
        action(statements=(statement(TWO),)),
    ],
    ids=["sentence", "title", "period", "partner", "second passage", "place", "audience", "money", "statement"],
)
def test_more_than_one_sentence_is_refused_wherever_it_is_quoted(bad: Action) -> None:
    with pytest.raises(DataError, match=TOO_MUCH):
        check_evidence(extraction(bad))


@pytest.mark.parametrize(
    "bad",
    [
        action(partners=(replace(link("Fenland Trust", GAVE), surface=span("BookLink")),)),
        action(partners=(replace(link("Fenland Trust", GAVE), surface=Span(GAVE.start, GAVE.start)),)),
        action(venues=(mentioning(GAVE, span("Ely Library")),)),
        action(audiences=(mentioning(GAVE, span("families")),)),
        action(funding=(money(span("BookLink"), GAVE),)),
    ],
    ids=["partner", "partner of no words", "place", "audience", "money"],
)
def test_a_passage_without_what_it_is_quoted_for_is_refused(bad: Action) -> None:
    with pytest.raises(DataError, match=NOT_SHOWN):
        check_evidence(extraction(bad))


def test_a_partner_without_a_passage_is_refused() -> None:
    with pytest.raises(DataError, match=rf"“Fenland Trust” {WHERE} has no passage that names it."):
        check_evidence(extraction(action(partners=(replace(link("Fenland Trust", GAVE), passages=()),))))


@pytest.mark.parametrize(
    "bad",
    [
        extraction(action(flags=(Flag("title-lost", OUTSIDE),))),
        extraction(action(theme_span=OUTSIDE)),
        extraction(flags=(Flag("heading-lost", EMPTY),)),
        extraction(variants=(NameVariant("Ely", "E ly", OUTSIDE, RULE),)),
    ],
    ids=["flag of an action", "theme", "flag of the document", "name variant"],
)
def test_repairs_headings_and_names_lie_in_the_text_too(bad: Extraction) -> None:
    with pytest.raises(DataError, match="lies outside the text"):
        check_evidence(bad)


def test_a_passage_longer_than_any_sentence_is_refused_and_shown_shortened() -> None:
    text = "word " * 500
    bad = action(passages=(Span(0, len(text)),), title_span=None, period=None, partners=(), venues=(), statements=())
    with pytest.raises(DataError, match=r"The passage “(word )+word…” in .* is longer than any sentence."):
        check_evidence(extraction(bad, text=text))


def test_a_full_stop_inside_a_name_ends_no_sentence() -> None:
    text = "Visit Library. Live Online for stories"
    whole = Span(0, len(text))
    bare = action(passages=(whole,), title_span=None, period=None, partners=(), venues=(), statements=())
    with pytest.raises(DataError, match="is more than one sentence"):
        check_evidence(extraction(bare, text=text))
    place = mentioning(whole, span("Library. Live Online", text))
    check_evidence(extraction(replace(bare, venues=(place,)), text=text))
    variant = NameVariant("Library.Live", "Library. Live", span("Library. Live", text), RULE)
    check_evidence(extraction(bare, text=text, variants=(variant,)))


def test_a_text_with_half_a_character_is_refused() -> None:
    with pytest.raises(DataError, match="stands half of a character, which no file can hold"):
        check_evidence(extraction(text=f"{TEXT}\ud800"))
