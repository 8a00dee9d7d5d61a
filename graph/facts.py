"""The facts beside the store: actions, who takes part, what is stated and who supports it, made once for each store.

Every view of a selection reads these records and asks no query; addresses are paths below the base.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from graph.iris import fold, short_hash, slug
from graph.kept import kept
from graph.parts import read_part, select, word
from graph.rows import Row
from graph.store import Store


class Named(NamedTuple):
    """A thing with a name: `key` is how an address writes it, `kind` the key of its type, `top` what it is under."""

    path: str
    key: str
    label: str
    kind: str = ""
    top: str = ""
    others: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Action:
    """One action: where it stands, under which theme, and when it runs, as printed and as read."""

    path: str
    title: str
    title_stated: bool
    document: str
    theme: str
    period: str
    edtf: str
    derived: bool
    state: str
    file: str
    lines: tuple[int, int]

    @property
    def theme_key(self) -> str:
        """The theme as an address writes it, the same for all documents that use the heading; empty for none."""
        return slug(self.theme) if self.theme else ""

    @property
    def when(self) -> str:
        """When it runs, in the words of the document, with its state."""
        said = self.period or "no date stated"
        return said if not self.state or self.state in said.casefold() else f"{said}, {self.state}"


class Part(NamedTuple):
    """One partner taking part in one action."""

    action: str
    partner: str
    role: str
    status: str
    sure: bool
    passages: tuple[str, ...]


class Claim(NamedTuple):
    """One statement of an action as far as it is about one outcome; `statement` is the key of the statement."""

    action: str
    outcome: str
    passage: str
    words: str
    impact: bool
    sure: bool
    statement: str


class Backing(NamedTuple):
    """One partner behind one statement about one outcome: confirmed where `firm`, else proposed or not accepted yet."""

    action: str
    partner: str
    role: str
    outcome: str
    passage: str
    stated: bool
    firm: bool
    proposed: bool
    sure: bool


class Mention(NamedTuple):
    """One place or audience named in an action."""

    action: str
    thing: str
    sure: bool
    passages: tuple[str, ...]


@dataclass(frozen=True)
class Facts:
    """All facts of a store, with the names of everything that they speak of."""

    actions: Mapping[str, Action]
    parts: tuple[Part, ...]
    claims: tuple[Claim, ...]
    backings: tuple[Backing, ...]
    mentions: tuple[Mention, ...]
    partners: Mapping[str, Named]
    outcomes: Mapping[str, Named]
    places: Mapping[str, Named]
    audiences: Mapping[str, Named]
    words: Mapping[str, str]
    above: Mapping[str, frozenset[str]]
    supporters: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def __len__(self) -> int:
        return sum(map(len, (self.actions, self.parts, self.claims, self.backings, self.mentions)))

    def word(self, scheme: str, key: str) -> str:
        """Return what a key of one of the lists is called."""
        return self.words.get(f"scheme/{scheme}/{key}", key.replace("-", " ").capitalize())


def facts_of(store: Store) -> Facts:
    """Return the facts of a store, made when they are first asked for."""
    return kept(store, "facts", lambda: _made(store))


def _made(store: Store) -> Facts:
    above = _above(store)
    words = read_part(store, "words")
    actions = {row["links"]["action"]: _action(row) for row in read_part(store, "actions")}
    parts = tuple(_part(row) for row in read_part(store, "links") if row["partner"])
    claims = tuple(_claim(row) for row in read_part(store, "claims"))
    backings = (*map(_firm, read_part(store, "supports")), *map(_might, read_part(store, "mights")))
    names = _names(read_part(store, "names"), actions)
    supporters: dict[str, set[str]] = {}
    for backing in backings:
        if backing.firm:
            supporters.setdefault(backing.passage, set()).add(backing.partner)
    return Facts(
        actions,
        parts,
        claims,
        tuple(backings),
        tuple(_mention(row) for row in read_part(store, "mentions")),
        {path: name for path, name in names.items() if not path.startswith("id/place/")},
        _concepts(words, "scheme/outcome", above),
        {path: name for path, name in names.items() if path.startswith("id/place/")},
        _concepts(words, "scheme/audience", above),
        {row["links"]["word"]: row["word"] for row in words},
        above,
        {passage: frozenset(partners) for passage, partners in supporters.items()},
    )


def _above(store: Store) -> dict[str, frozenset[str]]:
    """Return for every concept itself and all that is broader."""
    broader: dict[str, set[str]] = {}
    for row in select(store, "narrower"):
        one, other = (word(row[name]).removeprefix(store.base) for name in ("concept", "broader"))
        broader.setdefault(one, set()).add(other)
    found = {}
    for concept in broader:
        seen, waiting = {concept}, [concept]
        while waiting:
            new = broader.get(waiting.pop(), set()) - seen
            seen |= new
            waiting += new
        found[concept] = frozenset(seen)
    return found


def _concepts(words: list[Row], scheme: str, above: Mapping[str, frozenset[str]]) -> dict[str, Named]:
    """Return the concepts of a scheme by top concept and name, each top concept before what is under it."""
    own = {row["links"]["word"]: row for row in words if row["scheme"] == scheme}
    found = []
    for path, row in own.items():
        tops = sorted(one for one in above.get(path, {path}) if one not in above)
        found.append(Named(path, row["key"], row["word"], top=tops[0] if tops else path))
    found.sort(
        key=lambda it: (
            it.key == "unclassified",
            own[it.top]["word"] if it.top in own else "",
            it.path != it.top,
            it.label,
        )
    )
    return {name.path: name for name in found}


def _names(rows: list[Row], actions: Mapping[str, Action]) -> dict[str, Named]:
    """Return partners and places by name, groups without a name last, each with what else it is called."""
    others: dict[str, list[str]] = {}
    first: dict[str, Row] = {}
    for row in rows:
        path = row["links"]["thing"]
        first.setdefault(path, row)
        if row["other"]:
            others.setdefault(path, []).append(row["other"])
    found = []
    for path, row in first.items():
        group = row["called"] == "group"
        key = path if group else path.rsplit("/", 1)[1]
        action = actions.get(path.split("/unnamed/")[0]) if group else None
        note = action.title if action else row["postcode"] or ""
        kind = (row["links"].get("kind") or "").rsplit("/", 1)[-1]
        found.append(
            Named(path, key, row["name"], kind, row["called"], tuple(dict.fromkeys(others.get(path, ()))), note)
        )
    found.sort(key=lambda name: (name.top == "group", name.label.casefold(), name.path))
    return {name.path: name for name in found}


def _action(row: Row) -> Action:
    return Action(
        row["links"]["action"],
        row["action"],
        bool(row["title_stated"]),
        row["links"]["work"],
        row["theme"] or "",
        fold(row["period"] or ""),
        row["edtf"] or "",
        bool(row["derived"]),
        row["state"] or "",
        row["source"]["document"],
        (row["source"]["lines"][0], row["source"]["lines"][1]),
    )


def _passages(row: Row) -> tuple[str, ...]:
    found: Iterable[Row] = row.get("passages") or (row,)
    return tuple(str(item["passage"]) for item in found if item["passage"])


def _part(row: Row) -> Part:
    links = row["links"]
    sure = row["band"] == "accepted"
    return Part(links["action"], links["partner"], row["role"], row["status"], sure, _passages(row))


def _claim(row: Row) -> Claim:
    links, words = row["links"], fold(row["statement"])
    return Claim(
        links["action"],
        links["outcome"],
        row["passage"],
        words,
        row["stated"] == "impact",
        row["band"] == "accepted",
        short_hash(links["action"], words),
    )


def _firm(row: Row) -> Backing:
    links, stated = row["links"], row["basis"] == "stated"
    return Backing(
        links["action"], links["partner"], row["role"], links["outcome"], row["passage"], stated, True, False, True
    )


def _might(row: Row) -> Backing:
    links, stated = row["links"], row["basis"] == "stated"
    sure = row["band"] == row["claim_band"] == "accepted"
    proposed = row["status"] == "proposed"
    return Backing(
        links["action"], links["partner"], row["role"], links["outcome"], row["passage"], stated, False, proposed, sure
    )


def _mention(row: Row) -> Mention:
    return Mention(row["links"]["action"], row["links"]["thing"], row["band"] == "accepted", _passages(row))
