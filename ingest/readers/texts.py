"""Reads files that are text themselves: which reader understands one, and what is too much for any."""

from __future__ import annotations

from graph.settings import Limits
from ingest.readers.html import read_html
from ingest.readers.kinds import decoded, kind_of_text
from ingest.readers.markdown import read_markdown
from ingest.readers.plain import read_plain
from ingest.readers.separated import read_separated
from ingest.readers.stored import check_text, too_much
from ingest.source import Source
from ingest.text_dump import read_text_dump


def read_text(name: str, data: bytes, limits: Limits) -> Source:
    """Return a text file as the reader of its kind understands it; its own text is the stored text."""
    text = decoded(name, data)
    check_text(name, text, limits)
    kind = kind_of_text(name, text)
    if kind == "html":
        return read_html(name, text, limits)
    if kind == "separated":
        return read_separated(name, text, limits)
    if kind == "markdown":
        return read_markdown(name, text, limits)
    lines = text.count("\n")
    if lines > limits.table_rows:
        raise too_much(name, "lines", lines, limits.table_rows, "table_rows")
    return read_text_dump(name, "", text) if kind == "dump" else read_plain(name, text)
