"""Small editions made by hand: one action on one line of text, and whatever a test changes of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from graph.records import Action, ConceptScore, Edition, Extraction, Mention, PartnerLink, Period, Span, Statement

TEXT = (
    "Reading Together May to July 2030  Worked with Fenland Trust at Ely Library to help families. "
    "Fenland Trust gave books. More children read for pleasure thanks to BookLink. Families feel at home.\n"
)
RULE = "by hand"


def span(words: str, text: str = TEXT) -> Span:
    """Return where some words first stand in a text."""
    start = text.index(words)
    return Span(start, start + len(words))


WORKED = span("Worked with Fenland Trust at Ely Library to help families")
GAVE = span("Fenland Trust gave books")
PLEASURE = span("More children read for pleasure thanks to BookLink")
HOME = span("Families feel at home")


def link(surface: str, *passages: Span, **changes: Any) -> PartnerLink:
    """Return a confirmed delivery partner named in some passages, the first of which holds its name."""
    start = TEXT.index(surface, passages[0].start)
    printed = Span(start, start + len(surface))
    made = PartnerLink(surface, "named", printed, passages, "delivery", "confirmed", "accepted", RULE)
    return replace(made, key=f"partner-{surface}", **changes)


def statement(passage: Span, *keys: str, **changes: Any) -> Statement:
    """Return an impact statement about some outcomes."""
    concepts = tuple(ConceptScore(key, "accepted", 1.0) for key in keys)
    return replace(Statement("impact", passage, concepts, RULE), **changes)


def action(**changes: Any) -> Action:
    """Return the one action of the text."""
    made = Action(
        key="reading",
        title="Reading Together",
        title_stated=True,
        title_span=span("Reading Together"),
        theme=None,
        theme_span=None,
        span=Span(0, len(TEXT) - 1),
        lines=(1, 1),
        period=Period(span("May to July 2030"), "May to July 2030", "2030-05/2030-07", "2030-05", "2030-07"),
        status="ongoing",
        passages=(span("Reading Together"), WORKED, GAVE, PLEASURE, HOME),
        partners=(link("Fenland Trust", WORKED, GAVE), link("BookLink", PLEASURE)),
        venues=(Mention("Ely Library", span("Ely Library"), WORKED, RULE),),
        statements=(statement(PLEASURE, "reading-literacy"), statement(HOME)),
    )
    return replace(made, **changes)


def extraction(*actions: Action, text: str = TEXT, **changes: Any) -> Extraction:
    """Return a document of some actions, by default the one of the text."""
    made = Extraction("log.txt", "0" * 64, text, "by hand", "Log", None, "A library service", actions or (action(),))
    return replace(made, **changes)


def edition(*actions: Action, **changes: Any) -> Edition:
    """Return the first edition of that document."""
    return Edition("log", "e1", extraction(*actions, **changes))
