"""Records to triples, in one place: an edition becomes the lines of its named graph."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from graph import nquads
from graph.iris import Iris, fold, short_hash, slug
from graph.lines import LineIndex
from graph.mapping_claims import write_statements
from graph.nquads import GraphLines, literal
from graph.periods import bounds
from graph.records import Action, Edition, Flag, Funding, KeptCell, Mention, NameVariant, PartnerLink, Period, Span
from graph.terms import EDTF, Terms

CONTEXT = 32
"""Code points of prefix and suffix kept with a quotation."""
NO_HEADING = "Column without a heading"
"""What stands for the heading of a kept cell whose column has none."""

SlugOf = Callable[[str, str, str], str]
"""(kind, key, label) -> the slug minted for that partner, place or action."""

_STATUS = {"planned": "Potential", "ongoing": "Active", "completed": "Completed"}


class EditionWriter:
    """Writes one edition; holds what every part of it needs."""

    def __init__(self, edition: Edition, iris: Iris, slug_of: SlugOf) -> None:
        self.edition = edition
        self.iris = iris
        self.slug_of = slug_of
        self.t = Terms(iris.base)
        self.text = edition.extraction.text
        self.lines = LineIndex(self.text)
        self.out = GraphLines(iris.graph("edition", edition.document, edition.edition))
        self._work = self.ref(iris.document(edition.document))
        self._edition = self.ref(iris.document(edition.document, edition.edition))
        self._called: dict[str, str] = {}
        self._passages: dict[Span, str] = {}
        self._decided = dict(edition.decided)

    @staticmethod
    def ref(iri: str) -> str:
        """Return an IRI as N-Quads text."""
        return nquads.iri(iri)

    def add(self, subject: str, term: str, *objects: str) -> None:
        """Add triples; the predicate is a prefixed name."""
        self.out.add(subject, self.t(term), *objects)

    def concept(self, scheme: str, key: str) -> str:
        """Return a concept of one of our schemes as N-Quads text."""
        return self.ref(self.iris.concept(scheme, key))

    def label(self, span: Span) -> str:
        """Return the words of a stretch, white space folded, as a literal."""
        return literal(fold(span.of(self.text)))

    def write(self) -> GraphLines:
        """Return all lines of the edition."""
        self._write_document()
        for ordinal, action in enumerate(self.edition.extraction.actions, 1):
            self._write_action(ordinal, action)
        for flag in self.edition.extraction.flags:
            self._write_flag(flag, None)
        for variant in self.edition.extraction.variants:
            self._write_variant(variant)
        return self.out

    def passage(self, span: Span) -> str:
        """Write a passage and its selectors, and return it."""
        known = self._passages.get(span)
        if known:
            return known
        iri = self.iris.passage(self.edition.document, self.edition.edition, span)
        node, position, quote = self.ref(iri), self.ref(iri + "/position"), self.ref(iri + "/quote")
        self._passages[span] = node
        first, last = self.lines.lines(span)
        self.add(node, "rdf:type", self.t("oa:SpecificResource"))
        self.add(node, "oa:hasSource", self._edition)
        self.add(node, "prov:wasQuotedFrom", self._edition)
        self.add(node, "oa:hasSelector", position, quote)
        self.add(node, "jb:firstLine", nquads.integer(first))
        self.add(node, "jb:lastLine", nquads.integer(last))
        self.add(position, "rdf:type", self.t("oa:TextPositionSelector"))
        self.add(position, "oa:start", nquads.integer(span.start))
        self.add(position, "oa:end", nquads.integer(span.end))
        self.add(quote, "rdf:type", self.t("oa:TextQuoteSelector"))
        self.add(quote, "oa:exact", literal(span.of(self.text)))
        self.add(quote, "oa:prefix", literal(self.text[max(0, span.start - CONTEXT) : span.start]))
        self.add(quote, "oa:suffix", literal(self.text[span.end : span.end + CONTEXT]))
        return node

    def mark_decided(self, node: str, key: str) -> None:
        """Say that a person's decision changed this node."""
        if key in self._decided:
            self.add(node, "jb:decidedBy", self.ref(self.iris.at(self._decided[key])))

    def partner(self, action: str, link_name: str, kind: str) -> str:
        """Return a partner: a thing of the registry, or an unnamed group minted for its action."""
        if kind == "named":
            return self._thing("partner", link_name)
        node = self.ref(f"{action}/unnamed/{slug(link_name)}")
        self.add(node, "rdf:type", self.t("jb:UnnamedPartner"), self.t("prov:Agent"))
        self.add(node, "skos:prefLabel", literal(link_name, "en"))
        self.add(node, "dcterms:type", self.concept("partner-type", "unnamed-group"))
        return node

    def _thing(self, kind: str, name: str) -> str:
        node = self._called[name] = self.ref(self.iris.thing(kind, self.slug_of(kind, name, name)))
        return node

    def _write_document(self) -> None:
        source = self.edition.extraction
        self.add(self._work, "rdf:type", self.t("schema:CreativeWork"))
        self.add(self._work, "dcterms:title", literal(source.title or source.file_name))
        if source.owner:
            self.add(self._work, "dc11:publisher", literal(source.owner))
        self.add(self._edition, "rdf:type", self.t("prov:Entity"))
        self.add(self._edition, "dcterms:isVersionOf", self._work)
        self.add(self._edition, "schema:name", literal(source.file_name))
        self.add(self._edition, "schema:sha256", literal(source.sha256))
        self.add(self._edition, "jb:textSha256", literal(hashlib.sha256(self.text.encode()).hexdigest()))
        if source.issued:
            self.add(self._edition, "dcterms:issued", literal(source.issued))

    def _write_action(self, ordinal: int, action: Action) -> None:
        document = self.edition.document
        iri = self.iris.action(document, self.slug_of("action", f"{document}#{action.key}", action.title))
        node = self._called[action.title] = self.ref(iri)
        self.add(node, "rdf:type", self.t("jb:Action"))
        self.add(node, "skos:prefLabel", literal(action.title, "en"))
        self.add(node, "jb:titleStated", nquads.boolean(action.title_stated))
        if action.title_span:
            self.add(node, "jb:titleAsPrinted", literal(action.title_span.of(self.text)))
        self.add(node, "dcterms:isPartOf", self._work)
        self.add(node, "jb:ordinal", nquads.integer(ordinal))
        self.add(node, "jb:firstLine", nquads.integer(action.lines[0]))
        self.add(node, "jb:lastLine", nquads.integer(action.lines[1]))
        self.add(node, "jb:key", literal(action.key))
        self.add(node, "jb:evidence", *(self.passage(span) for span in action.passages))
        if action.status in _STATUS:
            self.add(node, "schema:actionStatus", self.t(f"schema:{_STATUS[action.status]}ActionStatus"))
        self.mark_decided(node, action.key)
        self._write_theme(node, action)
        self._write_parts(iri, action)

    def _write_parts(self, iri: str, action: Action) -> None:
        if action.period:
            self._write_period(iri, action.period)
        involvements = [(link, self._write_involvement(iri, action, link)) for link in action.partners]
        for mention in action.venues:
            self._write_mention(iri, mention, self._thing("place", mention.value), "prov:atLocation")
        for mention in action.audiences:
            self._write_mention(iri, mention, self.concept("audience", mention.value), "dcterms:audience")
        for money in action.funding:
            self._write_funding(iri, action, money)
        write_statements(self, iri, action, involvements)
        for cell in action.kept:
            self._write_kept(iri, cell)
        for flag in action.flags:
            self._write_flag(flag, iri)

    def _write_theme(self, node: str, action: Action) -> None:
        if action.theme is None:
            return
        theme = self.concept("theme", f"{self.edition.document}/{slug(action.theme)}")
        self.add(node, "dcterms:subject", theme)
        self.add(theme, "rdf:type", self.t("skos:Concept"))
        self.add(theme, "skos:prefLabel", literal(action.theme, "en"))
        self.add(theme, "skos:inScheme", self.ref(self.iris.at("scheme/theme")))
        if action.theme_span:
            self.add(theme, "jb:evidence", self.passage(action.theme_span))

    def _write_period(self, iri: str, period: Period) -> None:
        node = self.ref(iri + "/period")
        self.add(self.ref(iri), "dcterms:temporal", node)
        self.add(node, "rdf:type", self.t("dcterms:PeriodOfTime"))
        self.add(node, "rdfs:label", literal(period.text))
        self.add(node, "jb:evidence", self.passage(period.span))
        if period.edtf:
            self.add(node, "rdf:value", literal(period.edtf, datatype=EDTF))
            for predicate, day in zip(("dcat:startDate", "dcat:endDate"), bounds(period.edtf), strict=True):
                if day:
                    self.add(node, predicate, nquads.date(day))
        if period.derived_end:
            self.add(node, "jb:derivedEnd", nquads.boolean(True))

    def _write_involvement(self, iri: str, action: Action, link: PartnerLink) -> str:
        partner = self.partner(iri, link.name, link.kind)
        name = partner[1:-1].rsplit("/", 1)[1]
        node = self.ref(f"{iri}/involvement/{name}-{link.role}")
        self.add(self.ref(iri), "prov:qualifiedAssociation", node)
        self.add(node, "rdf:type", self.t("jb:Involvement"))
        self.add(node, "rdfs:label", self.label(link.surface))
        self.add(node, "prov:agent", partner)
        self.add(node, "prov:hadRole", self.concept("partner-role", link.role))
        self.add(node, "jb:status", self.concept("involvement-status", link.status))
        self.add(node, "jb:band", self.concept("band", link.band))
        self.add(node, "jb:rule", literal(link.rule))
        self.add(node, "jb:evidence", *(self.passage(span) for span in link.passages))
        if link.key:
            self.add(node, "jb:key", literal(link.key))
            self.mark_decided(node, link.key)
        only = _only_statement(action, link)
        if only:
            self.add(node, "jb:namedOnlyIn", self.passage(only))
        return node

    def _write_mention(self, iri: str, mention: Mention, value: str, shortcut: str) -> None:
        span = mention.surface
        node = self.ref(f"{iri}/mention/{short_hash(value, span.of(self.text))}")
        self.add(self.ref(iri), "jb:qualifiedMention", node)
        self.add(node, "rdf:type", self.t("jb:Mention"))
        self.add(node, "jb:mentions", value)
        self.add(node, "rdfs:label", self.label(span))
        self.add(node, "jb:band", self.concept("band", mention.band))
        self.add(node, "jb:rule", literal(mention.rule))
        self.add(node, "jb:evidence", self.passage(mention.passage))
        if mention.key:
            self.add(node, "jb:key", literal(mention.key))
            self.mark_decided(node, mention.key)
        if mention.band == "accepted":
            self.add(self.ref(iri), shortcut, value)

    def _write_funding(self, iri: str, action: Action, money: Funding) -> None:
        grant = f"{iri}/grant/{short_hash(money.surface.of(self.text), money.passage.of(self.text))}"
        node = self.ref(grant)
        self.add(self.ref(iri), "jb:grant", node)
        self.add(node, "rdf:type", self.t("schema:MonetaryGrant"))
        self.add(node, "rdfs:label", self.label(money.surface))
        self.add(node, "schema:fundedItem", self.ref(iri))
        self.add(node, "jb:status", self.concept("involvement-status", money.status))
        self.add(node, "jb:rule", literal(money.rule))
        self.add(node, "jb:evidence", self.passage(money.passage))
        funders = [link for link in action.partners if link.name == money.funder]
        if funders:
            self.add(node, "schema:funder", self.partner(iri, funders[0].name, funders[0].kind))
        if money.amount is not None:
            amount = self.ref(grant + "/amount")
            self.add(node, "schema:amount", amount)
            self.add(amount, "rdf:type", self.t("schema:MonetaryAmount"))
            self.add(amount, "schema:value", nquads.decimal(money.amount))
            self.add(amount, "schema:currency", literal(money.currency))
            if money.per:
                self.add(amount, "schema:unitText", literal(money.per))
        if money.total is not None:
            self.add(node, "jb:derivedTotal", nquads.decimal(money.total))
            self.add(node, "jb:derivedFrom", literal(money.total_note))

    def _write_kept(self, iri: str, cell: KeptCell) -> None:
        heading = cell.heading.of(self.text) if cell.heading else ""
        node = self.ref(f"{iri}/cell/{short_hash(heading, cell.span.of(self.text))}")
        self.add(self.ref(iri), "jb:keptCell", node)
        self.add(node, "rdf:type", self.t("jb:RowCell"))
        self.add(node, "rdfs:label", self.label(cell.heading) if cell.heading else literal(NO_HEADING, "en"))
        self.add(node, "jb:evidence", *(self.passage(span) for span in cell.passages))

    def _write_flag(self, flag: Flag, action: str | None) -> None:
        edition = self._edition[1:-1]
        node = self.ref(f"{edition}/flag/{flag.kind}-{flag.span.start}-{flag.span.end}")
        first, last = self.lines.lines(flag.span)
        self.add(node, "rdf:type", self.t("jb:Flag"))
        self.add(node, "jb:flagKind", literal(flag.kind))
        self.add(node, "rdfs:label", literal(flag.note, "en"))
        self.add(node, "dcterms:isPartOf", self._edition)
        self.add(node, "jb:firstLine", nquads.integer(first))
        self.add(node, "jb:lastLine", nquads.integer(last))
        self.add(node, "jb:evidence", self.passage(flag.span))
        if action:
            self.add(node, "jb:about", self.ref(action))

    def _write_variant(self, variant: NameVariant) -> None:
        node = self.ref(f"{self._edition[1:-1]}/variant/{variant.span.start}-{variant.span.end}")
        self.add(node, "rdf:type", self.t("jb:NameVariant"))
        self.add(node, "skos:prefLabel", literal(variant.name, "en"))
        self.add(node, "skos:altLabel", literal(variant.other, "en"))
        self.add(node, "jb:rule", literal(variant.rule))
        self.add(node, "jb:evidence", self.passage(variant.span))
        if variant.name in self._called:
            self.add(node, "jb:mentions", self._called[variant.name])


def _only_statement(action: Action, link: PartnerLink) -> Span | None:
    """Return the impact statement a partner is named in, when the action names it nowhere else, in whatever role."""
    homes = {
        next((s.span for s in action.statements if s.kind == "impact" and s.span.covers(passage)), None)
        for other in action.partners
        if (other.kind, other.name) == (link.kind, link.name)
        for passage in other.passages
    }
    return homes.pop() if len(homes) == 1 else None


def edition_lines(edition: Edition, iris: Iris, slug_of: SlugOf) -> GraphLines:
    """Return the named graph of one edition as N-Quads lines."""
    return EditionWriter(edition, iris, slug_of).write()
