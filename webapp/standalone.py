"""The network as one web page that opens without a server and without the internet: everything is inside."""

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
from webapp.network_view import Link, NetworkView, network_view
from webapp.reading import rows

TEMPLATES = Path(__file__).parent / "templates"
_LIBRARY = Path("lib", "vis-9.1.2", "vis-network.min.js")
_COLUMNS = ("part", "outcome", "place")


def standalone_page(store: Store) -> bytes:
    """Return the page: the network to explore, and below it every link with its sentence and its line."""
    view = _in_order(network_view(store))
    found = quotations(store)
    links = sorted(
        ((link, [found[row["passage"].lstrip("/")] for row in link.rows]) for link in view.links), key=_as_in_the_text
    )
    library, script, style = _library(), _part("standalone.js"), _part("standalone.css")
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    page = environment.get_template("standalone.html").render(
        policy=_policy(library, script, style=style),
        library=Markup(library),
        script=Markup(script),
        style=Markup(style),
        data=_data(view),
        headline=headline(store),
        documents=rows(store, "documents"),
        links=links,
    )
    return page.encode()


def _in_order(view: NetworkView) -> NetworkView:
    """Return the network in one order, so that the same graph gives the same page."""
    links = sorted(view.links, key=lambda link: (link.source.path, link.target.path, link.key))
    return NetworkView(dict(sorted(view.things.items())), tuple(links))


def _data(view: NetworkView) -> dict[str, list[dict[str, Any]]]:
    return force_data(view, dict.fromkeys(view.things, ""), frozenset())


def _as_in_the_text(item: tuple[Link, list[Quotation]]) -> tuple[Any, ...]:
    """Return what orders the table: the action as it stands in its document, then partners, outcomes and places."""
    link, quoted = item
    action = link.target if link.kind == "part" else link.source
    place = min(((quotation.document, quotation.lines) for quotation in quoted), default=("", (0, 0)))
    return place[0], place[1][0], action.name, _COLUMNS.index(link.kind), link.source.name, link.target.name, link.key


def _part(name: str) -> str:
    return (TEMPLATES / name).read_text("utf-8")


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
