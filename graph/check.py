"""The check: shapes, checks across graphs and the gap report, as sentences for a person."""

from __future__ import annotations

import re

from rdflib import URIRef

from graph.dataset import union
from graph.findings import Finding, in_order, violations
from graph.gaps import Gap, gaps
from graph.quotations import quotations
from graph.rows import Row
from graph.shapes import ShapeResult, shape_results
from graph.store import Store
from graph.whereabouts import Whereabouts
from graph.wording import fill

__all__ = ["Finding", "check_store", "violations"]
_ABOUT = re.compile(r"This ([a-z]+)")


def check_store(store: Store) -> list[Finding]:
    """Return all that is wrong, doubtful or missing in the graph, the worst first."""
    triples = union(store)
    whereabouts = Whereabouts(triples, store.base, quotations(store))
    found = [_of_shape(result, whereabouts) for result in shape_results(triples, store.base)]
    for gap in gaps():
        found += _of_gap(gap, gap.rows(store), store.base, whereabouts)
    return in_order(found)


def _of_shape(result: ShapeResult, whereabouts: Whereabouts) -> Finding:
    name, action = whereabouts.name(result.node), whereabouts.action(result.node)
    passage = whereabouts.passage(result.node)
    return Finding(
        level=result.level,
        topic=result.message.removesuffix("."),
        sentence=_named(result.message, f"“{name}” in “{action}”" if action else f"“{name}”"),
        subject=name,
        document=passage.document if passage else "",
        lines=whereabouts.lines(result.node) if passage else None,
        passage=passage.passage if passage else "",
    )


def _named(message: str, name: str) -> str:
    """Return a shape's message with the name, in quotation marks, of what it is about."""
    if _ABOUT.match(message):
        return _ABOUT.sub(lambda match: f"The {match[1]} {name}", message, count=1)
    return f"{message.removesuffix('.')}: {name}."


def _of_gap(gap: Gap, rows: list[Row], base: str, whereabouts: Whereabouts) -> list[Finding]:
    """Return one finding for each thing and sentence, at the first place that shows it."""
    found: dict[tuple[str, str], Finding] = {}
    for row in rows:
        subject = row["links"]["subject"]
        name = row.get("label") or whereabouts.name(URIRef(base + subject))
        source = row.get("source")
        finding = Finding(
            level=gap.level,
            topic=gap.topic,
            sentence=fill(gap.sentence, [row | {"label": name}], {}),
            subject=name,
            document=source["document"] if source else "",
            lines=(source["lines"][0], source["lines"][1]) if source else None,
            passage=row.get("passage") or "",
        )
        found.setdefault((subject, finding.sentence), finding)
    return list(found.values())
