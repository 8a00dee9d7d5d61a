"""What the tests of readers share: the example log's rows, files made from them, and a source told in plain lists."""

from __future__ import annotations

import csv
import html
import io
import json
import re
import shutil
import subprocess
import zipfile
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from docx.oxml import parse_xml
from lxml import etree

from graph.settings import Limits
from ingest.readers import read
from ingest.source import Prose, Row, Source, Table

ROOT = Path(__file__).parent.parent
FIXTURES = ROOT.parent / "shared" / "fixtures"
EXAMPLE = ROOT / "ingest" / "example" / "library-action-log-retold.txt"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
NAMES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
}
HEADER = ("Outcome and Date", "Impact")
Written = tuple[str, list[str]]


def example_rows() -> list[Written]:
    """The title cell and the paragraphs of each action of the example log."""
    lines = EXAMPLE.read_text("utf-8").split("\n")
    gold = json.loads(EXAMPLE.with_suffix(".gold.json").read_text("utf-8"))
    rows = []
    for action in gold["actions"]:
        first, last = action["lines"]
        cells = [line.split("\t") for line in lines[first - 1 : last]]
        title = cells[0].pop(0).strip() if action["title_stated"] else ""
        words = [re.split(r"\s{2,}", cell.strip()) for line in cells for cell in line]
        rows.append((title, [paragraph for parts in words for paragraph in parts if paragraph]))
    return rows


def source(name: str, data: bytes, limits: Limits | None = None) -> Source:
    """Read a document and check that all its places are sound."""
    found = read(name, data, limits or Limits())
    assert_sound(found)
    return found


def assert_sound(found: Source) -> None:
    """All stretches lie in the text, none is blank, and those of a cell and of a row follow one another."""
    assert found.sha256
    for block in found.blocks:
        if isinstance(block, Prose):
            assert_stretches(found.text, [block.span])
            continue
        assert block.rows
        for row in block.rows:
            assert row.cells
            columns = [cell.column for cell in row.cells]
            assert columns == sorted(set(columns))
            assert columns[-1] < row.width
            for cell in row.cells:
                assert cell.paragraphs
            assert_stretches(found.text, [span for cell in row.cells for span in cell.paragraphs])
    assert_stretches(found.text, [found.title] if found.title else [])
    for flag in found.flags:
        assert_stretches(found.text, [flag.span])


def assert_stretches(text: str, spans: Sequence[Any]) -> None:
    reached = 0
    for span in spans:
        assert reached <= span.start < span.end <= len(text)
        assert span.of(text).strip()
        reached = span.end


def rows_of(found: Source) -> list[Row]:
    return [row for block in found.blocks if isinstance(block, Table) for row in block.rows]


def told(found: Source) -> list[Any]:
    """Blocks as plain values: (kind, level, words) for prose, a list of rows {column: paragraphs} for a table."""
    blocks: list[Any] = []
    for block in found.blocks:
        if isinstance(block, Prose):
            blocks.append((block.kind, block.level, words(found, block.span)))
        else:
            blocks.append([cells(found, row) for row in block.rows])
    return blocks


def cells(found: Source, row: Row) -> dict[int, list[str]]:
    return {cell.column: [words(found, span) for span in cell.paragraphs] for cell in row.cells}


def words(found: Source, span: Any) -> str:
    return " ".join(span.of(found.text).split())


def actions(found: Source) -> list[tuple[str, str]]:
    """Title cell and all other words of each row, rows that surely continue put to the one above."""
    groups: list[list[Row]] = []
    for row in rows_of(found):
        if row.continues and groups:
            groups[-1].append(row)
        else:
            groups.append([row])
    return [_action(found, group) for group in groups]


def _action(found: Source, group: list[Row]) -> tuple[str, str]:
    parts = [(column, text) for row in group for column, texts in cells(found, row).items() for text in texts]
    title = " ".join(text for column, text in parts if column == 0)
    return plain(title), plain(" ".join(text for column, text in parts if column))


def plain(text: str) -> str:
    """Words without web page code, with single spaces."""
    for _ in range(2):
        text = html.unescape(re.sub(r"<[^<>]+>", " ", text))
    return " ".join(text.split())


def expected(rows: Iterable[Written]) -> list[tuple[str, str]]:
    return [(plain(title), plain(" ".join(paragraphs))) for title, paragraphs in rows]


def made_docx(rows: Iterable[Written], merged: bool = False, title: str = "Action log") -> bytes:
    """A Word document with one table; with `merged`, a row for each paragraph and the title merged over them."""
    document = docx.Document()
    document.add_heading(title, 0)
    table = document.add_table(rows=1, cols=2)
    table.style = "Table Grid"
    for cell, text in zip(table.rows[0].cells, HEADER, strict=True):
        cell.text = text
    for name, paragraphs in rows:
        if merged:
            added = [table.add_row().cells for _ in paragraphs]
            for (_, right), text in zip(added, paragraphs, strict=True):
                right.text = text
            added[0][0].text = name
            if len(added) > 1:
                added[0][0].merge(added[-1][0])
        else:
            left, right = table.add_row().cells
            left.text = name
            right.text = paragraphs[0]
            for text in paragraphs[1:]:
                right.add_paragraph(text)
    return saved(document)


def saved(document: Any) -> bytes:
    """The bytes of a document or a workbook."""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def docx_of(body: str) -> bytes:
    """A Word document whose body is some XML of ours."""
    document = docx.Document()
    element = parse_xml(f"<w:body {W}>{body}</w:body>")
    for part in reversed(list(element)):
        document.element.body.insert(0, part)
    return saved(document)


def made_xlsx(rows: Iterable[Written]) -> bytes:
    """A workbook with one sheet; the paragraphs of a cell are its lines."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.append(HEADER)
    for title, paragraphs in rows:
        sheet.append([title or None, "\n".join(paragraphs)])
    return saved(workbook)


def made_separated(rows: Iterable[Written], mark: str) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=mark)
    writer.writerow(HEADER)
    writer.writerows((title, "\n".join(paragraphs)) for title, paragraphs in rows)
    return out.getvalue()


def made_html(rows: Iterable[Written]) -> str:
    lines = [
        f"<tr><td>{html.escape(title)}</td><td>{''.join(f'<p>{html.escape(p)}</p>' for p in paragraphs)}</td></tr>"
        for title, paragraphs in rows
    ]
    head = "".join(f"<th>{name}</th>" for name in HEADER)
    return f"<!doctype html><title>Action log</title><table><tr>{head}</tr>{''.join(lines)}</table>"


def made_markdown(rows: Iterable[Written]) -> str:
    lines = [f"| {title} | {'<br>'.join(paragraphs)} |" for title, paragraphs in rows]
    return "\n".join(["# Action log", "", f"| {' | '.join(HEADER)} |", "|---|---|", *lines, ""])


def made_pdf(*pages: Sequence[tuple[Any, ...]]) -> bytes:
    """A PDF drawn by hand: ("text", x, y, words[, size, bold]) and ("line", x0, y0, x1, y1), from the top left."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>"
        % (len(pages), b" ".join(b"%d 0 R" % (5 + 2 * number) for number in range(len(pages)))),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
    ]
    for number, page in enumerate(pages):
        drawn = "\n".join(_drawn(*part) for part in page).encode("cp1252")
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>" % (6 + 2 * number)
        )
        objects.append(b"<< /Length %d >> stream\n%s\nendstream" % (len(drawn), drawn))
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    return out + head + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(out))


def _drawn(kind: str, *values: Any) -> str:
    return _line(*values) if kind == "line" else _words(*values)


def _line(x0: float, y0: float, x1: float, y1: float) -> str:
    return f"{x0} {800 - y0} m {x1} {800 - y1} l S"


def _words(x: float, y: float, text: str, size: float = 10, bold: bool = False) -> str:
    escaped = re.sub(r"([()\\])", r"\\\1", text)
    return f"BT /F{2 if bold else 1} {size} Tf {x} {800 - y} Td ({escaped}) Tj ET"


def raw_letters(data: bytes) -> Counter[str]:
    """The letters of every w:t of the main part that Word shows, found in the plainest way."""
    with zipfile.ZipFile(io.BytesIO(data)) as folder:
        root = etree.fromstring(folder.read("word/document.xml"))
    shown = root.xpath(
        "//w:t[not(ancestor::w:del) and not(ancestor::w:moveFrom) and not(ancestor::mc:Fallback)]", namespaces=NAMES
    )
    return Counter("".join("".join(text.text or "" for text in shown).split()))


def letters(found: Source) -> Counter[str]:
    return Counter("".join(found.text.split()))


def converted(folder: Path, name: str, data: bytes, target: str) -> bytes:
    """A document as LibreOffice saves it in another format; the test is skipped where there is no LibreOffice."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not installed")
    given = folder / name
    given.write_bytes(data)
    out = folder / "converted"
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [program, profile, "--headless", "--convert-to", target, "--outdir", str(out), str(given)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return next(out.glob(f"{given.stem}.*")).read_bytes()
