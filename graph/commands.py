"""Commands that read the graph: questions, ask, sparql, check, export."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

import click
import pyoxigraph as ox

from graph.ask import ask as ask_question
from graph.errors import DataError, UsageError
from graph.files import decode, write_whole
from graph.guard import checked
from graph.printing import answer_csv, answer_json, answer_table, table
from graph.saved import QUERIES, Catalogue, catalogue
from graph.store import MemoryStore
from graph.workspace import Workspace, find_workspace

_RESULTS = {
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
}
FORMATS = ("trig", "nquads", "turtle", "jsonld", "graphml", "html")


def workspace_of(context: click.Context) -> Workspace:
    """Return the workspace a command was called for."""
    return find_workspace(context.find_root().params.get("workspace"), Path.cwd())


def store_of(context: click.Context) -> MemoryStore:
    """Return the graph a command reads, and say so when files have changed since it was built."""
    workspace = workspace_of(context)
    store = workspace.store()
    hooks = context.find_root().obj or {}
    if "is_stale" in hooks and hooks["is_stale"](workspace):
        changed = "Files of this workspace changed since its graph was built"
        click.echo(f"{changed}; “junctionbox rebuild” takes them in.", err=True)
    return store


def questions_of(workspace: Workspace) -> Catalogue:
    """Return the shipped questions and the workspace's own, each bad file named on standard error."""
    found = catalogue(QUERIES, workspace.queries)
    for problem in found.problems:
        click.echo(problem, err=True)
    return found


@click.command(epilog="Example: junctionbox questions")
@click.option("--tag", default="", help="Only questions with this tag.")
@click.pass_context
def questions(context: click.Context, tag: str) -> None:
    """List the saved questions with the values each one takes."""
    found = questions_of(workspace_of(context)).queries.values()
    rows = [
        [q.name, q.question, " ".join(f"[--{p.name}]" if p.optional else f"--{p.name}" for p in q.parameters)]
        for q in found
        if not tag or tag in q.tags
    ]
    click.echo(table(["Name", "Question", "Takes"], rows, width=70))


@click.command(
    context_settings={"ignore_unknown_options": True, "allow_extra_args": True},
    epilog="Example: junctionbox ask what-if-without --partner 'Arts Council England' --format json",
)
@click.argument("name")
@click.option("--format", "form", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True)
@click.pass_context
def ask(context: click.Context, name: str, form: str) -> None:
    """Answer a saved question; its values follow as --NAME VALUE."""
    workspace = workspace_of(context)
    saved = questions_of(workspace).find(name)
    answer = ask_question(store_of(context), saved, _values(context.args))
    click.echo({"table": answer_table, "csv": answer_csv, "json": answer_json}[form](answer))


def _values(words: list[str]) -> dict[str, str]:
    """Return --name value pairs, also written --name=value."""
    values: dict[str, str] = {}
    rest = iter(words)
    for word in rest:
        if not word.startswith("--"):
            raise UsageError(f"“{word}” belongs to no value; write --partner 'NHS', for example.")
        name, equals, value = word[2:].partition("=")
        values[name] = value if equals else next(rest, "")
    return values


@click.command(epilog="Example: junctionbox sparql my-query.rq --format csv")
@click.argument("file", metavar="FILE|-")
@click.option("--format", "form", type=click.Choice(["table", *_RESULTS, "turtle"]), default="table", show_default=True)
@click.pass_context
def sparql(context: click.Context, file: str, form: str) -> None:
    """Run a SPARQL query from a file, or from standard input with “-”; it can only read."""
    if file == "-":
        text = sys.stdin.read()
    elif Path(file).is_file():
        text = decode(Path(file).read_bytes(), file)
    else:
        raise DataError(f"There is no file {file}.")
    result = store_of(context).query(checked(text))
    if isinstance(result, ox.QueryTriples):
        click.echo(result.serialize(format=ox.RdfFormat.TURTLE) or b"", nl=False)
    elif form in _RESULTS:
        click.echo(result.serialize(format=_RESULTS[form]) or b"", nl=False)
    elif isinstance(result, ox.QueryBoolean):
        click.echo("yes" if result else "no")
    else:
        names = [variable.value for variable in result.variables]
        rows = [[_short(row[name]) for name in names] for row in result]
        click.echo(table(names, rows) or "No rows.")


def _short(term: object) -> str:
    return "" if term is None else str(getattr(term, "value", term))


@click.command(epilog="Example: junctionbox check")
@click.pass_context
def check(context: click.Context) -> None:
    """Say what is missing or doubtful, in plain words; the exit code is 1 if a rule of the graph is broken."""
    from graph.check import check_store, violations

    findings = check_store(store_of(context))
    for level in ("violation", "warning", "info"):
        chosen = [finding for finding in findings if finding.level == level]
        if chosen:
            click.echo(f"\n{_HEADINGS[level]} ({len(chosen)})")
            click.echo("\n".join(_finding_lines(chosen)))
    if not findings:
        click.echo("Nothing is missing and nothing is in doubt.")
    if violations(findings):
        context.exit(1)


_HEADINGS = {"violation": "Broken rules", "warning": "Worth a look", "info": "Good to know"}


def _finding_lines(findings: Iterable[object]) -> list[str]:
    return [f"- {finding}" for finding in findings]


@click.command(epilog="Example: junctionbox export --format html -o network.html")
@click.option("--format", "form", type=click.Choice(FORMATS), required=True)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="A file instead of the screen.")
@click.pass_context
def export(context: click.Context, form: str, output: Path | None) -> None:
    """Write the whole graph in one of the usual formats, or the network as one web page that opens offline."""
    store = store_of(context)
    if form == "html":
        data = context.find_root().obj["standalone"](store)
    else:
        from graph.export import export as export_graph

        data = export_graph(store, form)
    if output:
        write_whole(output, data)
    else:
        click.echo(data, nl=False)


COMMANDS: tuple[click.Command, ...] = (questions, ask, sparql, check, export)
