"""What a user would pick instead, doing the same work."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import docx
import openpyxl
import pdfplumber
import pyoxigraph as ox
import rdflib

Words = tuple[str, str, str, bool, str, str]
"""One triple as plain words: subject, predicate, object, whether that is an address, its language and its datatype."""


def rdflib_dataset(files: Iterable[Path]) -> rdflib.Dataset:
    """Load N-Quads files with rdflib."""
    dataset = rdflib.Dataset()
    for path in files:
        dataset.parse(path, format="nquads")
    return dataset


def plain_words(text: str) -> list[Words]:
    """Return the triples of an N-Quads text as plain words, which is what a writer starts from."""
    found = []
    for quad in ox.parse(text, format=ox.RdfFormat.N_QUADS):
        assert isinstance(quad.subject, ox.NamedNode)
        subject, predicate = quad.subject.value, quad.predicate.value
        if isinstance(quad.object, ox.NamedNode):
            found.append((subject, predicate, quad.object.value, True, "", ""))
        elif isinstance(quad.object, ox.Literal):
            kind = "" if quad.object.language else quad.object.datatype.value
            found.append((subject, predicate, quad.object.value, False, quad.object.language or "", kind))
    return found


def rdflib_written(triples: Sequence[Words], graph: str) -> str:
    """Write one named graph with rdflib: terms, graph, N-Quads."""
    dataset = rdflib.Dataset()
    named = dataset.graph(rdflib.URIRef(graph))
    for subject, predicate, value, is_address, language, kind in triples:
        words = (
            rdflib.URIRef(value) if is_address else rdflib.Literal(value, lang=language or None, datatype=kind or None)
        )
        named.add((rdflib.URIRef(subject), rdflib.URIRef(predicate), words))
    return dataset.serialize(format="nquads")


def words_with_python_docx(path: Path) -> list[str]:
    """Return the text of a Word document's paragraphs and cells, as python-docx gives them."""
    document = docx.Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [paragraph.text for paragraph in document.paragraphs] + cells


def words_with_pdfplumber(path: Path) -> list[object]:
    """Return the tables and the text of each page of a PDF, as pdfplumber gives them."""
    with pdfplumber.open(path) as document:
        return [(page.extract_tables(), page.extract_text()) for page in document.pages]


def words_with_openpyxl(path: Path) -> list[object]:
    """Return the cells of a workbook, as openpyxl gives them."""
    book = openpyxl.load_workbook(path, data_only=True)
    return [row for sheet in book.worksheets for row in sheet.iter_rows(values_only=True)]
