"""The spreadsheet for the minutes: what was published, plainly laid out, text as text."""

from dataclasses import replace
from io import BytesIO

import pytest
from openpyxl import load_workbook

from cwsw.reports.governors_workbook import governors_workbook
from cwsw.reports.stamps import DRAFT_STAMP, SAMPLE_MARK
from tests.support.published import PHASES, draft, released, too_small

ENDS = ("At least", "At most", "Of at least", "Of at most")


def opened(shown):
    return load_workbook(BytesIO(governors_workbook(shown)))


def table(sheet):
    """A sheet's table as rows of heading -> cell."""
    ((_, place),) = sheet.tables.items()
    head, *rows = sheet[place]
    names = [cell.value for cell in head]
    return [
        dict(zip(names, ("" if c.value is None else c.value for c in row), strict=True))
        for row in rows
    ]


def ends(figure):
    if figure.hidden:
        return ("", "", "", "")
    return (figure.count.low, figure.count.high, figure.of.low, figure.of.high)


@pytest.mark.parametrize("phase", PHASES)
def test_its_figures_are_the_published_ones(phase):
    shown = released(phase)
    rows = table(opened(shown)["Figures"])
    assert [(r["Measure"], r["Academic year"]) for r in rows] == [
        (f.title, f.academic_year) for f in shown.figures
    ]
    assert [tuple(r[h] for h in ENDS) for r in rows] == [ends(f) for f in shown.figures]
    assert [r["Hidden?"] for r in rows] == [f.why or "no" for f in shown.figures]


def test_its_national_figures_are_the_published_ones():
    shown = released()
    percentages = {r["Per cent"] for r in table(opened(shown)["National figures"])}
    assert percentages == {n.percent for n in shown.nationals} | {
        n.comparator_percent for n in shown.nationals
    }


def test_every_sentence_and_question_stands_in_it():
    shown = released()
    said = {row["Words"] for row in table(opened(shown)["In words"])}
    assert {*shown.minute, *shown.practice, *shown.questions, shown.comment} <= said
    assert any(all(action in words for action in shown.actions) for words in said)
    assert set(shown.method) <= {row["In words"] for row in table(opened(shown)["About"])}


def test_each_sheet_has_one_table_under_its_heading_source_and_date():
    for sheet in opened(draft()):
        assert len(sheet.tables) == 1
        assert not sheet.merged_cells.ranges
        assert sheet["A1"].font.bold
        assert "Testwood School" in sheet["A2"].value
        assert "17 July 2026" in sheet["A2"].value
        assert DRAFT_STAMP in sheet["A3"].value
        colours = {c.fill.fgColor.rgb for row in sheet for c in row if c.fill.fill_type}
        assert not colours


def test_a_sample_says_so_on_every_sheet_and_a_publication_is_no_draft():
    for sheet in opened(released(sample=True)):
        assert sheet["A3"].value == SAMPLE_MARK


def test_no_text_becomes_a_formula():
    shown = released(school="=1+1", comment="@SUM(A1)\n+2", actions=("-3", "https://example.org"))
    for sheet in opened(shown):
        assert {c.data_type for row in sheet for c in row} <= {"s", "n"}
        assert not any(c.hyperlink for row in sheet for c in row)
    assert table(opened(shown)["About"])[0]["In words"] == "=1+1"


def test_a_school_too_small_for_any_figure_still_gets_words():
    book = opened(too_small())
    assert {r["At least"] for r in table(book["Figures"])} == {""}
    assert len(table(book["In words"])) >= 7
    assert table(opened(replace(too_small(), figures=()))["Figures"])[0]["Measure"] == "None"


def test_the_same_publication_is_the_same_file():
    assert governors_workbook(released()) == governors_workbook(released())
