"""What is scored: a gold file or an extraction's JSON brought to one typed form, or refused in one sentence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from graph.errors import DataError
from graph.iris import fold

T = TypeVar("T")
_WORD = re.compile(r"\w[\w'’-]*")


def plain(text: str) -> str:
    """Return a name or title as it is compared: white space folded, lower case, without a leading “the”."""
    words = fold(text).lower().replace("’", "'").strip(" .,:;-–—")
    return words.removeprefix("the ")


def words(text: str) -> Counter[str]:
    """Return the words of a text with their counts."""
    return Counter(word.lower() for word in _WORD.findall(text))


def word_overlap(one: Counter[str], other: Counter[str]) -> float:
    """Return the F1 of the words two texts share, 0 to 1."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0


@dataclass(frozen=True, slots=True)
class ScoredPartner:
    """A partner of an action, by every spelling it may be matched with."""

    spellings: frozenset[str]
    kind: str
    role: str
    status: str | None
    accepted: bool


@dataclass(frozen=True, slots=True)
class ScoredOutcome:
    """An outcome statement with its concepts, best first, and whether each is accepted."""

    words: Counter[str]
    kind: str
    concepts: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class ScoredAction:
    """An action as far as it is scored; `dates` holds start, end and edtf where they are stated."""

    name: str
    titles: frozenset[str]
    title_stated: bool
    lines: tuple[int, int] | None
    words: Counter[str]
    title_words: Counter[str]
    dates: dict[str, str | None]
    status: str | None
    partners: tuple[ScoredPartner, ...]
    venues: tuple[frozenset[str], ...]
    audiences: tuple[Counter[str], ...]
    funding: tuple[tuple[float | None, str, str | None], ...]
    outcomes: tuple[ScoredOutcome, ...]


def scored_actions(record: Any, file: str) -> list[ScoredAction]:
    """Return the actions of a gold file or an extraction; raise DataError for what is neither."""
    if not isinstance(record, dict) or not isinstance(record.get("actions"), list):
        raise DataError(f"{file} is no gold file: it should be an object with “document” and a list of “actions”.")
    return [_action(entry, f"{file}, action {number}") for number, entry in enumerate(record["actions"], 1)]


def _action(entry: Any, where: str) -> ScoredAction:
    if not isinstance(entry, dict):
        raise DataError(f"{where}: an action should be an object with its title, lines, partners and outcomes.")
    title, title_text = _text(entry, "title", where), _text(entry, "title_text", where)
    partners = _listed(entry, "partners", _partner, where)
    outcomes = _listed(entry, "outcomes", _outcome, where)
    said = [title_text or title, _text(entry, "date_text", where)]
    said += [item["text"] for item in (*entry.get("outcomes", ()), *entry.get("partners", ())) if item.get("text")]
    return ScoredAction(
        name=_text(entry, "id", where) or title,
        titles=frozenset(plain(text) for text in (title, title_text) if text),
        title_stated=bool(entry.get("title_stated", True)) and bool(title or title_text),
        lines=_lines(entry, where),
        words=words(" ".join(said)),
        title_words=words(title),
        dates={name: entry[name] for name in ("start", "end", "edtf") if name in entry},
        status=_text(entry, "status", where) or None,
        partners=partners,
        venues=_listed(entry, "venues", _spellings, where),
        audiences=_listed(entry, "audiences", _phrase, where),
        funding=_listed(entry, "funding", _money, where),
        outcomes=outcomes,
    )


def _text(entry: dict[str, Any], name: str, where: str) -> str:
    value = entry.get(name)
    if value is not None and not isinstance(value, str):
        raise DataError(f"{where}: “{name}” should be text.")
    return value or ""


def _lines(entry: dict[str, Any], where: str) -> tuple[int, int] | None:
    lines = entry.get("lines")
    if lines is None:
        return None
    if isinstance(lines, list) and len(lines) == 2 and all(type(line) is int for line in lines):
        first, last = lines
        if 1 <= first <= last:
            return first, last
    raise DataError(f"{where}: “lines” should be the first and the last line, such as [7, 9].")


def _listed(entry: dict[str, Any], name: str, read: Callable[[Any, str], T], where: str) -> tuple[T, ...]:
    listed = entry.get(name, [])
    if not isinstance(listed, list):
        raise DataError(f"{where}: “{name}” should be a list.")
    return tuple(read(item, f"{where}: in “{name}”") for item in listed)


def _object(item: Any, where: str) -> dict[str, Any]:
    if not isinstance(item, dict):
        raise DataError(f"{where}, each entry should be an object.")
    return item


def _spellings(item: Any, where: str) -> frozenset[str]:
    entry = _object(item, where)
    found = frozenset(plain(text) for name in ("name", "text") if (text := _text(entry, name, where)))
    if not found:
        raise DataError(f"{where}, an entry has neither “name” nor “text”.")
    return found


def _partner(item: Any, where: str) -> ScoredPartner:
    spellings = _spellings(item, where)
    return ScoredPartner(
        spellings=spellings,
        kind=_text(item, "kind", where) or "named",
        role=_text(item, "role", where),
        status=_text(item, "status", where) or None,
        accepted=item.get("band", "accepted") == "accepted",
    )


def _outcome(item: Any, where: str) -> ScoredOutcome:
    entry = _object(item, where)
    text = _text(entry, "text", where)
    if not text:
        raise DataError(f"{where}, an entry has no “text”.")
    concepts = entry.get("concepts", [])
    if not isinstance(concepts, list):
        raise DataError(f"{where}, “concepts” should be a list.")
    return ScoredOutcome(words(text), _text(entry, "kind", where) or "impact", tuple(map(_concept, concepts)))


def _concept(item: Any) -> tuple[str, bool]:
    """Gold names a concept by its key; an extraction adds the band."""
    if isinstance(item, dict):
        return str(item.get("key")), item.get("band", "accepted") == "accepted"
    return str(item), True


def _phrase(item: Any, where: str) -> Counter[str]:
    if not isinstance(item, str):
        raise DataError(f"{where}, each entry should be text.")
    return words(item)


def _money(item: Any, where: str) -> tuple[float | None, str, str | None]:
    entry = _object(item, where)
    amount = entry.get("amount")
    if amount is not None and (isinstance(amount, bool) or not isinstance(amount, int | float)):
        raise DataError(f"{where}, “amount” should be a number.")
    return (
        None if amount is None else float(amount),
        _text(entry, "currency", where) or "GBP",
        _text(entry, "per", where) or None,
    )
