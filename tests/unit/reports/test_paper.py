"""The paper engine: tagged, in reading order, and a text is always a text."""

from dataclasses import replace
from datetime import date

import pytest

from cwsw.charts import dot_chart
from cwsw.reports.document import (
    Bullets,
    Callout,
    Cards,
    Chart,
    Document,
    Fact,
    Facts,
    Paragraph,
    Section,
    Table,
)
from cwsw.reports.paper import pages, pdf
from cwsw.reports.paper.letters import printable
from cwsw.reports.paper.native import Native
from tests.support import pdfs
from tests.support.figures import proportion

DAY = date(2026, 7, 17)
CHART = Chart(lambda mode: dot_chart(proportion(), mode=mode), "9 of 22 children, and nationally")
PAPER = Document(
    title="A paper",
    facts=(Fact("As at", "17 July 2026"),),
    blocks=(
        Section(
            "First",
            (
                Paragraph("A sentence."),
                CHART,
                Table(
                    "Counts",
                    ("Measure", "Count"),
                    (("Absence", 1010), ("GCSE", "")),
                    frozenset({1}),
                    notes=("A note.",),
                ),
                Section("Deeper", (Bullets(("One?", "Two?"), "You could ask:"),)),
            ),
        ),
        Section("Second", (Callout("To be known."), Facts((Fact("Form", "8B"),))), new_page=True),
    ),
    marks=("Draft", "Sample data"),
    foot="Version 1",
)
ODD = (
    '#read("/etc/passwd")',
    "*bold* _x_ $a$ `c` <b> @me [x] // y /* z */",
    "#let x = 1; \\u{41} ~ -- --- ... 'quoted' \"twice\"",
    "= Heading",
    "- item",
    "https://example.org",
    "Łódź Ďakovo Привет Ελλάδα",
)


@pytest.fixture(scope="module")
def made():
    return pdfs.opened(pdf(PAPER, DAY))


def test_it_says_that_it_is_pdf_ua_and_keeps_to_it(made):
    assert made.open_metadata()[pdfs.PDFUA] == "1"
    assert bool(made.Root.MarkInfo.Marked)
    assert str(made.Root.Lang) == "en-GB"
    assert str(made.docinfo["/Title"]) == "A paper"
    assert bool(made.Root.ViewerPreferences.DisplayDocTitle)


def test_its_structure_is_that_of_its_blocks(made):
    found = [tag for tag in pdfs.tags(made) if tag in {"H1", "H2", "H3", "Figure", "Table", "L"}]
    assert found == ["H1", "L", "H2", "Figure", "Table", "H3", "L", "H2", "L"]


def test_it_is_read_in_the_order_of_its_blocks(made):
    said = [words for words in pdfs.words(made) if words != "•"]
    assert said == [
        *("A paper", "As at", "17 July 2026", "First", "A sentence.", CHART.alt),
        *("Counts", "Measure", "Count", "Absence", "1,010", "GCSE", "A note."),
        *("Deeper", "You could ask:", "One?", "Two?", "Second", "To be known.", "Form: 8B"),
    ]


def test_a_table_has_header_cells_for_its_columns(made):
    heads = [e for e in pdfs.elements(made) if str(e.S) == "/TH"]
    assert [str(pdfs.attribute(e, "/Scope")) for e in heads] == ["/Column", "/Column"]
    assert pdfs.words_by_tag(made, "TH") == ["Measure", "Count"]
    cells = [e for e in pdfs.elements(made) if str(e.S) == "/TD"]
    assert all(len(pdfs.attribute(e, "/Headers")) == 1 for e in cells)


def test_every_page_has_its_marks_its_foot_and_its_number(made):
    assert len(made.pages) == 2
    for number, edge in enumerate(pdfs.page_edges(made), 1):
        for words in ("Draft", "Sample data", "Version 1", f"Page {number} of 2"):
            assert words in edge
    a4 = [float(side) for side in made.pages[0].mediabox]
    assert a4 == pytest.approx([0, 0, 595.3, 841.9], abs=0.1)


def test_the_words_of_a_chart_are_printed_in_our_font(made):
    drawn = " ".join(pdfs.words_by_tag(made, "Figure"))
    assert "Children with a social worker: 9 of 22 (41%)" in drawn
    fonts = {str(font.BaseFont).split("+")[-1] for p in made.pages for font in fonts_of(p)}
    assert fonts == {"SourceSans3-Regular", "SourceSans3-SemiBold"}


def fonts_of(page):
    return page.Resources.Font.values()


def test_no_font_of_the_machine_is_used():
    ours = {f.path.rsplit("/", 1)[-1] for f in Native().fonts.fonts() if f.path}
    assert ours == {"SourceSans3-Regular.ttf", "SourceSans3-SemiBold.ttf"}


def test_a_chart_without_words_or_without_anything_drawn_is_refused():
    with pytest.raises(ValueError, match="cannot see"):
        replace(CHART, alt=" ")
    empty = Chart(lambda _: None, "Nothing")
    with pytest.raises(ValueError, match="show something"):
        pdf(replace(PAPER, blocks=(empty,)), DAY)


def test_cards_begin_a_new_page_after_so_many():
    cards = Cards(tuple(Section(f"Child {number}", ()) for number in range(5)), per_page=2)
    assert len(pdfs.opened(pdf(Document("Cards", (cards,)), DAY)).pages) == 3


def test_the_same_paper_is_the_same_file():
    assert pdf(PAPER, DAY) == pdf(PAPER, DAY)


def test_odd_texts_stay_texts_wherever_they_stand():
    for text in ODD:
        paper = Document(
            title=text,
            facts=(Fact(text, text),),
            blocks=(
                *(Section(text, ()), Paragraph(text), Bullets((text,), text), Callout(text)),
                Table(text, (text, text), ((text, text),)),
                replace(CHART, alt=text),
            ),
            marks=(text,),
            foot=text,
        )
        made = pdfs.opened(pdf(paper, DAY))
        assert [words for words in pdfs.words(made) if words != "•"] == [text] * 14
        assert pdfs.page_edges(made)[0].count(text) == 2


@pytest.mark.parametrize(
    ("given", "printed"),
    [
        ("two\n lines\t ", "two lines"),
        ("e\u0301", "é"),
        ("\u202eabc\u0000", "abc"),
        ("a 😀 b", "a □ b"),
        ("“so” – ≥ 5 × 2 − 1", "“so” – ≥ 5 × 2 − 1"),
        ("x" * 41, "x" * 40 + "\u200bx"),
        ("مدرسة", "مدرسة"),
    ],
)
def test_letters_without_a_shape_become_boxes(given, printed):
    assert printable(given) == printed


def test_words_that_no_page_can_hold_still_make_a_paper():
    long = replace(PAPER, title="L" * 300, blocks=(Paragraph("😀مدرسة" * 200), Section("", ())))
    assert "L" * 300 in "".join(pdfs.words(pdfs.opened(pdf(long, DAY)))).replace(" ", "")
    assert len(pages(PAPER)) == 2
