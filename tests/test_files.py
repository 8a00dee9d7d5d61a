"""Files of a workspace: written whole, locked while written, and read as Excel leaves them."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from graph.errors import DataError, InUse
from graph.files import decode, read_table, table_bytes, write_whole, writing_lock

COLUMNS = ("kind", "name", "notes")
ROWS = [
    {"kind": "partner", "name": "Café “Łódź” & Co", "notes": "with, comma; semicolon"},
    {"kind": "place", "name": "Ely Library", "notes": 'a "quoted" word\nand a second line'},
]


def test_a_file_is_written_whole_and_readable_by_all(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "names.csv"
    write_whole(path, b"one")
    write_whole(path, b"two")
    assert path.read_bytes() == b"two"
    assert path.stat().st_mode & 0o777 == 0o644
    assert list(path.parent.iterdir()) == [path]


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "names.csv"
    write_whole(path, b"old")
    with pytest.raises(TypeError):
        write_whole(path, "no bytes")  # type: ignore[arg-type]
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_second_writer_is_told_and_the_lock_opens_when_the_first_is_done(tmp_path: Path) -> None:
    lock = tmp_path / "built" / "lock"
    with (
        writing_lock(lock),
        pytest.raises(InUse, match="Another program is writing to this workspace"),
        writing_lock(lock),
    ):
        pass
    with writing_lock(lock):
        pass


def test_the_lock_of_a_killed_writer_is_free(tmp_path: Path) -> None:
    code = (
        "import sys, os, signal; from pathlib import Path; from graph.files import writing_lock\n"
        "with writing_lock(Path(sys.argv[1])): os.kill(os.getpid(), signal.SIGKILL)"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path / "lock")], env=environment, check=False)
    assert done.returncode == -9
    with writing_lock(tmp_path / "lock"):
        pass


@pytest.mark.parametrize(
    "data",
    [
        "kind,name\npartner,Café\n".encode(),
        b"\xef\xbb\xbfkind,name\r\npartner,Caf\xc3\xa9\r\n",
        b"kind;name\r\npartner;Caf\xe9\r\n",
    ],
    ids=["UTF-8", "UTF-8 with BOM", "Windows-1252 with semicolons"],
)
def test_a_table_is_read_in_the_forms_that_excel_saves(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "names.csv"
    path.write_bytes(data)
    assert read_table(path, ("kind", "name")) == [{"kind": "partner", "name": "Café"}]


def test_a_table_comes_back_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "names.csv"
    path.write_bytes(table_bytes(COLUMNS, ROWS))
    assert read_table(path, COLUMNS) == ROWS
    assert table_bytes(COLUMNS, read_table(path, COLUMNS)) == path.read_bytes()


def test_a_table_saved_again_with_semicolons_is_the_same_table(tmp_path: Path) -> None:
    path = tmp_path / "names.csv"
    opened = csv.reader(io.StringIO(table_bytes(COLUMNS, ROWS).decode("utf-8-sig"), newline=""))
    saved = io.StringIO(newline="")
    csv.writer(saved, delimiter=";").writerows(opened)
    path.write_bytes(saved.getvalue().encode("utf-8-sig"))
    assert read_table(path, COLUMNS) == ROWS


def test_empty_rows_and_empty_cells_that_excel_adds_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "names.csv"
    path.write_text("kind;name;;\npartner;NHS;;;;\n;;;\n\npartner;BBC\n", "utf-8")
    assert read_table(path, ("kind", "name")) == [
        {"kind": "partner", "name": "NHS"},
        {"kind": "partner", "name": "BBC"},
    ]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("kind,title\na,b\n", "names.csv lacks the column “name”; it should have kind, name."),
        ("", "names.csv lacks the column “kind”; it should have kind, name."),
        ("kind,name\na,b,c\n", "names.csv, line 2: more cells than the heading has columns."),
        (
            f"kind,name\na,{'b' * 140_000}\n",
            "names.csv, line 2, cannot be read as a table: field larger than field limit (131072).",
        ),
        ("kind,name\na,\x00\n", "names.csv is not a text file."),
    ],
)
def test_a_bad_table_is_named_with_its_line(tmp_path: Path, text: str, sentence: str) -> None:
    path = tmp_path / "names.csv"
    path.write_text(text, "utf-8")
    with pytest.raises(DataError) as error:
        read_table(path, ("kind", "name"))
    assert str(error.value) == sentence


def test_bytes_that_are_no_known_text_are_refused() -> None:
    with pytest.raises(DataError, match=r"log.txt is neither UTF-8 nor Windows-1252 text; save it as UTF-8"):
        decode(b"caf\xe9 \x81", "log.txt")
