"""Who takes part in what, and how: roles and states of partners from the words around their names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from graph.records import InvolvementStatus, Named, Role, Span
from ingest.lexicon import load, pattern

_TAGS = re.compile(r"<[^<>]{0,500}>")


@dataclass(frozen=True, slots=True)
class Mentioned:
    """Something that may be a partner, named in a sentence: of the registry, a new name, or an unnamed group."""

    name: str
    span: Span
    type: str = ""
    unnamed: bool = False
    generic: bool = False
    known: bool = True
    default_role: str = ""
    strong_name: bool = False

    @property
    def organisation(self) -> bool:
        """Whether the name is no ordinary word that may mean something else."""
        return not self.generic and not self.unnamed


@dataclass(frozen=True, slots=True)
class Relation:
    """The role and state read from one sentence; `rank` orders readings of the same partner, lowest first."""

    role: Role
    status: InvolvementStatus
    rule: str
    rank: int


@dataclass(frozen=True, slots=True)
class _RoleRule:
    name: str
    role: Role
    left: re.Pattern[str] | None
    right: re.Pattern[str] | None
    surface_or_right: re.Pattern[str] | None
    types: tuple[str, ...]
    organisation: bool


@cache
def _role_rules() -> tuple[_RoleRule, ...]:
    def compiled(rule: dict[str, Any], part: str) -> re.Pattern[str] | None:
        return re.compile(rule[part], re.IGNORECASE) if part in rule else None

    return tuple(
        _RoleRule(
            rule["rule"],
            rule["role"],
            compiled(rule, "left"),
            compiled(rule, "right"),
            compiled(rule, "surface_or_right"),
            tuple(load("relations")["place_types"] if "place" in rule else rule.get("types", ())),
            "organisation" in rule,
        )
        for rule in load("relations")["roles"]
    )


@cache
def _cues(section: str) -> re.Pattern[str]:
    return pattern(load("relations")[section])


@cache
def _describing() -> re.Pattern[str]:
    return pattern(load("relations")["describing"], r"\b", r"\s+$")


@cache
def _coordination() -> re.Pattern[str]:
    return re.compile(load("relations")["coordination"], re.IGNORECASE)


def relate(text: str, sentence: Span, mentions: list[Mentioned]) -> list[tuple[Mentioned, Relation | None]]:
    """Return each mention of a sentence with the role and state its words give it, None without any cue.

    A list (“A, B and C”) is read as one: what stands before its first name holds for all.
    """
    found: list[tuple[Mentioned, Relation | None]] = []
    for chain in _chains(text, mentions):
        for mention in chain:
            left = _before(text, sentence, mention)
            head_left = _before(text, sentence, chain[0])
            right = text[mention.span.end : sentence.end]
            last_right = text[chain[-1].span.end : sentence.end]
            role = _role(mention, text, [left, head_left], [right, last_right])
            if role is None:
                found.append((mention, None))
                continue
            name, rule, rank = role
            found.append((mention, Relation(name, _status(head_left, left, right), rule, rank)))
    return found


def _before(text: str, sentence: Span, mention: Mentioned) -> str:
    """Return what stands before a name in its sentence, without markup and the adjective that describes it."""
    return _describing().sub("", _TAGS.sub(" ", text[sentence.start : mention.span.start]))


def _chains(text: str, mentions: list[Mentioned]) -> list[list[Mentioned]]:
    chains: list[list[Mentioned]] = []
    for mention in sorted(mentions, key=lambda m: m.span):
        if chains and _coordination().match(text[chains[-1][-1].span.end : mention.span.start]):
            chains[-1].append(mention)
        else:
            chains.append([mention])
    return chains


def _role(mention: Mentioned, text: str, lefts: list[str], rights: list[str]) -> tuple[Role, str, int] | None:
    for rank, rule in enumerate(_role_rules()):
        if rule.types and mention.type not in rule.types:
            continue
        if rule.organisation and not mention.organisation:
            continue
        if rule.left and not any(rule.left.search(left) for left in lefts):
            continue
        if rule.right and not any(rule.right.search(right) for right in rights):
            continue
        surface_and_right = mention.span.of(text) + rights[0][:20]
        if rule.surface_or_right and not rule.surface_or_right.search(surface_and_right):
            continue
        return rule.role, rule.name, rank
    if mention.unnamed and mention.default_role:
        return cast(Role, mention.default_role), "group-of-its-own", len(_role_rules())
    return None


def _status(head_left: str, left: str, right: str) -> InvolvementStatus:
    """The cue nearest before the name governs it; a cue right after it goes before all."""
    if _cues("proposed_right").search(right):
        return "proposed"
    if _cues("ended_left").search(left) or _cues("ended_right").search(right):
        return "ended"
    plan = max((m.end() for m in _cues("proposed_left").finditer(head_left)), default=-1)
    own_plan = max((m.end() for m in _cues("proposed_left").finditer(left)), default=-1)
    fact = max((m.end() for m in _cues("confirmed_left").finditer(head_left)), default=-1)
    return "proposed" if max(plan, own_plan) > fact else "confirmed"


@cache
def _unnamed_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    groups = load("relations")["unnamed"]
    words = "|".join(groups["with_word"])
    alone = "|".join(groups["alone"])
    stop = "|".join(groups["not_a_modifier"])
    modifier = rf"(?!(?:{stop})\b)[A-Za-z][a-z-]+['’]?"
    return (
        re.compile(rf"\b(?:{modifier}\s+){{1,2}}(?P<head>{words})\b"),
        re.compile(rf"\b(?P<head>{alone})\b"),
    )


def unnamed_groups(text: str, sentence: Span, taken: list[Span]) -> list[Mentioned]:
    """Return the groups without a name of their own (“scout groups”, “volunteers”) in a sentence."""
    groups = load("relations")["unnamed"]
    found: list[Mentioned] = []
    for number, regex in enumerate(_unnamed_patterns()):
        for match in regex.finditer(text, sentence.start, sentence.end):
            span = Span(match.start(), match.end())
            spans = taken + [mention.span for mention in found]
            if any(span.start < other.end and other.start < span.end for other in spans):
                continue
            head = match["head"]
            default = groups["with_word" if number == 0 else "alone"][head]
            told = default if head in groups["self_telling"] else ""
            found.append(Mentioned(_group_name(match.group(), head), span, unnamed=True, default_role=told))
    return found


def _group_name(surface: str, head: str) -> str:
    """Return a group's name: one space between words, a capital first, “partnerships” as “partners”."""
    renamed = str(load("relations")["unnamed"]["rename"].get(head, head))
    words = " ".join(surface.split())[: -len(head)] + renamed
    return words[0].upper() + words[1:]


def as_mention(named: Named, span: Span, generic: bool) -> Mentioned:
    """Return a name of the registry as something that may be a partner."""
    return Mentioned(named.name, span, named.type, generic=generic)
