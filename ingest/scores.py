"""Scores: counts of right, wrong and missed, with precision, recall, F1 and how sure each figure is."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass, field

DRAWS = 400
SEED = 20_260_101
MEASURES = {
    "actions": "actions",
    "partners": "named partners, accepted",
    "partners_with_candidates": "named partners, with candidates",
    "groups": "unnamed groups",
    "roles": "roles of partners found",
    "partner_status": "confirmed or proposed, of partners found",
    "group_roles": "roles of groups found",
    "status": "status of actions",
    "dates": "dates",
    "titles": "stated titles",
    "outcomes": "outcome statements",
    "first_concept": "first concept of statements found",
    "concept_overlap": "a shared concept, of statements found",
    "accepted_concepts": "accepted concepts",
    "candidate_concepts": "candidate concepts",
    "concept_coverage": "statements with an accepted concept",
    "venues": "venues",
    "audiences": "audiences",
    "funding": "funding",
}
"""What is measured, with its name in plain words."""
ONE_FIGURE = frozenset(
    "roles partner_status group_roles first_concept concept_overlap accepted_concepts candidate_concepts "
    "concept_coverage".split()
)
"""Measures of things already found, of which nothing can be missed: their figure is the share that is right."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many were found and right, found and wrong, and not found."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def __add__(self, other: Tally) -> Tally:
        """Return both counts together."""
        return Tally(self.right + other.right, self.wrong + other.wrong, self.missed + other.missed)

    @property
    def precision(self) -> float | None:
        """The share of what was found that is right; None where nothing was found."""
        return _share(self.right, self.right + self.wrong)

    @property
    def recall(self) -> float | None:
        """The share of what there is that was found; None where there is nothing to find."""
        return _share(self.right, self.right + self.missed)

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall; None where there was nothing to find and nothing found."""
        return _share(2 * self.right, 2 * self.right + self.wrong + self.missed)


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


Unit = dict[str, Tally]
"""What one action contributes to each measure."""


@dataclass(frozen=True, slots=True)
class Scores:
    """The scores of one document, or of several taken together; `units` are its actions.

    `differences` says in words what is not as gold has it.
    """

    name: str
    units: tuple[Unit, ...]
    prose: bool = False
    differences: tuple[str, ...] = field(default=())

    def tally(self, measure: str) -> Tally:
        """Return the counts of one measure over all actions."""
        return sum((unit[measure] for unit in self.units if measure in unit), Tally())

    def figure(self, measure: str) -> float | None:
        """Return the one figure of a measure: F1, or the share that is right of what was found."""
        return _figure(measure, self.tally(measure))

    def interval(self, measure: str) -> tuple[float, float] | None:
        """Return where 95 in 100 figures fall when actions are drawn anew, always with the same seed."""
        tallies = [unit.get(measure, Tally()) for unit in self.units]
        draw = random.Random(SEED)
        figures = sorted(
            figure
            for _ in range(DRAWS)
            if (figure := _figure(measure, sum(draw.choices(tallies, k=len(tallies)), Tally()))) is not None
        )
        if not figures:
            return None
        return figures[int(0.025 * len(figures))], figures[int(0.975 * (len(figures) - 1) + 0.5)]


def _figure(measure: str, tally: Tally) -> float | None:
    return tally.precision if measure in ONE_FIGURE else tally.f1


def together(name: str, several: Iterable[Scores]) -> Scores:
    """Return the scores of several documents as one, every action counting the same."""
    every = list(several)
    return Scores(name, tuple(unit for scores in every for unit in scores.units), all(s.prose for s in every))


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The scores of some documents read with one set of names."""

    names: str
    documents: tuple[Scores, ...]

    @property
    def overall(self) -> tuple[Scores, ...]:
        """All tables and lists together, and all prose together, where there is more than one document."""
        if len(self.documents) < 2:
            return ()
        kinds = {"All tables and lists": False, "All prose": True}
        parts = {name: [s for s in self.documents if s.prose == prose] for name, prose in kinds.items()}
        return tuple(together(name, scores) for name, scores in parts.items() if scores)
