"""Running text: the aims its sentences state, the names of what they are about, and persons, who are no partners."""

from __future__ import annotations

import pytest

from graph.records import Span
from graph.settings import Limits
from ingest.aims import aims
from ingest.extract import extract
from ingest.gazetteer import Gazetteer, merged_names
from ingest.issued import issued
from ingest.named_things import named_thing
from ingest.persons import is_person
from ingest.promises import is_minutes
from ingest.prose import running_text
from ingest.reading import read_bytes
from ingest.source import Prose

NAMES = Gazetteer(merged_names(()))


@pytest.mark.parametrize(
    ("sentence", "stated"),
    [
        ("Publishing a cycling map to help residents get about safely", ["help residents get about safely"]),
        ("We opened a repair shop so that fewer things are thrown away", ["fewer things are thrown away"]),
        ("A long term plan which will further strengthen the sector", ["strengthen the sector"]),
        ("Supporting shops to invest in electric bikes", ["invest in electric bikes"]),
        (
            "Trained 40 tenants as energy champions, helping neighbours cut their bills",
            ["helping neighbours cut their bills"],
        ),
        ("Launching training for all staff so they can spot abuse early", ["they can spot abuse early"]),
        ("The Council will continue to deliver the scheme", []),
        ("Officers agreed to improve the path", []),
        ("Funding of £20,000 for the Academy to deliver the course", []),
        ("We need to improve bus stops", []),
    ],
)
def test_an_aim_is_the_clause_after_its_link_and_no_deed(sentence: str, stated: list[str]) -> None:
    assert [span.of(sentence) for span in aims(sentence, Span(0, len(sentence)))] == stated


def test_a_sentence_that_goes_on_about_an_action_tells_its_effect() -> None:
    sentence = "The programme has reduced loneliness among carers"
    whole = Span(0, len(sentence))
    assert [span.of(sentence) for span in aims(sentence, whole, goes_on=True)] == ["reduced loneliness among carers"]
    assert aims(sentence, whole) == []


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Publishing the Active Travel Strategy to support residents", "Active Travel Strategy"),
        ("We relaunched our business support service ‘Just Enterprise’", "Just Enterprise"),
        ("£300,000 for the Farming Academy to deliver its Seeds for Schools programme", "Seeds for Schools programme"),
        ("She received a £25,000 Build It Award", "Build It Award"),
        ("Securing money from the Urban Tree Challenge Fund", None),
        ("Working in line with the Biodiversity Action Plan", None),
        ("New benches were put in the park", None),
    ],
)
def test_a_sentence_is_named_by_what_it_is_about(sentence: str, name: str | None) -> None:
    found = named_thing(sentence, Span(0, len(sentence)))
    assert (found.of(sentence) if found else None) == name


@pytest.mark.parametrize(
    ("name", "person"),
    [
        ("Cllr Jones", True),
        ("Joyce Murray", True),
        ("Dr Okafor", True),
        ("Rose Theatre", False),
        ("Grace Community Church", False),
        ("Natural England", False),
        ("Mark", False),
    ],
)
def test_persons_are_told_from_bodies(name: str, person: bool) -> None:
    assert is_person(name) is person


def drafts_of(text: str, name: str = "page.md") -> list[tuple[str | None, str, str | None]]:
    """Title, first words and status of every action found in running text."""
    source = read_bytes(name, text.encode(), Limits())
    return [
        (d.title.of(text) if d.title else None, d.paragraphs[0].span.of(text)[:24], d.status)
        for d in running_text(source)
    ]


def test_a_list_item_may_begin_with_its_name() -> None:
    text = (
        "## What we have done\n\n"
        "- **Toy library** – opened in Marsham in June 2022\n"
        "- **Digital champions:** 40 volunteers trained to help others\n"
        "- Repair days (monthly): run by the tool club for everyone\n"
    )
    assert [title for title, _, _ in drafts_of(text)] == ["Toy library", "Digital champions", "Repair days (monthly)"]


def test_a_heading_names_the_one_action_told_under_it() -> None:
    text = "# News\n\n## Warm spaces\n\nWe opened 14 warm spaces in the north. They offer a hot drink.\n"
    assert [title for title, _, _ in drafts_of(text)] == ["Warm spaces"]


def test_a_heading_over_two_actions_names_neither() -> None:
    text = "# News\n\n## Town centre\n\nWe opened 14 shops in the north.\n\nThe council built a new bus station.\n"
    assert [title for title, _, _ in drafts_of(text)] == [None, None]


MINUTES = """BROOKFORD PARISH COUNCIL

Minutes of the meeting held on 4 May 2022

1. Apologies

Apologies were received from Cllr Thorne.

2. Minutes of the last meeting

The minutes of 6 April were approved and signed.

3. Skate park

The Clerk reported that repairs had been completed in March. It was RESOLVED to apply for a grant.

ACTION: Clerk to submit the form by 30 June.

4. Benches

Cllr Begum offered to paint the benches on the green. Members thanked her. Is the path open?
"""


def test_minutes_give_promises_and_deeds_but_not_their_own_procedure() -> None:
    """A line marked as an action goes on with what was resolved just before."""
    found = drafts_of(MINUTES, "minutes.txt")
    assert [(words, status) for _, words, status in found] == [
        ("The Clerk reported that ", None),
        ("It was RESOLVED to apply", "planned"),
        ("Cllr Begum offered to pa", "planned"),
    ]
    assert is_minutes(MINUTES)
    assert not is_minutes("The mayor opened the new library in the square.")


def records_of(text: str, name: str = "plan.md") -> list[tuple[str | None, dict[str, list[str]]]]:
    """Title and labelled parts of every action told in labelled parts."""
    source = read_bytes(name, text.encode(), Limits())
    return [
        (
            d.title.of(text) if d.title else None,
            {role: [" ".join(span.of(text).split()) for span in spans] for role, spans in d.fields.items()},
        )
        for d in running_text(source)
    ]


def test_an_action_may_be_told_line_by_line_in_labelled_parts() -> None:
    text = (
        "SAFETY PLAN\n\nAction 1: Knife crime education\nLead: Thamesford Police\nPartners: St Giles Trust\n"
        "Timescale: by July 2023\nOutcome: Young people understand the risks\n\n"
        "Action 2: Safer streets\nLead: Highways\n"
    )
    assert records_of(text, "plan.txt") == [
        (
            "Knife crime education",
            {
                "title": ["Knife crime education"],
                "lead": ["Thamesford Police"],
                "partner": ["St Giles Trust"],
                "date": ["by July 2023"],
                "outcome": ["Young people understand the risks"],
            },
        ),
        ("Safer streets", {"title": ["Safer streets"], "lead": ["Highways"]}),
    ]


def test_labelled_parts_may_stand_within_a_list_item() -> None:
    text = (
        "## Transport\n\n- **Electric buses.** Replace 12 buses. Lead: Vale Council. Outcome: cleaner air.\n"
        "- Install chargers (Lead: Highways) so that people can switch\n"
    )
    assert records_of(text) == [
        (
            "Electric buses",
            {
                "title": ["Electric buses"],
                "lead": ["Vale Council"],
                "outcome": ["cleaner air"],
                "description": ["Replace 12 buses"],
            },
        ),
        (None, {"lead": ["Highways"], "description": ["Install chargers", "so that people can switch"]}),
    ]


def test_a_heading_names_the_action_that_labelled_parts_under_it_tell() -> None:
    text = "# Plan\n\n## Toy library\n\nLead: Library Service\n\nPartners: Home-Start\n"
    assert records_of(text) == [
        ("Toy library", {"title": ["Toy library"], "lead": ["Library Service"], "partner": ["Home-Start"]})
    ]


def test_the_head_of_a_letter_is_no_action() -> None:
    assert records_of("# Letter\n\nFrom: The Clerk\n\nDate: 3 May 2022\n\nVenue: Town Hall\n") == []


def test_a_numbered_item_of_minutes_names_the_action_told_in_its_own_line() -> None:
    text = (
        "BROOKFORD PARISH COUNCIL\n\nMinutes of the meeting held on 4 May 2022\n\n"
        "3376.  Low cost housing: The Clerk has written to the owner.\n\n"
        "CL/22/7  Benches\nThe benches on the green were painted in April.\n"
    )
    assert [title for title, _, _ in drafts_of(text, "minutes.txt")] == ["Low cost housing", "Benches"]


def test_text_after_the_end_of_a_news_release_is_no_part_of_it() -> None:
    text = "The council has opened a new hub.\n\nENDS\n\nNotes to editors\n\nThe hall was built in 1868.\n"
    assert [words for _, words, _ in drafts_of(text, "news.txt")] == ["The council has opened a"]


def test_a_hard_wrapped_sentence_goes_on_over_a_capital() -> None:
    text = (
        "The garden behind the new library was planned with the council, and the\n"
        "Civic Society has designed the planting. The council has applied to Arts Council\n"
        "England for the stage.\n"
    )
    source = read_bytes("news.txt", text.encode(), Limits())
    assert [block.span.of(text) for block in source.blocks if isinstance(block, Prose)] == [text.strip()]


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("---\ntitle: Parks\ndate: 2022-05-04\n---\n", "2022-05-04"),
        ("# Report\n\nNovember 2011\n", "2011-11"),
        ("Minutes of the meeting held on 9 October 2023 in the hall\n", "2023-10-09"),
        ("Delivery plan 2022-2025\n", None),
        ("We opened the park in May 2021.\n", None),
    ],
)
def test_a_document_carries_its_date_in_its_head(head: str, day: str | None) -> None:
    assert issued(head + "\nText.\n") == day


def test_what_a_plan_dates_after_its_own_date_is_still_to_come() -> None:
    text = "Position at 31 March 2023\n\nAction,Lead,Start,End\n"
    rows = [
        "Tree nursery,Parks,May 2023,June 2024",
        "Bike hub,Parks,May 2022,June 2024",
        "Old depot,Parks,2021-03,2022-01",
    ]
    statuses = [
        a.status for a in extract(read_bytes("plan.csv", (text + "\n".join(rows)).encode(), Limits()), NAMES).actions
    ]
    assert statuses == ["planned", "ongoing", "completed"]
