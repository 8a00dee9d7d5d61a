"""One selection for every view: which actions, partners and statements are looked at, applied over the facts.

Values of one kind widen each other, kinds narrow each other. Theme, document, place, audience and months choose
actions; partner, kind and role choose who takes part; outcome and statement choose what is stated.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph.errors import UsageError
from graph.facts import Action, Backing, Claim, Facts, Mention, Part
from graph.periods import Live, check_month, extent, live

STATUSES = ("confirmed", "proposed", "all")
_ANY = frozenset[str]()
ONLY = "~only"
"""After the key of an outcome: what is said about it itself, not about what is below it."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What is looked at; an empty tuple or text leaves nothing out. Values are keys as addresses write them.

    `status` empty is the usual of a view: the matrix counts what is confirmed, the others draw proposals apart.
    """

    theme: tuple[str, ...] = ()
    document: tuple[str, ...] = ()
    partner: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    role: tuple[str, ...] = ()
    outcome: tuple[str, ...] = ()
    statement: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    status: str = ""
    since: str = ""
    until: str = ""
    undated: bool = False
    candidates: bool = False

    def __post_init__(self) -> None:
        for month in (self.since, self.until):
            if month:
                check_month(month)
        if self.since and self.until and self.since > self.until:
            raise UsageError(f"The months run backwards: {self.since} is after {self.until}.")
        if self.status and self.status not in STATUSES:
            raise UsageError(f"“{self.status}” is no status; confirmed, proposed or all would be.")


@dataclass(frozen=True, slots=True)
class Picked:
    """The facts of a selection; `undated` counts the actions left out because no date tells."""

    actions: Mapping[str, Action]
    parts: tuple[Part, ...]
    claims: tuple[Claim, ...]
    backings: tuple[Backing, ...]
    mentions: tuple[Mention, ...]
    undated: int

    @property
    def statements(self) -> dict[str, Claim]:
        """The statements of impact that are accepted, each once, by passage."""
        return {claim.passage: claim for claim in self.claims if claim.impact and claim.sure}


def pick(facts: Facts, selection: Selection) -> Picked:
    """Return what a selection leaves of the facts."""
    return _Pick(facts, selection).picked()


class _Pick:
    def __init__(self, facts: Facts, selection: Selection) -> None:
        self.facts, self.chosen = facts, selection
        self.places = _mentioned(facts, selection.place, {p.path: {p.key} for p in facts.places.values()})
        self.audiences = _mentioned(facts, selection.audience, _keys_above(facts, facts.audiences))
        self.outcome_keys = {
            path: keys | {path.rsplit("/", 1)[1] + ONLY} for path, keys in _keys_above(facts, facts.outcomes).items()
        }
        self.months = _months(facts, selection)
        self.undated = 0

    def picked(self) -> Picked:
        facts, chosen = self.facts, self.chosen
        actions = {path for path, action in facts.actions.items() if self._action(action)}
        parts = tuple(part for part in facts.parts if part.action in actions and self._part(part))
        claims = tuple(claim for claim in facts.claims if claim.action in actions and self._claim(claim))
        if chosen.partner or chosen.kind or chosen.role or chosen.status in ("confirmed", "proposed"):
            actions &= {part.action for part in parts}
        if chosen.outcome or chosen.statement:
            actions &= {claim.action for claim in claims}
        parts = tuple(part for part in parts if part.action in actions)
        claims = tuple(claim for claim in claims if claim.action in actions)
        links = {(part.action, part.partner, part.role) for part in parts}
        said = {(claim.action, claim.outcome, claim.passage) for claim in claims}
        return Picked(
            {path: action for path, action in facts.actions.items() if path in actions},
            parts,
            claims,
            tuple(
                item
                for item in facts.backings
                if (item.action, item.partner, item.role) in links
                and (item.action, item.outcome, item.passage) in said
                and self._backing(item)
            ),
            tuple(m for m in facts.mentions if m.action in actions and (m.sure or chosen.candidates)),
            self.undated,
        )

    def _action(self, action: Action) -> bool:
        chosen = self.chosen
        if chosen.theme and (action.theme_key or "none") not in chosen.theme:
            return False
        if chosen.document and action.document.removeprefix("doc/") not in chosen.document:
            return False
        if chosen.place and action.path not in self.places:
            return False
        if chosen.audience and action.path not in self.audiences:
            return False
        return not self.months or self._in_time(action)

    def _in_time(self, action: Action) -> bool:
        states = {in_month(action, month) for month in self.months}
        if states & {"yes", "in effect"}:
            return True
        if "unknown" in states:
            self.undated += 1
            return self.chosen.undated
        return False

    def _part(self, part: Part) -> bool:
        chosen, partner = self.chosen, self.facts.partners.get(part.partner)
        if partner is None or (not part.sure and not chosen.candidates):
            return False
        return (
            (not chosen.partner or partner.key in chosen.partner)
            and (not chosen.kind or partner.kind in chosen.kind)
            and (not chosen.role or part.role in chosen.role)
            and (chosen.status in ("", "all") or part.status == chosen.status)
        )

    def _claim(self, claim: Claim) -> bool:
        chosen = self.chosen
        if not claim.sure and not chosen.candidates:
            return False
        keys = self.outcome_keys.get(claim.outcome, _ANY)
        return (not chosen.outcome or not keys.isdisjoint(chosen.outcome)) and (
            not chosen.statement or claim.statement in chosen.statement
        )

    def _backing(self, item: Backing) -> bool:
        if item.firm:
            return self.chosen.status != "proposed"
        if not item.sure and not self.chosen.candidates:
            return False
        return not item.proposed or self.chosen.status in ("proposed", "all")


def in_month(action: Action, month: str) -> Live:
    """Say whether an action was live in a month, as far as its dates tell."""
    return live(action.edtf or None, action.state == "planned", month)


def month_after(month: str, steps: int = 1) -> str:
    """Return the month some steps later, or earlier."""
    number = int(month[:4]) * 12 + int(month[5:]) - 1 + steps
    return f"{number // 12:04d}-{number % 12 + 1:02d}"


def _months(facts: Facts, selection: Selection) -> tuple[str, ...]:
    """Return the months of the selection that can have different answers."""
    if not (selection.since or selection.until):
        return ()
    known = [extent(action.edtf) for action in facts.actions.values() if action.edtf]
    days = [day[:7] for found in known for day in (found.earliest, found.latest) if day]
    if not days:
        return (selection.since or selection.until,)
    # Before the first date and after the last one, every month has the same answer.
    before, after = month_after(min(days), -1), month_after(max(days))
    months = [min(max(selection.since or before, before), after)]
    last = min(max(selection.until or after, before), after)
    while months[-1] < last:
        months.append(month_after(months[-1]))
    return tuple(months)


def _keys_above(facts: Facts, concepts: Mapping[str, object]) -> dict[str, frozenset[str]]:
    """Return for every concept the keys that mean it: its own and those of all that is broader."""
    return {path: frozenset(above.rsplit("/", 1)[1] for above in facts.above.get(path, {path})) for path in concepts}


def _mentioned(facts: Facts, keys: Iterable[str], known: Mapping[str, Iterable[str]]) -> frozenset[str]:
    """Return the actions that name something with one of the keys."""
    wanted = set(keys)
    things = {path for path, own in known.items() if wanted & set(own)} if wanted else set()
    return frozenset(mention.action for mention in facts.mentions if mention.thing in things and mention.sure)
