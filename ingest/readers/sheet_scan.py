"""A first, cheap walk over an Excel sheet: how many cells it really has, what is merged, hidden or never worked out."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree

from graph.errors import DataError
from ingest.readers.office_xml import children, parsed, secure_parser, short, value
from ingest.readers.stored import CellCount
from ingest.readers.zip_guard import xml_part

MOST_ROWS = 1_048_576
"""Rows of the longest sheet that Excel knows."""


class SheetScan:
    """What the XML of one sheet says beyond its values; a target for lxml's parser."""

    def __init__(self, name: str, count: CellCount) -> None:
        self._name = name
        self.merged: list[str] = []
        self.hidden_rows: set[int] = set()
        self.without_value: set[int] = set()
        self._count = count
        self._formula = self._value = self._in_value = False
        self._cells = 0
        self._row = 0
        self.hidden_columns: list[tuple[int, int]] = []

    def start(self, tag: str, attributes: Any) -> None:
        """Note the start of an element."""
        local = tag.rpartition("}")[2]
        if local == "row":
            self._cells = 0
            # Numbers may be left out where nothing is skipped.
            self._row = int(attributes.get("r", self._row + 1))
            if not 0 < self._row <= MOST_ROWS:
                raise DataError(f"{self._name} has a row numbered {self._row:,}, which no workbook has; save it again.")
            if attributes.get("hidden") in ("1", "true"):
                self.hidden_rows.add(self._row)
        elif local == "col" and attributes.get("hidden") in ("1", "true"):
            self.hidden_columns.append((int(attributes.get("min", "0")), int(attributes.get("max", "0"))))
        elif local == "c":
            self._cells += 1
            self._formula, self._value = False, False
        elif local == "f":
            self._formula = True
        elif local == "v":
            self._in_value = True
        elif local == "mergeCell":
            self.merged.append(attributes.get("ref", ""))

    def end(self, tag: str) -> None:
        """Note the end of an element; the limits on rows and cells are kept here."""
        local = tag.rpartition("}")[2]
        if local == "v":
            self._in_value = False
        elif local == "c" and self._formula and not self._value:
            self.without_value.add(self._row)
        elif local == "row":
            self._count.add(self._cells)

    def data(self, words: str) -> None:
        """Note that a value is there; what it is is read later."""
        self._value = self._value or (self._in_value and bool(words.strip()))

    def close(self) -> None:
        """Nothing is left to do at the end."""


def scan_sheet(name: str, folder: zipfile.ZipFile, path: str, count: CellCount) -> SheetScan:
    """Return the scan of one sheet; raise DataError where it has more rows or cells than allowed."""
    scan = SheetScan(name, count)
    etree.fromstring(xml_part(name, folder, path), secure_parser(scan))
    return scan


def sheet_paths(name: str, folder: zipfile.ZipFile, workbook: str) -> Iterator[tuple[str, str]]:
    """Yield title and part of each sheet, in the order of the tabs."""
    base, _, file = workbook.rpartition("/")
    relations = parsed(name, folder, f"{base}/_rels/{file}.rels")
    targets = {value(entry, ":Id"): value(entry, ":Target") for _, entry in children(relations)}
    for tag, group in children(parsed(name, folder, workbook)):
        if tag != "s:sheets":
            continue
        for _, sheet in children(group):
            target = targets.get(value(sheet, "r:id"), "")
            if short(sheet.tag) == "s:sheet" and target:
                yield value(sheet, ":name"), target.lstrip("/") if target.startswith("/") else f"{base}/{target}"
