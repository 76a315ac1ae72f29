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

from cwsw.compare.words import capital
from cwsw.disclosure import PublishedFigure, PublishedSummary, Range
from cwsw.disclosure.words import beside_words, school_words
from cwsw.reports.published import (
    IN_ONE_MINUTE,
    METHOD,
    QUESTIONS,
    TITLE,
    WHAT_WE_DO,
    marks,
    own_words,
    size,
)
from cwsw.reports.words import DRAFT_STAMP
from cwsw.tables.english import day

Cell = str | int | float
Row = tuple[Cell, ...]
_TABLE_TOP = 4
"""The row of headings: above it stand the heading, what the sheet is of, and the marks."""
_FIGURES = (
    ("Measure", 40),
    ("Academic year", 14),
    ("At least", 10),
    ("At most", 10),
    ("Of at least", 12),
    ("Of at most", 12),
    ("Whole school", 20),
    ("Beside our other pupils", 24),
    ("Hidden?", 36),
    ("First published", 20),
)
_NATIONAL = (
    ("Measure", 40),
    ("Who", 36),
    ("Year", 14),
    ("Per cent", 10),
    ("Schools", 14),
    ("Source", 60),
    ("Note", 40),
)


@dataclass(frozen=True)
class _Sheet:
    """A sheet: its name, heading, and the table's name, headings with widths, and rows."""

    name: str
    heading: str
    table: str
    columns: tuple[tuple[str, int], ...]
    rows: tuple[Row, ...]


def governors_workbook(shown: PublishedSummary) -> bytes:
    """The spreadsheet (xlsx). The same publication gives the same bytes."""
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        created = datetime.combine(shown.published or shown.as_at, time(), UTC)
        book.set_properties({"title": TITLE, "created": created})
        bold = book.add_format({"bold": True})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        for sheet in _sheets(shown):
            _write(book, sheet, _lines(shown), bold, wrapped)
    return buffer.getvalue()


def _sheets(shown: PublishedSummary) -> tuple[_Sheet, ...]:
    figures = tuple(map(_figure, shown.figures))
    national = tuple(row for figure in shown.latest for row in _national(figure))
    return (
        _Sheet("About", TITLE, "About", (("What", 24), ("In words", 80)), _about(shown)),
        _Sheet("Figures", "The published figures", "Figures", _FIGURES, figures),
        _Sheet("National figures", "National figures", "National", _NATIONAL, national),
        _Sheet("In words", "In words", "Words", (("Part", 36), ("Words", 100)), _words(shown)),
    )


def _about(shown: PublishedSummary) -> tuple[Row, ...]:
    return (
        ("School", shown.school),
        ("As at", day(shown.as_at)),
        ("Published", day(shown.published) if shown.published else DRAFT_STAMP.lower()),
        ("How many children", size(shown)),
        ("Of how many pupils", f"{shown.on_roll:,}"),
        ("Latest closed school year", shown.year),
        ("Made by", f"Children with a social worker, version {shown.version}"),
        *((METHOD, words) for words in shown.method),
    )


def _figure(figure: PublishedFigure) -> Row:
    first = figure.first_published
    return (
        figure.title,
        figure.academic_year,
        *_ends(figure.count),
        *_ends(figure.of),
        school_words(figure.school),
        beside_words(figure),
        figure.why or "no",
        day(first) if first else "",
    )


def _ends(limits: Range | None) -> tuple[Cell, Cell]:
    return (limits.low, limits.high) if limits else ("", "")


def _national(figure: PublishedFigure) -> tuple[Row, ...]:
    rows: list[Row] = []
    for national in figure.nationals:
        pairs = (
            (national.cohort, national.percent),
            (national.comparator, national.comparator_percent),
        )
        rows += [
            (
                figure.title,
                capital(group),
                national.year,
                share,
                national.phase,
                national.source,
                national.note,
            )
            for group, share in pairs
            if share is not None
        ]
    return tuple(rows)


def _words(shown: PublishedSummary) -> tuple[Row, ...]:
    parts = (
        (IN_ONE_MINUTE, shown.minute),
        (WHAT_WE_DO, shown.practice),
        ("From the headteacher", own_words(shown)),
        (QUESTIONS, shown.questions),
    )
    return tuple((name, words) for name, sentences in parts for words in sentences)


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
    for place, (_, width) in enumerate(sheet.columns):
        page.set_column(place, place, width, wrapped)
    for number, words in enumerate((sheet.heading, *lines)):
        page.write_string(number, 0, words, bold if number == 0 else None)
    rows = sheet.rows or (("None",) + ("",) * (len(sheet.columns) - 1),)
    page.add_table(
        _TABLE_TOP,
        0,
        _TABLE_TOP + len(rows),
        len(sheet.columns) - 1,
        {
            "name": sheet.table,
            "columns": [{"header": words, "header_format": bold} for words, _ in sheet.columns],
            "style": None,
            "autofilter": False,
        },
    )
    for number, row in enumerate(rows, _TABLE_TOP + 1):
        for place, cell in enumerate(row):
            write = page.write_string if isinstance(cell, str) else page.write_number
            write(number, place, cell, wrapped)
