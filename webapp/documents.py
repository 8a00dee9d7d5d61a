"""Pages of a document, of its editions, and of the passages that claims rest on."""

from __future__ import annotations

import hashlib

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from graph.documents import DocumentEntry, stored_text
from graph.errors import DataError, NotFound
from graph.lines import LineIndex
from graph.records import Span
from webapp.live import live_graph, shown
from webapp.reading import Row, rows
from webapp.standing import Standing
from webapp.text_view import Stretch, line_count, outermost, shortened, text_lines

pages = Blueprint("documents", __name__)
LINES_A_PAGE = 400
CONTEXT_LINES = 4


@pages.get("/doc/<document>")
def document(document: str) -> str:
    """Show a document: what was read from it, what is damaged, and its text."""
    return _edition_page(document, _current(document).edition.rsplit("/", 1)[1])


@pages.get("/doc/<document>/<edition>")
def edition(document: str, edition: str) -> Response | str:
    """Show one edition; the current one is shown with the document."""
    entry = _entry(document, edition)
    if any(item.edition == f"/doc/{document}/{edition}" for item in shown().standing):
        return redirect(url_for("documents.document", document=document))
    return _edition_page(document, entry.edition)


@pages.get("/doc/<document>/<edition>/passage/<int:start>-<int:end>")
def passage(document: str, edition: str, start: int, end: int) -> str:
    """Show a passage highlighted in its document, and what is read from it."""
    entry = _entry(document, edition)
    text = _text(entry)
    span = Span(start, end)
    if not 0 <= span.start < span.end <= len(text):
        raise NotFound("There is no such passage in this document.")
    first, last = LineIndex(text).lines(span)
    around = text_lines(text, [Stretch(span)], first - CONTEXT_LINES, min(line_count(text), last + CONTEXT_LINES))
    return render_template(
        "passage.html",
        entry=entry,
        quote=span.of(text),
        place={"first_line": str(first), "last_line": str(last)},
        lines=shortened(around),
        current=f"/doc/{document}/{edition}" in {item.edition for item in shown().standing},
        page_start=_page_start(first),
        **_read_from(request.path),
    )


def _read_from(path: str) -> dict[str, list[Row]]:
    """Return everything that is read from the passage at this path."""
    store = shown().store
    return {
        "involvements": rows(store, "involvements", passage=path),
        "statements": rows(store, "statements", passage=path),
        "supporters": rows(store, "support", passage=path),
        "mentions": rows(store, "mentions", passage=path),
        "grants": rows(store, "money", passage=path),
        "dated": rows(store, "dated", passage=path),
        "told": rows(store, "told_by", passage=path),
        "flags": rows(store, "flags", passage=path),
    }


def _edition_page(document: str, edition: str) -> str:
    loaded, entry = shown(), _entry(document, edition)
    text = _text(entry)
    path = f"/doc/{document}/{edition}"
    passages = [
        Stretch(Span(int(row["start"]), int(row["end"])), row["passage"])
        for row in rows(loaded.store, "passages", edition=path)
    ]
    count = line_count(text)
    first = _page_start(min(request.args.get("from", 1, type=int), count))
    current = next((item for item in loaded.standing if item.edition == path), None)
    return render_template(
        "document.html",
        entry=entry,
        current=current,
        editions=[item for item in loaded.entries if item.document == document],
        actions=rows(loaded.store, "actions", work=f"/doc/{document}") if current else [],
        flags=rows(loaded.store, "flags", edition=path),
        lines=text_lines(text, outermost(passages), first, min(count, first + LINES_A_PAGE - 1)),
        first=first,
        count=count,
        step=LINES_A_PAGE,
    )


def _page_start(line: int) -> int:
    return max(0, line - 1) // LINES_A_PAGE * LINES_A_PAGE + 1


def _current(document: str) -> Standing:
    found = next((item for item in shown().standing if item.document == f"/doc/{document}"), None)
    return found or abort(404)


def _entry(document: str, edition: str) -> DocumentEntry:
    found = next((e for e in shown().entries if (e.document, e.edition) == (document, edition)), None)
    return found or abort(404)


def _text(entry: DocumentEntry) -> str:
    """Return the stored text; raise DataError when it is not the one that was read."""
    text = stored_text(live_graph().workspace.documents, entry)
    edition = f"/doc/{entry.document}/{entry.edition}"
    read = next((item.text_sha256 for item in shown().standing if item.edition == edition), None)
    if read is not None and read != hashlib.sha256(text.encode()).hexdigest():
        raise DataError(
            f"The stored text of {entry.name} has been changed since it was read; ingest the document again."
        )
    return text
