"""One log in every format: the same rows come out, whoever wrote the file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from reader_files import (
    FIXTURES,
    HEADER,
    actions,
    converted,
    example_rows,
    expected,
    made_docx,
    made_html,
    made_markdown,
    made_separated,
    made_xlsx,
    plain,
    source,
)

ROWS = example_rows()


@pytest.mark.parametrize("kind", ["docx", "pdf", "xlsx", "html", "csv", "tsv"])
def test_the_log_gives_its_24_rows_in_every_format(kind: str) -> None:
    if not FIXTURES.is_dir():
        pytest.skip("the log in other formats is not part of this checkout")
    truth = json.loads((FIXTURES / "log.rows.json").read_text("utf-8"))
    rows = expected((row["title"] or "", row["paragraphs"]) for row in truth["rows"])
    assert len(rows) == 24
    found = actions(source(f"log.{kind}", (FIXTURES / f"log.{kind}").read_bytes()))
    assert [action for action in found if action in rows] == rows
    around = {plain(text) for block in truth["blocks"] for text in (*block["header"], *block["narrative"])}
    around |= {block["heading"] for block in truth["blocks"] if block["heading"]} | {"Outcomes - Date", "Impact", ""}
    assert {text for action in found if action not in rows for text in action} <= around


def test_the_example_has_24_rows_of_which_16_are_titled() -> None:
    assert len(ROWS) == 24
    assert sum(bool(title) for title, _ in ROWS) == 16


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("log.docx", made_docx(ROWS)),
        ("merged.docx", made_docx(ROWS, merged=True)),
        ("log.xlsx", made_xlsx(ROWS)),
        ("log.csv", made_separated(ROWS, ",").encode()),
        ("semicolons.csv", made_separated(ROWS, ";").encode("utf-8-sig")),
        ("windows.csv", made_separated(ROWS, ",").encode("cp1252")),
        ("unicode.txt", made_separated(ROWS, "\t").encode("utf-16")),
        ("log.tsv", made_separated(ROWS, "\t").encode()),
        ("log.html", made_html(ROWS).encode()),
        ("log.md", made_markdown(ROWS).encode()),
    ],
)
def test_rows_written_in_a_format_are_read_from_it(name: str, data: bytes) -> None:
    found = source(name, data)
    assert actions(found)[0] == HEADER
    assert actions(found)[1:] == expected(ROWS)
    assert all(row.whole for block in found.blocks for row in getattr(block, "rows", ()))


@pytest.mark.parametrize("target", ["pdf", "html", "docx"])
@pytest.mark.parametrize("merged", [False, True])
def test_rows_survive_what_libreoffice_makes_of_a_word_document(tmp_path: Path, target: str, merged: bool) -> None:
    data = converted(tmp_path, "log.docx", made_docx(ROWS, merged), target)
    assert actions(source(f"log.{target}", data))[1:] == expected(ROWS)


@pytest.mark.parametrize("target", ["xlsx", "csv", "html"])
def test_rows_survive_what_libreoffice_makes_of_a_workbook(tmp_path: Path, target: str) -> None:
    data = converted(tmp_path, "log.xlsx", made_xlsx(ROWS), target)
    assert actions(source(f"log.{target}", data))[1:] == expected(ROWS)


@pytest.mark.parametrize("kind", ["docx", "csv", "html", "md"])
def test_the_kind_is_told_by_content_and_not_by_name(kind: str) -> None:
    made = {"docx": made_docx(ROWS), "csv": made_separated(ROWS, ",").encode(), "html": made_html(ROWS).encode()}
    data = made.get(kind, made_markdown(ROWS).encode())
    right, wrong = source(f"log.{kind}", data), source("log.pdf", data)
    assert (wrong.blocks, wrong.reader) == (right.blocks, right.reader)
