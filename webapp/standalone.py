"""One file to send on: the headline, the table, the network and every sentence, without a server or another host."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from graph.exposure import headline
from graph.iris import fold
from graph.store import Store
from webapp.layered import Column, draw
from webapp.network_view import network_view
from webapp.standing import standing
from webapp.support_table import support_table
from webapp.wording import lines, plural

_HERE = Path(__file__).parent
_COLUMNS = (Column("partner", 200, 180), Column("action", 320, 180), Column("outcome", 210, 0))


def standalone_page(store: Store) -> bytes:
    """Return the whole graph as one HTML page that opens from a file."""
    templates = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters |= {"fold": fold, "lines": lines, "plural": plural}
    whole = network_view(store)
    view = whole.kept(link for link in whole.links if link.sure and link.status != "purpose" and link.kind != "place")
    page = templates.get_template("standalone.html").render(
        style=Markup((_HERE / "static" / "style.css").read_text("utf-8")),
        headline=headline(store),
        table=support_table(store),
        view=view,
        picture=draw(view.drawing(), _COLUMNS),
        links_of={(link.source.path, link.target.path): link for link in reversed(view.links)},
        standing=standing(store),
    )
    return page.encode()
