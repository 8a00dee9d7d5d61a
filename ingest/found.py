"""What was found in one edition, as counts and doubts: all that a report and the minting of addresses need."""

from __future__ import annotations

from dataclasses import dataclass

from graph.iris import fold
from graph.minting import Thing, things_of
from graph.records import Edition
from ingest.by_hand import by_hand
from ingest.doubts import Doubt, doubts
from ingest.setting import Setting


@dataclass(frozen=True, slots=True)
class Found:
    """One edition in short; `fates` are the decisions that could not simply be applied, as sentences."""

    actions: int
    named_partners: int
    unnamed_groups: int
    outcome_statements: int
    doubts: tuple[Doubt, ...]
    fates: tuple[str, ...]
    things: tuple[Thing, ...]
    owner: str = ""
    unmapped: tuple[str, ...] = ()
    """Headings of columns that nobody has named."""
    missing: tuple[str, ...] = ()
    """Headings that a person has mapped and that no table has."""


def found_in(edition: Edition, setting: Setting) -> Found:
    """Return what was found in an edition."""
    actions = edition.extraction.actions
    text, flags = edition.extraction.text, edition.extraction.flags
    said = by_hand(setting.workspace.settings, edition.extraction.file_name)
    links = [link for action in actions for link in action.partners]
    return Found(
        actions=len(actions),
        named_partners=len({link.name for link in links if link.kind == "named"}),
        unnamed_groups=len([link for link in links if link.kind == "unnamed"]),
        outcome_statements=len([s for a in actions for s in a.statements if s.kind == "impact"]),
        doubts=tuple(doubts(edition.extraction, setting)),
        fates=tuple(f"Decision on “{d.about}” ({d.operation}): {f}." for d, f in edition.decisions if f != "applied"),
        things=things_of(edition),
        owner=edition.extraction.owner or "",
        unmapped=tuple(dict.fromkeys(fold(flag.span.of(text)) for flag in flags if flag.kind == "unmapped-column")),
        missing=tuple(said.headings[words] for words in edition.extraction.missing_columns),
    )
