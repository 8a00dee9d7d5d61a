"""Everything a workspace's graph consists of, from records: the named graphs as sorted N-Quads."""

from __future__ import annotations

from collections.abc import Iterable

from graph import nquads
from graph.documents import DocumentEntry
from graph.evidence import check_evidence
from graph.inference import inferred_lines, vocabulary_lines
from graph.iris import Iris, short_hash, slug
from graph.mapping import SlugOf, edition_lines
from graph.minting import Mint, minted, things_of
from graph.nquads import GraphLines, literal
from graph.records import Decision, Edition, Named
from graph.registry import IriBook, Registry
from graph.terms import Terms

_ORGANISATION_CLASS = {
    "council-service": "org:OrganizationalUnit",
    "local-authority": "org:FormalOrganization",
    "nhs-body": "org:FormalOrganization",
    "government": "org:FormalOrganization",
    "charity": "org:FormalOrganization",
    "university": "org:FormalOrganization",
    "business": "org:FormalOrganization",
}


def build_graphs(
    editions: Iterable[Edition],
    entries: Iterable[DocumentEntry],
    registry: Registry,
    book: IriBook,
    base: str,
) -> dict[str, str]:
    """Return every named graph (IRI -> sorted N-Quads); raise DataError where evidence does not hold."""
    graphs: dict[str, str] = {}
    used: set[tuple[str, str]] = set()
    mint = Mint(book, registry)
    for edition in editions:
        check_evidence(edition.extraction)
        things = things_of(edition)
        graphs |= edition_graphs(edition, minted(things, mint.slugs(things)), base)
        used |= {(kind, key) for kind, key, _ in things if kind != "action"}
    return graphs | shared_graphs(used, entries, registry, mint, base)


def edition_graphs(edition: Edition, slug_of: SlugOf, base: str) -> dict[str, str]:
    """Return the graphs that one edition brings: what it says, what follows from it, and what people decided on it."""
    iris = Iris(base)
    lines = edition_lines(edition, iris, slug_of)
    text = lines.text()
    inferred = inferred_lines(edition.document, text, iris)
    graphs = {lines.graph: text, inferred.graph: inferred.text()}
    curated = curated_lines(edition, iris)
    return graphs | ({curated.graph: curated.text()} if len(curated) else {})


def shared_graphs(
    used: set[tuple[str, str]], entries: Iterable[DocumentEntry], registry: Registry, mint: Mint, base: str
) -> dict[str, str]:
    """Return the graphs that belong to no one document: vocabulary, registry (of names used or own), provenance."""
    iris = Iris(base)
    names = registry_lines(used | registry.own, registry, mint.slug_of, iris)
    provenance = provenance_lines(entries, iris)
    return {
        iris.graph("vocabulary"): vocabulary_lines(base),
        names.graph: names.text(),
        provenance.graph: provenance.text(),
    }


def registry_lines(used: set[tuple[str, str]], registry: Registry, slug_of: SlugOf, iris: Iris) -> GraphLines:
    """Return the graph of partners and places that are used or the workspace's own, and what they were merged into."""
    out, t = GraphLines(iris.graph("registry")), Terms(iris.base)
    targets = {(kind, target) for (kind, _), target in registry.merged.items()}
    for kind, name in sorted(used | targets):
        named = registry.known.get((kind, name), Named(kind, name))  # type: ignore[arg-type]
        node = nquads.iri(iris.thing(kind, slug_of(kind, name, name)))
        out.add(node, t("skos:prefLabel"), literal(name, "en"))
        for other in named.other_names:
            out.add(node, t("skos:altLabel"), literal(other, "en"))
        if named.identifier:
            out.add(node, t("dcterms:identifier"), literal(named.identifier))
        _write_type(out, t, iris, node, named)
        target = registry.merged.get((kind, name))
        if target:
            out.add(node, t("dcterms:isReplacedBy"), nquads.iri(iris.thing(kind, slug_of(kind, target, target))))
            out.add(node, t("owl:deprecated"), nquads.boolean(True))
    return out


def _write_type(out: GraphLines, t: Terms, iris: Iris, node: str, named: Named) -> None:
    kind = slug(named.type) if named.type else ""
    if named.kind == "partner":
        out.add(node, t("rdf:type"), t("prov:Agent"), t(_ORGANISATION_CLASS.get(kind, "org:Organization")))
        out.add(node, t("dcterms:type"), nquads.iri(iris.concept("partner-type", kind or "unclassified")))
        return
    out.add(node, t("rdf:type"), t("prov:Location"))
    if kind:
        out.add(node, t("dcterms:type"), nquads.iri(iris.concept("venue-type", kind)))


def curated_lines(edition: Edition, iris: Iris) -> GraphLines:
    """Return the graph of the decisions that concern one document, each with what became of it."""
    out, t = GraphLines(iris.graph("curated", edition.document)), Terms(iris.base)
    for decision, fate in edition.decisions:
        node = nquads.iri(iris.at(decision_path(edition.document, decision)))
        out.add(node, t("rdf:type"), t("jb:Decision"), t("prov:Activity"))
        parts = {
            "jb:operation": decision.operation,
            "jb:subjectKey": decision.subject,
            "jb:property": decision.property,
            "jb:value": decision.value,
            "jb:oldValue": decision.old_value,
            "jb:who": decision.who,
            "rdfs:comment": decision.why,
            "dcterms:date": decision.when,
            "jb:outcomeOfDecision": fate,
        }
        for term, value in parts.items():
            if value:
                out.add(node, t(term), literal(value))
    return out


def decision_path(document: str, decision: Decision) -> str:
    """Return the address of a decision below the base, made of its content alone."""
    parts = (decision.operation, decision.subject, decision.property, decision.value, decision.when)
    return f"decision/{document}/{short_hash(*parts)}"


def provenance_lines(entries: Iterable[DocumentEntry], iris: Iris) -> GraphLines:
    """Return the graph that says when each edition came, by which reader it was read and what it revises."""
    out, t = GraphLines(iris.graph("provenance")), Terms(iris.base)
    for order, entry in enumerate(entries, 1):
        node = nquads.iri(iris.document(entry.document, entry.edition))
        work = nquads.iri(iris.document(entry.document))
        out.add(node, t("rdf:type"), t("prov:Entity"))
        out.add(node, t("dcterms:isVersionOf"), work)
        out.add(node, t("schema:name"), literal(entry.name))
        out.add(node, t("schema:position"), nquads.integer(order))
        out.add(node, t("jb:reader"), literal(entry.reader))
        if entry.received:
            out.add(node, t("prov:generatedAtTime"), literal(entry.received, datatype=t.iri("xsd:dateTime")))
        if entry.revises:
            out.add(node, t("prov:wasRevisionOf"), nquads.iri(iris.document(entry.document, entry.revises)))
    return out
