"""The gap report: what is missing, damaged or doubtful in the documents, each with the way to its place."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from flask import Blueprint, render_template, request

from graph.check import check_store
from graph.errors import NotFound
from graph.findings import Finding
from graph.iris import slug
from webapp.live import shown

pages = Blueprint("gaps", __name__)
FEW = 10
"""How many of one topic are shown before the topic is opened by itself."""
LEVELS = {"violation": "Wrong", "warning": "To look at", "info": "Not in the document"}


@dataclass(frozen=True, slots=True)
class Topic:
    """Findings of one topic, as an address writes it and in words."""

    key: str
    level: str
    words: str
    findings: tuple[Finding, ...]


@pages.get("/gaps")
def gaps() -> str:
    """Show the findings by topic, or all of one topic."""
    topics = [
        Topic(slug(words), LEVELS[level], words, tuple(found))
        for (level, words), found in groupby(shown().once(check_store), lambda one: (one.level, one.topic))
    ]
    chosen = request.args.get("topic", "")
    if chosen and chosen not in {topic.key for topic in topics}:
        raise NotFound("There is no such gap in these documents.")
    opened = [topic for topic in topics if topic.key == chosen] if chosen else topics
    return render_template("gaps.html", topics=topics, opened=opened, chosen=chosen, few=None if chosen else FEW)
