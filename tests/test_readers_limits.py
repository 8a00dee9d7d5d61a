"""Hostile and hopeless files: each is refused with one sentence, within the limits that were set."""

from __future__ import annotations

import io
import os
import time
import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from reader_files import docx_of, made_docx, made_pdf, made_xlsx, rows_of, saved, source

from graph.errors import DataError
from graph.settings import Limits
from ingest.readers import read
from ingest.reading import read_file

LIMITS = Limits()
SMALL = made_docx([("Calls", ["Less loneliness."])])
BOOK = made_xlsx([("Calls", ["Less loneliness."])])
LAUGHS = (
    '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)
OUTSIDE = '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/hostname">]>'


def refusal(name: str, data: bytes, limits: Limits = LIMITS) -> str:
    with pytest.raises(DataError) as refused:
        read(name, data, limits)
    sentence = str(refused.value)
    assert "\n" not in sentence
    return sentence


def changed(data: bytes, part: str, content: bytes) -> bytes:
    """A zip folder with one part replaced or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name != part:
                new.writestr(name, old.read(name))
        new.writestr(part, content)
    return out.getvalue()


def folder_of(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in parts.items():
            new.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("empty.docx", b"", "empty.docx is empty."),
        ("blank.txt", b" \n\t", "blank.txt is empty."),
        ("marks.csv", b",,,\n,,,", "marks.csv holds no words."),
        (
            "old.doc",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000),
            "old.doc is an old Word or Excel file, which cannot be read; save it as .docx or .xlsx.",
        ),
        (
            "secret.docx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(900) + "EncryptedPackage".encode("utf-16-le"),
            "secret.docx is protected with a password; save a copy without one.",
        ),
        (
            "scan.png",
            b"\x89PNG\r\n\x1a\n\x00\x00",
            "scan.png is a picture, which cannot be read; run it through text recognition first.",
        ),
        ("note.rtf", b"{\\rtf1 Calls}", "note.rtf is a rich text file, which cannot be read; save it as .docx."),
        (
            "plan.bin",
            b"Calls\x00\x01",
            "plan.bin is no document that can be read; save it as .docx, .xlsx, .pdf or plain text.",
        ),
        ("odd.txt", b"caf\x81", "odd.txt is neither UTF-8 nor Windows-1252 text; save it as UTF-8 and try again."),
        (
            "files.zip",
            folder_of(a=b"Calls"),
            "files.zip is a zip file, not a document; unpack it and name the documents inside.",
        ),
        (
            "plan.odt",
            folder_of(**{"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<a/>"}),
            "plan.odt is an OpenDocument file, which cannot be read; save it as .docx or .xlsx.",
        ),
        ("cut.docx", SMALL[:5000], "cut.docx is damaged or cut off; save it again and try once more."),
        ("cut.pdf", made_pdf([("text", 40, 50, "Calls")])[:60], None),
        ("cut.xlsx", changed(BOOK, "xl/worksheets/sheet1.xml", b"<worksheet><sheetData>"), None),
        ("text.pdf", b"%PDF-1.4 and no more", None),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(name: str, data: bytes, sentence: str | None) -> None:
    said = refusal(name, data)
    assert said == (sentence or said)
    assert said.startswith(name)


@pytest.mark.parametrize("declared", [LAUGHS, OUTSIDE, LAUGHS.encode("utf-16").decode("latin-1")])
@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml", "word/_rels/document.xml.rels"])
def test_entities_are_refused_in_every_part_that_is_read(part: str, declared: str) -> None:
    data = changed(SMALL, part, declared.encode("latin-1") + b"<d>&c;</d>")
    said = "laughs.docx declares XML entities, which no office program writes; save it again from one."
    assert refusal("laughs.docx", data) == said


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"]
)
def test_entities_are_refused_in_every_part_of_a_workbook(part: str) -> None:
    data = changed(BOOK, part, LAUGHS.encode() + b"<d>&c;</d>")
    said = "laughs.xlsx declares XML entities, which no office program writes; save it again from one."
    assert refusal("laughs.xlsx", data) == said


def test_a_file_that_unpacks_to_too_much_is_refused_before_it_is_unpacked() -> None:
    bomb = changed(SMALL, "word/media/image1.png", bytes(60_000_000))
    start = time.perf_counter()
    assert "bomb.docx, unpacked, has 6" in refusal("bomb.docx", bomb)
    assert "more than the 50,000,000 allowed; the setting “unpacked_bytes”" in refusal("bomb.docx", bomb)
    assert time.perf_counter() - start < 15


def test_a_file_that_unpacks_to_many_times_its_size_is_refused() -> None:
    dense = changed(SMALL, "word/media/image1.png", bytes(40_000_000))
    assert "more than the 100 allowed; the setting “unpacked_ratio”" in refusal("dense.docx", dense)


def test_a_file_with_too_many_parts_is_refused() -> None:
    crowd = folder_of(**{f"word/{number}.xml": b"<a/>" for number in range(1_200)})
    assert "crowd.docx has 1,200 parts, more than the 1,000 allowed" in refusal("crowd.docx", crowd)


def test_a_part_that_is_longer_than_its_folder_says_is_refused() -> None:
    data = bytearray(changed(SMALL, "word/document.xml", b"<w:document>" + b" " * 100_000))
    for mark, size in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = data.find(mark, 0)
        while place >= 0:
            data[place + size : place + size + 4] = (10).to_bytes(4, "little")
            place = data.find(mark, place + 4)
    assert refusal("liar.docx", bytes(data)).startswith("liar.docx")


def test_a_sheet_that_claims_a_million_rows_costs_no_more_than_its_cells() -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "Action"
    book.active["XFD1048576"] = "far away"
    start = time.perf_counter()
    assert len(rows_of(source("far.xlsx", saved(book)))) == 2
    assert time.perf_counter() - start < 60


def test_tables_larger_than_allowed_are_refused_in_every_format() -> None:
    rows = [("Calls", ["Less loneliness."])] * 40
    limits = replace(LIMITS, table_rows=20)
    said = "The tables of big have more than the 20 rows allowed; the setting “table_rows” under [limits]"
    html = "<table>" + "<tr><td>a</td><td>b</td></tr>" * 40 + "</table>"
    for data in (made_docx(rows), made_xlsx(rows), b"Action,Lead\n" * 40, html.encode()):
        assert said in refusal("big", data, limits)
    limits = replace(LIMITS, table_cells=20)
    for data in (made_docx(rows), made_xlsx(rows), b"Action,Lead\n" * 40, html.encode()):
        assert "more than the 20 filled cells allowed" in refusal("big", data, limits)
    assert "big has 2,000 lines" in refusal("big", b"Calls to readers\n" * 2_000, replace(LIMITS, table_rows=500))


def test_text_longer_than_allowed_is_refused_in_every_format() -> None:
    rows = [("Calls", ["Less loneliness."])] * 40
    limits = replace(LIMITS, text_characters=200)
    pdf = made_pdf([("text", 40, 50 + 20 * line, "Calls to readers") for line in range(30)])
    for data in (made_docx(rows), made_xlsx(rows), pdf, b"Calls to readers. " * 40):
        assert "“text_characters” under [limits]" in refusal("long", data, limits)
    assert "A line of long has 720 characters" in refusal(
        "long", b"Calls to readers. " * 40, Limits(line_characters=99)
    )


def heavy_page(lines: int) -> list[tuple[object, ...]]:
    return [("line", number % 600, number % 800, (number * 7) % 600, number % 800) for number in range(lines)]


def test_what_takes_too_long_is_ended_at_the_deadline() -> None:
    data = made_pdf(*[[*heavy_page(30_000), ("text", 40, 50, "Calls")]] * 20)
    start = time.perf_counter()
    said = refusal("slow.pdf", data, replace(LIMITS, reading_seconds=1))
    assert time.perf_counter() - start < 20
    assert said.startswith("slow.pdf takes longer to read than the 1 seconds allowed")


def test_what_needs_too_much_memory_is_ended() -> None:
    data = docx_of("<w:p><w:r><w:t>Calls to readers</w:t></w:r></w:p>" * 60_000)
    assert "“reading_bytes” under [limits]" in refusal("big.docx", data, replace(LIMITS, reading_bytes=90_000_000))


def test_a_large_text_is_read_apart_and_gives_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    data = b"Action,Lead\n" + b"Calls,Age UK\n" * 50
    here = read("plan.csv", data, LIMITS)
    monkeypatch.setattr("ingest.readers.LARGE_TEXT", 100)
    assert read("plan.csv", data, LIMITS) == here


@pytest.mark.parametrize("opening", ["", "<!doctype html>", "# x\n\n", "a,b\n", "<table>", "|a|b|\n|-|-|\n", "- x"])
@pytest.mark.parametrize(
    "piece", ["<", '<a "', "<!--", "</a", "&", "|", '"', "\t", " ", "   a", "**a", "[a](", "> ", "<td>", "<br>a", "•"]
)
def test_no_repetition_makes_reading_slow(opening: str, piece: str) -> None:
    data = (opening + piece * (60_000 // len(piece)) + " end word").encode()
    start = time.perf_counter()
    source("odd.txt", data)
    assert time.perf_counter() - start < 20


def test_a_zip_password_is_named(tmp_path: Path) -> None:
    data = bytearray(SMALL)
    place = data.find(b"PK\x01\x02")
    data[place + 8] |= 1
    assert refusal("plan.docx", bytes(data)) == "plan.docx is protected with a password; save a copy without one."


@pytest.mark.parametrize(
    ("stream", "sentence"),
    [
        ("WordDocument", "it is an old Word document, which cannot be read; save it as .docx."),
        ("Workbook", "it is an old Excel workbook, which cannot be read; save it as .xlsx."),
        ("PowerPoint Document", "it is an old slide show, which cannot be read; save its text as a Word document."),
        ("__properties_version1.0", "it is an Outlook message, which cannot be read; save its text as .txt or .docx."),
    ],
)
def test_files_of_the_older_office_form_are_named(stream: str, sentence: str) -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(900) + stream.encode("utf-16-le")
    assert refusal("it", data) == sentence


def test_a_binary_workbook_and_a_coded_mail_are_named() -> None:
    binary = changed(BOOK, "_rels/.rels", _relations("xl/workbook.bin"))
    assert (
        refusal("plan.xlsb", binary) == "plan.xlsb is a binary Excel workbook, which cannot be read; save it as .xlsx."
    )
    mail = b"From: Jo\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nQ2FsbHM=\n"
    assert refusal("note.eml", mail) == (
        "note.eml is an e-mail in coded form; open it in a mail program and save its text as .txt."
    )


def _relations(target: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(BOOK)) as folder:
        return folder.read("_rels/.rels").replace(b"xl/workbook.xml", target.encode())


def test_mail_and_minutes_with_headings_before_colons_are_text() -> None:
    assert source("note.txt", b"From: Jo\nTo: All\nSubject: Calls\n\nMind will call.\n").reader == "plain 1"


def test_pipes_and_devices_are_refused_without_being_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "plan.txt")
    with pytest.raises(DataError, match=r"plan\.txt is no ordinary file; save the document to a file and name that\."):
        read_file(tmp_path / "plan.txt", LIMITS)


def test_a_name_with_line_ends_or_broken_letters_keeps_the_sentence_on_one_line(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"two\nlines caf\xe9.txt")
    path.write_bytes(b"Calls\x00")
    with pytest.raises(DataError) as refused:
        read_file(path, LIMITS)
    assert str(refused.value).startswith("two\ufffdlines caf\ufffd.txt is no document that can be read;")


def test_nothing_is_left_behind_by_what_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    for name, data, limits in (
        ("cut.docx", SMALL[:5000], LIMITS),
        ("slow.xlsx", BOOK, replace(LIMITS, reading_bytes=30_000_000)),
        ("text.pdf", b"%PDF-1.4 and no more", LIMITS),
    ):
        refusal(name, data, limits)
    assert list(tmp_path.iterdir()) == []
    assert not [pid for pid in Path("/proc").glob("[0-9]*/stat") if f" {os.getpid()} " in _parent(pid)]


def _parent(stat: Path) -> str:
    try:
        words = stat.read_text().rpartition(")")[2].split()
        return f" {words[1]} " if b"ingest.readers.child" in stat.with_name("cmdline").read_bytes() else ""
    except OSError:
        return ""
