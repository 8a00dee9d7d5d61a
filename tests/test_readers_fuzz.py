"""Any bytes at all: a reader gives sound stretches or a sentence, and never anything else."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable
from dataclasses import replace
from functools import cache, partial
from xml.sax.saxutils import escape

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reader_files import (
    assert_sound,
    docx_of,
    example_rows,
    letters,
    made_docx,
    made_html,
    made_markdown,
    made_pdf,
    made_separated,
    made_xlsx,
    raw_letters,
)

from graph.errors import JunctionBoxError
from graph.settings import Limits
from ingest.readers import read
from ingest.readers.docx import read_docx
from ingest.source import Source

LIMITS = Limits()
FEW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
MORE = settings(FEW, max_examples=200)
ROWS = example_rows()[:6]
PIECES = st.sampled_from(
    "< > & ; , | \t \n \r\n \" ' - * # ` _ [ ] ( ) : = ~ . 1. • <table> </table> <tr> <td> <th> <td rowspan=3> "
    "<td colspan=2> <p> </p> <ul> <li> <br> <b> </b> <h2> </h2> <blockquote> <!-- --> <script> &amp; &nbsp; ** --- "
    "|---|---| > \ufeff \x85 \u2028 é € \U0001f4da Calls Age UK May 2021 Impact Partners: we will".split(" ")
)
TEXTS = st.lists(st.one_of(PIECES, st.text(max_size=8), st.just(" ")), max_size=60).map("".join)


def checked(reader: Callable[[], Source]) -> None:
    """Run a reader; a refusal must be one sentence, a source must be sound."""
    found, sentence = None, "read"
    try:
        found = reader()
    except JunctionBoxError as error:
        sentence = str(error)
    assert sentence
    assert "\n" not in sentence
    assert "Traceback" not in sentence
    if found:
        assert_sound(found)


@MORE
@given(
    TEXTS, st.sampled_from(["", "<!doctype html>", "# Plan\n\n", "Action,Lead\nCalls,Mind\n", "---\ntitle: x\n---\n"])
)
def test_any_text(text: str, opening: str) -> None:
    checked(lambda: read("odd.txt", (opening + text).encode("utf-8", "surrogatepass"), LIMITS))


@FEW
@given(st.binary(max_size=300), st.sampled_from([b"", b"%PDF-1.4\n", b"PK\x03\x04", b"\xff\xfe", b"\xd0\xcf\x11\xe0"]))
def test_any_bytes(data: bytes, opening: bytes) -> None:
    checked(lambda: read("odd.bin", opening + data, LIMITS))


@cache
def whole(kind: str) -> bytes:
    drawn = [("text", 40, 50 + 14 * number, title) for number, (title, _) in enumerate(ROWS) if title]
    lines = [("line", 30, 40 + 20 * number, 400, 40 + 20 * number) for number in range(6)]
    edges = [("line", x, 40, x, 140) for x in (30, 200, 400)]
    made = {
        "docx": lambda: made_docx(ROWS, merged=True),
        "xlsx": lambda: made_xlsx(ROWS),
        "pdf": lambda: made_pdf([*drawn, *lines, *edges], drawn),
        "html": lambda: made_html(ROWS).encode(),
        "csv": lambda: made_separated(ROWS, ",").encode(),
        "tsv": lambda: made_separated(ROWS, "\t").encode(),
        "md": lambda: made_markdown(ROWS).encode(),
    }
    return made[kind]()


def mutated(data: bytes, seed: int) -> bytes:
    """Real bytes with pieces overwritten, doubled, moved or cut off."""
    chance, out = random.Random(seed), bytearray(data)
    for _ in range(chance.randint(1, 12)):
        place = chance.randrange(len(out))
        length = min(chance.choice((1, 2, 8, 64, 400)), len(out) - place)
        piece = bytes(out[place : place + length])
        change = chance.randrange(5)
        if change == 0:
            out[place : place + length] = chance.randbytes(length)
        elif change == 1:
            out[place:place] = piece * chance.randint(1, 20)
        elif change == 2 and len(out) > 2 * length:
            del out[place : place + length]
        elif change == 3:
            other = chance.randrange(len(out))
            out[other : other + length] = piece
        else:
            del out[max(1, place) :]
    return bytes(out)


@pytest.mark.parametrize("kind", ["html", "csv", "tsv", "md"])
def test_mutated_text_files(kind: str) -> None:
    for seed in range(150):
        data = mutated(whole(kind), seed)
        checked(partial(read, f"odd.{kind}", data, LIMITS))


@pytest.mark.parametrize("kind", ["docx", "xlsx", "pdf"])
def test_mutated_files_of_programs(kind: str) -> None:
    for seed in range(12):
        data = mutated(whole(kind), seed)
        checked(partial(read, f"odd.{kind}", data, LIMITS))


PARTS = {"docx": ["word/document.xml", "word/styles.xml"], "xlsx": ["xl/worksheets/sheet1.xml", "xl/workbook.xml"]}


def with_mutated_part(kind: str, part: str, seed: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole(kind))) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, mutated(content, seed) if name == part else content)
    return out.getvalue()


@pytest.mark.parametrize(("kind", "part"), [(kind, part) for kind, parts in PARTS.items() for part in parts])
def test_mutated_parts_of_office_files(kind: str, part: str) -> None:
    for seed in range(6):
        data = with_mutated_part(kind, part, seed)
        checked(partial(read, f"odd.{kind}", data, LIMITS))


# Word documents made of any shown and hidden parts, nested in any way that the format allows

WORDS = st.text("abc é&<•-1. ", min_size=1, max_size=12)
RUN = st.builds("<w:r><w:t xml:space='preserve'>{}</w:t></w:r>".format, WORDS.map(escape))
WRAPS = st.sampled_from(
    [
        "<w:ins w:id='1'>{}</w:ins>",
        "<w:del w:id='1'>{}</w:del>",
        "<w:hyperlink>{}</w:hyperlink>",
        "<w:smartTag>{}</w:smartTag>",
        "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>",
        "<w:fldSimple>{}</w:fldSimple>",
        "<w:moveFrom>{}</w:moveFrom>",
    ]
)
INLINE = st.recursive(
    RUN, lambda inner: st.builds(str.format, WRAPS, st.lists(inner, max_size=3).map("".join)), max_leaves=6
)
STYLE = st.sampled_from(
    ["", "<w:pPr><w:pStyle w:val='Heading1'/></w:pPr>", "<w:pPr><w:pStyle w:val='ListBullet'/></w:pPr>"]
)
PARAGRAPH = st.builds("<w:p>{}{}</w:p>".format, STYLE, st.lists(INLINE, max_size=4).map("".join))
MERGE = st.sampled_from(
    [
        "",
        "<w:gridSpan w:val='2'/>",
        "<w:vMerge w:val='restart'/>",
        "<w:vMerge/>",
        "<w:gridSpan w:val='-3'/>",
        "<w:vMerge w:val='x'/>",
    ]
)


def _table(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    content = st.lists(inner, min_size=1, max_size=3).map("".join)
    cell = st.builds("<w:tc><w:tcPr>{}</w:tcPr>{}</w:tc>".format, MERGE, content)
    row = st.lists(cell, max_size=3).map(lambda cells: f"<w:tr>{''.join(cells)}</w:tr>")
    return st.lists(row, max_size=3).map(lambda rows: f"<w:tbl>{''.join(rows)}</w:tbl>")


BODY = st.lists(st.recursive(PARAGRAPH, _table, max_leaves=8), min_size=1, max_size=4).map("".join)


@MORE
@given(BODY)
def test_any_word_document_loses_no_letter(body: str) -> None:
    data = docx_of(body)
    shown = raw_letters(data)
    if not any(letter.isalnum() for letter in shown):
        return
    found = replace(read_docx("made.docx", data, LIMITS), sha256="none")
    assert_sound(found)
    assert letters(found) == shown
