"""Who takes part and how: the words around a name give its role and say whether it is a fact or a plan."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.records import Named, PartnerLink, Span
from ingest.gazetteer import NEEDS_CUE, Gazetteer
from ingest.participants import partners_of


@cache
def known() -> Gazetteer:
    return Gazetteer(
        [
            Named("partner", "Norfolk Museums", (), "culture"),
            Named("partner", "Sport England", (), "national-body"),
            Named("partner", "Hope Fund", (), "funder-programme"),
            Named("partner", "St Anne's Hospital", (), "nhs-body"),
            Named("partner", "Citizens Advice", (), "charity"),
            Named("partner", "Mind", (), "charity", "", NEEDS_CUE),
            Named("partner", "NHS", (), "nhs-body"),
        ]
    )


def links(sentence: str) -> list[PartnerLink]:
    hits = known().find(sentence)
    return list(partners_of(sentence, "test", None, [Span(0, len(sentence))], hits, []))


def told(sentence: str) -> list[tuple[str, str, str]]:
    return [(link.name, link.role, link.status) for link in links(sentence)]


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        ("Supported by Norfolk Museums funding", "funder"),
        ("Thanks to a Norfolk Museums grant", "funder"),
        ("A grant for ten benches from Norfolk Museums", "funder"),
        ("Secured funding from the Norfolk Museums", "funder"),
        ("Funding agreed with Norfolk Museums", "funder"),
        ("Secured £20,000 from Norfolk Museums to plant trees", "funder"),
        ("Won £1.5m over three years through Norfolk Museums", "funder"),
        ("The scheme is paid for by Norfolk Museums", "funder"),
        ("Co-funded by Norfolk Museums", "funder"),
        ("Patients are referred through Norfolk Museums", "referrer"),
        ("Referrals come from Norfolk Museums", "referrer"),
        ("Norfolk Museums refers people each week", "referrer"),
        ("The project is led by Norfolk Museums", "lead"),
        ("Norfolk Museums leads on training", "lead"),
        ("Commissioned Norfolk Museums to run the course", "supplier"),
        ("Boxes supplied by Norfolk Museums", "supplier"),
        ("The contractor is Norfolk Museums", "supplier"),
        ("We share the building with Norfolk Museums", "space-user"),
        ("Desk space for Norfolk Museums", "space-user"),
        ("Rooms booked by Norfolk Museums", "space-user"),
        ("A twenty year lease from Norfolk Museums", "landlord"),
        ("Premises rented from Norfolk Museums", "landlord"),
        ("In partnership with Norfolk Museums", "delivery"),
        ("Partnership: Norfolk Museums", "delivery"),
        ("We worked closely with Norfolk Museums", "delivery"),
        ("An agreement with the Norfolk Museums", "delivery"),
        ("Run jointly with Norfolk Museums", "delivery"),
        ("Launched last summer with Norfolk Museums", "delivery"),
        ("Reached through the Norfolk Museums project", "delivery"),
        ("Volunteers recruited from Norfolk Museums", "delivery"),
        ("Norfolk Museums volunteers run the café", "delivery"),
        ("Panels built over the winter by Norfolk Museums", "delivery"),
        ("Three walks with Norfolk Museums", "delivery"),
        ("Thanks to Norfolk Museums the hall is open again", "delivery"),
        ("Training from Norfolk Museums", "delivery"),
    ],
)
def test_words_beside_a_name_give_its_role(sentence: str, role: str) -> None:
    [link] = links(sentence)
    assert (link.name, link.role, link.status, link.band) == ("Norfolk Museums", role, "confirmed", "accepted")


@pytest.mark.parametrize(
    ("sentence", "role", "status"),
    [
        ("Clinics held at St Anne's Hospital", "host", "confirmed"),
        ("Clinics will be held at St Anne's Hospital", "host", "proposed"),
        ("Paid for under the Hope Fund", "funder", "confirmed"),
        ("A bid to the Hope Fund is being written", "funder", "proposed"),
        ("Hope Fund bid submitted in June", "funder", "proposed"),
        ("Won a bid to the Hope Fund", "funder", "confirmed"),
        ("Looking to work with Sport England", "delivery", "proposed"),
        ("We will work with Sport England", "delivery", "proposed"),
        ("We hope to work with Sport England", "delivery", "proposed"),
        ("Talks with Sport England about a new track", "delivery", "proposed"),
        ("Working to see how we can work with Sport England", "delivery", "proposed"),
        ("Planned in partnership with Sport England", "delivery", "proposed"),
        ("We secured a hall and worked with Sport England", "delivery", "confirmed"),
        ("The plan was launched with Sport England", "delivery", "confirmed"),
        ("The service closed when Sport England withdrew", "delivery", "ended"),
    ],
)
def test_a_plan_is_apart_from_a_fact(sentence: str, role: str, status: str) -> None:
    [link] = links(sentence)
    assert (link.role, link.status) == (role, status)


def test_a_name_without_a_cue_is_a_candidate_with_its_doubt() -> None:
    [link] = links("A visit from people like Sport England")
    assert (link.role, link.band) == ("mentioned", "candidate")
    assert link.doubt == "named, but no words say that it takes part"


def test_an_ordinary_word_without_a_cue_is_no_partner() -> None:
    assert links("We keep Mind and body together") == []
    assert told("Delivered by Mind") == [("Mind", "delivery", "confirmed")]


@pytest.mark.parametrize(
    "sentence",
    [
        "In partnership with Norfolk Museums, Sport England and the NHS",
        "In partnership with Norfolk Museums and Sport England, and the NHS",
        "We worked with Norfolk Museums; Sport England; NHS",
        "Work across Norfolk Museums, Sport England & NHS",
        "Delivered with Norfolk Museums as well as Sport England, plus the NHS",
    ],
)
def test_a_list_shares_its_cue(sentence: str) -> None:
    found = told(sentence)
    assert [name for name, _, _ in found] == ["Norfolk Museums", "Sport England", "NHS"]
    if not sentence.startswith("Work across"):
        assert {role for _, role, _ in found} == {"delivery"}


def test_a_list_shares_its_plan() -> None:
    statuses = {status for _, _, status in told("We will work with Norfolk Museums, volunteers and the NHS")}
    assert statuses == {"proposed"}


@pytest.mark.parametrize(
    ("sentence", "group", "role", "status"),
    [
        ("In partnership with local charity partners", "Local charity partners", "delivery", "confirmed"),
        ("Rooms for hire to partners such as scout groups", "Scout groups", "space-user", "proposed"),
        ("Will work with social prescribers", "Social prescribers", "delivery", "proposed"),
        ("The development of new corporate partnerships", "Corporate partners", "delivery", "proposed"),
        ("Renegotiated lease with landlord", "Landlord", "landlord", "confirmed"),
        ("Patients referred by GPs", "GPs", "referrer", "confirmed"),
        ("Worked alongside volunteers", "Volunteers", "delivery", "confirmed"),
        ("Tested with residents' groups", "Residents' groups", "delivery", "confirmed"),
    ],
)
def test_groups_without_a_name(sentence: str, group: str, role: str, status: str) -> None:
    found = [(link.name, link.role, link.status) for link in links(sentence) if link.kind == "unnamed"]
    assert (group, role, status) in found


@pytest.mark.parametrize("sentence", ["Online services for all", "These groups meet", "Our services and teams"])
def test_ordinary_words_are_no_group(sentence: str) -> None:
    assert links(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Run with Citizens Advice", ["Citizens Advice"]),
        ("Run with Citizens Advice Dorset", ["Citizens Advice Dorset"]),
        ("Run with North Dorset Citizens Advice", ["North Dorset Citizens Advice"]),
        ("Run with the local Citizens Advice service", ["Citizens Advice"]),
        ("Run with Dorset Mind", []),
        ("Run with the Dorset Hospitals NHS Foundation Trust", ["Dorset Hospitals NHS Foundation Trust"]),
        ("In partnership with the Vale Archive Project", ["Vale Archive Project"]),
        ("In partnership with Citizens Advice and the Vale Project", ["Citizens Advice", "Vale Project"]),
        ("Produced by Tidal Theatre Company and paid for with £5", ["Tidal Theatre Company"]),
        ("Produced by Tidal\nTheatre Company last year", ["Tidal Theatre Company"]),
        ("Run with Cllr Ann Smith", []),
    ],
)
def test_new_and_longer_names(sentence: str, names: list[str]) -> None:
    assert [link.name for link in links(sentence) if link.band == "accepted"] == names


def test_one_partner_named_twice_is_one_link_with_both_passages() -> None:
    text = "Sport England came. Funded by Sport England."
    first, second = Span(0, 18), Span(20, len(text) - 1)
    [link] = partners_of(text, "test", None, [first, second], known().find(text), [])
    assert (link.role, link.passages) == ("funder", (second, first))


PIECES = st.sampled_from(
    ["Norfolk Museums", "Sport England", "NHS", "Mind", "volunteers", "charity partners", "with", "and", ", ", "by",
     "will", "funding from", "at", "St Anne's Hospital", "the", "<b>", "</b>", "Project", "bid to", "\n", "("]
)  # fmt: skip


@given(st.lists(PIECES, max_size=14).map(" ".join) | st.text(max_size=80))
def test_any_words_are_read_without_failing_and_each_partner_once(text: str) -> None:
    found = links(text) if text else []
    assert len({link.name for link in found}) == len(found)
    assert [link.surface for link in found] == sorted(link.surface for link in found)
    assert all(link.passages[0].covers(link.surface) for link in found)
