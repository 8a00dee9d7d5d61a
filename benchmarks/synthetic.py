"""Synthetic editions of our model's shape: 35 actions a document, partners by Zipf's law, evidence on every link."""

from __future__ import annotations

import random

from graph.records import (
    Action,
    ConceptScore,
    Edition,
    Extraction,
    Mention,
    PartnerLink,
    Period,
    Span,
    Statement,
)
from ingest.concepts import scheme

ACTIONS_A_DOCUMENT = 35
_ROLES = ("delivery", "delivery", "delivery", "funder", "lead", "host", "referrer", "supplier", "mentioned")


class _Text:
    """A text that grows, handing out the stretch of each piece."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0

    def add(self, words: str) -> Span:
        start = self.length
        self.parts += [words, "\n"]
        self.length += len(words) + 1
        return Span(start, start + len(words))


def editions(actions: int, seed: int = 7) -> list[Edition]:
    """Return documents with this many actions in all; the same seed gives the same documents."""
    chance = random.Random(seed)
    concepts = [key for key in scheme("outcomes.ttl", "outcome") if key != "unclassified"]
    partners = [f"Partner {number}" for number in range(max(20, actions // 5))]
    weights = [1 / (rank + 1) for rank in range(len(partners))]
    made = []
    for document in range((actions + ACTIONS_A_DOCUMENT - 1) // ACTIONS_A_DOCUMENT):
        count = min(ACTIONS_A_DOCUMENT, actions - document * ACTIONS_A_DOCUMENT)
        made.append(_edition(document, count, chance, concepts, partners, weights))
    return made


def _edition(
    number: int, count: int, chance: random.Random, concepts: list[str], partners: list[str], weights: list[float]
) -> Edition:
    text = _Text()
    actions = tuple(
        _action(f"{number}-{row}", row, text, chance, concepts, chance.choices(partners, weights, k=3))
        for row in range(count)
    )
    name = f"document-{number:05d}"
    extraction = Extraction(f"{name}.txt", f"{number:064x}", "".join(text.parts), "synthetic", name, None, None, actions)
    return Edition(name, "e1", extraction)


def _action(
    key: str, row: int, text: _Text, chance: random.Random, concepts: list[str], partners: list[str]
) -> Action:
    title = text.add(f"Action {key}")
    month = f"20{chance.randint(18, 24)}-{chance.randint(1, 12):02d}"
    date = text.add(f"{month} - Ongoing")
    links = []
    for partner in dict.fromkeys(partners):
        words = f"Worked with {partner} on {key}"
        sentence = text.add(words)
        at = sentence.start + words.index(partner)
        surface = Span(at, at + len(partner))
        status = "proposed" if chance.random() < 0.2 else "confirmed"
        links.append(
            PartnerLink(partner, "named", surface, (sentence,), chance.choice(_ROLES), status, "accepted", "made")  # type: ignore[arg-type]
        )
    statements = []
    for _ in range(2):
        concept = ConceptScore(chance.choice(concepts), "accepted", 0.8)
        words = f"Improves the lives of people number {chance.randrange(10**6)}"
        statements.append(Statement("impact", text.add(words), (concept,), "made"))
    place = text.add(f"Place {chance.randrange(300)}")
    venue = Mention(f"Place {place.start % 300}", place, place, "made")
    period = Period(date, f"{month} - Ongoing", f"{month}/..", month, None)
    return Action(
        key=key,
        title=f"Action {key}",
        title_stated=True,
        title_span=title,
        theme=f"Theme {row % 4}",
        theme_span=None,
        span=Span(title.start, place.end),
        lines=(row + 1, row + 1),
        period=period,
        status="ongoing",
        passages=(title,),
        partners=tuple(links),
        venues=(venue,),
        statements=tuple(statements),
    )
