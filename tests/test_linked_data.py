"""Linked data as programs meet it: the address of a thing leads to its page or to its data, the same in each format."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib import SKOS, Literal, URIRef
from sparql_support import Got, Server, serving

from graph.iris import DEFAULT_BASE
from graph.workspace import create_workspace
from ingest.rebuild import ingest
from tests.command_line import EXAMPLE, EXAMPLE_LOG, run

FORMATS = {
    "ttl": ox.RdfFormat.TURTLE,
    "jsonld": ox.RdfFormat.JSON_LD,
    "nt": ox.RdfFormat.N_TRIPLES,
    "rdf": ox.RdfFormat.RDF_XML,
}
KINDS = {suffix: form.media_type for suffix, form in FORMATS.items()}
FIRST = 'REPLACE(STR(?s), "^https://[^/]*/((id/)?[a-z]+)/.*$", "$1")'


@pytest.fixture(scope="module")
def council(tmp_path_factory: pytest.TempPathFactory) -> Path:
    workspace = create_workspace(tmp_path_factory.mktemp("council") / "council")
    shutil.copy(EXAMPLE / "names.csv", workspace.names_file)
    ingest(workspace, [EXAMPLE_LOG], "2021-04-01T09:00:00+00:00")
    return workspace.root


@pytest.fixture(scope="module")
def server(council: Path) -> Iterator[Server]:
    with serving("-w", council, "serve", cwd=council) as found:
        yield found


@pytest.fixture(scope="module")
def things(server: Server) -> list[str]:
    """An address of each kind of thing in the graph."""
    query = f"SELECT ?kind (MIN(STR(?s)) AS ?one) {{ ?s a ?type BIND({FIRST} AS ?kind) }} GROUP BY ?kind"
    kinds = ("id", "doc", "scheme")
    rows = server.get(query).rows()
    return [row["one"].removeprefix(DEFAULT_BASE) for row in rows if row["kind"].split("/")[0] in kinds]


def data(server: Server, thing: str, suffix: str) -> Got:
    got = server.send("GET", f"/data/{thing.lstrip('/')}.{suffix}")
    assert (got.status, got.kind) == (200, KINDS[suffix]), got.body[:200]
    return got


def test_every_kind_of_thing_is_the_same_in_every_format(server: Server, things: list[str]) -> None:
    assert len(things) >= 4
    for thing in things:
        found = [{*ox.parse(data(server, thing, name).body, format=form)} for name, form in FORMATS.items()]
        assert ox.NamedNode(DEFAULT_BASE + thing) in {quad.subject for quad in found[0]}
        assert all(found[0] == other for other in found[1:])


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_thing_leads_a_program_to_its_data(server: Server, things: list[str], suffix: str) -> None:
    partner = next(thing for thing in things if thing.startswith("id/partner/"))
    for path, accept in ((f"/{partner}", KINDS[suffix]), (f"/{partner}.{suffix}", "*/*")):
        got = server.send("GET", path, accept=accept)
        assert (got.status, got.headers["location"]) == (303, f"/data/{partner}.{suffix}")
        assert "Accept" in got.headers["vary"]


def test_a_thing_leads_a_browser_to_its_page(server: Server, things: list[str]) -> None:
    partner = next(thing for thing in things if thing.startswith("id/partner/"))
    for accept in ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "*/*"):
        got = server.send("GET", f"/{partner}", accept=accept)
        assert (got.status, got.kind) == (200, "text/html")
        assert f'</data/{partner}.ttl>; rel="alternate"; type="text/turtle"' in got.headers["link"]
        assert "Accept" in got.headers["vary"]
    assert server.send("GET", f"/{partner}.html").headers["location"] == f"/{partner}"


def test_what_is_not_given_is_refused_with_what_is(server: Server, things: list[str]) -> None:
    got = server.send("GET", f"/{things[0]}", accept="image/png")
    assert got.status == 406
    assert "text/html, text/turtle, application/n-triples, application/ld+json" in got.json["detail"]


def test_data_that_did_not_change_are_not_sent_again(server: Server, things: list[str]) -> None:
    turtle, triples = data(server, things[0], "ttl"), data(server, things[0], "nt")
    assert turtle.headers["etag"] != triples.headers["etag"]
    again = server.send("GET", f"/data/{things[0]}.ttl", If_None_Match=turtle.headers["etag"])
    assert (again.status, again.body) == (304, b"")
    head = server.send("HEAD", f"/data/{things[0]}.ttl")
    assert (head.status, head.headers["etag"]) == (200, turtle.headers["etag"])


def test_an_address_that_was_never_given_is_not_found(server: Server) -> None:
    for path in ("/data/id/partner/nobody-at-all.ttl", "/data/../../etc/passwd", "/data/id/%3Cscript%3E.ttl"):
        assert server.send("GET", path).status == 404


def test_the_vocabulary_is_given_as_data(server: Server) -> None:
    found = rdflib.Graph().parse(data=server.send("GET", "/ns", accept="text/turtle").body, format="turtle")
    assert (URIRef(f"{DEFAULT_BASE}ns#Action"), rdflib.RDF.type, rdflib.OWL.Class) in found


def test_json_ld_uses_the_names_of_the_context(server: Server, things: list[str]) -> None:
    partner = next(thing for thing in things if thing.startswith("id/partner/"))
    written, told = data(server, partner, "jsonld").json, server.send("GET", "/context.jsonld").json
    assert written["@context"] == told["@context"]
    [node] = [node for node in written["@graph"] if node["id"] == DEFAULT_BASE + partner]
    found = rdflib.Graph().parse(data=data(server, partner, "ttl").body, format="turtle")
    assert Literal(node["label"]["@value"], lang=node["label"]["@language"]) in set(
        found.objects(URIRef(DEFAULT_BASE + partner), SKOS.prefLabel)
    )


def test_a_thing_of_a_document_taken_out_is_gone(server: Server, council: Path, tmp_path: Path) -> None:
    more = tmp_path / "more.txt"
    more.write_text("Action\tImpact\nBook club May 2021\tRun in partnership with the British Library  Less isolation\n")
    assert run("-w", council, "ingest", more, cwd=tmp_path).returncode == 0
    assert data(server, "id/partner/british-library", "ttl")
    assert run("-w", council, "remove", "more", cwd=tmp_path).returncode == 0
    assert server.send("GET", "/data/id/partner/british-library.ttl").status == 410
    assert server.send("GET", "/data/id/action/more/book-club.ttl").status == 410
    assert server.send("GET", "/data/id/action/more/never.ttl").status == 404


def test_dumps_load_to_what_the_description_counts(server: Server) -> None:
    whole = server.send("GET", "/dumps/all.nq")
    found = rdflib.Graph().parse(data=server.send("GET", "/.well-known/void").body, format="turtle")
    void, spdx = rdflib.Namespace("http://rdfs.org/ns/void#"), rdflib.Namespace("http://spdx.org/rdf/terms#")
    [dataset] = found.subjects(rdflib.RDF.type, void.Dataset)
    told = str(found.value(dataset, void.triples))
    assert str(len(list(ox.parse(whole.body, format=ox.RdfFormat.N_QUADS)))) == told
    assert str(next(found.objects(None, spdx.checksumValue))) == hashlib.sha256(whole.body).hexdigest()
    assert server.get("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }").rows() == [{"n": told}]


def test_checksums_are_those_of_the_dumps(server: Server) -> None:
    lines = server.send("GET", "/dumps/SHA256SUMS").body.decode().splitlines()
    assert len(lines) >= 5
    for line in lines:
        digest, name = line.split("  ")
        got = server.send("GET", f"/dumps/{name}")
        assert (got.status, hashlib.sha256(got.body).hexdigest()) == (200, digest)
    assert server.send("GET", "/dumps/nothing.nq").status == 404
