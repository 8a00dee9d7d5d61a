"""What a saved question consists of: its words, its parameters, its columns and its query."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from graph.wording import fill

THING_TYPES = ("partner", "outcome", "theme", "place", "audience")
PLAIN_TYPES = ("month", "text", "number", "choice")


@dataclass(frozen=True, slots=True)
class Parameter:
    """One value that a question takes; `values` is a query, a list, or the name of a file in `values/`."""

    name: str
    label: str
    type: str
    default: str = ""
    help: str = ""
    optional: bool = False
    values: str | tuple[str, ...] = ()

    @property
    def variable(self) -> str:
        """The variable of the query that is bound: `?partner_at` for a thing, `?name` for a plain value."""
        name = self.name.replace("-", "_")
        return f"{name}_at" if self.type in THING_TYPES else name


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the answer: its name in the rows, its heading, and the verb that reads it aloud."""

    name: str
    header: str
    verb: str = ""


@dataclass(frozen=True, slots=True)
class SavedQuery:
    """One question with its query; `answer` holds the sentences for no row, one row and many."""

    name: str
    title: str
    question: str
    sparql: str
    description: str = ""
    tags: tuple[str, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    answer: Mapping[str, str] = field(default_factory=dict)
    columns: tuple[Column, ...] = ()
    variables: tuple[str, ...] = ()
    analysis: str = ""
    settings: Mapping[str, Any] = field(default_factory=dict)
    path: Path = Path()

    @property
    def plain_question(self) -> str:
        """The question before it is asked of anything: parts that may be left out are, the rest stand as “…”."""
        return fill(
            self.question, [], {parameter.name: "" if parameter.optional else "…" for parameter in self.parameters}
        )


def names_of(parameters: Iterable[Parameter]) -> str:
    """Return the names of some parameters as a list to read."""
    return ", ".join(parameter.name for parameter in parameters)
