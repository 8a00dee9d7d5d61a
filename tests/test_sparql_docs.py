"""What the guide to SPARQL says is what the code does."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

from graph.answer_formats import GRAPHS, ROWS
from graph.settings import Limits

GUIDE = (Path(__file__).parent.parent / "docs" / "sparql.md").read_text("utf-8")


def test_every_limit_of_a_query_is_in_the_guide_with_its_usual_value() -> None:
    told = dict(re.findall(r"^\| `(\w+)` \| (\d+) \|", GUIDE, re.MULTILINE))
    limits = {f.name: str(f.default) for f in fields(Limits) if "quer" in f.name}
    assert told == limits


def test_every_format_is_in_the_guide_with_its_media_type() -> None:
    for form in (*ROWS, *GRAPHS):
        assert f"`{form.name}` {form.media_types[0]}" in GUIDE
