"""Saved questions: the list, and a page each that has already run, with its form, its table and its downloads."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from typing import Any

from flask import Blueprint, Response, render_template, request, url_for

from graph.ask import Answer, ask, legal_values, suggested
from graph.saved import QUERIES, Catalogue, SavedQuery, catalogue
from webapp.answer_table import exact_rows, table
from webapp.live import live_graph, shown
from webapp.reading import quotes

pages = Blueprint("questions", __name__)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@pages.get("/questions")
def questions() -> str:
    """List the saved questions, by tag or by words."""
    shown()
    found = saved_questions()
    tag, words = request.args.get("tag", ""), request.args.get("q", "").strip()
    listed = [saved for saved in found.queries.values() if _about(saved, tag, words)]
    tags = sorted({tag for saved in found.queries.values() for tag in saved.tags})
    return render_template("questions.html", questions=listed, tags=tags, tag=tag, words=words, problems=found.problems)


@pages.get("/questions/<name>")
def question(name: str) -> str:
    """Show a question answered: the sentence first, then the rows, each with its sentence."""
    saved = saved_questions().find(name)
    store = shown().store
    choices = {parameter.name: legal_values(store, saved, parameter) for parameter in saved.parameters}
    given = _given(saved)
    where: dict[str, Any] = {"name": name, **given}
    missing = [p for p in saved.parameters if not (p.optional or p.default or given.get(p.name))]
    answer = None if missing else ask(store, saved, given)
    return render_template(
        "question.html",
        saved=saved,
        answer=answer,
        table=table(answer, shown().once(quotes)) if answer else None,
        choices=choices,
        given=answer.parameters if answer else given,
        downloads={kind: url_for(".download", kind=kind, **where) for kind in ("csv", "json")},
    )


@pages.get("/questions/<name>.<any(csv, json):kind>")
def download(name: str, kind: str) -> Response:
    """Give the rows of an answer as a file: CSV for a spreadsheet, JSON exact."""
    saved = saved_questions().find(name)
    answer = ask(shown().store, saved, _given(saved))
    if kind == "json":
        data, mime = json.dumps(answer.as_dict(), ensure_ascii=False, indent=1), "application/json"
    else:
        data, mime = spreadsheet(answer), "text/csv"
    response = Response(data, mimetype=mime)
    response.headers["Content-Disposition"] = f'attachment; filename="{saved.name}.{kind}"'
    return response


def saved_questions() -> Catalogue:
    """Return the shipped questions and the workspace's own."""
    return catalogue(QUERIES, live_graph().workspace.queries)


def _given(saved: SavedQuery) -> dict[str, str]:
    """Return the values of the address; a value that is needed and was not given is suggested from the data."""
    given = {name: value for name, value in request.args.items() if value.strip()}
    return suggested(shown().store, saved) | given if any(_needed(saved, given)) else given


def _needed(saved: SavedQuery, given: dict[str, str]) -> Iterable[bool]:
    return (not (p.optional or p.default or p.name in given) for p in saved.parameters)


def _about(saved: SavedQuery, tag: str, words: str) -> bool:
    text = " ".join((saved.name, saved.title, saved.question, saved.description, *saved.tags)).casefold()
    return (not tag or tag in saved.tags) and all(word in text for word in words.casefold().split())


def spreadsheet(answer: Answer) -> str:
    """Return the rows as CSV that opens in Excel with its letters intact and its formulas inert."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    headers, rows = exact_rows(answer)
    writer.writerow(headers)
    writer.writerows([_inert(value) for value in row] for row in rows)
    return "\ufeff" + out.getvalue()


def _inert(value: str) -> str:
    return "'" + value if value.startswith(_FORMULA) and not _is_number(value) else value


def _is_number(value: str) -> bool:
    try:
        float(value)
    except ValueError:
        return False
    return True
