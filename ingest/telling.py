"""How long work is told of while it goes on: a bar on a terminal, a few lines elsewhere, or nothing at all."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import Any, Protocol

import click

MOST_LINES = 20


class Teller(Protocol):
    """Is told of each stage of a piece of work."""

    def begin(self, what: str, total: int) -> None:
        """A stage begins that has so many steps."""

    def step(self, name: str) -> None:
        """One step is done."""

    def end(self) -> None:
        """The stage is over, done or given up."""


class Silence:
    """Tells nothing."""

    def begin(self, what: str, total: int) -> None:
        """Say nothing."""

    def step(self, name: str) -> None:
        """Say nothing."""

    def end(self) -> None:
        """Say nothing."""


class Lines:
    """Plain lines on standard error: one a step where there are few, else one for every twentieth part."""

    def begin(self, what: str, total: int) -> None:
        """Say what begins."""
        self._what, self._total, self._done = what, total, 0
        self._each = max(1, total // MOST_LINES)
        if not total:
            click.echo(what, err=True)

    def step(self, name: str) -> None:
        """Say how far it is."""
        self._done += 1
        if self._total <= MOST_LINES:
            click.echo(f"{self._what} {name}", err=True)
        elif self._done % self._each == 0 or self._done == self._total:
            click.echo(f"{self._what} {self._done:,} of {self._total:,}", err=True)

    def end(self) -> None:
        """Say nothing."""


class Bar:
    """A progress bar on standard error, with the time left and what was last done."""

    _bar: Any = None

    def begin(self, what: str, total: int) -> None:
        """Show the bar of a stage."""
        if total:
            self._bar = click.progressbar(
                length=total, label=what, show_pos=True, item_show_func=lambda name: name, file=sys.stderr
            )
            self._bar.__enter__()

    def step(self, name: str) -> None:
        """Move the bar."""
        if self._bar:
            self._bar.update(1, name)

    def end(self) -> None:
        """Leave the bar as it is and go to the next line."""
        if self._bar:
            nothing: TracebackType | None = None
            self._bar.__exit__(None, None, nothing)
            self._bar = None


def teller(quiet: bool = False) -> Teller:
    """Return how work is told of where we are."""
    if quiet:
        return Silence()
    return Bar() if sys.stderr.isatty() else Lines()
