"""The page that says what this is and how counts are made."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from webapp.live import shown
from webapp.reading import rows

pages = Blueprint("about", __name__)
EXAMPLE = Path(__file__).parent.parent / "ingest" / "example" / "library-action-log-retold.txt"


@pages.get("/about")
def about() -> str:
    """Show what this is, the rules behind every count, and what each role means for support."""
    loaded = shown()
    retold = [item for item in loaded.standing if item.sha256 == _example_sha256()]
    return render_template("about.html", roles=rows(loaded.store, "roles"), retold=retold)


@pages.get("/favicon.ico")
def icon() -> Response:
    """Lead browsers that ask for an icon of their own accord to the mark."""
    return redirect(url_for("static", filename="mark.svg"), 301)


@cache
def _example_sha256() -> str:
    return hashlib.sha256(EXAMPLE.read_bytes()).hexdigest()
