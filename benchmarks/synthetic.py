"""Synthetic editions of our model's shape: 35 actions a document, partners by Zipf's law, evidence on every link.

About one action in ten holds something out of the ordinary: no outcome, a purpose, a group without a name, a partner
in two roles or only in a statement, one that is a candidate or over, money, damage, no date or no theme.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

from graph.records import (
    Action,
    ConceptScore,
    Edition,
    Extraction,
    Flag,
    Funding,
    Mention,
    PartnerLink,
    Period,
    Span,
    Statement,
)
from ingest.concepts import scheme

ACTIONS_A_DOCUMENT = 35
_ROLES = ("delivery", "delivery", "delivery", "funder", "lead", "host", "referrer", "supplier", "mentioned")
_STATUSES = ("confirmed",) * 15 + ("proposed",) * 4 + ("ended",)


def editions(actions: int, seed: int = 7) -> list[Edition]:
    """Return documents with this many actions in all; the same seed gives the same documents."""
    chance = random.Random(seed)
    partners = [f"Partner {number}" for number in range(max(20, actions // 5))]
    made = []
    for number, start in enumerate(range(0, actions, ACTIONS_A_DOCUMENT)):
        count = min(ACTIONS_A_DOCUMENT, actions - start)
        made.append(_Document(f"document-{number:05d}", chance, partners).edition(count))
    return made


class _Document:
    """One document in the making: its text grows as each piece is written and hands out where it stands."""

    def __init__(self, name: str, chance: random.Random, partners: Sequence[str]) -> None:
        self.name = name
        self.chance = chance
        self.partners = partners
        self.weights = [1 / (rank + 1) for rank in range(len(partners))]
        self.concepts = [key for key in scheme("outcomes.ttl", "outcome") if key != "unclassified"]
        self.audiences = list(scheme("schemes.ttl", "audience"))
        self.parts: list[str] = []
        self.length = 0

    def write(self, words: str) -> Span:
        """Add a line to the text."""
        start = self.length
        self.parts += [words, "\n"]
        self.length += len(words) + 1
        return Span(start, start + len(words))

    def write_with(self, words: str, name: str) -> tuple[Span, Span]:
        """Add a line that holds a name, and return where the line and the name stand."""
        line = self.write(words)
        at = line.start + words.index(name)
        return line, Span(at, at + len(name))

    def often(self, share: float) -> bool:
        return self.chance.random() < share

    def edition(self, count: int) -> Edition:
        actions = tuple(self.action(row) for row in range(count))
        text = "".join(self.parts)
        file = f"{self.name}.txt"
        return Edition(
            self.name, "e1", Extraction(file, f"{0:064x}", text, "synthetic", self.name, None, None, actions)
        )

    def action(self, row: int) -> Action:
        key = f"{self.name}-{row}"
        title = f"Action {row if self.often(0.95) else 0}"
        title_span = self.write(title)
        month = f"20{self.chance.randint(18, 24)}-{self.chance.randint(1, 12):02d}"
        date = self.write(f"{month} - Ongoing")
        edtf = f"{month}/.." if self.often(0.9) else None
        links = self.links(key)
        statements = self.statements(links)
        name = f"Place {self.chance.randrange(300)}"
        venue, place = self.write_with(f"Held at {name} now", name if self.often(0.9) else "Place")
        flag = Flag("truncated-end", title_span, "The end of the title is lost.")
        return Action(
            key=key,
            title=title,
            title_stated=True,
            title_span=title_span,
            theme=f"Theme {row % 4}" if self.often(0.97) else None,
            theme_span=None,
            span=Span(title_span.start, self.length - 1),
            lines=(row + 1, row + 1),
            period=Period(date, f"{month} - Ongoing", edtf, month, None) if self.often(0.95) else None,
            status=self.chance.choice(("ongoing", "ongoing", "completed", "planned", "unknown")),
            passages=(title_span, venue) if self.often(0.1) else (title_span,),
            partners=tuple(links),
            venues=(Mention(name, place, venue, "made"),),
            audiences=self.mentions(key) if self.often(0.3) else (),
            funding=(self.money(links),) if self.often(0.1) else (),
            statements=statements,
            flags=(flag,) if self.often(0.05) else (),
        )

    def links(self, key: str) -> list[PartnerLink]:
        """Return the partners of one action, most of them confirmed."""
        links = []
        for partner in dict.fromkeys(self.chance.choices(self.partners, self.weights, k=3)):
            links.append(self.link(partner, "named", f"Worked with {partner} on {key}"))
            if self.often(0.05):
                links.append(self.link(partner, "named", f"Paid for by {partner} for {key}"))
        if self.often(0.1):
            links.append(self.link("Volunteers", "unnamed", f"Volunteers helped with {key}"))
        return list({(link.name, link.role): link for link in links}.values())

    def link(self, partner: str, kind: str, words: str) -> PartnerLink:
        passage, surface = self.write_with(words, partner)
        more = (self.write(f"{partner} came again"),) if self.often(0.1) else ()
        band = "accepted" if self.often(0.95) else "candidate"
        role, status = self.chance.choice(_ROLES), self.chance.choice(_STATUSES)
        return PartnerLink(partner, kind, surface, (passage, *more), role, status, band, "made")  # type: ignore[arg-type]

    def statements(self, links: list[PartnerLink]) -> tuple[Statement, ...]:
        """Return what the action states; now and then a partner that nothing else names."""
        found = []
        for _ in range(2 if self.often(0.95) else 0):
            words = f"Improves the lives of people number {self.chance.randrange(10**6)}"
            found.append(Statement("impact", self.write(words), self.scores(), "made"))
        if self.often(0.15):
            found.append(Statement("purpose", self.write("Helps people to take part"), self.scores(), "made"))
        if self.often(0.05):
            partner = self.chance.choice(self.partners)
            passage, surface = self.write_with(f"People are helped by {partner} alone", partner)
            found.append(Statement("impact", passage, self.scores(), "made"))
            if all(link.name != partner for link in links):
                links.append(
                    PartnerLink(partner, "named", surface, (passage,), "delivery", "confirmed", "accepted", "made")
                )
        return tuple(found)

    def scores(self) -> tuple[ConceptScore, ...]:
        """Return one accepted outcome, sometimes none, two or a doubtful one beside it."""
        number = self.chance.choice((1,) * 17 + (2, 2, 0))
        accepted = self.chance.sample(self.concepts, number + 1)
        doubtful = [ConceptScore(accepted.pop(), "candidate", 0.4)]
        return (*(ConceptScore(key, "accepted", 0.8) for key in accepted), *(doubtful if self.often(0.1) else []))

    def mentions(self, key: str) -> tuple[Mention, ...]:
        passage, surface = self.write_with(f"For people of {key}", "people")
        return (Mention(self.chance.choice(self.audiences), surface, passage, "made"),)

    def money(self, links: list[PartnerLink]) -> Funding:
        passage, surface = self.write_with("Won £900 a year", "£900")
        amount = 900.0 if self.often(0.5) else None
        funder = links[0].name if self.often(0.5) else None
        return Funding(surface, passage, amount, "GBP", "year" if amount else None, "confirmed", funder, "made")
