"""Commands that show the graph to people: serve and demo."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import click

from graph.ask import ask
from graph.commands import questions_of, workspace_of
from graph.printing import table
from graph.workspace import Workspace, create_workspace
from ingest.commands import now
from ingest.rebuild import ingest
from ingest.report import doubts_list, found_table
from ingest.telling import teller

EXAMPLE = Path(__file__).parent.parent / "ingest" / "example"
EXAMPLE_LOG = EXAMPLE / "library-action-log-retold.txt"
HEADLINE_QUESTION = "partners-and-outcomes"
PORT = 8000


@click.command(epilog="Example: junctionbox serve --port 8080")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=PORT, show_default=True, type=click.IntRange(0, 65535))
@click.option(
    "--data",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Answer SPARQL queries about this RDF file instead, read only; no workspace is needed.",
)
@click.pass_context
def serve(context: click.Context, host: str, port: int, data: Path | None) -> None:
    """Serve the viewer; a new ingest shows without a restart."""
    if data is None:
        _serve(workspace_of(context), host, port)
        return
    from webapp.serving import serve_data

    def announce(address: str) -> None:
        click.echo(f"{data.name} is queried at {address}sparql (stop with Ctrl+C).")

    serve_data(data, host, port, announce)


def _serve(workspace: Workspace, host: str, port: int) -> None:
    from webapp.serving import serve as serve_viewer

    serve_viewer(workspace, host, port, lambda address: click.echo(f"The viewer is at {address} (stop with Ctrl+C)."))


@click.command(epilog="Example: junctionbox demo --no-serve")
@click.option("--no-serve", is_flag=True, help="Stop after the answer in the terminal.")
@click.option("--port", default=PORT, show_default=True, type=click.IntRange(0, 65535))
def demo(no_serve: bool, port: int) -> None:
    """Bring in the example log, answer the headline question here, then serve the viewer."""
    with tempfile.TemporaryDirectory(prefix="junctionbox-demo-") as folder:
        workspace = create_workspace(Path(folder) / "workspace", owner="Cambridgeshire libraries (a retelling)")
        shutil.copy(EXAMPLE / "names.csv", workspace.names_file)
        click.echo("The example log is a retelling, in our own words, of a real council's library action log.\n")
        results = ingest(workspace, [EXAMPLE_LOG], now(), teller=teller())
        click.echo(found_table(results))
        assert results[0].found
        click.echo(f"\nUnsure:\n{doubts_list(results[0].found.doubts)}")
        _print_headline(workspace)
        if not no_serve:
            _serve(workspace, "127.0.0.1", port)


def _print_headline(workspace: Workspace) -> None:
    from graph.exposure import headline

    store = workspace.store()
    answer = ask(store, questions_of(workspace).find(HEADLINE_QUESTION), {})
    click.echo(f"\n{answer.question}\n{answer.answer}\n")
    counts: dict[tuple[str, str], set[str]] = {}
    for row in answer.rows:
        counts.setdefault((str(row["partner"]), str(row["outcome"])), set()).add(str(row["statement"]))
    rows = [[partner, outcome, len(statements)] for (partner, outcome), statements in counts.items()]
    click.echo(table(["Partner", "Outcome", "Statements"], rows))
    click.echo(f"\n{headline(store)}\n")


COMMANDS: tuple[click.Command, ...] = (serve, demo)
