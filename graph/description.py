"""What the data hold, in terms that other tools look for: SPARQL service description, VoID, DCAT, SHACL examples."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from graph.store import Store

_QUERIES = Path(__file__).parent.parent / "queries" / "description"
_XSD = "http://www.w3.org/2001/XMLSchema#"
PREFIXES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "formats": "http://www.w3.org/ns/formats/",
    "schema": "https://schema.org/",
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "sh": "http://www.w3.org/ns/shacl#",
    "spdx": "http://spdx.org/rdf/terms#",
    "void": "http://rdfs.org/ns/void#",
}
_RESULT_FORMATS = (
    *("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV"),
    *("Turtle", "N-Triples", "JSON-LD", "RDF_XML", "TriG", "N-Quads"),
)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many statements stand in each graph ("" for those outside), and how often each class and property is used."""

    graphs: tuple[tuple[str, int], ...]
    classes: tuple[tuple[str, int], ...]
    properties: tuple[tuple[str, int], ...]

    @property
    def statements(self) -> int:
        """All statements, one that stands in two graphs counted twice."""
        return sum(count for _, count in self.graphs)


@dataclass(frozen=True, slots=True)
class Example:
    """A query worth trying."""

    name: str
    title: str
    sparql: str


@dataclass(frozen=True, slots=True)
class Dump:
    """A file with all the data: its path below the root of the site, its media type, its bytes and its SHA-256."""

    path: str
    media_type: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Described:
    """What is described: the addresses of the endpoint and of the description, a title, counts, and examples."""

    endpoint: str
    address: str
    title: str
    base: str
    union: bool
    counts: Counts
    examples: Sequence[Example] = ()
    dump: Dump | None = None
    root: str = ""

    @property
    def dataset(self) -> ox.NamedNode:
        """The data as a whole."""
        return ox.NamedNode(f"{self.address}#dataset")


def counts(store: Store) -> Counts:
    """Count the statements of a store by graph, class and property."""
    return Counts(*(_counted(store, name) for name in ("graphs", "classes", "properties")))


def _counted(store: Store, name: str) -> tuple[tuple[str, int], ...]:
    result = store.query(_text(name))
    assert isinstance(result, ox.QuerySolutions)
    return tuple((getattr(term, "value", ""), int(count.value)) for term, count in result if int(count.value))


@cache
def _text(name: str) -> str:
    return (_QUERIES / f"{name}.rq").read_text("utf-8")


def service_description(described: Described) -> list[ox.Triple]:
    """Return what the endpoint can do and which graphs it has."""
    service = ox.NamedNode(described.endpoint)
    found = [
        _triple(service, "rdf:type", _iri("sd:Service")),
        _triple(service, "sd:endpoint", service),
        *(_triple(service, "sd:supportedLanguage", _iri(f"sd:SPARQL{version}Query")) for version in ("10", "11")),
        *(_triple(service, "sd:resultFormat", _iri(f"formats:{name}")) for name in _RESULT_FORMATS),
        _triple(service, "sd:defaultDataset", described.dataset),
        *_graphs(described),
        *_examples(described),
    ]
    if described.union:
        found.append(_triple(service, "sd:feature", _iri("sd:UnionDefaultGraph")))
    return found


def _graphs(described: Described) -> Iterator[ox.Triple]:
    dataset, known = described.dataset, described.counts
    default = ox.NamedNode(f"{described.address}#default-graph")
    yield _triple(dataset, "rdf:type", _iri("sd:Dataset"))
    yield _triple(dataset, "sd:defaultGraph", default)
    yield _triple(default, "rdf:type", _iri("sd:Graph"))
    outside = sum(count for name, count in known.graphs if not name)
    yield _triple(default, "void:triples", _number(known.statements if described.union else outside))
    for number, (name, count) in enumerate((item for item in known.graphs if item[0]), 1):
        named = ox.NamedNode(f"{described.address}#named-graph-{number}")
        graph = ox.NamedNode(f"{described.address}#graph-{number}")
        yield _triple(dataset, "sd:namedGraph", named)
        yield _triple(named, "rdf:type", _iri("sd:NamedGraph"))
        yield _triple(named, "sd:name", ox.NamedNode(name))
        yield _triple(named, "sd:graph", graph)
        yield _triple(graph, "rdf:type", _iri("sd:Graph"))
        yield _triple(graph, "void:triples", _number(count))


def _examples(described: Described) -> Iterator[ox.Triple]:
    for example in described.examples:
        node = ox.NamedNode(f"{described.address}#query-{example.name}")
        yield _triple(node, "rdf:type", _iri("sh:SPARQLExecutable"))
        yield _triple(node, "rdf:type", _iri("sh:SPARQLSelectExecutable"))
        yield _triple(node, "rdfs:comment", ox.Literal(example.title, language="en"))
        yield _triple(node, "sh:select", ox.Literal(example.sparql))
        yield _triple(node, "schema:target", ox.NamedNode(described.endpoint))


def dataset_description(described: Described) -> list[ox.Triple]:
    """Return the data as a VoID and DCAT data set, with its counts and the service that answers about it."""
    dataset, service, known = described.dataset, ox.NamedNode(described.endpoint), described.counts
    document = ox.NamedNode(described.address)
    title = ox.Literal(described.title)
    found = [
        _triple(document, "rdf:type", _iri("void:DatasetDescription")),
        _triple(document, "dcterms:title", ox.Literal(f"{described.title}: what it holds")),
        _triple(document, "rdf:type", _iri("dcat:Catalog")),
        _triple(document, "dcat:dataset", dataset),
        _triple(document, "dcat:service", service),
        _triple(dataset, "rdf:type", _iri("void:Dataset")),
        _triple(dataset, "rdf:type", _iri("dcat:Dataset")),
        _triple(dataset, "dcterms:title", title),
        _triple(dataset, "void:sparqlEndpoint", service),
        _triple(dataset, "void:triples", _number(known.statements)),
        _triple(dataset, "void:classes", _number(len(known.classes))),
        _triple(dataset, "void:properties", _number(len(known.properties))),
        _triple(service, "rdf:type", _iri("dcat:DataService")),
        _triple(service, "dcterms:title", title),
        _triple(service, "dcat:endpointURL", service),
        _triple(service, "dcat:servesDataset", dataset),
    ]
    if described.base:
        found.append(_triple(dataset, "void:uriSpace", ox.Literal(described.base)))
    parts = (("class", "void:classPartition", "void:entities"), ("property", "void:propertyPartition", "void:triples"))
    for (kind, link, measure), terms in zip(parts, (known.classes, known.properties), strict=True):
        for number, (term, count) in enumerate(terms, 1):
            part = ox.NamedNode(f"{described.address}#{kind}-{number}")
            found += [
                _triple(dataset, link, part),
                _triple(part, f"void:{kind}", ox.NamedNode(term)),
                _triple(part, measure, _number(count)),
            ]
    return [*found, *_dump(described), *_examples(described)]


def _dump(described: Described) -> Iterator[ox.Triple]:
    if described.dump is None:
        return
    file = ox.NamedNode(described.root + described.dump.path)
    distribution, checksum = (ox.NamedNode(f"{described.address}#{name}") for name in ("dump", "checksum"))
    media_type = ox.NamedNode(f"https://www.iana.org/assignments/media-types/{described.dump.media_type}")
    yield _triple(described.dataset, "void:dataDump", file)
    yield _triple(described.dataset, "dcat:distribution", distribution)
    yield _triple(distribution, "rdf:type", _iri("dcat:Distribution"))
    yield _triple(distribution, "dcat:downloadURL", file)
    yield _triple(distribution, "dcat:mediaType", media_type)
    yield _triple(distribution, "dcat:byteSize", _number(described.dump.size))
    yield _triple(distribution, "spdx:checksum", checksum)
    yield _triple(checksum, "rdf:type", _iri("spdx:Checksum"))
    yield _triple(checksum, "spdx:algorithm", _iri("spdx:checksumAlgorithm_sha256"))
    yield _triple(checksum, "spdx:checksumValue", ox.Literal(described.dump.sha256))


def written(triples: Iterable[ox.Triple], form: ox.RdfFormat) -> bytes:
    """Return a description in one of the formats of a graph."""
    prefixes = PREFIXES if form in (ox.RdfFormat.TURTLE, ox.RdfFormat.TRIG) else None
    return ox.serialize(triples, format=form, prefixes=prefixes) or b""


def _iri(name: str) -> ox.NamedNode:
    prefix, local = name.split(":", 1)
    return ox.NamedNode(PREFIXES[prefix] + local)


def _triple(subject: ox.NamedNode, name: str, value: ox.NamedNode | ox.Literal) -> ox.Triple:
    return ox.Triple(subject, _iri(name), value)


def _number(value: int) -> ox.Literal:
    return ox.Literal(str(value), datatype=ox.NamedNode(_XSD + "integer"))
