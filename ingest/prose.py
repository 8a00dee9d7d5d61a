"""Actions in running text: list items, sentences that say what a body did or will do, and promises in minutes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from graph.iris import fold
from graph.records import ActionStatus, Span
from graph.sentences import sentences, trimmed
from ingest.dates import Reading, find_dates
from ingest.drafts import Draft, Paragraph
from ingest.lexicon import forms, load, pattern
from ingest.named_things import named_thing
from ingest.source import Prose, Source

_TAG = re.compile(r"<[^<>]{0,500}>|[*_`#>]+")
_PROMISE = re.compile(r"^(?:action|agreed|resolved|decision)\b\s*(?:\(?\d+\)?)?\s*[:–—-]?\s*", re.IGNORECASE)
_TIMETABLE = re.compile(
    r"^(?:\d{1,2}([.:]\d\d)?\s?(?:am|pm)?\b\s?[-–]|(?:mon|tues|wednes|thurs|fri|satur|sun)day\b)", re.I
)
_STATUSES: tuple[ActionStatus, ...] = ("completed", "ongoing", "planned")
_SHORTEST = 4
"""Words below which an item or a sentence names no action."""
FIRST_WORDS = 12
"""Words within which the main verb of a sentence stands."""


@cache
def _cues(section: str) -> re.Pattern[str]:
    return pattern(load("prose")[section])


@cache
def _lead_in(status: str) -> re.Pattern[str]:
    return pattern(load("prose")["list_lead_ins"][status])


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
def _predicate() -> re.Pattern[str]:
    adverbs = r"(?:(?:also|now|recently|since|already|successfully|jointly|further|then|first|just)\s+){0,2}"
    past, base, ing = _verbs("past"), _verbs("base"), _verbs("ing")
    return re.compile(
        rf"\b(?:(?:has|have|had)\s+{adverbs}(?:been\s+)?(?:{past})"
        rf"|(?:was|were|is being|are being|is|are|been)\s+{adverbs}(?:{past})"
        rf"|(?:will|shall)\s+{adverbs}(?:be\s+)?(?:{base}|{past}|{ing})"
        rf"|(?:is|are|has been|have been)\s+{adverbs}(?:{ing})"
        rf"|(?:[Ww]e|council|service|trust|government|partnership|team|library|libraries|board|authority|department|"
        rf"university|college|charity|[A-Z][a-z]+)\s+{adverbs}(?:{past})"
        rf"|[Ww]e\s+{adverbs}(?:{base}))\b"
    )


@dataclass
class _List:
    """What the line before a list says about its items."""

    actions: bool = False
    status: ActionStatus | None = None
    date: Reading | None = None


@dataclass
class ProseReader:
    """Walks paragraphs outside tables, keeping the section and the line before a list."""

    text: str
    year_start: int = 4
    drafts: list[Draft] = field(default_factory=list)
    theme: Span | None = None
    _list: _List = field(default_factory=_List)

    def take(self, block: Prose) -> None:
        """Read one paragraph."""
        span = trimmed(self.text, block.span)
        if span.start >= span.end or block.kind == "quote":
            return
        if block.kind == "heading":
            self.theme = span if block.level > 1 else None
            self._list = self._lead(span)
        elif block.kind == "item":
            self._take_item(span)
        else:
            self._take_text(span, block.span)

    def _plain(self, span: Span) -> str:
        return fold(_TAG.sub(" ", span.of(self.text)))

    def _lead(self, span: Span) -> _List:
        words = self._plain(span).lower()
        last = {s: max((m.end() for m in _lead_in(s).finditer(words)), default=-1) for s in _STATUSES}
        nearest = max(_STATUSES, key=lambda s: last[s])
        status = nearest if last[nearest] >= 0 else None
        dates = find_dates(self.text, span, self.year_start)
        told = status is not None or bool(_lead_in("neutral").search(words))
        return _List(told, status, dates[-1] if dates and told else None)

    def _take_item(self, span: Span) -> None:
        words = self._plain(span)
        promise = _PROMISE.match(words)
        if len(words.split()) < _SHORTEST or _TIMETABLE.match(words) or _cues("not_an_action").search(words.lower()):
            return
        if self._list.actions or promise or _starts_as_action().search(words) or self._says_action(words):
            draft = self._draft([span])
            draft.status = self._item_status(words)
            draft.date = draft.date or self._list.date
            self.drafts.append(draft)

    def _item_status(self, words: str) -> ActionStatus | None:
        if re.match(r"(?:the )?continu", words, re.IGNORECASE):
            return "planned" if self._list.status == "planned" else "ongoing"
        return self._list.status

    def _take_text(self, span: Span, whole: Span) -> None:
        self._list = self._lead(span) if self.text[whole.start : whole.end].rstrip().endswith(":") else _List()
        opened: Draft | None = None
        for sentence in sentences(self.text, span):
            words = self._plain(sentence)
            if opened and _cues("continues").match(words.lower()) and not _cues("not_an_action").search(words.lower()):
                opened.paragraphs.append(Paragraph(sentence, "alone"))
            elif self._is_action(words):
                opened = self._draft([sentence])
                self.drafts.append(opened)
        if self._list.actions and opened is not None and self.drafts and self.drafts[-1] is opened:
            self.drafts.pop()

    def _is_action(self, words: str) -> bool:
        if len(words.split()) < _SHORTEST or _cues("not_an_action").search(words.lower()):
            return False
        return bool(_PROMISE.match(words)) or self._says_action(words)

    def _says_action(self, words: str) -> bool:
        found = _predicate().search(words)
        return bool(found) and len(words[: found.start() if found else 0].split()) <= FIRST_WORDS

    def _draft(self, spans: list[Span]) -> Draft:
        draft = Draft(theme=self.theme, paragraphs=[Paragraph(span, "described") for span in spans], running=True)
        dates = [r for span in spans for r in find_dates(self.text, span, self.year_start) if r.edtf]
        draft.date = dates[0] if dates else None
        draft.title = named_thing(self.text, spans[0])
        return draft


def running_text(source: Source, year_start: int = 4) -> list[Draft]:
    """Return the drafts of all actions found outside tables."""
    reader = ProseReader(source.text, year_start)
    for block in source.blocks:
        if isinstance(block, Prose):
            reader.take(block)
    return reader.drafts
