"""The page that says what this is and how counts are made."""

from __future__ import annotations

from flask import Blueprint, render_template

from webapp.live import shown
from webapp.reading import rows

pages = Blueprint("about", __name__)


@pages.get("/about")
def about() -> str:
    """Show what this is, the rules behind every count, and what each role means for support."""
    return render_template("about.html", roles=rows(shown().store, "roles"))
