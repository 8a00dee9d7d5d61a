"""The overlay: what each kind of decision does to an extraction."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, cast

from graph.build import decision_path
from graph.errors import DataError, UsageError
from graph.iris import fold, short_hash
from graph.periods import extent
from graph.records import (
    Action,
    ConceptScore,
    Decision,
    Extraction,
    PartnerLink,
    Period,
    Span,
    Statement,
)
from graph.sentences import sentences
from ingest.decisions import Item, find_item, items, merges_of, renamed

ROLES = "lead funder delivery host referrer content supplier promoter space-user landlord recipient mentioned".split()
VALUES: dict[str, tuple[str, ...]] = {
    "role": tuple(ROLES),
    "status": ("confirmed", "proposed", "ended"),
    "action-status": ("planned", "ongoing", "completed", "unknown"),
}
SETTABLE = {
    "action": ("title", "theme", "status", "date"),
    "partner": ("role", "status", "name"),
    "statement": ("outcome",),
    "venue": (),
}
Fates = tuple[tuple[Decision, str], ...]
Decided = tuple[tuple[str, str], ...]


def apply_decisions(
    extraction: Extraction, decisions: Iterable[Decision], document: str
) -> tuple[Extraction, Fates, Decided]:
    """Return the extraction as people settled it, what became of each decision, and which items were changed.

    Splits and joins change the rows themselves and are made before extraction; here they are only reported.
    """
    every = list(decisions)
    fates: list[tuple[Decision, str]] = []
    decided: list[tuple[str, str]] = []
    for decision in every:
        if decision.document != document or decision.operation == "merge":
            continue
        known = items(extraction)
        if decision.operation == "join":
            fates.append((decision, _fate_of_join(decision, {item.key for item in known})))
            continue
        item, fate = find_item(decision, known)
        if item is not None and decision.operation != "split":
            changed = changed_action(extraction, item, decision)
            actions = tuple(changed if a.key == item.action.key else a for a in extraction.actions)
            extraction = replace(extraction, actions=actions)
            decided.append((item.key, decision_path(document, decision)))
        fates.append((decision, fate))
    return renamed(extraction, merges_of(every)), tuple(fates), tuple(decided)


def _fate_of_join(decision: Decision, keys: set[str]) -> str:
    """A join was made when its second action is gone and its first one is here."""
    return "applied" if decision.value in keys and decision.subject not in keys else "orphaned"


def changed_action(extraction: Extraction, item: Item, decision: Decision) -> Action:
    """Return the action an item belongs to, as one decision leaves it; raise DataError for an impossible one."""
    action, text = item.action, extraction.text
    if decision.operation == "add":
        return replace(action, partners=(*action.partners, added_partner(text, action, decision)))
    if item.kind == "action":
        return _changed_whole(action, decision)
    if item.kind == "partner":
        links = [_changed_partner(link, decision) if link.key == item.key else link for link in action.partners]
        return replace(action, partners=tuple(link for link in links if link))
    if item.kind == "venue":
        kept = [v for v in action.venues if v.key != item.key or decision.operation != "reject"]
        venues = [replace(v, band="accepted") if v.key == item.key else v for v in kept]
        return replace(action, venues=tuple(venues))
    found = [_changed_statement(s, decision) if s.key == item.key else s for s in action.statements]
    return replace(action, statements=tuple(statement for statement in found if statement))


def _changed_whole(action: Action, decision: Decision) -> Action:
    name, value = _property(decision), decision.value
    if decision.operation == "title" or name == "title":
        return replace(action, title=value, title_rule="decision")
    if name == "theme":
        return replace(action, theme=value or None, theme_span=None)
    if name == "status":
        return replace(action, status=cast(Any, _checked("action-status", value)))
    if name == "date":
        try:
            extent(value)
        except UsageError as error:
            raise DataError(str(error)) from error
        span = action.period.span if action.period else action.passages[0]
        start, _, end = value.partition("/")
        known = [part if len(part) >= 7 else None for part in (start, end or start)]
        words = action.period.text if action.period else ""
        return replace(action, period=Period(span, words or value, value, known[0], known[1]))
    raise DataError(f"“{decision.operation}” cannot be done to a whole action; set its {_list('action')}.")


def _changed_partner(link: PartnerLink, decision: Decision) -> PartnerLink | None:
    if decision.operation == "reject":
        return None
    if decision.operation == "accept":
        return replace(link, band="accepted", doubt="")
    name, value = _property(decision), decision.value
    if name == "role":
        return replace(link, role=cast(Any, _checked("role", value)), band="accepted")
    if name == "status":
        return replace(link, status=cast(Any, _checked("status", value)), band="accepted")
    if name == "name" and value:
        return replace(link, name=value, kind="named", band="accepted")
    raise DataError(f"A partner’s “{name}” cannot be set; its {_list('partner')} can.")


def _changed_statement(statement: Statement, decision: Decision) -> Statement | None:
    value = decision.value
    if decision.operation == "reject" and not value:
        return None
    others = tuple(score for score in statement.concepts if score.key != value)
    if decision.operation == "reject":
        return replace(statement, concepts=others)
    if decision.operation == "accept" and not value:
        concepts = tuple(replace(score, band="accepted") for score in statement.concepts[:1])
        return replace(statement, band="accepted", concepts=concepts + statement.concepts[1:])
    accepted = ConceptScore(value, "accepted", 1.0, "decided by a person")
    if decision.operation == "accept":
        return replace(statement, concepts=(accepted, *others))
    if _property(decision) == "outcome":
        return replace(statement, concepts=(accepted,))
    raise DataError(f"A statement’s “{_property(decision)}” cannot be set; its {_list('statement')} can.")


def added_partner(text: str, action: Action, decision: Decision) -> PartnerLink:
    """Return a partner that a person found; its words must stand in the action, since a claim needs its sentence."""
    name, _, rest = decision.value.partition("|")
    role, _, status = rest.partition("|")
    words = fold(decision.quote).lower()
    for passage in action.passages:
        for sentence in sentences(text, passage):
            at = text.lower().find(words, sentence.start, sentence.end) if words else -1
            if at >= 0:
                return PartnerLink(
                    name=name,
                    kind="named",
                    surface=Span(at, at + len(words)),
                    passages=(passage,),
                    role=cast(Any, _checked("role", role or "delivery")),
                    status=cast(Any, _checked("status", status or "confirmed")),
                    band="accepted",
                    rule="added by a person",
                    key=short_hash(action.key, "partner", name),
                )
    raise DataError(f"“{decision.quote}” does not stand in “{action.title}”; quote the words that name the partner.")


def _property(decision: Decision) -> str:
    """`property` is written as kind:name, so that a moved item is looked for among its own kind."""
    return decision.property.partition(":")[2]


def _checked(name: str, value: str) -> str:
    if value not in VALUES[name]:
        what = {"role": "a role", "status": "a state of a partnership", "action-status": "a status of an action"}[name]
        raise DataError(f"“{value}” is not {what}; it can be {', '.join(VALUES[name])}.")
    return value


def _list(kind: str) -> str:
    return ", ".join(SETTABLE[kind])
