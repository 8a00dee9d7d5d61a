"""The store: named graphs that can be asked and replaced, behind one small interface.

The engine is an in-memory Oxigraph; a disk store or a remote SPARQL endpoint fills the same interface.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Protocol

import pyoxigraph as ox

from graph.errors import Corrupt, DataError, UsageError
from graph.iris import DEFAULT_BASE

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Result = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples


class Store(Protocol):
    """Named graphs under one base IRI."""

    base: str

    def query(self, sparql: str, bindings: Mapping[str, Term] | None = None) -> Result:
        """Answer a SPARQL query; bindings replace variables (without `?`) that the query projects."""

    def replace(self, graphs: Mapping[str, str]) -> None:
        """Replace whole named graphs (IRI -> N-Quads text, empty to drop) in one atomic step."""

    def quads(self, graph: str | None = None) -> Iterator[ox.Quad]:
        """Give out all quads, or those of one named graph."""


class MemoryStore:
    """Named graphs held in memory by Oxigraph."""

    def __init__(self, base: str = DEFAULT_BASE) -> None:
        self.base = base
        self._store = ox.Store()

    @classmethod
    def of_files(cls, files: Iterable[Path], base: str = DEFAULT_BASE) -> MemoryStore:
        """Load N-Quads files; a damaged file is named in the error."""
        store = cls(base)
        for path in files:
            try:
                store._store.bulk_load(path=path, format=ox.RdfFormat.N_QUADS)
            except (SyntaxError, ValueError, OSError) as error:
                raise Corrupt(
                    f"The graph file {path.name} is missing or damaged; “junctionbox rebuild” makes it anew."
                ) from error
        return store

    def load(self, path: Path, form: ox.RdfFormat) -> None:
        """Add what an RDF file holds; errors are the engine's own."""
        self._store.bulk_load(path=path, format=form, base_iri=path.resolve().as_uri())

    def query(self, sparql: str, bindings: Mapping[str, Term] | None = None) -> Result:
        """Answer a SPARQL query; bindings replace variables (without `?`) that the query projects."""
        chosen = {ox.Variable(name): term for name, term in (bindings or {}).items()}
        try:
            return self._store.query(sparql, base_iri=self.base, substitutions=chosen)
        except (SyntaxError, ValueError) as error:
            raise UsageError(f"This query cannot be read: {error}.") from error
        except RuntimeError as error:
            raise UsageError(f"This query cannot be answered: {error}.") from error

    def ask(
        self,
        sparql: str,
        base: str,
        default_graphs: list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] | None,
        named_graphs: list[ox.NamedNode | ox.BlankNode] | None,
        union: bool,
    ) -> Result:
        """Answer a query of somebody else's, of the graphs it may see; errors are the engine's own.

        With `union` the default graph is all graphs at once.
        """
        return self._store.query(
            sparql,
            base_iri=base,
            use_default_graph_as_union=union,
            default_graph=default_graphs,
            named_graphs=named_graphs,
        )

    def has_graph(self, iri: str) -> bool:
        """Say whether there is a named graph of that name."""
        return self._store.contains_named_graph(ox.NamedNode(iri))

    def graphs(self) -> list[str]:
        """Return the names of the named graphs, sorted."""
        return sorted(name.value for name in self._store.named_graphs() if isinstance(name, ox.NamedNode))

    def replace(self, graphs: Mapping[str, str]) -> None:
        """Replace whole named graphs (IRI -> N-Quads text, empty to drop) in one atomic step.

        Raise DataError, and change nothing, where a line is not one of its graph.
        """
        parts = []
        for graph, lines in graphs.items():
            name = ox.NamedNode(graph)
            parts.append(f"DROP SILENT GRAPH {name}")
            triples = "".join(line.removesuffix(f" {name} .") + " .\n" for line in lines.split("\n") if line)
            if triples:
                parts.append(f"INSERT DATA {{ GRAPH {name} {{\n{triples}}} }}")
        try:
            self._store.update(";\n".join(parts))
        except (SyntaxError, ValueError) as error:
            raise DataError(f"These lines cannot be taken into the graph: {error}.") from error

    def update(self, sparql: str) -> None:
        """Run one of our own SPARQL updates; never one that came from outside."""
        self._store.update(sparql, base_iri=self.base)

    def quads(self, graph: str | None = None) -> Iterator[ox.Quad]:
        """Give out all quads, or those of one named graph."""
        name = ox.NamedNode(graph) if graph else None
        return self._store.quads_for_pattern(None, None, None, name)

    def __len__(self) -> int:
        return len(self._store)
