"""What one action contributes to the scores: gold's action and the one found, compared measure by measure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ingest.alignment import SAME_WORDS, Pairs, paired, same_name
from ingest.scored_facts import ScoredAction, ScoredOutcome, ScoredPartner, word_overlap
from ingest.scores import Tally, Unit

NOTHING = ScoredAction(
    "", frozenset(), False, None, Counter(), Counter(), {}, None, (), (), (), (), ()
)  # what an action is beside when the other side does not have it


def compared(gold: ScoredAction, found: ScoredAction) -> Unit:
    """Return the counts of every measure for one action of gold and the one found beside it."""
    money = paired(gold.funding, found.funding, lambda one, other: float(one == other))
    venues = paired(gold.venues, found.venues, same_name)
    audiences = paired(gold.audiences, found.audiences, _alike)
    return {
        **_partner_tallies(gold.partners, found.partners),
        **_outcome_tallies(gold.outcomes, found.outcomes),
        "status": _value(gold.status, found.status),
        "dates": _dates(gold.dates, found.dates),
        "titles": _titles(gold, found),
        "venues": _counted(venues, gold.venues, found.venues),
        "audiences": _counted(audiences, gold.audiences, found.audiences),
        "funding": _counted(money, gold.funding, found.funding),
    }


def _counted(pairs: Pairs, gold: Sequence[object], found: Sequence[object]) -> Tally:
    return Tally(len(pairs), len(found) - len(pairs), len(gold) - len(pairs))


def _alike(one: Counter[str], other: Counter[str]) -> float:
    overlap = word_overlap(one, other)
    return overlap if overlap >= SAME_WORDS else 0.0


def _value(gold: str | None, found: str | None) -> Tally:
    """Compare one value: a wrong one is apart from a missing one."""
    if found is None:
        return Tally(missed=int(gold is not None))
    return Tally(right=1) if gold == found else Tally(wrong=1)


def _dates(gold: dict[str, str | None], found: dict[str, str | None]) -> Tally:
    """Start and end always count; the EDTF reading only where gold states one."""
    compared = [_value(gold.get(name), found.get(name)) for name in ("start", "end")]
    if gold.get("edtf"):
        compared.append(_value(gold["edtf"], found.get("edtf")))
    return sum(compared, Tally())


def _titles(gold: ScoredAction, found: ScoredAction) -> Tally:
    if not found.title_stated:
        return Tally(missed=int(gold.title_stated))
    return Tally(right=1) if gold.title_stated and gold.titles & found.titles else Tally(wrong=1)


def _partner_tallies(gold: tuple[ScoredPartner, ...], found: tuple[ScoredPartner, ...]) -> Unit:
    either = [partner for partner in gold if partner.kind == "either"]
    counted = [partner for partner in found if not any(partner.spellings & item.spellings for item in either)]
    named = [partner for partner in gold if partner.kind == "named"]
    found_named = [partner for partner in counted if partner.kind == "named"]
    accepted = [partner for partner in found_named if partner.accepted]
    groups = [partner for partner in gold if partner.kind == "unnamed"]
    found_groups = [partner for partner in counted if partner.kind == "unnamed"]
    pairs = _partner_pairs(named, found_named)
    group_pairs = _partner_pairs(groups, found_groups)
    return {
        "partners": _counted(_partner_pairs(named, accepted), named, accepted),
        "partners_with_candidates": _counted(pairs, named, found_named),
        "groups": _counted(group_pairs, groups, found_groups),
        "roles": _shares([named[i].role == found_named[j].role for i, j in pairs]),
        "partner_status": _shares([named[i].status in (None, found_named[j].status) for i, j in pairs]),
        "group_roles": _shares([groups[i].role == found_groups[j].role for i, j in group_pairs]),
    }


def _partner_pairs(gold: list[ScoredPartner], found: list[ScoredPartner]) -> Pairs:
    return paired(gold, found, lambda one, other: same_name(one.spellings, other.spellings))


def _shares(agreed: list[bool]) -> Tally:
    return Tally(right=sum(agreed), wrong=len(agreed) - sum(agreed))


def _outcome_tallies(gold: tuple[ScoredOutcome, ...], found: tuple[ScoredOutcome, ...]) -> Unit:
    """Impacts are scored; a purpose counts neither way, even where it is taken for an impact."""
    impacts = [outcome for outcome in gold if outcome.kind == "impact"]
    purposes = [outcome for outcome in gold if outcome.kind != "impact"]
    stated = [outcome for outcome in found if outcome.kind == "impact"]
    pairs = paired(impacts, stated, lambda one, other: _alike(one.words, other.words))
    rest = [outcome for j, outcome in enumerate(stated) if j not in {j for _, j in pairs}]
    as_purpose = paired(purposes, rest, lambda one, other: _alike(one.words, other.words))
    tallies = [_concept_tallies(impacts[i], stated[j]) for i, j in pairs]
    names = ("first_concept", "concept_overlap", "accepted_concepts", "candidate_concepts", "concept_coverage")
    return {
        "outcomes": Tally(len(pairs), len(rest) - len(as_purpose), len(impacts) - len(pairs)),
        **{name: sum((tally.get(name, Tally()) for tally in tallies), Tally()) for name in names},
    }


def _concept_tallies(gold: ScoredOutcome, found: ScoredOutcome) -> Unit:
    right = [key for key, _ in gold.concepts]
    accepted = [key for key, sure in found.concepts if sure]
    candidates = [key for key, sure in found.concepts if not sure]
    best = [key for key, _ in found.concepts[:1]]
    tallies = {
        "accepted_concepts": _shares([key in right for key in accepted]),
        "candidate_concepts": _shares([key in right for key in candidates]),
        "concept_coverage": _shares([bool(accepted)]),
    }
    if right:
        tallies["first_concept"] = _shares([best == right[:1]])
        tallies["concept_overlap"] = _shares([bool(set(accepted or best) & set(right))])
    return tallies
