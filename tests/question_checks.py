"""The twenty questions with their right answers, each as a check that can be put to any graph of an annotated log.

What `answers.json` gives is taken from there; the rest was worked out from the annotation by hand and is written here,
actions by their number in the text.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from conftest import GoldCase

from graph.ask import Answer, ask
from graph.saved import Catalogue, catalogue
from graph.store import MemoryStore

CATALOGUE: Catalogue = catalogue()
UNDATED = ["A04", "A05", "A06", "A07", "A17", "A19", "A20", "A21", "A23"]


@dataclass(frozen=True)
class Asking:
    """One graph of an annotated log, to be asked."""

    case: GoldCase
    store: MemoryStore

    def ask(self, question: str, **parameters: str) -> Answer:
        """Ask a saved question; a parameter named like a Python word is written with an underscore behind."""
        values = {name.rstrip("_"): value for name, value in parameters.items()}
        return ask(self.store, CATALOGUE.find(question), values)

    def rows(self, question: str, **parameters: str) -> list[dict[str, Any]]:
        """Ask, and return the rows, each with the number of its action as `id`."""
        found = []
        for row in self.ask(question, **parameters).rows:
            found.append(row | {"id": self.id_of(row)} if row.get("action") else row)
        return found

    def id_of(self, row: dict[str, Any]) -> str:
        """Return the number of the action a row speaks of, by its lines."""
        lines = row["source"]["lines"]
        return next((e["id"] for e in self.case.gold["actions"] if e["lines"] == lines), f"lines {lines}")

    def ids_of_titles(self, titles: list[str]) -> list[str]:
        """Return the numbers of actions by what this graph calls them."""
        by_title = {row["action"]: row["id"] for row in self.rows("live-in-month", month="2020-01")}
        return sorted(by_title[title] for title in titles)


def matrix(asking: Asking) -> None:
    """Q1: which partners support which outcomes."""
    found: dict[str, dict[str, set[str]]] = {}
    for row in asking.rows("partners-and-outcomes"):
        found.setdefault(row["partner"], {}).setdefault(row["outcome_key"], set()).add(row["statement"])
    counts = {name: {key: len(said) for key, said in cells.items()} for name, cells in found.items()}
    assert counts == asking.case.answers["matrix"]


def single_supporter(asking: Asking) -> None:
    """Q2: which statements rest on one single supporter."""
    found = [[row["id"], row["partner"], row["statement"]] for row in asking.rows("statements-with-one-supporter")]
    assert found == asking.case.answers["single_supporter"]


def no_supporter(asking: Asking) -> None:
    """Q3: which statements have no supporter."""
    found = [[row["id"], row["statement"]] for row in asking.rows("statements-without-supporter")]
    assert found == asking.case.answers["no_supporter"]


def what_if(asking: Asking, partner: str) -> None:
    """Q4 and Q5: what is lost, kept and given up without one partner."""
    expected = asking.case.answers["what_if"][partner]
    rows = asking.rows("what-if-without", partner=partner)
    assert [[r["id"], r["statement"]] for r in rows if r["effect"] == "lost"] == expected["lost"]
    assert [[r["id"], r["statement"]] for r in rows if r["effect"] == "kept"] == expected["kept"]
    plans = [[r["id"], r["role"], "proposed"] for r in rows if r["effect"] == "plan"]
    assert plans == expected["other_links"]


def without_skills(asking: Asking) -> None:
    """Q4."""
    what_if(asking, "Cambridgeshire Skills")
    kept = [row for row in asking.rows("what-if-without", partner="Cambs Skills") if row["effect"] == "kept"]
    assert [row["remaining"] for row in kept] == [["Good Things Foundation"]]


def without_arts_council(asking: Asking) -> None:
    """Q5."""
    what_if(asking, "Arts Council England")


def role_of_the_nhs(asking: Asking) -> None:
    """Q6: one action, proposed only."""
    rows = asking.rows("role-of-partner", partner="NHS")
    assert [(row["id"], row["role"], row["status"]) for row in rows] == [("A06", "delivery", "proposed")]
    assert asking.ask("role-of-partner", partner="NHS").answer.endswith(": proposed, with no confirmed support.")


def proposed(asking: Asking) -> None:
    """Q7: partnerships that are only proposed."""
    found = sorted([row["id"], row["partner"], row["role"]] for row in asking.rows("proposed-partnerships"))
    assert found == sorted(asking.case.answers["proposed_links"])


def money(asking: Asking) -> None:
    """Q8: where money is mentioned."""
    rows = asking.rows("money")
    found = [(r["id"], r["amount"], r["per"], r["derived_total"], r["funder"], r["status"]) for r in rows]
    assert found == [
        ("A03", 230000, "year", 690000, "not named", "confirmed"),
        ("A05", None, None, None, "Early years team", "confirmed"),
        ("A06", None, None, None, "not named", "confirmed"),
        ("A06", None, None, None, "Arts Council England", "proposed"),
        ("A22", None, None, None, "Arts Council England", "confirmed"),
        ("A24", None, None, None, "not named", "confirmed"),
    ]


def no_outcome(asking: Asking) -> None:
    """Q9: actions that state no outcome."""
    rows = asking.rows("actions-without-outcome")
    assert [row["id"] for row in rows] == asking.case.answers["no_outcome"]
    assert [row["purposes"] for row in rows] == [1]


LIVE = {
    "2020-01": {"yes": [], "in effect": [], "unknown": sorted([*UNDATED, "A10"])},
    "2020-08": {
        "yes": ["A01", "A11", "A12", "A22"],
        "in effect": ["A10", "A13"],
        "unknown": UNDATED,
    },
    "2020-10": {
        "yes": ["A01", "A02", "A03", "A12", "A14", "A18", "A22"],
        "in effect": ["A10", "A11", "A13"],
        "unknown": UNDATED,
    },
    "2021-03": {
        "yes": ["A01", "A02", "A03", "A08", "A12", "A16", "A22", "A24"],
        "in effect": ["A10", "A11", "A13", "A14", "A15"],
        "unknown": sorted([*UNDATED, "A18"]),
    },
    "2023-09": {
        "yes": ["A01", "A02", "A12", "A16", "A22", "A24"],
        "in effect": ["A10", "A11", "A13", "A14", "A15"],
        "unknown": sorted([*UNDATED, "A18"]),
    },
}


def live(asking: Asking) -> None:
    """Q10: what was live in a month, for each of seven months."""
    everything = sorted(asking.case.titles)
    for month, states in (asking.case.answers["live"] | LIVE).items():
        found: dict[str, list[str]] = {"yes": [], "in effect": [], "no": [], "unknown": []}
        for row in asking.rows("live-in-month", month=month):
            found[row["live"]].append(row["id"])
        told = set(states["yes"] + states["in effect"] + states["unknown"])
        assert found == {"no": [name for name in everything if name not in told], **states}, month


def brokers(asking: Asking) -> None:
    """Q11: partners in more than one action."""
    rows = asking.rows("brokers")
    assert {row["partner"]: row["actions"] for row in rows} == asking.case.answers["degree"]
    assert sorted(r["partner"] for r in rows if r["cut_point"] == "yes") == asking.case.answers["cut_partners"]


def components(asking: Asking) -> None:
    """Q12: the parts of the network."""
    rows = asking.rows("components")
    answers = asking.case.answers
    assert len(rows) == answers["components"]
    lone = [title for row in rows if row["lone"] == "yes" for title in row["action_titles"]]
    assert asking.ids_of_titles(lone) == answers["lone_actions"]
    largest = [
        sorted(asking.ids_of_titles(row["action_titles"]) + row["partner_names"]) for row in rows if row["size"] == 7
    ]
    expected = [sorted(member.split(" @")[0] for member in members) for members in answers["largest"]]
    assert sorted(largest) == sorted(expected)


def other_names(asking: Asking) -> None:
    """Q13: names that are the same, and names to keep apart."""
    rows = asking.rows("other-names")
    same = {(row["name"], row["other_name"].lower()) for row in rows if row["relation"] == "same"}
    teams = next(row["other_name"] for row in rows if row["name"] == "Place-based working teams")
    assert same == {
        ("Cambridgeshire Skills", "cambs skills"),
        ("Sawston Hub", "saws ton hub"),
        ("Comberton Library", "comber ton library"),
        ("Business & IP Centre", "b&ip centre"),
        ("Library.Live", "library. live"),
        ("Arts Council England", "arts council"),
        ("Royal Papworth Hospital", "papworth hospital"),
        ("EastNet", "eastnet project"),
        ("Place-based working teams", teams.lower()),
        ("Ely Library", "ely"),
        ("Huntingdon Library", "huntingdon"),
        ("Wisbech Library", "wisbech"),
    }
    apart = {frozenset((row["name"], row["other_name"])) for row in rows if row["relation"] == "keep apart"}
    assert apart == {
        frozenset(("City Council", "Council")),
        frozenset(("City Council", "The wider County")),
        frozenset(("Council", "The wider County")),
    }


def damaged_rows(asking: Asking) -> None:
    """Q14: rows of the source that are damaged."""
    found = sorted((row["source"]["lines"][0], row["kind"]) for row in asking.rows("damaged-rows"))
    optional = (43, "truncated-end")
    assert [item for item in found if item != optional] == [
        (13, "title-lost"),
        (16, "title-lost"),
        (18, "title-lost"),
        (20, "title-lost"),
        (22, "title-lost"),
        (22, "truncated-start"),
        (26, "markup-removed"),
        (28, "markup-removed"),
        (31, "sentence-joined"),
        (51, "heading-lost"),
        (52, "markup-removed"),
        (56, "title-lost"),
        (61, "title-lost"),
        (63, "title-lost"),
    ]


def alongside(asking: Asking) -> None:
    """Q15: who works alongside a partner."""
    rows = asking.rows("works-alongside", partner="Cambridgeshire Skills")
    assert [(row["id"], row["alongside"], row["status"], row["together"]) for row in rows] == [
        ("A13", None, None, "alone"),
        ("A17", "The wider County", "proposed", "together"),
        ("A17", "Volunteers", "proposed", "together"),
        ("A20", "Good Things Foundation", "confirmed", "together"),
    ]


def connection(asking: Asking) -> None:
    """Q16: how two partners are connected, and pairs besides."""
    found = asking.rows("connection", from_="Arts Council England", to="NHS")
    assert [(row["id"], row["partner"], row["status"]) for row in found] == [
        ("A06", "Arts Council England", "proposed"),
        ("A06", "NHS", "proposed"),
    ]
    answer = asking.ask("connection", from_="Arts Council England", to="NHS").answer
    title = found[0]["action"]
    assert answer == f"Arts Council England and NHS are linked only through “{title}”, and both links are proposals."
    chain = asking.rows("connection", from_="Good Things Foundation", to="The wider County")
    assert [(row["step"], row["id"], row["partner"]) for row in chain] == [
        (1, "A20", "Good Things Foundation"),
        (2, "A20", "Cambridgeshire Skills"),
        (3, "A17", "Cambridgeshire Skills"),
        (4, "A17", "The wider County"),
    ]
    assert asking.rows("connection", from_="Bonnier Books", to="NHS") == []


def at_place(asking: Asking) -> None:
    """Q17: what happens at a place."""
    rows = asking.rows("at-place", place="Histon")
    assert {row["id"] for row in rows} == {"A12"}
    assert [(row["partner"], row["role"], row["status"]) for row in rows if row["about"] == "partner"] == [
        ("Landlord", "landlord", "confirmed"),
        ("Baptist Church", "host", "confirmed"),
    ]
    gold = next(entry for entry in asking.case.gold["actions"] if entry["id"] == "A12")
    hoped = [item["text"] for item in gold["outcomes"] if item["kind"] == "impact"]
    assert [row["statement"] for row in rows if row["about"] == "outcome"] == hoped
    action = next(row for row in rows if row["about"] == "action")
    assert (action["action_status"], "May 2020" in action["dates"]) == ("ongoing", True)


def named_places(asking: Asking) -> None:
    """Q18: which named places appear."""
    rows = asking.rows("named-places")
    assert sorted((row["id"], row["place"]) for row in rows) == [
        ("A03", "Ely Library"),
        ("A03", "Huntingdon Library"),
        ("A03", "Wisbech Library"),
        ("A06", "Royal Papworth Hospital"),
        ("A09", "Mobile library"),
        ("A10", "Sawston Hub"),
        ("A12", "Baptist Church"),
        ("A12", "Histon Library"),
        ("A14", "Comberton Library"),
        ("A19", "Library.Live"),
    ]


def for_audience(asking: Asking) -> None:
    """Q19: what there is for three audiences."""
    expected = {
        "older people": ["A02"],
        "small businesses": ["A03", "A07", "A08"],
        "digitally excluded": ["A02", "A20"],
    }
    for audience, ids in expected.items():
        found = sorted({row["id"] for row in asking.rows("for-audience", audience=audience)})
        assert found == ids, audience


def about_outcome(asking: Asking) -> None:
    """Q20: what is about health and wellbeing."""
    rows = asking.rows("about-outcome", outcome="health-wellbeing")
    assert [row["id"] for row in rows] == ["A06", "A19", "A24"]
    assert [row["outcome_key"] for row in rows] == [
        "mental-wellbeing",
        "information-self-help",
        "information-self-help",
    ]


Check = Callable[[Asking], None]
CHECKS: dict[str, Check] = {
    "Q1 partners-and-outcomes": matrix,
    "Q2 statements-with-one-supporter": single_supporter,
    "Q3 statements-without-supporter": no_supporter,
    "Q4 what-if-without": without_skills,
    "Q5 what-if-without": without_arts_council,
    "Q6 role-of-partner": role_of_the_nhs,
    "Q7 proposed-partnerships": proposed,
    "Q8 money": money,
    "Q9 actions-without-outcome": no_outcome,
    "Q10 live-in-month": live,
    "Q11 brokers": brokers,
    "Q12 components": components,
    "Q13 other-names": other_names,
    "Q14 damaged-rows": damaged_rows,
    "Q15 works-alongside": alongside,
    "Q16 connection": connection,
    "Q17 at-place": at_place,
    "Q18 named-places": named_places,
    "Q19 for-audience": for_audience,
    "Q20 about-outcome": about_outcome,
}
