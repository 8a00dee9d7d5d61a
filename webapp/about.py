"""The page that says what this is and how counts are made."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from flask import Blueprint, render_template

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


@cache
def _example_sha256() -> str:
    return hashlib.sha256(EXAMPLE.read_bytes()).hexdigest()
