"""Settings of a workspace, read once from `junctionbox.toml` into one frozen record."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from graph.errors import DataError
from graph.iris import DEFAULT_BASE

FILE_NAME = "junctionbox.toml"
_BASE = re.compile(r"""https?://[^\x00-\x20<>"{}|^`\\/?#]+/(?:[^\x00-\x20<>"{}|^`\\?#]*/)?""")


@dataclass(frozen=True, slots=True)
class Limits:
    """What a workspace accepts; sizes and memory in bytes, time in seconds, the rest in counts."""

    file_bytes: int = 20_000_000
    line_characters: int = 1_000_000
    text_characters: int = 5_000_000
    table_rows: int = 20_000
    table_cells: int = 400_000
    zip_parts: int = 1_000
    unpacked_bytes: int = 50_000_000
    unpacked_ratio: int = 100
    reading_seconds: int = 60
    reading_bytes: int = 600_000_000
    shown_rows: int = 500
    query_characters: int = 64_000
    query_depth: int = 64
    query_chain: int = 500
    query_patterns: int = 100
    query_seconds: int = 10
    query_bytes: int = 500_000_000
    query_rows: int = 100_000
    query_answer_bytes: int = 32_000_000
    queries_at_once: int = 16
    long_queries_at_once: int = 4
    long_query_seconds: int = 1


@dataclass(frozen=True, slots=True)
class DocumentSettings:
    """What a person says of the documents whose file name fits a pattern (“leeds-*.csv”).

    `columns` pairs a heading with what it holds, as written in the file.
    """

    pattern: str
    owner: str = ""
    title: str = ""
    columns: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Settings:
    """How a workspace is set up; every field may be left out of the file."""

    owner: str = ""
    home_council: str = ""
    base: str = DEFAULT_BASE
    financial_year_start: int = 4
    limits: Limits = field(default_factory=Limits)
    documents: tuple[DocumentSettings, ...] = ()


_SECTIONS = ("limits", "documents")


def _checked(table: dict[str, Any], record: type[Settings | Limits], where: str) -> dict[str, Any]:
    known = {item.name: item for item in fields(record)}
    for name, value in table.items():
        if name not in known:
            raise DataError(f"{where} has an unknown setting “{name}”; known are {', '.join(known)}.")
        expected = int if "int" in str(known[name].type) else str
        if name not in _SECTIONS and (not isinstance(value, expected) or isinstance(value, bool)):
            kind = "a whole number" if expected is int else "text in quotes"
            raise DataError(f"The setting “{name}” in {where} should be {kind}.")
        if record is Limits and value < 1:
            raise DataError(f"The setting “{name}” in {where} should be 1 or more.")
    return table


def read_settings(path: Path) -> Settings:
    """Read `junctionbox.toml`; raise DataError naming the setting that is wrong."""
    try:
        table = tomllib.loads(path.read_text("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise DataError(f"{path.name} is not UTF-8 text; save it as UTF-8 and try again.") from error
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"{path.name} cannot be read: {error}.") from error
    limits = table.pop("limits", {})
    if not isinstance(limits, dict):
        raise DataError(f"[limits] in {path.name} should be a section of its own.")
    chosen = Limits(**_checked(limits, Limits, path.name))
    documents = _documents(table.pop("documents", {}), path.name)
    settings = Settings(**_checked(table, Settings, path.name), limits=chosen, documents=documents)
    if not _BASE.fullmatch(settings.base):
        raise DataError(f"The base in {path.name} should be a web address that ends in “/”.")
    if not 1 <= settings.financial_year_start <= 12:
        raise DataError(f"The financial year in {path.name} should start in a month from 1 to 12.")
    return settings


def _documents(table: object, where: str) -> tuple[DocumentSettings, ...]:
    """Read what is said of single documents: `[documents."FILE"]` with owner, title and a table of columns."""
    if not isinstance(table, dict) or not all(isinstance(entry, dict) for entry in table.values()):
        raise DataError(f'[documents] in {where} should hold sections such as [documents."plan-*.csv"].')
    found = []
    for pattern, entry in table.items():
        for name, value in entry.items():
            section = f'[documents."{pattern}"] in {where}'
            if name not in ("owner", "title", "columns"):
                raise DataError(f"{section} has an unknown setting “{name}”; known are owner, title, columns.")
            if name == "columns" and not _is_text_table(value):
                raise DataError(f'The columns of {section} should be lines such as "With whom" = "partner".')
            if name != "columns" and not isinstance(value, str):
                raise DataError(f"The setting “{name}” of {section} should be text in quotes.")
        columns = tuple(entry.get("columns", {}).items())
        found.append(DocumentSettings(pattern, entry.get("owner", ""), entry.get("title", ""), columns))
    return tuple(found)


def _is_text_table(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(item, str) for item in value.values())
