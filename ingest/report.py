"""What an ingest found and what it is unsure of, each doubt with the line that settles it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graph.iris import fold
from graph.printing import table
from graph.records import Action, Extraction
from ingest.rebuild import Ingested, Setting
from ingest.suggestions import generic_names, merge_commands, suggestions

LONGEST_QUOTE = 90


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing the machine is unsure of: what, why, where, and the commands that settle it."""

    what: str
    why: str
    line: int
    settle: tuple[str, ...]
    quote: str


def found_table(results: Iterable[Ingested], setting: Setting) -> str:
    """Return one row a file: what was found in it, or why it was not taken in."""
    rows: list[list[object]] = []
    for result in results:
        if result.edition is None:
            rows.append([result.file, "not taken in", "", "", "", "", result.problem])
            continue
        extraction = result.edition.extraction
        links = [link for action in extraction.actions for link in action.partners]
        impacts = [s for a in extraction.actions for s in a.statements if s.kind == "impact"]
        rows.append(
            [
                result.file,
                len(extraction.actions),
                len({link.name for link in links if link.kind == "named"}),
                len([link for link in links if link.kind == "unnamed"]),
                len(impacts),
                len(doubts(extraction, setting)),
                "as before"
                if result.known_before
                else "new edition"
                if result.entry and result.entry.revises
                else "new",
            ]
        )
    headers = ["Document", "Actions", "Named partners", "Unnamed groups", "Outcome statements", "Unsure", ""]
    return table(headers, rows)


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


def doubts_list(found: list[Doubt]) -> str:
    """Return doubts as a list, each with its sentence and a command ready to copy."""
    lines = []
    for doubt in found:
        lines.append(f"  line {doubt.line}: {doubt.what} ({doubt.why})")
        lines.append(f"    says: “{_short(doubt.quote)}”")
        lines += [f"    settle: junctionbox decide {command}" for command in doubt.settle]
    return "\n".join(lines)


def _short(words: str) -> str:
    return words if len(words) <= LONGEST_QUOTE else words[: LONGEST_QUOTE - 1].rstrip() + "…"
