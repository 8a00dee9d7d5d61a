"""Terms used in code: our own come from the vocabulary file, so a misspelt one fails at once."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pyoxigraph as ox

ONTOLOGY = Path(__file__).parent.parent / "ontology"

NAMESPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "dc11": "http://purl.org/dc/elements/1.1/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "prov": "http://www.w3.org/ns/prov#",
    "org": "http://www.w3.org/ns/org#",
    "oa": "http://www.w3.org/ns/oa#",
    "schema": "https://schema.org/",
}
EDTF = "http://id.loc.gov/datatypes/edtf/EDTF"
_ANY_BASE = "http://junctionbox.invalid/"


@cache
def own_terms() -> frozenset[str]:
    """Return the local names that the vocabulary file declares."""
    namespace = f"{_ANY_BASE}ns#"
    triples = ox.parse(path=ONTOLOGY / "vocabulary.ttl", base_iri=_ANY_BASE, format=ox.RdfFormat.TURTLE)
    subjects = (quad.subject.value for quad in triples if isinstance(quad.subject, ox.NamedNode))
    return frozenset(name.removeprefix(namespace) for name in subjects if name.startswith(namespace))


class Terms:
    """Writes terms as N-Quads text for one base: `t("jb:Action")`, `t("prov:agent")`."""

    def __init__(self, base: str) -> None:
        self._base = base
        self._known: dict[str, str] = {}

    def __call__(self, name: str) -> str:
        """Return a prefixed name as an IRI in angle brackets; a term of ours must be declared."""
        known = self._known.get(name)
        if known is None:
            known = self._known[name] = f"<{self.iri(name)}>"
        return known

    def iri(self, name: str) -> str:
        """Return a prefixed name as an IRI."""
        prefix, local = name.split(":", 1)
        if prefix != "jb":
            return NAMESPACES[prefix] + local
        if local not in own_terms():
            raise KeyError(f"jb:{local} is not declared in the vocabulary")
        return f"{self._base}ns#{local}"
