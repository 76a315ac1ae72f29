"""The published figures as a spreadsheet, to quote in minutes; made from a publication alone.

Each sheet has a heading, what it is of, and one table with a row of headings. No cells are merged,
no colour means anything, and text is always written as text.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from io import BytesIO

import xlsxwriter
from xlsxwriter.format import Format

from cwsw.disclosure import PublishedFigure, PublishedSummary
from cwsw.disclosure.model import HIDDEN
from cwsw.reports.governors_pdf import TITLE
from cwsw.reports.published import (
    about,
    beside,
    marks,
    national_order,
    national_year,
    own_words,
    year,
)
from cwsw.reports.words import day

Cell = str | int | float
Row = tuple[Cell, ...]
_TABLE_TOP = 4
"""The row of headings: above it stand the heading, what the sheet is of, and the marks."""


@dataclass(frozen=True)
class _Sheet:
    """A sheet: its name, heading, and the table's name, headings, widths and rows."""

    name: str
    heading: str
    table: str
    headings: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[Row, ...]


def governors_workbook(shown: PublishedSummary) -> bytes:
    """The spreadsheet (xlsx). The same publication gives the same bytes."""
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        made = datetime.combine(shown.published or shown.as_at, time(), UTC)
        book.set_properties({"title": TITLE, "created": made})
        bold = book.add_format({"bold": True})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        for sheet in _sheets(shown):
            _write(book, sheet, _lines(shown), bold, wrapped)
    return buffer.getvalue()


def _sheets(shown: PublishedSummary) -> tuple[_Sheet, ...]:
    return (
        _Sheet("About", TITLE, "About", ("What", "In words"), (24, 80), _about(shown)),
        _Sheet(
            "Figures",
            "The published figures",
            "Figures",
            ("Question", "Measure", "Academic year", "About", "Of about", "Per cent", "Hidden?"),
            (36, 40, 18, 10, 10, 10, 24),
            tuple(_figure(figure) for figure in shown.figures),
        ),
        _Sheet(
            "National figures",
            "National figures beside them",
            "National",
            ("Measure", "Who", "Year", "Per cent", "Source", "Note"),
            (40, 36, 24, 10, 60, 40),
            tuple(row for figure in shown.figures for row in _national(figure)),
        ),
        _Sheet(
            "In words",
            "The answers in words, and what to ask",
            "Words",
            ("Question", "Kind", "Words"),
            (36, 18, 100),
            _words(shown),
        ),
    )


def _about(shown: PublishedSummary) -> tuple[Row, ...]:
    said = [*shown.small_numbers, *([shown.rule] if shown.rule else [])]
    return (*about(shown), *(("About small numbers", words) for words in said))


def _figure(figure: PublishedFigure) -> Row:
    start = (figure.question, figure.title, year(figure))
    if figure.count is None or figure.of is None or figure.percent is None:
        return (*start, "", "", "", f"yes: {HIDDEN}")
    return (*start, figure.count, figure.of, figure.percent, "no")


def _national(figure: PublishedFigure) -> tuple[Row, ...]:
    return tuple(
        (figure.title, who, national_year(found), percent, found.source, found.note)
        for found in national_order(figure)
        for who, percent in beside(found)
    )


def _words(shown: PublishedSummary) -> tuple[Row, ...]:
    rows: list[Row] = [("", "From the headteacher", words) for words in own_words(shown)]
    rows += [("", "Under way", action) for action in shown.actions]
    for answer in shown.answers:
        asked = [*(words for figure in answer.figures for words in figure.ask), *answer.ask]
        rows += [(answer.question, "Answer", words) for words in answer.sentences]
        rows += [(answer.question, "You could ask", words) for words in asked]
    return tuple(rows)


def _lines(shown: PublishedSummary) -> tuple[str, str]:
    """What stands beneath the heading of every sheet: whose and of when, and the marks."""
    published = f"published {day(shown.published)}" if shown.published else "not published"
    whose = f"Source: {shown.school}, its own data as at {day(shown.as_at)}, {published}"
    return whose, ". ".join(marks(shown))


def _write(
    book: xlsxwriter.Workbook, sheet: _Sheet, lines: Sequence[str], bold: Format, wrapped: Format
) -> None:
    page = book.add_worksheet(sheet.name)
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)
    page.freeze_panes(_TABLE_TOP + 1, 0)
    for place, width in enumerate(sheet.widths):
        page.set_column(place, place, width, wrapped)
    for number, words in enumerate((sheet.heading, *lines)):
        page.write_string(number, 0, words, bold if number == 0 else None)
    rows = sheet.rows or (("None",) + ("",) * (len(sheet.headings) - 1),)
    page.add_table(
        _TABLE_TOP,
        0,
        _TABLE_TOP + len(rows),
        len(sheet.headings) - 1,
        {
            "name": sheet.table,
            "columns": [{"header": words, "header_format": bold} for words in sheet.headings],
            "style": None,
            "autofilter": False,
        },
    )
    for number, row in enumerate(rows, _TABLE_TOP + 1):
        for place, cell in enumerate(row):
            write = page.write_string if isinstance(cell, str) else page.write_number
            write(number, place, cell, wrapped)
