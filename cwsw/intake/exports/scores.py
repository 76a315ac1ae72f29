"""Reads results beside a pupil: GCSE grades and key stage 2 scores."""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from cwsw.intake.cells import Unreadable, plain, read_number
from cwsw.intake.exports.reading_log import Notebook
from cwsw.intake.exports.sheet import ExportSheet, MatchedColumn
from cwsw.intake.exports.values import each, is_null
from cwsw.intake.grids import Cell
from cwsw.intake.problems import CELL_BLANK, Place, shorten, warn_of_rows


def ks2_score(sheet: ExportSheet, column: MatchedColumn, notebook: Notebook) -> list[Any]:
    """Read a column of key stage 2 results: a scaled score of 80 to 120, or a code.

    Returns:
        Texts; None for 0 and other numbers outside, which are named as missing.
    """

    def read_cell(cell: Cell) -> Any:  # noqa: ANN401
        if is_null(cell):
            return None
        number = read_number(cell)
        if isinstance(number, Decimal):
            return f"{number.normalize():f}" if 80 <= number <= 120 else UNREAD_SCORE
        return plain(cell).upper()

    values = each(sheet, column, read_cell, notebook)
    unread_rows = [i for i, value in enumerate(values) if value == UNREAD_SCORE]
    _report_missing(
        sheet, column, unread_rows, "is 0 or outside 80 to 120: read as missing", notebook
    )
    return [None if v == UNREAD_SCORE else v for v in values]


def _report_missing(
    sheet: ExportSheet, column: MatchedColumn, rows: Sequence[int], why: str, notebook: Notebook
) -> None:
    """Results that count as missing: few are named row by row."""

    def sentence_of(place: Place) -> str:
        return f"{place.column} in row {place.row} of {place.sheet} {why}."

    places = [sheet.place(column.heading, sheet.numbers[row]) for row in rows]
    many = f"{column.heading} on {sheet.grid.sheet}, of {len(rows):,} pupils, {why}"
    warn_of_rows(notebook.findings, "result_not_readable", places, sentence_of, many, CELL_BLANK)


UNREAD_SCORE = "\0missing"
_LISTED = 12
# BTEC and Cambridge grades (D*, L2P), the letters of before 2017, double awards (5-5, 55), fine
# grades (5+), and codes for absence.
_OTHER_GRADES = re.compile(
    r"(D\*?|L?[12]?(P|M|D\*?)[12]?|[A-G]\*?|\d\d|[1-9]-[1-9]|[1-9][+\-=]|X|ABS|Q|N)", re.I
)


def grade(sheet: ExportSheet, column: MatchedColumn, notebook: Notebook) -> list[Any]:
    """Read a column of GCSE grades: '9' to '1' or 'U'.

    Returns:
        Texts; None for grades of other kinds, which are counted, and for dates, which are named.
    """

    def read_cell(cell: Cell) -> Any:  # noqa: ANN401
        if is_null(cell):
            return None
        if isinstance(cell, date) or "/" in plain(cell):
            return Unreadable("is a date: a spreadsheet changed a grade such as 5-5 into it")
        return read_grade(plain(cell))

    values = each(sheet, column, read_cell, notebook)
    unread_rows = [i for i, value in enumerate(values) if value == UNREAD_SCORE]
    words = dict.fromkeys(plain(sheet.cells(column.index)[i]) for i in unread_rows)
    listed = ", ".join(f'"{shorten(word)}"' for word in [*words][:_LISTED])
    why = f"is no GCSE grade 9 to 1 of a single subject ({listed}): left out"
    _report_missing(sheet, column, unread_rows, why, notebook)
    return [None if v == UNREAD_SCORE else v for v in values]


def read_grade(text: str) -> Any:  # noqa: ANN401
    """'9' to '1', 'U'; `UNREAD_SCORE` for a grade of another kind."""
    if text.upper() == "U":
        return "U"
    number = read_number(text)
    if isinstance(number, Decimal) and number == int(number) and 0 <= number <= 9:
        return f"{number.normalize():f}"
    return UNREAD_SCORE if _OTHER_GRADES.fullmatch(text) else Unreadable("is no GCSE grade")
