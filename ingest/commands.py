"""Commands that bring documents in and keep them right."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import click

from graph.commands import workspace_of
from graph.errors import NotFound
from graph.printing import table
from graph.registry import read_names
from graph.settings import FILE_NAME, Settings
from graph.workspace import create_workspace
from ingest import rebuild as building
from ingest.by_hand import by_hand
from ingest.column_report import as_data, as_text, lines_to_map, missing_headings, table_reports
from ingest.contract import as_contract
from ingest.decide import decide
from ingest.extract import extract as extract_source
from ingest.gazetteer import Gazetteer, merged_names
from ingest.reading import read_file
from ingest.report import MOST_IN_FULL, doubts_list, found_table, questions_left, summary, troubles
from ingest.telling import teller


def say(message: str) -> None:
    """Report progress on standard error."""
    click.echo(message, err=True)


def now() -> str:
    """Return the time to record, in UTC to the second."""
    return datetime.now(UTC).replace(microsecond=0).isoformat()


@click.command(epilog="Example: junctionbox init my-council --owner 'Fenland Libraries'")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--owner", default="", help="The body whose documents these are.")
@click.option("--home-council", default="", help="The council that “the Council” means.")
def init(folder: Path, owner: str, home_council: str) -> None:
    """Make an empty workspace: a folder of files that hold all of a council's data."""
    workspace = create_workspace(folder, owner, home_council)
    building.rebuild(workspace)
    click.echo(f"Made the workspace {folder}. Put your partners and places in {folder}/registry/names.csv,")
    click.echo(f"then bring in a document: junctionbox -w {folder} ingest FILE")


jobs_option = click.option(
    "--jobs", type=click.IntRange(1, 64), help="How many processes read; as many as there are processors if left out."
)
quiet_option = click.option("--quiet", is_flag=True, help="Say nothing while the work goes on.")


@click.command(epilog="Example: junctionbox ingest action-log.txt minutes/ --jobs 2")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@click.option("--owner", default="", help="The body that owns these documents, if not the workspace's own.")
@click.option("--title", default="", help="The document's title, if it does not say or says it badly.")
@click.option("--document", default="", help="The document this is the next edition of, if its name changed.")
@jobs_option
@quiet_option
@click.pass_context
def ingest(
    context: click.Context,
    files: tuple[Path, ...],
    owner: str,
    title: str,
    document: str,
    jobs: int | None,
    quiet: bool,
) -> None:
    """Bring in documents, or the next edition of one, and say what was found and what is unsure.

    A folder stands for all documents in it. The exit code is 0 when everything was taken in or is here already, 1 when
    a file failed (the others are in), 130 when it was stopped with Ctrl+C.
    """
    for option, value in (("--document", document), ("--title", title)):
        if value and (len(files) > 1 or files[0].is_dir()):
            raise click.UsageError(f"{option} speaks of one document, so give one file with it.")
    workspace = workspace_of(context)
    results = building.ingest(workspace, list(files), now(), owner, document, teller(quiet), jobs, title)
    click.echo(found_table(results))
    for question in questions_left(results):
        say(question)
    _print_doubts([result for result in results if result.found])
    click.echo(f"\n{summary(results)}")
    for trouble in troubles(results):
        say(trouble)
    if any(result.problem and not result.left_out for result in results):
        context.exit(1)


def _print_doubts(results: list[building.Ingested]) -> None:
    for result in results:
        assert result.found
        if not result.found.actions:
            click.echo(
                f"\nNo action was found in {result.file}: it has no table, list or sentence that reads like one."
            )
        for fate in result.found.fates:
            say(fate)
    if len(results) > MOST_IN_FULL:
        click.echo("\nTo see what is unsure in one of them, bring in that one again: junctionbox ingest FILE")
        return
    for result in results:
        if result.found and result.found.doubts:
            click.echo(f"\nUnsure in {result.file}:\n{doubts_list(result.found.doubts)}")


@click.command(epilog="Example: junctionbox documents")
@click.pass_context
def documents(context: click.Context) -> None:
    """List the documents and their editions, in the order they came."""
    entries = workspace_of(context).entries()
    current = {entry.document: entry.edition for entry in entries}
    rows = [
        [e.document, e.title, e.edition, e.received[:10], "current" if current[e.document] == e.edition else "earlier"]
        for e in entries
    ]
    click.echo(table(["Document", "Title", "Edition", "Received", ""], rows) or "No documents yet.")


@click.command(epilog="Example: junctionbox remove library-vision-action-log")
@click.argument("document")
@click.pass_context
def remove(context: click.Context, document: str) -> None:
    """Take a document out of the graph; its files stay in the folder of documents."""
    gone = building.remove(workspace_of(context), document, teller())
    click.echo(f"Removed {gone[-1].document} ({len(gone)} edition{'s' if len(gone) > 1 else ''}).")


@click.command(epilog="Example: junctionbox rebuild")
@click.option("--afresh", is_flag=True, help="Read every document again, even those that have not changed.")
@jobs_option
@quiet_option
@click.pass_context
def rebuild(context: click.Context, afresh: bool, jobs: int | None, quiet: bool) -> None:
    """Make the graph anew from the workspace's files."""
    generation = building.rebuild(workspace_of(context), teller(quiet), jobs, afresh)
    click.echo(f"Built {len(generation.files)} graphs.")


@click.command(epilog="Example: junctionbox extract action-log.txt --format json")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["json", "table"]), default="table", show_default=True)
@click.option("--registry", type=click.Path(path_type=Path), help="A registry of names to use, as CSV.")
@click.option("--owner", default="", help="The body that owns the document.")
@click.option("--title", default="", help="The document's title, if it does not say or says it badly.")
@click.pass_context
def extract(context: click.Context, file: Path, form: str, registry: Path | None, owner: str, title: str) -> None:
    """Print what a document says, without keeping anything; a workspace adds only its names."""
    settings, names_file = _surroundings(context, registry)
    own = read_names(names_file) if names_file else []
    source = read_file(file, settings.limits)
    gazetteer = Gazetteer(merged_names(own))
    said = by_hand(settings, file.name)
    owner = owner or said.owner or settings.owner
    found = extract_source(source, gazetteer, owner, settings.financial_year_start, by_hand=said.columns)
    found = replace(found, title=title or said.title or found.title)
    if form == "json":
        click.echo(json.dumps(as_contract(found), ensure_ascii=False, indent=1))
        return
    rows = [
        [
            action.lines[0],
            action.title,
            action.period.text if action.period else "",
            action.status,
            "; ".join(f"{link.name} ({link.role}, {link.status})" for link in action.partners),
            len([s for s in action.statements if s.kind == "impact"]),
        ]
        for action in found.actions
    ]
    click.echo(table(["Line", "Action", "Date", "Status", "Partners", "Outcome statements"], rows))


def _surroundings(context: click.Context, registry: Path | None) -> tuple[Settings, Path | None]:
    """Return the settings and registry of the workspace we are in, if we are in one."""
    if registry and not registry.is_file():
        raise NotFound(f"There is no file {registry}.")
    try:
        workspace = workspace_of(context)
    except NotFound:
        if context.find_root().params.get("workspace"):
            raise
        return Settings(), registry
    return workspace.settings, registry or workspace.names_file


@click.command(epilog="Example: junctionbox columns delivery-plan.docx")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["json", "table"]), default="table", show_default=True)
@click.pass_context
def columns(context: click.Context, file: Path, form: str) -> None:
    """Show how each column of a document's tables is understood, with a sample of its cells.

    What is wrong can be set by hand under [documents] in junctionbox.toml.
    """
    settings, _ = _surroundings(context, None)
    said = by_hand(settings, file.name)
    reports = table_reports(read_file(file, settings.limits), said)
    for heading in missing_headings(reports, said):
        say(f"No table of {file.name} has the column “{heading}” that {FILE_NAME} speaks of.")
    if form == "json":
        click.echo(json.dumps(as_data(reports), ensure_ascii=False, indent=1))
        return
    click.echo(as_text(reports) or f"{file.name} has no table; its lists and sentences are read as running text.")
    for line in lines_to_map(file.name, reports):
        click.echo(line)


@click.command(epilog="Example: junctionbox evaluate log.gold.json --documents ../documents --registry names.csv")
@click.argument("gold", nargs=-1, required=True, metavar="GOLD...", type=click.Path(path_type=Path))
@click.option("--documents", "folder", type=click.Path(path_type=Path), help="Where the documents lie.")
@click.option("--registry", type=click.Path(path_type=Path), help="A registry of names to use as well.")
@click.option("--format", "form", type=click.Choice(["json", "table"]), default="table", show_default=True)
def evaluate(gold: tuple[Path, ...], folder: Path | None, registry: Path | None, form: str) -> None:
    """Score the extraction against documents annotated by hand."""
    from ingest.evaluate import as_json, as_table, evaluate_files

    scores = evaluate_files(list(gold), folder, registry)
    click.echo(as_json(scores) if form == "json" else as_table(scores))


COMMANDS: tuple[click.Command, ...] = (init, ingest, documents, remove, decide, extract, columns, evaluate, rebuild)
