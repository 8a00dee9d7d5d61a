"""Outcome statements to triples: one claim for each concept a statement is given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph import nquads
from graph.iris import short_hash
from graph.nquads import literal
from graph.records import Action, ConceptScore, PartnerLink, Statement

if TYPE_CHECKING:
    from graph.mapping import EditionWriter

UNCLASSIFIED = "unclassified"


def claims_of(statement: Statement) -> list[ConceptScore]:
    """Return the concepts claimed for a statement; without an accepted one it is also unclassified."""
    concepts = [
        score if statement.band == "accepted" else ConceptScore(score.key, "candidate", score.score, score.why)
        for score in statement.concepts
    ]
    if not any(score.band == "accepted" for score in statement.concepts):
        concepts.append(ConceptScore(UNCLASSIFIED, statement.band, 0.0))
    return concepts


def write_statements(
    writer: EditionWriter, iri: str, action: Action, involvements: list[tuple[PartnerLink, str]]
) -> None:
    """Write the claims of an action, each with its passage and the partners named in the same sentence."""
    for statement in action.statements:
        passage = writer.passage(statement.span)
        named = [node for link, node in involvements if _same_sentence(link, statement)]
        for score in claims_of(statement):
            node = _write_claim(writer, iri, statement, score)
            writer.add(node, "jb:evidence", passage)
            writer.add(node, "jb:viaInvolvement", *named)


def _same_sentence(link: PartnerLink, statement: Statement) -> bool:
    return any(p.covers(statement.span) or statement.span.covers(p) for p in link.passages)


def _write_claim(writer: EditionWriter, iri: str, statement: Statement, score: ConceptScore) -> str:
    quote = statement.span.of(writer.text)
    node = writer.ref(f"{iri}/outcome/{score.key}-{short_hash(iri, score.key, quote)}")
    writer.add(writer.ref(iri), "jb:qualifiedOutcome", node)
    writer.add(node, "rdf:type", writer.t("jb:OutcomeClaim"))
    writer.add(node, "rdfs:label", writer.label(statement.span))
    writer.add(node, "jb:outcome", writer.concept("outcome", score.key))
    writer.add(node, "jb:statedAs", writer.concept("stated-as", statement.kind))
    writer.add(node, "jb:status", writer.concept("claim-status", "intended"))
    writer.add(node, "jb:band", writer.concept("band", score.band))
    writer.add(node, "jb:score", nquads.decimal(score.score))
    writer.add(node, "jb:rule", literal(statement.rule if not score.why else f"{statement.rule}; {score.why}"))
    if statement.key:
        writer.add(node, "jb:key", literal(statement.key))
        writer.mark_decided(node, statement.key)
    return node
