"""The SPARQL 1.1 protocol as clients meet it: real requests to `junctionbox serve --data FILE`."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.namespace import RDF, Namespace
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from sparql_support import Got, Server, serving
from SPARQLWrapper import JSON, TURTLE, SPARQLWrapper

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
VOID = Namespace("http://rdfs.org/ns/void#")
DATA = """
PREFIX : <http://x.example/>
:default :p "in, the \\"default\\" graph\\n2" .
GRAPH :g1 { :one :p 1 }
GRAPH :g2 { :two :p 2 }
"""
ALL = "SELECT ?s { ?s ?p ?o } ORDER BY ?s"
NAMED = "SELECT ?s { GRAPH ?g { ?s ?p ?o } } ORDER BY ?s"
FORM = "application/x-www-form-urlencoded"
G1, G2, UNKNOWN = "http://x.example/g1", "http://x.example/g2", "http://x.example/unknown"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("data")
    (folder / "data.trig").write_text(DATA)
    with serving("serve", "--data", "data.trig", cwd=folder) as found:
        yield found


def subjects(got: Got) -> list[str]:
    assert got.status == 200, got.body
    return [row["s"].rsplit("/", 1)[1] for row in got.rows()]


def refusal(got: Got) -> dict[str, Any]:
    assert got.kind == "application/problem+json"
    told: dict[str, Any] = got.json
    assert told["status"] == got.status
    return told


def test_a_query_is_asked_by_get_by_form_and_as_the_body(server: Server) -> None:
    form = urlencode({"query": ALL}).encode()
    answers = [server.get(ALL), server.send("POST", "/sparql", form, content_type=FORM), server.post(ALL)]
    assert [subjects(answer) for answer in answers] == [["default"]] * 3


def test_the_graphs_of_the_request_make_up_what_is_asked(server: Server) -> None:
    assert subjects(server.get(NAMED)) == ["one", "two"]
    assert subjects(server.get(ALL, ("default-graph-uri", G1), ("default-graph-uri", G2))) == ["one", "two"]
    assert subjects(server.get(NAMED, ("named-graph-uri", G2))) == ["two"]
    assert subjects(server.get(ALL, ("named-graph-uri", G2))) == []
    assert subjects(server.get(NAMED, ("default-graph-uri", G1))) == []
    body = urlencode([("query", NAMED), ("default-graph-uri", G1), ("named-graph-uri", G2)]).encode()
    assert subjects(server.send("POST", "/sparql", body, content_type=FORM)) == ["two"]
    direct = server.send(
        "POST", f"/sparql?default-graph-uri={quote(G1)}", ALL.encode(), content_type="application/sparql-query"
    )
    assert subjects(direct) == ["one"]


def test_the_graphs_of_the_request_win_over_those_of_the_query(server: Server) -> None:
    query = f"SELECT ?s FROM <{G1}> {{ ?s ?p ?o }}"
    assert subjects(server.get(query)) == ["one"]
    assert subjects(server.get(query, ("default-graph-uri", G2))) == ["two"]


def test_a_graph_that_is_not_there_is_empty(server: Server) -> None:
    assert subjects(server.get(ALL, ("default-graph-uri", UNKNOWN))) == []
    assert subjects(server.get(f"SELECT ?s FROM <{UNKNOWN}> {{ ?s ?p ?o }}")) == []


def test_a_file_is_never_read_as_a_graph(server: Server) -> None:
    told = refusal(server.get("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }"))
    assert (told["status"], "names a file" in told["detail"]) == (400, True)
    assert subjects(server.get(ALL, ("default-graph-uri", "file:///etc/passwd"))) == []


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("", "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv"),
        ("text/csv, */*", "text/csv"),
        ("text/tab-separated-values", "text/tab-separated-values"),
        ("application/json", "application/json"),
        ("text/csv;q=0.5, application/sparql-results+xml;q=0.9", "application/sparql-results+xml"),
        ("text/*;q=0.9, application/*;q=0.1", "text/xml"),
        ("application/sparql-results+json;q=0, */*", "application/json"),
    ],
)
def test_rows_come_in_the_format_that_is_wanted_most(server: Server, accept: str, kind: str) -> None:
    got = server.get(ALL, **({"accept": accept} if accept else {}))
    assert (got.status, got.kind) == (200, kind)
    assert "Accept" in got.headers["vary"]


def test_rows_are_the_same_in_every_format(server: Server) -> None:
    query = "SELECT ?o { ?s ?p ?o }"
    value = 'in, the "default" graph\n2'
    assert server.get(query, accept="application/json").rows() == [{"o": value}]
    assert list(csv.reader(io.StringIO(server.get(query, accept="text/csv").body.decode(), newline=""))) == [
        ["o"],
        [value],
    ]
    xml = ElementTree.fromstring(server.get(query, accept="application/sparql-results+xml").body)
    assert [literal.text for literal in xml.iter("{http://www.w3.org/2005/sparql-results#}literal")] == [value]
    assert server.get(query, ("format", "tsv")).body.decode() == f"?o\n{json.dumps(value)}\n"


def test_yes_or_no_comes_in_json_and_xml(server: Server) -> None:
    assert server.get("ASK {}").json["boolean"] is True
    assert b"<boolean>true</boolean>" in server.get("ASK {}", ("format", "xml")).body


@pytest.mark.parametrize(
    ("kind", "form"),
    [
        ("text/turtle", ox.RdfFormat.TURTLE),
        ("application/n-triples", ox.RdfFormat.N_TRIPLES),
        ("application/ld+json", ox.RdfFormat.JSON_LD),
        ("application/rdf+xml", ox.RdfFormat.RDF_XML),
        ("application/trig", ox.RdfFormat.TRIG),
        ("application/n-quads", ox.RdfFormat.N_QUADS),
    ],
)
def test_graphs_come_in_every_format_with_the_same_triples(server: Server, kind: str, form: ox.RdfFormat) -> None:
    got = server.get(f"CONSTRUCT FROM <{G1}> FROM <{G2}> WHERE {{ ?s ?p ?o }}", accept=kind)
    assert (got.status, got.kind) == (200, kind)
    found = sorted(f"{quad.subject} {quad.object.value}" for quad in ox.parse(got.body, format=form))
    assert found == ["<http://x.example/one> 1", "<http://x.example/two> 2"]


def test_a_format_that_there_is_not_is_refused_with_those_there_are(server: Server) -> None:
    told = refusal(server.get(ALL, accept="image/png"))
    assert told["status"] == 406
    assert "text/csv" in told["detail"]
    assert refusal(server.get(ALL, ("format", "pdf")))["detail"] == (
        "“pdf” is not a format of this answer; known are json, xml, csv, tsv."
    )


def test_what_cannot_be_said_in_rdf_xml_is_refused_and_not_broken(server: Server) -> None:
    query = "CONSTRUCT { <a:b> <http://x.example/no-name/> 1 } {}"
    assert refusal(server.get(query, accept="application/rdf+xml"))["status"] == 406
    assert server.get(query, accept="text/turtle").status == 200


@pytest.mark.parametrize(
    ("method", "path", "body", "content_type", "status"),
    [
        ("GET", "/sparql?query=ASK%7B%7D&query=ASK%7B%7D", None, "", 400),
        ("GET", "/sparql?update=CLEAR%20ALL", None, "", 400),
        ("GET", "/sparql?query=ASK%7B%7D&update=CLEAR%20ALL", None, "", 400),
        ("GET", "/sparql?query=", None, "", 400),
        ("GET", "/sparql?query=ASK%20%7B%20%ED%A0%80%20%7D", None, "", 400),
        ("GET", "/sparql?query=ASK%7B%00", None, "", 400),
        ("GET", "/sparql?query=ASK%7B%7D&default-graph-uri=no%20address", None, "", 400),
        ("GET", "/sparql?query=" + "%20" * 30_000, None, "", 414),
        ("POST", "/sparql", b"query=ASK%7B%7D", "", 415),
        ("POST", "/sparql", b"ASK {}", "", 415),
        ("POST", "/sparql", b"ASK {}", "text/plain", 415),
        ("POST", "/sparql", b"ASK {}", FORM, 400),
        ("POST", "/sparql", b"query=ASK%7B%7D&query=ASK%7B%7D", FORM, 400),
        ("POST", "/sparql", b"update=CLEAR%20ALL", FORM, 400),
        ("POST", "/sparql", b"CLEAR ALL", "application/sparql-update", 400),
        ("POST", "/sparql", b"CLEAR ALL", "application/sparql-query", 400),
        ("POST", "/sparql", "ASK {}".encode("utf-16"), "application/sparql-query", 400),
        ("POST", "/sparql", "ASK {}".encode("utf-16"), "application/sparql-query; charset=UTF-16", 415),
        ("POST", "/sparql", b"ASK { \xff }", "application/sparql-query", 400),
        ("POST", "/sparql", b"", "application/sparql-query", 400),
        ("PUT", "/sparql?query=ASK%7B%7D", None, "", 405),
        ("DELETE", "/sparql", None, "", 405),
    ],
)
def test_what_is_no_proper_request_is_refused_with_a_reason(
    server: Server, method: str, path: str, body: bytes | None, content_type: str, status: int
) -> None:
    got = server.send(method, path, body, **({"content_type": content_type} if content_type else {}))
    assert got.status == status
    assert refusal(got)["detail"].endswith(".")
    assert got.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { SERVICE SILENT <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { # quiet\n sErViCe#\n<http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { \\u0053ERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { VALUES ?x { <http://127.0.0.1:9/> } FILTER(?a<?b)SERVICE?x#>\n{ ?s ?p ?o } }",
        "LOAD <http://127.0.0.1:9/>",
        "INSERT DATA { <a:b> <a:b> <a:b> }",
        "PREFIX a: <b:c> # SELECT\nDELETE WHERE { ?s ?p ?o }",
        "ASK {} ; CLEAR ALL",
        "DROP ALL",
    ],
)
def test_what_would_change_data_or_ask_others_is_refused(server: Server, query: str) -> None:
    assert server.post(query).status == 400
    assert subjects(server.get(NAMED)) == ["one", "two"]


def test_words_in_texts_comments_and_names_are_not_taken_for_commands(server: Server) -> None:
    query = 'SELECT ?service { VALUES ?service { "SERVICE" <http://x.example/service> } } # SERVICE'
    assert len(server.get(query).rows()) == 2


def test_an_error_is_told_with_its_place(server: Server) -> None:
    assert "at 1:14" in refusal(server.get("SELECT * { ?s"))["detail"]
    assert (
        "<http://x.example/f> is not supported"
        in refusal(server.get("ASK { FILTER(<http://x.example/f>(1)) }"))["detail"]
    )


def test_head_tells_what_get_would(server: Server) -> None:
    got, head = server.get(ALL), server.get(ALL, method="HEAD")
    same = ("content-type", "content-length", "vary", "access-control-allow-origin")
    assert (head.status, head.body) == (200, b"")
    assert [head.headers[name] for name in same] == [got.headers[name] for name in same]


def test_pages_of_other_sites_may_ask(server: Server) -> None:
    got = server.send("OPTIONS", "/sparql", Origin="https://elsewhere.example")
    assert got.status == 204
    assert got.headers["allow"] == got.headers["access-control-allow-methods"] == "GET, HEAD, POST, OPTIONS"
    assert got.headers["access-control-allow-origin"] == "*"


def test_without_a_query_the_service_describes_itself(server: Server) -> None:
    for accept, form in (("text/turtle", "turtle"), ("application/rdf+xml", "xml"), ("*/*", "turtle")):
        got = server.send("GET", "/sparql", accept=accept)
        found = rdflib.Graph().parse(data=got.body, format=form)
        [service] = found.subjects(RDF.type, SD.Service)
        assert str(found.value(service, SD.endpoint)) == server.endpoint
        assert {str(name) for name in found.objects(None, SD.name)} == {G1, G2}
        assert (None, SD.feature, SD.BasicFederatedQuery) not in found


def test_the_description_of_the_data_counts_what_is_there(server: Server) -> None:
    got = server.send("GET", "/.well-known/void")
    found = rdflib.Graph().parse(data=got.body, format="turtle")
    [data] = found.subjects(RDF.type, VOID.Dataset)
    assert int(str(found.value(data, VOID.triples))) == 3
    assert str(found.value(data, VOID.sparqlEndpoint)) == server.endpoint
    again = server.send("GET", "/.well-known/void", If_None_Match=got.headers["etag"])
    assert (again.status, again.body) == (304, b"")
    other = server.send("GET", "/.well-known/void", accept="application/ld+json", If_None_Match=got.headers["etag"])
    assert other.status == 200


def test_rdflib_asks_as_it_asks_any_endpoint(server: Server) -> None:
    for method in ("GET", "POST", "POST_FORM"):
        graph = rdflib.Graph(SPARQLStore(server.endpoint, method=method))
        assert [str(row[0]) for row in graph.query(ALL)] == ["http://x.example/default"]
        assert len(list(graph.triples((None, None, None)))) == 1


def test_sparqlwrapper_asks_as_it_asks_any_endpoint(server: Server) -> None:
    wrapper = SPARQLWrapper(server.endpoint)
    wrapper.setQuery(ALL)
    wrapper.setReturnFormat(JSON)
    rows: Any = wrapper.queryAndConvert()
    assert [row["s"]["value"] for row in rows["results"]["bindings"]] == ["http://x.example/default"]
    wrapper.setMethod("POST")
    wrapper.setQuery("CONSTRUCT WHERE { ?s ?p ?o }")
    wrapper.setReturnFormat(TURTLE)
    triples: Any = wrapper.queryAndConvert()
    assert len(rdflib.Graph().parse(data=triples, format="turtle")) == 1


@pytest.mark.skipif(not shutil.which("curl"), reason="curl is not installed")
def test_curl_asks_with_a_file(server: Server, tmp_path: Path) -> None:
    (tmp_path / "q.rq").write_text(ALL)
    words = ["curl", "-sS", "-H", "Accept: text/csv", "--data-urlencode", f"query@{tmp_path / 'q.rq'}", server.endpoint]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    assert done.stdout == "s\nhttp://x.example/default\n"


def test_the_start_leads_to_the_endpoint_and_nothing_else_is_there(server: Server) -> None:
    assert server.send("GET", "/").headers["location"].endswith("/sparql")
    assert refusal(server.send("GET", "/questions"))["status"] == 404
