"""The partners of one action: every mention gathered, related, and put together as one link each."""

from __future__ import annotations

from dataclasses import dataclass

from graph.iris import short_hash
from graph.records import Band, PartnerLink, Span
from ingest.candidates import organisations, proper_names
from ingest.gazetteer import Hit
from ingest.local_names import with_longer_names
from ingest.relations import Mentioned, Relation, as_mention, relate, unnamed_groups


@dataclass(frozen=True, slots=True)
class _Seen:
    """One mention of a partner with its reading and the sentence that shows it."""

    mention: Mentioned
    relation: Relation | None
    sentence: Span


def partners_of(
    text: str, scope: str, title: Span | None, sentences: list[Span], hits: list[Hit], blocked: list[Span]
) -> tuple[PartnerLink, ...]:
    """Return the partners of an action; `scope` is the action's key, `blocked` are dates and other non-names."""
    seen: list[_Seen] = []
    for sentence in ([title] if title else []) + sentences:
        mentions = _mentions(text, sentence, hits, blocked, in_title=sentence == title)
        seen += [_Seen(mention, relation, sentence) for mention, relation in relate(text, sentence, mentions)]
    by_name: dict[str, list[_Seen]] = {}
    for item in seen:
        if item.relation or not (item.mention.generic or item.mention.unnamed or _only_a_title(item, title)):
            by_name.setdefault(item.mention.name, []).append(item)
    links = [_link(text, scope, items) for items in by_name.values()]
    return tuple(sorted(links, key=lambda link: (link.surface, link.name)))


def _only_a_title(item: _Seen, title: Span | None) -> bool:
    """A title may look like a new name (“Refurbish Ely Museum”); without a cue it is not worth anyone's time."""
    return item.sentence == title and not item.mention.known


def _mentions(text: str, sentence: Span, hits: list[Hit], blocked: list[Span], in_title: bool) -> list[Mentioned]:
    known = [
        as_mention(hit.named, hit.span, hit.generic)
        for hit in hits
        if hit.named.kind == "partner" and sentence.covers(hit.span)
    ]
    known = with_longer_names(text, sentence, known, blocked)
    taken = [mention.span for mention in known] + blocked
    new = organisations(text, sentence, taken)
    taken += [mention.span for mention in new]
    if not in_title:
        new += proper_names(text, sentence, taken)
        taken += [mention.span for mention in new]
    return known + new + unnamed_groups(text, sentence, taken)


def _link(text: str, scope: str, items: list[_Seen]) -> PartnerLink:
    """Put the mentions of one partner together: the most telling one gives role, state and surface."""
    best = min(items, key=lambda item: (item.relation.rank if item.relation else 999, item.mention.span))
    passages = [best.sentence] + [item.sentence for item in items if item.sentence != best.sentence]
    mention, relation = best.mention, best.relation
    band, doubt = _band(mention, relation)
    return PartnerLink(
        name=mention.name,
        kind="unnamed" if mention.unnamed else "named",
        surface=mention.span,
        passages=tuple(dict.fromkeys(passages)),
        role=relation.role if relation else "mentioned",
        status=relation.status if relation else "confirmed",
        band=band,
        rule=relation.rule if relation else "no-cue",
        key=short_hash(scope, "partner", mention.name),
        doubt=doubt,
    )


def _band(mention: Mentioned, relation: Relation | None) -> tuple[Band, str]:
    if relation is None:
        return "candidate", "named, but no words say that it takes part"
    if mention.known or mention.strong_name or mention.unnamed:
        return "accepted", ""
    return "candidate", "a name that nobody has registered yet"
