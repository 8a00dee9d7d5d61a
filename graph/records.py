"""What one document says, as plain records: the hand-over from any reader to the graph.

Offsets count Unicode code points of the stored text, 0-based, end exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

Band = Literal["accepted", "candidate"]
Role = Literal[
    "lead",
    "funder",
    "delivery",
    "host",
    "referrer",
    "content",
    "supplier",
    "promoter",
    "space-user",
    "landlord",
    "recipient",
    "mentioned",
]
InvolvementStatus = Literal["confirmed", "proposed", "ended"]
ActionStatus = Literal["planned", "ongoing", "completed", "unknown"]
StatementKind = Literal["impact", "purpose"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of the stored text, in code points, end exclusive."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the words of this stretch, verbatim."""
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """Say whether the other stretch lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Flag:
    """A repair or a doubt about the source, with the place it concerns."""

    kind: str
    span: Span
    note: str = ""


@dataclass(frozen=True, slots=True)
class PartnerLink:
    """One partner taking part in one action.

    `surface` is the name as printed; `passages` are the sentences (or cell paragraphs) that show
    the link, the telling one first, each containing a mention of the partner.
    """

    name: str
    kind: Literal["named", "unnamed"]
    surface: Span
    passages: tuple[Span, ...]
    role: Role
    status: InvolvementStatus
    band: Band
    rule: str
    key: str = ""
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class ConceptScore:
    """An outcome concept given to a statement, with the additive score behind its band."""

    key: str
    band: Band
    score: float
    why: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence (impact) or a clause (purpose) that states an intended effect."""

    kind: StatementKind
    span: Span
    concepts: tuple[ConceptScore, ...]
    rule: str
    key: str = ""
    band: Band = "accepted"


@dataclass(frozen=True, slots=True)
class Mention:
    """A place or an audience named in an action; `value` is the place's name or the audience's key."""

    value: str
    surface: Span
    passage: Span
    rule: str
    band: Band = "accepted"
    key: str = ""


@dataclass(frozen=True, slots=True)
class Funding:
    """Money spoken of: an amount in whole currency units, or None where none is stated."""

    surface: Span
    passage: Span
    amount: float | None
    currency: str
    per: str | None
    status: InvolvementStatus
    funder: str | None
    rule: str
    total: float | None = None
    total_note: str = ""


@dataclass(frozen=True, slots=True)
class KeptCell:
    """A cell of an action's row in a column that is no part of the graph: its heading, if it has one, and its
    sentences."""

    heading: Span | None
    passages: tuple[Span, ...]

    @property
    def span(self) -> Span:
        """The whole cell."""
        return Span(self.passages[0].start, self.passages[-1].end)


@dataclass(frozen=True, slots=True)
class Period:
    """When an action runs: the words as printed and their EDTF reading, with nothing invented.

    `start` and `end` are YYYY-MM or YYYY-MM-DD, only where month and year are known.
    """

    span: Span
    text: str
    edtf: str | None
    start: str | None
    end: str | None
    derived_end: bool = False


@dataclass(frozen=True, slots=True)
class Action:
    """One piece of work done, running or committed to, with all that the text says of it."""

    key: str
    title: str
    title_stated: bool
    title_span: Span | None
    theme: str | None
    theme_span: Span | None
    span: Span
    lines: tuple[int, int]
    period: Period | None
    status: ActionStatus
    passages: tuple[Span, ...]
    partners: tuple[PartnerLink, ...] = ()
    venues: tuple[Mention, ...] = ()
    audiences: tuple[Mention, ...] = ()
    funding: tuple[Funding, ...] = ()
    statements: tuple[Statement, ...] = ()
    flags: tuple[Flag, ...] = ()
    title_rule: str = ""
    kept: tuple[KeptCell, ...] = ()


@dataclass(frozen=True, slots=True)
class NameVariant:
    """Two spellings of one thing met in a text: the full name and the other way it is written."""

    name: str
    other: str
    span: Span
    rule: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything read from one edition of one document.

    `sha256` is that of the original bytes; `text` is the stored text all offsets refer to.
    """

    file_name: str
    sha256: str
    text: str
    reader: str
    title: str | None
    title_span: Span | None
    owner: str | None
    actions: tuple[Action, ...]
    flags: tuple[Flag, ...] = ()
    variants: tuple[NameVariant, ...] = ()
    issued: str | None = None
    missing_columns: tuple[str, ...] = ()
    """Headings that a person has mapped and that no table has, in plain words."""

    def with_actions(self, actions: tuple[Action, ...]) -> Extraction:
        """Return the same extraction with other actions."""
        return replace(self, actions=actions)


@dataclass(frozen=True, slots=True)
class Named:
    """A partner or place of the registry."""

    kind: Literal["partner", "place"]
    name: str
    other_names: tuple[str, ...] = ()
    type: str = ""
    identifier: str = ""
    notes: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person settled, as one line of `decisions.csv`.

    `subject` is a key made of content, `about` what it stood for in words, `quote` the passage it was decided on;
    `document` is the slug it concerns, empty for a decision about names.
    """

    operation: str
    document: str
    subject: str
    about: str
    property: str
    value: str
    old_value: str
    quote: str
    quote_hash: str
    who: str
    when: str
    why: str


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of a document, ready to become a named graph.

    `decisions` are those that concern it, each with what became of it (applied, re-anchored, orphaned);
    `decided` pairs the key of a changed item with the address of the decision below the base.
    """

    document: str
    edition: str
    extraction: Extraction
    decisions: tuple[tuple[Decision, str], ...] = ()
    decided: tuple[tuple[str, str], ...] = ()
