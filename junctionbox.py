"""Junction Box: see which partners support which outcomes, and the sentence that says so.

The front door: puts together the commands that each layer offers.
"""

from __future__ import annotations

import sys
from importlib.metadata import PackageNotFoundError, version
from typing import NoReturn

import click

from graph import commands as graph_commands
from graph.errors import JunctionBoxError
from graph.store import Store
from graph.workspace import VARIABLE
from ingest import commands as ingest_commands
from ingest.rebuild import needs_rebuild
from webapp import commands as webapp_commands


def _version() -> str:
    try:
        return version("junctionbox")
    except PackageNotFoundError:
        return "not installed"


def _standalone(store: Store) -> bytes:
    from webapp.standalone import standalone_page

    return standalone_page(store)


@click.group(context_settings={"help_option_names": ["-h", "--help"]}, epilog="Start with: junctionbox demo")
@click.option("-w", "--workspace", metavar="FOLDER", help=f"The workspace; {VARIABLE}, or where you are, if left out.")
@click.version_option(_version(), prog_name="junctionbox")
@click.pass_context
def cli(context: click.Context, workspace: str | None) -> None:
    """See which partners support which outcomes, and the sentence that says so."""
    context.obj = {"standalone": _standalone, "is_stale": needs_rebuild}


for command in (*webapp_commands.COMMANDS, *ingest_commands.COMMANDS, *graph_commands.COMMANDS):
    cli.add_command(command)


def main() -> NoReturn:
    """Run the command line; a failure is one sentence and an exit code, never a traceback."""
    try:
        code = cli.main(standalone_mode=False)
    except click.UsageError as error:
        error.show()
        code = 2
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except (click.Abort, KeyboardInterrupt):
        code = 130
    except JunctionBoxError as error:
        click.echo(str(error), err=True)
        code = error.exit_code
    except BrokenPipeError:
        sys.stderr.close()
        code = 0
    sys.exit(code if isinstance(code, int) else 0)


if __name__ == "__main__":
    main()
