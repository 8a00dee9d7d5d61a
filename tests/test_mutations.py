"""Documents damaged at random: each is read with evidence that holds, and nothing crashes."""

from __future__ import annotations

import random

import pytest

from graph.evidence import check_evidence
from graph.registry import read_names
from graph.settings import Limits
from ingest.extract import extract
from ingest.gazetteer import Gazetteer, merged_names
from ingest.reading import read_bytes
from tests.command_line import EXAMPLE, EXAMPLE_LOG, ROOT

INSERTS = "\t|\n|  | |. |\r\n|<b>|\x0c|&|“|£5k |2020 |É|\u2028|. A b |Partners|Action\tLead\tPartners\n|Ongoing".split(
    "|"
)
TEXTS = [EXAMPLE_LOG.read_text("utf-8"), (ROOT / "README.md").read_text("utf-8")]
GAZETTEER = Gazetteer(merged_names(read_names(EXAMPLE / "names.csv")))


def damaged(text: str, chance: random.Random) -> str:
    for _ in range(chance.randint(1, 40)):
        place = chance.randrange(len(text) + 1)
        kind = chance.randrange(6)
        if kind == 0:
            text = text[:place] + text[place + chance.randint(1, 30) :]
        elif kind == 1:
            text = text[:place] + chance.choice(INSERTS) + text[place:]
        elif kind == 2:
            lines = text.split("\n")
            chance.shuffle(lines)
            text = "\n".join(lines)
        elif kind == 3:
            text = text.replace("\t", chance.choice(["\t", "    ", " "]))
        elif kind == 4:
            text = text[place:] + text[:place]
        else:
            text = text.replace("  ", " ", chance.randint(1, 20))
    return text


@pytest.mark.parametrize("seed", range(120))
def test_a_damaged_document_is_still_read_with_evidence_that_holds(seed: int) -> None:
    chance = random.Random(seed)
    data = damaged(chance.choice(TEXTS), chance).encode("utf-8")
    found = extract(read_bytes("damaged.txt", data, Limits()), GAZETTEER)
    check_evidence(found)
    spans = [action.span for action in found.actions]
    assert all(0 <= span.start < span.end <= len(found.text) for span in spans)
