"""Workspaces for the viewer's tests: real files, built in a folder of the test's own."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from graph.build import build_graphs
from graph.documents import FILE_NAME, DocumentEntry, documents_bytes
from graph.files import write_whole
from graph.generation import write_generation
from graph.records import (
    Action,
    ConceptScore,
    Edition,
    Extraction,
    Flag,
    Funding,
    Mention,
    Named,
    PartnerLink,
    Period,
    Span,
    Statement,
)
from graph.registry import Registry, read_book, read_names
from graph.workspace import Workspace, create_workspace
from ingest.gold import read_gold_file

EXAMPLE = Path(__file__).parent.parent / "ingest" / "example"
RECEIVED = "2021-03-09T10:00:00Z"


def example_edition(document: str = "library-action-log-retold") -> Edition:
    """Return the shipped example log as its gold file reads it."""
    extraction = read_gold_file(
        EXAMPLE / "library-action-log-retold.gold.json", EXAMPLE / "library-action-log-retold.txt"
    )
    return Edition(
        document, f"sha256-{extraction.sha256[:12]}", replace(extraction, title="Library action log, retold")
    )


def example_names() -> list[Named]:
    """Return the names that ship with the example log."""
    return read_names(EXAMPLE / "names.csv")


def make_workspace(folder: Path, editions: Iterable[Edition], names: Iterable[Named] = ()) -> Workspace:
    """Make a workspace in an empty folder and build its graph from the editions."""
    workspace = create_workspace(folder, owner="A library service")
    rebuild(workspace, editions, names)
    return workspace


def rebuild(
    workspace: Workspace,
    editions: Iterable[Edition],
    names: Iterable[Named] = (),
    merged: dict[tuple[str, str], str] | None = None,
) -> None:
    """Write the documents of the editions, build the graph from them and switch to it."""
    editions = list(editions)
    entries = [_received(workspace, edition) for edition in editions]
    write_whole(workspace.documents / FILE_NAME, documents_bytes(entries))
    known = {(named.kind, named.name): named for named in names}
    registry = Registry(known, frozenset(known), merged or {})
    base = workspace.settings.base
    graphs = build_graphs(editions, entries, registry, read_book(workspace.iris_file), base)
    write_generation(workspace.built, graphs, base, inputs="test")


def _received(workspace: Workspace, edition: Edition, revises: str = "") -> DocumentEntry:
    source = edition.extraction
    file = f"{edition.document}/{edition.edition}.txt"
    write_whole(workspace.documents / file, source.text.encode())
    return DocumentEntry(
        document=edition.document,
        edition=edition.edition,
        file=f"{edition.document}/{source.file_name}",
        text_file=file,
        sha256=source.sha256 or hashlib.sha256(source.text.encode()).hexdigest(),
        reader=source.reader,
        title=source.title or "",
        owner=source.owner or "",
        issued=source.issued or "",
        revises=revises,
        received=RECEIVED,
    )


SCRIPT = "<script>alert('x')</script>"
BREAKOUT = '"><img src=x onerror=alert(1)>'


def hostile_edition() -> Edition:
    """Return an edition in which every word that can be shown tries to be markup."""
    row = (
        f"Reading {SCRIPT} club July 2020\tWorked with Bad {BREAKOUT} Trust at Hall <svg onload=alert(2)> today. "
        f"javascript:alert(3) helps &amp; cheers {SCRIPT} readers. Funding from the {BREAKOUT} group of £500."
    )
    text = f"<b onclick=alert(4)>Log</b>\n<i>Theme {BREAKOUT}</i>\n{row}\n"

    def span(words: str) -> Span:
        start = text.index(words)
        return Span(start, start + len(words))

    worked = span(f"Worked with Bad {BREAKOUT} Trust at Hall <svg onload=alert(2)> today")
    helps = span(f"javascript:alert(3) helps &amp; cheers {SCRIPT} readers")
    funding = span(f"Funding from the {BREAKOUT} group of £500")
    partner = f"Bad {BREAKOUT} Trust"
    action = Action(
        key="a01",
        title=f"Reading {SCRIPT} club",
        title_stated=True,
        title_span=span(f"Reading {SCRIPT} club"),
        theme=f"Theme {BREAKOUT}",
        theme_span=span(f"Theme {BREAKOUT}"),
        span=span(row),
        lines=(3, 3),
        period=Period(span("July 2020"), f"July 2020{BREAKOUT}", "2020-07", "2020-07", "2020-07"),
        status="ongoing",
        passages=(worked, helps, funding),
        partners=(
            PartnerLink(partner, "named", span(partner), (worked,), "delivery", "confirmed", "accepted", SCRIPT),
            PartnerLink(
                f"{BREAKOUT} group",
                "unnamed",
                span(f"{BREAKOUT} group"),
                (funding,),
                "funder",
                "proposed",
                "candidate",
                "rule",
            ),
        ),
        venues=(Mention("Hall <svg onload=alert(2)>", span("Hall <svg onload=alert(2)>"), worked, SCRIPT),),
        audiences=(Mention("adults", span("readers"), helps, SCRIPT),),
        funding=(
            Funding(span("£500"), funding, 500, "GBP", "year", "proposed", f"{BREAKOUT} group", "rule", 1500, SCRIPT),
        ),
        statements=(Statement("impact", helps, (ConceptScore("reading-literacy", "accepted", 1, SCRIPT),), "rule"),),
        flags=(Flag("title-lost", span("July 2020"), f"Note {SCRIPT}"),),
    )
    extraction = Extraction(
        file_name=f"{SCRIPT[:8]}onerror=alert(5)>.txt",
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        text=text,
        reader="test",
        title=f"Log {BREAKOUT}",
        title_span=None,
        owner=f"Owner {SCRIPT}",
        actions=(action,),
    )
    return Edition("hostile", "sha256-000000000000", extraction)


HOSTILE_NAMES = (
    Named("partner", f"Bad {BREAKOUT} Trust", (f"Worse {SCRIPT}",), "charity", "javascript:alert(6)"),
    Named("place", "Hall <svg onload=alert(2)>", (f"Old {BREAKOUT}",), "library"),
)
