"""One file to send on: headline, matrix, network and every sentence, without a server or another host."""

from __future__ import annotations

import base64
import hashlib
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from graph.errors import NotFound
from graph.exposure import headline
from graph.quotations import Quotation, quotations
from graph.store import Store
from webapp.force import force_data
from webapp.layered import Column, draw
from webapp.network_view import Link, NetworkView, network_view
from webapp.standing import standing
from webapp.support_table import support_table
from webapp.wording import plural

_HERE = Path(__file__).parent
_LIBRARY = Path("lib", "vis-9.1.2", "vis-network.min.js")
_COLUMNS = (Column("partner", 200, 180), Column("action", 320, 180), Column("outcome", 210, 0))
_KINDS = ("part", "outcome", "place")


def standalone_page(store: Store) -> bytes:
    """Return the whole graph as one HTML page that opens from a file and sends no request."""
    templates = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters["plural"] = plural
    whole = _in_order(network_view(store))
    view = whole.kept(link for link in whole.links if link.sure and link.status != "purpose" and link.kind != "place")
    library, script = _library(), _text("templates", "standalone.js")
    style = _text("static", "style.css") + _text("templates", "standalone.css")
    page = templates.get_template("standalone.html").render(
        policy=_policy(library, script, style=style),
        library=Markup(library),
        script=Markup(script),
        style=Markup(style),
        headline=headline(store),
        table=support_table(store),
        things=view.things,
        picture=draw(view.drawing(), _COLUMNS),
        links_of={(link.source.path, link.target.path): link for link in reversed(view.links)},
        data=force_data(whole, dict.fromkeys(whole.things, ""), frozenset()),
        links=_quoted(whole, quotations(store)),
        standing=standing(store),
    )
    return page.encode()


def _in_order(view: NetworkView) -> NetworkView:
    """Return the network in one order, so that the same graph gives the same page."""
    links = sorted(view.links, key=lambda link: (link.source.path, link.target.path, link.key))
    return NetworkView(dict(sorted(view.things.items())), tuple(links))


def _quoted(view: NetworkView, found: dict[str, Quotation]) -> list[tuple[Link, list[Quotation]]]:
    """Return every link with its sentences, in the order of the text."""
    links = [(link, [found[row["passage"].lstrip("/")] for row in link.rows]) for link in view.links]
    return sorted(links, key=_as_in_the_text)


def _as_in_the_text(item: tuple[Link, list[Quotation]]) -> tuple[Any, ...]:
    link, quoted = item
    action = link.target if link.kind == "part" else link.source
    place = min(((quotation.document, quotation.lines) for quotation in quoted), default=("", (0, 0)))
    return place[0], place[1][0], action.name, _KINDS.index(link.kind), link.source.name, link.target.name, link.key


def _text(*parts: str) -> str:
    return _HERE.joinpath(*parts).read_text("utf-8")


def _library() -> str:
    """Return the drawing library as its package holds it, without its last line, which names another file."""
    spec = find_spec("pyvis")
    if spec is None or spec.origin is None:
        raise NotFound("The drawing library of this page is not installed.")
    text = (Path(spec.origin).parent / _LIBRARY).read_text("utf-8")
    return text.rsplit("//# sourceMappingURL", 1)[0].replace("</script", "<\\/script")


def _policy(*scripts: str, style: str) -> str:
    """Return a content security policy that lets in these scripts and this style, and no request at all."""
    allowed = " ".join(_hash(script) for script in scripts)
    return f"default-src 'none'; script-src {allowed}; style-src {_hash(style)}; img-src data:"


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
