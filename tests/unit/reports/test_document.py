"""The document and what writes it as HTML, text and a spreadsheet: every text stays a text."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from cwsw.reports.document import (
    Callout,
    Cards,
    Columns,
    Document,
    Fact,
    Link,
    Paragraph,
    Section,
    Table,
)
from cwsw.reports.document.html import fragment, html
from cwsw.reports.document.plain_text import plain_text
from cwsw.reports.document.workbook import workbook

DAY = date(2026, 7, 17)
ODD = "<b>{{ 1 + 1 }}</b> & 'quoted' =1+1"


def test_a_section_is_found_wherever_it_stands():
    inner = Section("Inner", ())
    for block in (inner, Section("Outer", (inner,)), Columns((), (inner,)), Cards((inner,), 6)):
        assert Document("A title", (Paragraph("First."), block)).section("Inner") is inner
    with pytest.raises(KeyError):
        Document("A title", (inner,)).section("Another")


def test_html_holds_every_text_escaped_and_runs_none():
    page = html(
        Document(
            ODD,
            (Callout(ODD), Section(ODD, (Table(ODD, (ODD,), ((ODD,),), notes=(ODD,)),))),
            facts=(Fact(ODD, ODD),),
            marks=(ODD,),
            foot=ODD,
        )
    ).decode()
    assert "<b>" not in page
    assert page.count("&lt;b&gt;{{ 1 + 1 }}&lt;/b&gt; &amp; &#39;quoted&#39; =1+1") == 12


def test_characters_that_are_not_seen_leave_html():
    assert "a\u202eb" not in fragment((Paragraph("a\u202eb"),), 2)
    assert "ab" in fragment((Paragraph("a\u202eb"),), 2)


@pytest.mark.parametrize(
    ("url", "leads"), [("https://a.b/?\"'<>", True), ("javascript:alert(1)", False), ("", False)]
)
def test_only_a_safe_address_becomes_a_link(url, leads):
    piece = fragment((Table("c", ("a",), ((Link("words", url),),)),), 2)
    assert ("<a " in piece) is leads
    assert "words" in piece
    assert "'<>" not in piece


def test_headings_go_down_with_their_sections():
    piece = fragment((Section("One", (Section("Two", ()),)),), 2)
    assert "<h2>One</h2>" in piece
    assert "<h3>Two</h3>" in piece


def test_plain_text_has_no_empty_part():
    document = Document("", (Section("Part", (Paragraph("Words."),)),), marks=("Draft",))
    assert plain_text(document).decode() == "Draft\n\nPart\n----\n\nWords.\n"


def test_a_sheet_without_a_title_begins_with_its_table_and_numbers_are_numbers():
    table = Table("", ("Who", "Whole", "Share"), ((ODD, 1204, 34.0),), widths=(10, 5, 5))
    book = load_workbook(BytesIO(workbook({"Sheet one": Document("", (table,))}, DAY)))
    head, row = book["Sheet one"].iter_rows()
    assert [cell.value for cell in head] == ["Who", "Whole", "Share"]
    assert [(cell.value, cell.data_type) for cell in row] == [(ODD, "s"), (1204, "n"), (34, "n")]
    assert [cell.number_format for cell in row[1:]] == ["#,##0", "#,##0.0"]
    assert book.properties.created.date() == DAY


def test_each_table_of_a_sheet_has_a_name_of_its_own():
    tables = tuple(Table("T", ("A",), (("b",),)) for _ in range(2))
    book = load_workbook(BytesIO(workbook({"S": Document("Two", tables)}, DAY)))
    assert len(set(book["S"].tables)) == 2
