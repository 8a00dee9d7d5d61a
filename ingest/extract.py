"""From a source to an extraction: every action with its people, places, dates, money and statements."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from graph.iris import fold, short_hash
from graph.lines import LineIndex
from graph.records import (
    Action,
    ActionStatus,
    Decision,
    Extraction,
    Flag,
    Mention,
    PartnerLink,
    Period,
    Role,
    Span,
    Statement,
    StatementKind,
)
from graph.sentences import sentences, trimmed
from ingest.aims import aims
from ingest.audiences import find_audiences
from ingest.counts import count_flags
from ingest.dates import Reading, find_dates, is_end, is_start
from ingest.document_head import owner_flags, same_body, title_of
from ingest.drafts import Draft
from ingest.funding import funders_in, funding_of
from ingest.gazetteer import Gazetteer, Hit
from ingest.issued import is_plan, issued
from ingest.outcomes import outcome_scorer, without_names
from ingest.owner import find_owner
from ingest.participants import partners_of
from ingest.partner_cells import cell_partners
from ingest.places import cell_venues, venues_of
from ingest.progress import action_status
from ingest.prose import running_text
from ingest.restructure import restructured
from ingest.segments import Segmenter
from ingest.source import Source
from ingest.statements import judge, purpose
from ingest.titles import mended_title, own_title
from ingest.variants import find_variants


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence of an action, and whether it states an effect."""

    span: Span
    impact: bool
    why: str


class Extractor:
    """Reads one source with one gazetteer."""

    def __init__(
        self,
        source: Source,
        gazetteer: Gazetteer,
        year_start: int = 4,
        decisions: Iterable[Decision] = (),
        by_hand: Mapping[str, str] | None = None,
    ) -> None:
        self.source = source
        self.decisions = tuple(decisions)
        self.by_hand = by_hand or {}
        self.text = source.text
        self.year_start = year_start
        self.lines = LineIndex(source.text)
        self.issued = issued(source.text, year_start)
        self.plan = False
        self.gazetteer = gazetteer
        self.hits = sorted(gazetteer.find(source.text), key=lambda hit: hit.span)
        self._starts = [hit.span.start for hit in self.hits]

    def run(self, owner: str | None = None) -> Extraction:
        """Return everything the document says, as far as the rules can tell."""
        self.owner = owner or find_owner(self.text, self.hits)
        segmenter = Segmenter(self.source, self.year_start, self.by_hand)
        found = segmenter.run() + running_text(self.source, self.year_start)
        found.sort(key=lambda draft: draft.span)
        title = title_of(self.source, self.owner, segmenter.opening)
        self.plan = is_plan(title.of(self.text)) if title else False
        for draft in found:
            draft.theme = None if draft.theme == title else draft.theme
        drafts = restructured(self.text, found, self.decisions, self._key)
        actions = tuple(self._action(draft) for draft in drafts if draft.paragraphs or draft.title)
        return Extraction(
            file_name=self.source.name,
            sha256=self.source.sha256,
            text=self.text,
            reader=self.source.reader,
            title=fold(title.of(self.text)) if title else None,
            title_span=title,
            owner=self.owner or None,
            actions=_with_distinct_keys(actions),
            flags=(*segmenter.flags, *owner_flags(self.text, self.owner, title)),
            variants=tuple(find_variants(self.text)),
            missing_columns=segmenter.headings.missing(),
        )

    def _hits_in(self, span: Span) -> list[Hit]:
        first, last = bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)
        return [hit for hit in self.hits[first:last] if span.covers(hit.span)]

    def _action(self, draft: Draft) -> Action:
        key = self._key(draft)
        parts = self._sentences(draft)
        title = trimmed(self.text, draft.title) if draft.title else None
        hits = self._hits_in(draft.span)
        label, flags = self._label(draft, title, parts, hits)
        statements = self._statements(key, parts, hits, draft.running)
        dates = [reading.span for reading in find_dates(self.text, draft.span, self.year_start)]
        spans = [part.span for part in parts]
        partners = self._partners(draft, key, title, spans, hits, dates)
        period, reading = self._period(draft, parts)
        described = [fold(part.span.of(self.text)) for part in parts if not part.impact]
        places = ([title] if title else []) + spans
        told = [part.span for part in parts if not part.impact]
        funding = funding_of(self.text, title, told, draft.fields.get("money", []), partners, draft.date)
        return Action(
            key=key,
            title=label,
            title_stated=title is not None,
            title_span=title,
            theme=fold(draft.theme.of(self.text)) if draft.theme else None,
            theme_span=draft.theme,
            span=draft.span,
            lines=self.lines.lines(draft.span),
            period=period,
            status=draft.status or self._status(draft, title, reading, described),
            passages=tuple(([title] if title else []) + spans),
            partners=partners,
            venues=self._venues(draft, key, places, hits, partners, dates),
            audiences=tuple(
                find_audiences(
                    self.text, [*places, *draft.fields.get("audience", [])], [link.surface for link in partners]
                )
            ),
            funding=funding,
            statements=statements,
            flags=(*flags, *count_flags(self.text, spans)),
            kept=tuple(draft.kept),
        )

    def _status(self, draft: Draft, title: Span | None, reading: Reading | None, described: list[str]) -> ActionStatus:
        """The rows and items of a plan say in a plain verb what is to be done."""
        plan = bool(draft.fields) or draft.running
        named = [fold(title.of(self.text))] if title and draft.fields else []
        return action_status(reading, named + described, plan, self.issued, self.plan or draft.ahead)

    def _partners(
        self, draft: Draft, key: str, title: Span | None, spans: list[Span], hits: list[Hit], dates: list[Span]
    ) -> tuple[PartnerLink, ...]:
        """Partners from their own columns first, then those that the sentences name."""
        links: dict[str, PartnerLink] = {}
        for column in ("lead", "partner"):
            cells = draft.fields.get(column, [])
            role: Role = "lead" if column == "lead" else "delivery"
            for link in cell_partners(self.text, key, cells, role, self.gazetteer, hits):
                links.setdefault(link.name, link)
        told = [
            *funders_in(self.text, key, draft.fields.get("money", []), hits),
            *partners_of(self.text, key, title, spans, hits, dates),
        ]
        for link in told:
            own = self.owner and same_body(link.name, self.owner)
            itself = draft.running and title and title.covers(link.surface)
            if link.role == "lead" or not (own or itself):
                links.setdefault(link.name, link)
        return tuple(links.values())

    def _venues(
        self,
        draft: Draft,
        key: str,
        places: list[Span],
        hits: list[Hit],
        partners: tuple[PartnerLink, ...],
        dates: list[Span],
    ) -> tuple[Mention, ...]:
        """Places from their own column first, then those that the sentences name; beside such a column a place in the
        title is only part of the action's name."""
        found = {m.value: m for m in cell_venues(self.text, key, draft.fields.get("venue", []), hits)}
        if found and draft.title:
            places = [span for span in places if not draft.title.covers(span)]
        for mention in venues_of(self.text, key, places, hits, partners, dates):
            found.setdefault(mention.value, mention)
        return tuple(found.values())

    def _key(self, draft: Draft) -> str:
        """A key of content, not of place: the title, or the first paragraph where there is none."""
        words = draft.title or draft.paragraphs[0].span
        return short_hash("action", words.of(self.text))

    def _label(
        self, draft: Draft, title: Span | None, parts: list[_Sentence], hits: list[Hit]
    ) -> tuple[str, list[Flag]]:
        flags = list(draft.flags)
        if title is None:
            first = parts[0].span
            if not draft.prose and not draft.running:
                flags.append(Flag("title-lost", first, "This row has lost its title; the one shown is ours."))
            return own_title(self.text, first), flags
        label, repairs = mended_title(self.text, title, hits)
        if draft.date and draft.date.derived_end:
            flags.append(Flag("derived-end", draft.date.span, "The end follows from the start and the stated term."))
        return label, flags + repairs

    def _sentences(self, draft: Draft) -> list[_Sentence]:
        parts = []
        names = [hit.span for hit in self._hits_in(draft.span)]
        for paragraph in draft.paragraphs:
            for number, span in enumerate(sentences(self.text, paragraph.span, names)):
                place = "later" if paragraph.position == "first" and number else paragraph.position
                verdict = judge(span.of(self.text), place)
                parts.append(_Sentence(span, verdict.impact, ", ".join(verdict.cues)))
        return parts

    def _statements(self, scope: str, parts: list[_Sentence], hits: list[Hit], running: bool) -> tuple[Statement, ...]:
        """Effects and aims; in running text there is no column for effects, so an aim is all the text states."""
        found = []
        for number, part in enumerate(parts):
            for span in self._stated(part, running, number > 0):
                span = trimmed(self.text, span)
                words = without_names(self.text, span, (hit.span for hit in hits if hit.named.kind == "partner"))
                concepts = tuple(outcome_scorer().score(fold(words)))
                rule = f"effect: {part.why}" if part.impact else "aim in a description"
                key = short_hash(scope, "statement", span.of(self.text))
                kind: StatementKind = "impact" if part.impact or running else "purpose"
                found.append(Statement(kind, span, concepts, rule, key))
        return tuple(found)

    def _stated(self, part: _Sentence, running: bool, goes_on: bool) -> list[Span]:
        """Return what a sentence states as an effect or aim."""
        if part.impact:
            return [part.span]
        if running:
            return aims(self.text, part.span, goes_on)
        aim = purpose(self.text, part.span)
        return [aim] if aim else []

    def _period(self, draft: Draft, parts: list[_Sentence]) -> tuple[Period | None, Reading | None]:
        """The date of the title; failing that, the start and end that the sentences state with a governing word."""
        if draft.date:
            return _as_period(self.text, draft.date), draft.date
        readings = [r for part in parts for r in find_dates(self.text, part.span, self.year_start) if r.edtf]
        start = next((r for r in readings if is_start(r)), None)
        end = next((r for r in readings if is_end(r)), None)
        told = start or end
        if told is None:
            return None, None
        if start and end and start.start and end.end and start.start <= end.end:
            edtf = f"{start.start}/{end.end}"
            return Period(start.span, start.span.of(self.text), edtf, start.start, end.end), None
        return _as_period(self.text, told), told


def _as_period(text: str, reading: Reading) -> Period:
    words = reading.span.of(text)
    return Period(reading.span, words, reading.edtf, reading.start, reading.end, reading.derived_end)


def _with_distinct_keys(actions: tuple[Action, ...]) -> tuple[Action, ...]:
    """Give actions of the same words an ordinal, so that each key is one action."""
    seen: dict[str, int] = {}
    distinct = []
    for action in actions:
        seen[action.key] = seen.get(action.key, 0) + 1
        number = seen[action.key]
        distinct.append(action if number == 1 else replace(action, key=f"{action.key}-{number}"))
    return tuple(distinct)


def extract(
    source: Source,
    gazetteer: Gazetteer,
    owner: str | None = None,
    year_start: int = 4,
    decisions: Iterable[Decision] = (),
    by_hand: Mapping[str, str] | None = None,
) -> Extraction:
    """Return everything one source says, as records with evidence.

    `decisions` are its splits and joins; `by_hand` says what its columns hold, by their headings in plain words.
    """
    return Extractor(source, gazetteer, year_start, decisions, by_hand).run(owner)
