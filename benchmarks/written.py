"""Documents written on the fly, no two alike: action logs of the example log's size, as text, Word and Excel."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

import docx
import openpyxl

ACTIONS_A_LOG = 24
TEN_PAGES = 40
"""Actions that fill ten pages of a Word table."""
_HEADS = "Trust Council Foundation Partnership Society Library Museum University Association College".split()
_PLACES = "Ashford Brampton Calder Dunmore Elstow Farley Gresham Holme Ibstock Kelby Langton Marlow Oakley".split()
_KINDS = "Community Arts Health Youth Heritage Sports Learning Environment Housing Enterprise Food Music".split()
_DEEDS = (
    "Worked with {body} to run {thing} for {people} in {place}.",
    "Secured £{money}k from {body} for {thing} over {count} years.",
    "Launched {thing} at {place} Library in partnership with {body} and {other}.",
    "Looking to work with {body} on {thing} that {people} can use at home.",
    "Trained {count} volunteers with support from {body}, who now lead {thing}.",
    "Funding agreed with {body} to bring {thing} to {place} by {month} {year}.",
    "Held {count} sessions of {thing}, at which {body} gave advice to {people}.",
)
_EFFECTS = (
    "Improved wellbeing of {people} who take part in {thing}.",
    "Reducing isolation among {people} through {thing}.",
    "Helping {people} to gain skills and find work near {place}.",
    "Better access to {thing} for {people} across {place} and its villages.",
    "More {people} using services at {place} Library.",
    "Supporting {people} to stay safe and well, with {thing} as a first step.",
)
_THINGS = (
    "rhyme times|coding clubs|repair cafes|reading groups|job clubs|local history talks|craft mornings|digital help|"
    "food co-operatives|walking groups|warm spaces|homework clubs|film nights|seed swaps|business clinics"
).split("|")
_PEOPLE = (
    "older people|young families|job seekers|carers|people with dementia|students|new arrivals|disabled people|"
    "people living alone|small firms|teenagers|school children|refugees|local residents"
).split("|")
_MONTHS = "January February March April May June July August September October November December".split()


@dataclass(frozen=True, slots=True)
class Written:
    """One row of a log: its title with a date, and the two cells beside it."""

    title: str
    deeds: tuple[str, ...]
    effects: tuple[str, ...]


def rows(chance: random.Random, actions: int = ACTIONS_A_LOG) -> list[Written]:
    """Return the rows of one log; the same state of chance gives the same rows."""
    return [_row(chance) for _ in range(actions)]


def _row(chance: random.Random) -> Written:
    title = f"{chance.choice(_THINGS).capitalize()} {chance.randrange(1000)}"
    date = f"{chance.choice(_MONTHS)} {chance.randint(2018, 2025)}{chance.choice((' - Ongoing', ''))}"
    return Written(
        f"{title} {date}",
        tuple(_sentence(chance, _DEEDS) for _ in range(chance.choice((1, 2)))),
        tuple(_sentence(chance, _EFFECTS) for _ in range(chance.choice((2, 2, 3)))),
    )


def _sentence(chance: random.Random, patterns: tuple[str, ...]) -> str:
    return chance.choice(patterns).format(
        body=_body(chance),
        other=_body(chance),
        thing=f"{chance.choice(_KINDS).lower()} {chance.choice(_THINGS)}",
        people=f"{chance.choice(_PEOPLE)} aged over {chance.randint(5, 80)}",
        place=chance.choice(_PLACES),
        money=chance.randint(2, 900),
        count=chance.randint(2, 99),
        month=chance.choice(_MONTHS),
        year=chance.randint(2019, 2026),
    )


def _body(chance: random.Random) -> str:
    return f"{chance.choice(_PLACES)} {chance.choice(_KINDS)} {chance.choice(_HEADS)}"


def text_log(chance: random.Random, actions: int = ACTIONS_A_LOG) -> str:
    """Return a log as it looks when copied out of a word processor: one row a line, cells parted by tabs."""
    lines = [f"Progress report {chance.randrange(10**6)}", "", "Outcome and Date\tImpact"]
    lines += [f"{row.title}\t{'  '.join((*row.deeds, *row.effects))}" for row in rows(chance, actions)]
    return "\n".join(lines) + "\n"


def write_text_logs(folder: Path, count: int, seed: int = 11) -> list[Path]:
    """Write logs as text files, no two alike."""
    chance = random.Random(seed)
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"log-{number:04d}.txt" for number in range(count)]
    for path in paths:
        path.write_text(text_log(chance), "utf-8")
    return paths


def write_word_logs(folder: Path, count: int, actions: int, seed: int = 12) -> list[Path]:
    """Write logs as Word documents, each one table."""
    chance = random.Random(seed)
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"log-{number:04d}.docx" for number in range(count)]
    for path in paths:
        document = docx.Document()
        document.add_heading(f"Progress report {chance.randrange(10**6)}")
        table = document.add_table(0, 2, style="Table Grid")
        for left, *right in (("Outcome and Date", "Impact"), *_cells(chance, actions)):
            cells = table.add_row().cells
            cells[0].text, cells[1].text = left, right[0]
            for paragraph in right[1:]:
                cells[1].add_paragraph(paragraph)
        document.save(str(path))
    return paths


def write_excel_logs(folder: Path, count: int, actions: int, seed: int = 13) -> list[Path]:
    """Write logs as Excel workbooks, each one sheet."""
    chance = random.Random(seed)
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"log-{number:04d}.xlsx" for number in range(count)]
    for path in paths:
        book = openpyxl.Workbook()
        for left, *right in (("Outcome and Date", "Impact"), *_cells(chance, actions)):
            book.active.append([left, "\n".join(right)])
        book.save(path)
    return paths


def _cells(chance: random.Random, actions: int) -> list[tuple[str, ...]]:
    return [(row.title, *row.deeds, *row.effects) for row in rows(chance, actions)]
