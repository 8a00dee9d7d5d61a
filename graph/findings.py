"""Findings: what is wrong, doubtful or missing in the graph, each a sentence with its place in a document."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Literal, get_args

from graph.quotations import place_of

Level = Literal["violation", "warning", "info"]
LEVELS: tuple[Level, ...] = get_args(Level)
"""The graph is wrong; somebody should look; the document does not say."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding: what it is about in words, and where the text has it (`passage` is a path below the base)."""

    level: Level
    topic: str
    sentence: str
    subject: str
    document: str = ""
    lines: tuple[int, int] | None = None
    passage: str = ""

    def __str__(self) -> str:
        return f"{self.sentence} ({self.place})" if self.place else self.sentence

    @property
    def place(self) -> str:
        """The document and the lines, as printed; empty where a finding has none."""
        return place_of(self.document, self.lines) if self.lines else self.document


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings by level and topic, then in the order of the text, each once."""
    return sorted(
        dict.fromkeys(findings),
        key=lambda f: (LEVELS.index(f.level), f.topic, f.document, f.lines or (0, 0), f.sentence, f.subject, f.passage),
    )


def grouped(findings: Iterable[Finding]) -> list[tuple[Level, str, list[Finding]]]:
    """Return findings as groups of one level and topic, in order."""
    groups = groupby(in_order(findings), key=lambda finding: (finding.level, finding.topic))
    return [(level, topic, list(found)) for (level, topic), found in groups]


def violations(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings that say the graph is wrong."""
    return [finding for finding in findings if finding.level == "violation"]
