"""What an extraction is unsure of, each doubt with the line that settles it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graph.iris import fold
from graph.records import Action, Extraction
from ingest.setting import Setting
from ingest.suggestions import generic_names, merge_commands, suggestions


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing the machine is unsure of: what, why, where, and the commands that settle it."""

    what: str
    why: str
    line: int
    settle: tuple[str, ...]
    quote: str


def doubts(extraction: Extraction, setting: Setting) -> list[Doubt]:
    """Return everything of an extraction that a person should look at, in the order of the text."""
    found = [doubt for action in extraction.actions for doubt in _action_doubts(extraction, action)]
    found += _name_doubts(extraction, setting)
    return sorted(found, key=lambda doubt: doubt.line)


def _name_doubts(extraction: Extraction, setting: Setting) -> Iterable[Doubt]:
    home = setting.workspace.settings.home_council
    for name in generic_names(extraction):
        action, link = next((a, p) for a in extraction.actions for p in a.partners if p.name == name)
        settle = merge_commands(name, suggestions(name, setting.gazetteer, home, extraction.owner or ""))
        if settle:
            quote = fold(link.passages[0].of(extraction.text))
            yield Doubt(f"Name {name}", "it could mean several bodies; one of these?", action.lines[0], settle, quote)


def _action_doubts(extraction: Extraction, action: Action) -> Iterable[Doubt]:
    text = extraction.text
    first = action.lines[0]
    if any(flag.kind == "title-lost" for flag in action.flags) and action.title_rule != "decision":
        words = fold(action.passages[0].of(text))
        yield Doubt("Title", "the row has lost it; ours is shown", first, (f'title {action.key} "..."',), words)
    for link in action.partners:
        if link.band == "candidate":
            choice = (f"accept {link.key}", f"reject {link.key}")
            quote = fold(link.passages[0].of(text))
            yield Doubt(f"Partner {link.name}, {link.role}", link.doubt, first, choice, quote)
    for statement in action.statements:
        if statement.kind == "impact" and not any(c.band == "accepted" for c in statement.concepts):
            best = statement.concepts[0].key if statement.concepts else "OUTCOME"
            why = f"perhaps {best}" if statement.concepts else "no outcome fits well enough"
            settle = (f"accept {statement.key} {best}",)
            yield Doubt("Outcome", why, first, settle, fold(statement.span.of(text)))
