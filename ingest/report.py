"""What an ingest found and what it is unsure of, as printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from shlex import quote

from graph.printing import table
from graph.settings import FILE_NAME
from ingest.doubts import Doubt
from ingest.found import Found
from ingest.rebuild import Ingested

LONGEST_QUOTE = 90
MOST_ROWS = 40
"""Documents up to which each has a row of its own; of more, only those taken in anew have one."""
MOST_IN_FULL = 5
"""Documents up to which every doubt is listed with the line that settles it."""


def found_table(results: Sequence[Ingested]) -> str:
    """Return one row a document: what was found in it."""
    shown = [r for r in results if r.found and (len(results) <= MOST_ROWS or not r.known_before)][:MOST_ROWS]
    rows = [
        [r.file, f.actions, f.named_partners, f.unnamed_groups, f.outcome_statements, len(f.doubts), _standing(r)]
        for r in shown
        if (f := r.found)
    ]
    headers = ["Document", "Actions", "Named partners", "Unnamed groups", "Outcome statements", "Unsure", ""]
    more = len([r for r in results if r.found]) - len(shown)
    return table(headers, rows) + (f"\n... and {_documents(more)} more" if more and rows else "")


def _standing(result: Ingested) -> str:
    if result.known_before:
        return "as before"
    return "new edition" if result.entry and result.entry.revises else "new"


def summary(results: Iterable[Ingested]) -> str:
    """Return in one line what became of all files, and how many doubts there are."""
    every = list(results)
    read = [r for r in every if r.found and not r.known_before]
    before = [r for r in every if r.known_before]
    failed = [r for r in every if r.problem and not r.left_out]
    out = [r for r in every if r.left_out]
    unsure = [r for r in every if r.found and r.found.doubts]
    doubts = sum(len(r.found.doubts) for r in unsure if r.found)
    parts = [f"{len(read):,} read", f"{len(before):,} unchanged", f"{len(failed):,} failed"]
    if out:
        parts.append(f"{len(out):,} left out")
    told = f"; {doubts:,} doubt{'' if doubts == 1 else 's'} in {_documents(len(unsure))}" if doubts else ""
    return f"{', '.join(parts)}{told}."


def questions_left(results: Iterable[Ingested]) -> list[str]:
    """Return what only a person can say of the documents: whose they are, and what unknown columns hold."""
    every = [r for r in results if r.found]
    lines = []
    nobody = [r.file for r in every if r.found and r.found.actions and not r.found.owner]
    if nobody:
        of = nobody[0] if len(nobody) == 1 else _documents(len(nobody))
        file = " ".join(map(quote, nobody)) if len(nobody) <= MOST_IN_FULL else "FILE..."
        lines.append(
            f"The owner of {of} is not named. Say whose it is: junctionbox ingest {file} --owner NAME, "
            f"or set owner in {FILE_NAME}."
        )
    for result in every if len(every) <= MOST_IN_FULL else ():
        if result.found:
            lines += _about_columns(result.file, result.found)
    return lines


def _about_columns(file: str, found: Found) -> Iterator[str]:
    see = f"To see its columns: junctionbox columns {quote(file)}"
    if found.unmapped and found.actions:
        names = ", ".join(f"“{name}”" for name in found.unmapped)
        yield f"Kept with the actions of {file}, but not read: {names}. {see}"
    if found.missing:
        names = ", ".join(f"“{name}”" for name in found.missing)
        yield f"{FILE_NAME} speaks of columns that no table of {file} has: {names}. {see}"


def troubles(results: Iterable[Ingested]) -> list[str]:
    """Return a line for each file that was not taken in, with the reason."""
    every = list(results)
    lines = [f"{r.file} was named twice and read once." for r in every if r.twice]
    lines += [f"{r.file} was left out. {r.problem}" for r in every if r.left_out]
    lines += [f"{r.file} was not taken in. {r.problem}" for r in every if r.problem and not r.left_out]
    return lines


def _documents(count: int) -> str:
    return f"{count:,} document{'' if count == 1 else 's'}"


def doubts_list(found: Iterable[Doubt]) -> str:
    """Return doubts as a list, each with its sentence and a command ready to copy."""
    lines = []
    for doubt in found:
        lines.append(f"  line {doubt.line}: {doubt.what} ({doubt.why})")
        lines.append(f"    says: “{_short(doubt.quote)}”")
        lines += [f"    settle: junctionbox decide {command}" for command in doubt.settle]
    return "\n".join(lines)


def _short(words: str) -> str:
    return words if len(words) <= LONGEST_QUOTE else words[: LONGEST_QUOTE - 1].rstrip() + "…"
