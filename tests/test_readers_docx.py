"""Word documents: nothing that Word shows is lost, nothing that it hides comes in."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from reader_files import (
    FIXTURES,
    W,
    converted,
    docx_of,
    example_rows,
    letters,
    made_docx,
    raw_letters,
    saved,
    source,
    told,
)

from ingest.source import Source


def p(text: str, properties: str = "") -> str:
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{r(text)}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def tc(content: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{''.join(cells)}</w:tr>"


def tbl(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


def blocks(body: str) -> list[object]:
    return told(source("made.docx", docx_of(body)))


@pytest.mark.parametrize(
    ("inside", "words"),
    [
        (r("Work ") + '<w:ins w:id="1" w:author="a">' + r("with Age UK") + "</w:ins>", "Work with Age UK"),
        (r("Work") + '<w:del w:id="1"><w:r><w:delText> alone</w:delText></w:r></w:del>', "Work"),
        (r("Work") + '<w:moveFrom w:id="1">' + r(" alone") + "</w:moveFrom>", "Work"),
        ('<w:moveTo w:id="1">' + r("Work") + "</w:moveTo>", "Work"),
        (r("See ") + "<w:hyperlink>" + r("the plan") + "</w:hyperlink>", "See the plan"),
        ('<w:fldSimple w:instr="DATE">' + r("May 2021") + "</w:fldSimple>", "May 2021"),
        ("<w:r><w:instrText> PAGE </w:instrText></w:r>" + r("Page three"), "Page three"),
        ('<w:smartTag w:element="place">' + r("Ely") + "</w:smartTag>" + r(" library"), "Ely library"),
        ("<w:sdt><w:sdtPr/><w:sdtContent>" + r("Chosen from a list") + "</w:sdtContent></w:sdt>", "Chosen from a list"),
        ("<w:customXml>" + r("Marked") + "</w:customXml>", "Marked"),
        ("<w:r><w:t>Drop</w:t><w:noBreakHyphen/><w:t>in</w:t></w:r>", "Drop-in"),
        ("<w:r><w:t>Lead:</w:t><w:tab/><w:t>Ely</w:t></w:r>", "Lead: Ely"),
        ("<w:r><w:t>moved to</w:t><w:br/><w:t>a new home</w:t></w:r>", "moved to a new home"),
    ],
)
def test_a_paragraph_has_the_words_that_word_shows(inside: str, words: str) -> None:
    assert blocks(f"<w:p>{inside}</w:p>") == [("text", 0, words)]


def test_line_breaks_part_paragraphs_where_a_sentence_has_ended() -> None:
    body = "<w:p><w:r><w:t>Age UK</w:t><w:br/><w:t>Mind</w:t><w:cr/><w:t>Scope</w:t></w:r></w:p>"
    assert blocks(tbl(tr(tc(p("Partners")), tc(body)))) == [[{0: ["Partners"], 1: ["Age UK", "Mind", "Scope"]}]]


def test_a_text_box_is_read_once_and_not_from_its_fallback_too() -> None:
    box = f"<w:txbxContent>{p('In the box')}</w:txbxContent>"
    body = (
        '<w:p xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:r><mc:AlternateContent>'
        f'<mc:Choice Requires="wps"><w:drawing>{box}</w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>{r('Beside the box.')}</w:p>"
    )
    assert blocks(body) == [("text", 0, "Beside the box."), ("text", 0, "In the box")]


def test_columns_are_counted_over_merged_and_left_out_cells() -> None:
    body = tbl(
        tr(tc(p("People"), '<w:gridSpan w:val="3"/>')),
        tr(tc(p("Action")), tc(p("Lead")), tc(p("When"))),
        tr(tc(p("Later")), properties='<w:gridBefore w:val="2"/>'),
        tr(tc(p("Wide"), '<w:gridSpan w:val="2"/>'), tc(p("May"))),
    )
    assert blocks(body) == [
        [{0: ["People"]}, {0: ["Action"], 1: ["Lead"], 2: ["When"]}, {2: ["Later"]}, {0: ["Wide"], 2: ["May"]}]
    ]


def test_a_cell_merged_downwards_stands_in_its_first_row_and_the_others_continue_it() -> None:
    body = tbl(
        tr(tc(p("Hub"), '<w:vMerge w:val="restart"/>'), tc(p("Opened"))),
        tr(tc("<w:p/>", "<w:vMerge/>"), tc(p("Rooms for hire"))),
        tr(tc("<w:p/>"), tc(p("No title"))),
    )
    found = source("made.docx", docx_of(body))
    assert told(found) == [[{0: ["Hub"], 1: ["Opened"]}, {1: ["Rooms for hire"]}, {1: ["No title"]}]]
    assert [row.continues for row in found.blocks[0].rows] == [False, True, False]
    assert {row.width for row in found.blocks[0].rows} == {2}


def test_a_nested_table_becomes_paragraphs_of_its_cell() -> None:
    inner = tbl(tr(tc(p("Age UK")), tc(p("befriending"))), tr(tc(p("Mind")), tc(p("talks"))))
    body = tbl(tr(tc(p("Calls")), tc(p("Partners:") + inner + "<w:p/>")))
    assert blocks(body) == [[{0: ["Calls"], 1: ["Partners:", "Age UK", "befriending", "Mind", "talks"]}]]


def test_a_frame_around_a_table_is_no_table() -> None:
    inner = tbl(tr(tc(p("Action")), tc(p("Lead"))), tr(tc(p("Calls")), tc(p("Age UK"))))
    assert blocks(tbl(tr(tc(p("Our plan.") + inner + "<w:p/>")))) == [
        ("text", 0, "Our plan."),
        [{0: ["Action"], 1: ["Lead"]}, {0: ["Calls"], 1: ["Age UK"]}],
    ]


def test_rows_and_cells_inside_controls_and_insertions_count_and_deleted_rows_do_not() -> None:
    body = tbl(
        tr(tc(p("Calls")), f"<w:sdt><w:sdtContent>{tc(p('Age UK'))}</w:sdtContent></w:sdt>"),
        f"<w:sdt><w:sdtContent>{tr(tc(p('Talks')), tc(p('Mind')))}</w:sdtContent></w:sdt>",
        tr(tc(p("Gone")), tc(p("Nobody")), properties='<w:del w:id="3"/>'),
        tr(tc(p("New")), tc(p("Scope")), properties='<w:ins w:id="4"/>'),
    )
    assert blocks(body) == [[{0: ["Calls"], 1: ["Age UK"]}, {0: ["Talks"], 1: ["Mind"]}, {0: ["New"], 1: ["Scope"]}]]


def test_headings_lists_and_quotations_are_known_by_their_styles() -> None:
    document = docx.Document()
    document.add_heading("Delivery plan 2024", 0)
    document.add_heading("Healthy places", 1)
    document.add_heading("Parks", 2)
    document.add_paragraph("Open two parks", style="List Bullet")
    document.add_paragraph("Plant trees", style="List Number 2")
    document.add_paragraph("We loved it.", style="Quote")
    document.add_paragraph("• Typed by hand")
    document.add_paragraph().add_run("Bold and short").bold = True
    document.add_paragraph("The council will open a hall in May.")
    found = source("made.docx", saved(document))
    assert told(found) == [
        ("heading", 1, "Delivery plan 2024"),
        ("heading", 2, "Healthy places"),
        ("heading", 3, "Parks"),
        ("item", 1, "Open two parks"),
        ("item", 1, "Plant trees"),
        ("quote", 0, "We loved it."),
        ("item", 1, "Typed by hand"),
        ("heading", 7, "Bold and short"),
        ("text", 0, "The council will open a hall in May."),
    ]
    assert found.title is not None
    assert found.title.of(found.text) == "Delivery plan 2024"


def test_an_outline_level_makes_a_heading_and_a_contents_list_is_no_part_of_the_text() -> None:
    document = docx.Document()
    style = parse_xml(f'<w:style {W} w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>')
    document.styles.element.append(style)
    entry = document.add_paragraph("People .... 3")
    entry._p.get_or_add_pPr().append(parse_xml(f'<w:pStyle {W} w:val="TOC1"/>'))
    heading = document.add_paragraph("People")
    heading._p.get_or_add_pPr().append(parse_xml(f'<w:outlineLvl {W} w:val="1"/>'))
    document.add_paragraph("We work with people.")
    found = source("made.docx", saved(document))
    assert "People .... 3\n" in found.text
    assert told(found) == [("heading", 1, "People"), ("text", 0, "We work with people.")]


def test_footnotes_come_last_and_running_heads_stand_in_the_text_alone() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Fenland Council"
    document.add_paragraph("We opened a hall.")
    found = source("made.docx", saved(document))
    assert found.text == "We opened a hall.\nFenland Council\n"
    assert told(found) == [("text", 0, "We opened a hall.")]


def block_letters(found: Source) -> Counter[str]:
    stretches = []
    for block in told(found):
        rows = block if isinstance(block, list) else [{0: [block[2]]}]
        stretches += [text for row in rows for texts in row.values() for text in texts]
    return Counter("".join("".join(stretches).split()))


def test_no_letter_is_lost_and_none_is_added() -> None:
    data = made_docx(example_rows(), merged=True)
    found = source("log.docx", data)
    assert letters(found) == raw_letters(data) == block_letters(found)


def test_no_letter_of_the_log_is_lost() -> None:
    if not FIXTURES.is_dir():
        pytest.skip("the log in other formats is not part of this checkout")
    data = (FIXTURES / "log.docx").read_bytes()
    found = source("log.docx", data)
    assert letters(found) == raw_letters(data) == block_letters(found)


def test_no_letter_is_lost_in_what_libreoffice_writes(tmp_path: Path) -> None:
    data = converted(tmp_path, "log.docx", made_docx(example_rows(), merged=True), "docx")
    found = source("log.docx", data)
    assert letters(found) == raw_letters(data) == block_letters(found)


def test_signs_of_symbol_fonts_and_the_entry_chosen_in_an_old_form_are_words() -> None:
    tick = "<w:r><w:sym w:font='Wingdings' w:char='F0FC'/></w:r>"
    chosen = (
        "<w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:ddList><w:result w:val='1'/><w:listEntry w:val='Red'/>"
        "<w:listEntry w:val='Green'/></w:ddList></w:ffData></w:fldChar></w:r><w:r>"
        "<w:instrText>FORMDROPDOWN</w:instrText></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r>"
    )
    body = f"<w:p><w:r><w:t>Done</w:t></w:r>{tick}</w:p><w:p>{chosen}</w:p>"
    assert source("signs.docx", docx_of(body)).text == "Done\uf0fc\nGreen\n"


def test_a_prompt_to_fill_something_in_stands_in_the_text_alone() -> None:
    prompt = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    inside = prompt.format("<w:r><w:t>Click here.</w:t></w:r>")
    body = tbl(
        tr(tc(p("Action")), tc(p("Lead")), tc(p("When"))),
        tr(tc(p("Calls")), tc(prompt.format(p("Choose an item."))), tc(f"<w:p>{inside}</w:p>")),
    )
    found = source("form.docx", docx_of(body))
    assert told(found) == [[{0: ["Action"], 1: ["Lead"], 2: ["When"]}, {0: ["Calls"]}]]
    assert "Choose an item." in found.text
    assert "Click here." in found.text


def test_a_contents_list_without_styles_is_no_part_of_what_is_said() -> None:
    mark = "<w:r><w:fldChar w:fldCharType='{}'/></w:r>"
    code = f"{mark.format('begin')}<w:r><w:instrText> TOC </w:instrText></w:r>{mark.format('separate')}"
    listed = "<w:r><w:t>1. Work with Mind 3</w:t></w:r>"
    field = f"<w:p>{code}{listed}</w:p>{p('2. Work with Scope 4')}<w:p>{mark.format('end')}</w:p>"
    control = (
        "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr>"
        f"<w:sdtContent>{p('3. Work with Age UK 5')}</w:sdtContent></w:sdt>"
    )
    found = source("contents.docx", docx_of(field + control + p("We will call.")))
    assert told(found) == [("text", 0, "We will call.")]
    assert found.text.startswith("1. Work with Mind 3\n2. Work with Scope 4\n3. Work with Age UK 5\n")


def test_other_fields_are_words_of_their_sentence() -> None:
    mark = "<w:r><w:fldChar w:fldCharType='{}'/></w:r>"
    code = f"{mark.format('begin')}<w:r><w:instrText> DATE </w:instrText></w:r>{mark.format('separate')}"
    words = "<w:r><w:t xml:space='preserve'>{}</w:t></w:r>"
    body = f"<w:p>{words.format('Due ')}{code}{words.format('May 2024')}{mark.format('end')}</w:p>"
    assert told(source("field.docx", docx_of(body))) == [("text", 0, "Due May 2024")]


def test_of_alternatives_the_one_with_words_is_read() -> None:
    space = "xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'"
    words = "<w:r><w:t>Calls by Mind</w:t></w:r>"
    body = (
        f"<w:p><mc:AlternateContent {space}><mc:Choice/><mc:Fallback>{words}</mc:Fallback></mc:AlternateContent></w:p>"
    )
    assert told(source("other.docx", docx_of(body))) == [("text", 0, "Calls by Mind")]


def test_tables_set_side_by_side_are_tables_of_their_own() -> None:
    def inner(name: str) -> str:
        return tbl(tr(tc(p("Action")), tc(p("Lead"))), tr(tc(p(name)), tc(p("Mind"))))

    body = tbl(tr(tc(inner("Calls") + "<w:p/>"), tc(inner("Walks") + "<w:p/>")))
    assert told(source("beside.docx", docx_of(body))) == [
        [{0: ["Action"], 1: ["Lead"]}, {0: ["Calls"], 1: ["Mind"]}],
        [{0: ["Action"], 1: ["Lead"]}, {0: ["Walks"], 1: ["Mind"]}],
    ]
