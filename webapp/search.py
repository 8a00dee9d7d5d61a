"""The search of every page: names and other names, and the sentences that hold the words."""

from __future__ import annotations

import re

from flask import Blueprint, render_template, request

from graph.facts import facts_of
from graph.iris import fold
from graph.search import Entry, find_names, find_passages
from graph.store import Store
from webapp.live import shown
from webapp.reading import quotes
from webapp.text_view import Piece

pages = Blueprint("search", __name__)
MOST_PASSAGES = 50
LONGEST = 200


@pages.get("/search")
def search() -> str:
    """Show the names that are like what was typed, and the sentences that hold it."""
    words = fold(request.args.get("q", ""))[:LONGEST]
    loaded = shown()
    said = loaded.once(quotes)
    passages, looked = find_passages({path: row["quote"] for path, row in said.items()}, words)
    return render_template(
        "search.html",
        words=words,
        hits=find_names(loaded.once(entries), words),
        sentences=[(said[path], marked(fold(said[path]["quote"]), looked)) for path in passages[:MOST_PASSAGES]],
        count=len(passages),
        looked=" ".join(looked),
        changed=bool(passages) and any(word not in words.casefold() for word in looked),
    )


def entries(store: Store) -> tuple[Entry, ...]:
    """Return everything with a name and a page of its own."""
    facts = facts_of(store)
    used = {claim.outcome for claim in facts.claims}
    found = [
        Entry("Group without a name" if p.top == "group" else "Partner", p.path, p.label, p.others)
        for p in facts.partners.values()
    ]
    found += [Entry("Place", place.path, place.label, place.others) for place in facts.places.values()]
    found += [Entry("Action", action.path, action.title) for action in facts.actions.values()]
    found += [Entry("Outcome", o.path, o.label) for o in facts.outcomes.values() if o.path in used or o.path == o.top]
    found += [Entry("Audience", audience.path, audience.label) for audience in facts.audiences.values()]
    documents = {action.document: action.file for action in facts.actions.values()}
    themes = {action.theme_key: action.theme for action in facts.actions.values() if action.theme}
    found += [Entry("Theme", f"?theme={key}", theme) for key, theme in themes.items()]
    return (*found, *(Entry("Document", path, file) for path, file in documents.items()))


def marked(text: str, words: list[str]) -> list[Piece]:
    """Return a sentence in pieces, those marked that begin like one of the words."""
    if not words:
        return [Piece(text)]
    pattern = re.compile(r"\b(" + "|".join(map(re.escape, words)) + r")\w*", re.IGNORECASE)
    pieces, at = [], 0
    for match in pattern.finditer(text):
        pieces += [Piece(text[at : match.start()]), Piece(match[0], "mark")]
        at = match.end()
    return [piece for piece in (*pieces, Piece(text[at:])) if piece.text]
