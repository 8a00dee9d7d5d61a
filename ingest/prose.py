"""Actions in running text: list items, sentences that say what a body did or will do, and promises in minutes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from graph.records import ActionStatus, Span
from graph.sentences import sentences, trimmed
from ingest.dates import find_dates
from ingest.drafts import Draft, Paragraph
from ingest.labelled import Labelled, labelled, record_of, without_mark
from ingest.lead_ins import ListLead, led_by, list_lead, plain_words
from ingest.lexicon import forms, load, pattern
from ingest.named_things import item_title, named_thing, names_something, noun_title
from ingest.promises import agenda_item, is_labelled, is_minutes, is_procedure, is_promise, without_label
from ingest.record_rows import Fields, joined_fields
from ingest.source import Prose, Source

_TIMETABLE = re.compile(
    r"^(?:\d{1,2}([.:]\d\d)?\s?(?:am|pm)?\b\s?[-–]|(?:mon|tues|wednes|thurs|fri|satur|sun)day\b)", re.I
)
_SHORTEST = 4
"""Words below which an item or a sentence names no action."""
_BYLINE = re.compile(r"^[Bb]y [A-Z]")
_AGENDA_LEVEL = 3
_MOST_BEFORE = 1
"""Sentences that may stand between a heading and the one action it names."""
FIRST_WORDS = 12
"""Words within which the main verb of a sentence stands."""


@cache
def _cues(section: str) -> re.Pattern[str]:
    return pattern(load("prose")[section])


@cache
def _verbs(form: str) -> str:
    words = {forms(verb)[form] for verb in load("prose")["action_verbs"]}
    if form == "past":
        words |= set(load("prose")["participles"])
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


@cache
def _starts_as_action() -> re.Pattern[str]:
    nouns = "|".join(load("prose")["action_nouns"])
    body = "|".join((_verbs("ing"), _verbs("past"), _verbs("base")))
    start = r"(?:the\s+|a\s+|an\s+|to\s+|further\s+|we will\s+|we have\s+|will\s+)?"
    return re.compile(rf"^{start}(?:(?:continued\s+)?(?:{nouns})\b|(?:{body})\b)", re.IGNORECASE)


@cache
def _begins_with_verb() -> re.Pattern[str]:
    body = "|".join((_verbs("ing"), _verbs("past"), _verbs("base")))
    return re.compile(rf"^(?:\W*(?:continu\w+|further|to|will|we)\s+)?(?:{body}|\w+ing)\b", re.IGNORECASE)


@cache
def _predicate() -> re.Pattern[str]:
    adverbs = r"(?:(?:also|now|recently|since|already|successfully|jointly|further|then|first|just)\s+){0,2}"
    past, base, ing = _verbs("past"), _verbs("base"), _verbs("ing")
    return re.compile(
        rf"\b(?:(?:has|have|had)\s+{adverbs}(?:been\s+)?(?:{past})"
        rf"|(?:was|were|is being|are being|is|are|been)\s+{adverbs}(?:{past})"
        rf"|(?:will|shall)\s+{adverbs}(?:be\s+)?(?:{base}|{past}|{ing})"
        rf"|(?:is|are|has been|have been)\s+{adverbs}(?:{ing})"
        rf"|(?:[Ww]e|council|service|trust|government|partnership|team|library|libraries|board|authority|department|"
        rf"university|college|charity|[A-Z][a-z]+),?\s+{adverbs}(?:{past})"
        rf"|[Ww]e\s+{adverbs}(?:{base}))\b"
    )


@dataclass
class _Section:
    """What stands under one heading: the actions found, and every sentence told."""

    heading: Span | None = None
    above: Span | None = None
    """The heading that this one stands under."""
    procedure: bool = False
    drafts: list[Draft] = field(default_factory=list)
    told: list[Span] = field(default_factory=list)


@dataclass
class ProseReader:
    """Walks paragraphs outside tables, keeping the section and the line before a list."""

    text: str
    year_start: int = 4
    minutes: bool = False
    drafts: list[Draft] = field(default_factory=list)
    _headings: dict[int, Span] = field(default_factory=dict)
    _section: _Section = field(default_factory=_Section)
    _list: ListLead = field(default_factory=ListLead)
    _usual: ListLead = field(default_factory=ListLead)
    """What holds for lists here that no line of their own leads in."""
    _ended: bool = False
    _record: Fields | None = None
    """The parts of the action that is being told line by line."""

    def take(self, block: Prose) -> None:
        """Read one paragraph."""
        span = trimmed(self.text, block.span)
        self._ended = self._ended or bool(_cues("end_of_text").match(self._plain(span).lower()))
        if span.start >= span.end or block.kind == "quote" or self._ended:
            return
        if block.kind == "heading":
            if not _BYLINE.match(span.of(self.text)):
                numbered = agenda_item(self.text, span) if self.minutes else None
                self._open_section(numbered[0] if numbered else span, block.level)
        elif self.minutes and (item := agenda_item(self.text, span)):
            self._open_section(item[0], _AGENDA_LEVEL)
            if item[1] and not self._section.procedure:
                self._take_text(item[1], item[1])
        elif self._section.procedure or self._take_labelled(span):
            return
        elif block.kind == "item":
            self._take_item(span)
        else:
            self._take_text(span, block.span)

    def _take_labelled(self, span: Span) -> bool:
        """Read a paragraph of labelled parts: an action of its own, or more of the one told line by line."""
        parts = labelled(self.text, span)
        open_record, self._record = self._record, None
        if parts is None or (self.minutes and parts.opens):
            return False
        if parts.head is None and not parts.opens:
            return self._tell_more(parts, open_record)
        if parts.head is not None and not (parts.tells or self._list.actions):
            return False
        fields = dict(parts.fields)
        if parts.head is not None:
            title = item_title(self.text, span) or item_title(self.text, Span(span.start, parts.head.end))
            rest = Span(title.end, parts.head.end) if title and title.start <= parts.head.end else parts.head
            named = {"title": [title]} if title else {}
            rest = without_mark(self.text, rest)
            fields = {**named, **fields, "description": [rest, *fields.get("description", [])]}
            fields["description"] = [part for part in fields["description"] if part.start < part.end]
        self._keep(fields)
        return True

    def _tell_more(self, parts: Labelled, fields: Fields | None) -> bool:
        """Labelled parts without a name belong to the action before them, or to the one their heading names."""
        heading = self._section.heading
        if fields is not None:
            self._section.drafts.pop()
            self._keep(joined_fields(fields, parts.fields))
            return True
        if heading and parts.tells and len(self._section.drafts) <= 1 and names_something(self._plain(heading)):
            self._section.drafts.clear()
            told = {"description": [*self._section.told]} if self._section.told else {}
            self._keep(joined_fields({"title": [heading], **told}, parts.fields), self._section.above)
            return True
        return False

    def _keep(self, fields: Fields, theme: Span | None = None) -> None:
        own = fields.get("title", [None])[0] == self._section.heading
        theme = theme if own else self._section.heading
        draft = record_of(self.text, fields, theme, self.year_start)
        draft.status = draft.status or self._list.status
        draft.date = draft.date or self._list.date
        self._record = fields
        self._section.drafts.append(draft)

    def close(self) -> None:
        """End the section.

        One with a single action is about it: its heading names the action, and all its text tells of it.
        """
        section = self._section
        self._section, self._record = _Section(), None
        self.drafts += section.drafts
        if len(section.drafts) != 1 or section.heading is None:
            return
        draft = section.drafts[0]
        if draft.title or not names_something(self._plain(section.heading)) or self._lead_in(section.heading).actions:
            return
        known = {paragraph.span for paragraph in draft.paragraphs}
        if not self.minutes and sum(span.end <= draft.span.start for span in section.told) > _MOST_BEFORE:
            return
        draft.title, draft.theme = section.heading, section.above
        draft.paragraphs += [Paragraph(span, "alone") for span in section.told if span not in known]
        draft.paragraphs.sort(key=lambda paragraph: paragraph.span)

    def _open_section(self, heading: Span, level: int) -> None:
        self.close()
        self._headings = {known: span for known, span in self._headings.items() if known < level}
        above = next((span for known, span in sorted(self._headings.items(), reverse=True) if known > 1), None)
        self._headings[level] = heading
        self._section = _Section(heading if level > 1 else None, above, is_procedure(self._plain(heading)))
        self._usual = self._list = self._led_by([heading, *(self._headings[k] for k in sorted(self._headings)[::-1])])

    def lead_all(self, title: Span) -> None:
        """Take a document's title for what its lists hold, as long as no heading says it."""
        self._usual = self._list = self._led_by([title])
        self._headings[0] = title

    def _lead_in(self, line: Span) -> ListLead:
        return list_lead(self.text, line, self.year_start)

    def _led_by(self, headings: list[Span]) -> ListLead:
        return led_by(self.text, headings, self.year_start)

    def _plain(self, span: Span) -> str:
        return plain_words(self.text, span)

    def _take_item(self, span: Span) -> None:
        words = self._plain(span)
        if len(words.split()) < _SHORTEST or _TIMETABLE.match(words):
            return
        promise = is_promise(words)
        if not promise and _cues("not_an_action").search(words.lower()):
            return
        if self._list.actions or promise or _starts_as_action().search(words) or self._says_action(words):
            draft = self._draft(without_label(self.text, span))
            draft.title = item_title(self.text, span) or draft.title or self._noun_title(span, words)
            draft.status = "planned" if promise else self._item_status(words)
            draft.date = draft.date or self._list.date
            self._section.drafts.append(draft)

    def _noun_title(self, span: Span, words: str) -> Span | None:
        """An item that is no sentence and begins with no verb is a name."""
        if not self._list.actions or _begins_with_verb().match(words) or self._says_action(words):
            return None
        return noun_title(self.text, span)

    def _item_status(self, words: str) -> ActionStatus | None:
        if re.match(r"(?:the )?continu", words, re.IGNORECASE):
            return "planned" if self._list.status == "planned" else "ongoing"
        return self._list.status

    def _take_text(self, span: Span, whole: Span) -> None:
        leads = self.text[whole.start : whole.end].rstrip().endswith((":", ";", ":-", " –"))
        self._list = self._lead_in(span) if leads else self._usual
        opened: Draft | None = None
        parts = sentences(self.text, span)
        leads_up = self.minutes and any(is_promise(self._plain(part)) for part in parts)
        promised: Draft | None = None
        for sentence in parts:
            words = self._plain(sentence)
            self._section.told.append(sentence)
            goes_on = _cues("continues").match(words.lower()) and not _cues("not_an_action").search(words.lower())
            if self.minutes and promised:
                # What a paragraph of minutes leads up to is one thing to do, however many sentences tell of it.
                promised.paragraphs.append(Paragraph(sentence, "described"))
            elif self.minutes and is_labelled(words) and self._section.drafts:
                opened = promised = self._section.drafts[-1]
                opened.paragraphs.append(Paragraph(without_label(self.text, sentence), "described"))
                opened.status = "planned"
            elif is_promise(words):
                opened = promised = self._open(without_label(self.text, sentence))
                opened.status = "planned"
            elif leads_up and not _cues("done_already").search(words):
                continue
            elif opened and goes_on:
                opened.paragraphs.append(Paragraph(sentence, "alone"))
            elif self._is_action(words):
                opened = self._open(sentence)
        if leads and self._list.actions and opened is not None and self._section.drafts[-1] is opened:
            self._section.drafts.pop()

    def _open(self, sentence: Span) -> Draft:
        draft = self._draft(sentence)
        self._section.drafts.append(draft)
        return draft

    def _is_action(self, words: str) -> bool:
        if len(words.split()) < _SHORTEST or _cues("not_an_action").search(words.lower()):
            return False
        return self._says_action(words)

    def _says_action(self, words: str) -> bool:
        found = _predicate().search(words)
        return bool(found) and len(words[: found.start() if found else 0].split()) <= FIRST_WORDS

    def _draft(self, span: Span) -> Draft:
        draft = Draft(theme=self._section.heading, paragraphs=[Paragraph(span, "described")], running=True)
        draft.date = next((r for r in find_dates(self.text, span, self.year_start) if r.edtf), None)
        draft.title = named_thing(self.text, span)
        return draft


def running_text(source: Source, year_start: int = 4) -> list[Draft]:
    """Return the drafts of all actions found outside tables."""
    reader = ProseReader(source.text, year_start, is_minutes(source.text))
    if source.title and not reader.minutes:
        reader.lead_all(source.title)
    for block in source.blocks:
        if isinstance(block, Prose):
            reader.take(block)
    reader.close()
    return reader.drafts
