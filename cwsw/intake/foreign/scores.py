"""Results beside a pupil: GCSE grades and KS2 scores; what is neither is left out and counted."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

from cwsw.intake.cells import Unreadable, plain, read_number
from cwsw.intake.foreign.notebook import Notebook
from cwsw.intake.foreign.sheet import Matched, Sheet
from cwsw.intake.foreign.values import each, is_null
from cwsw.intake.grids import Cell
from cwsw.intake.problems import shorten


def ks2_score(sheet: Sheet, column: Matched, notebook: Notebook) -> list[Any]:
    """A scaled score of 80 to 120 or a code; 0 and other numbers outside are missing."""
    gone = 0

    def one(cell: Cell) -> Any:  # noqa: ANN401
        nonlocal gone
        if is_null(cell):
            return None
        number = read_number(cell)
        if isinstance(number, Decimal):
            return f"{number.normalize():f}" if 80 <= number <= 120 else UNREAD_SCORE
        return plain(cell).upper()

    values = each(sheet, column, one, notebook)
    gone = sum(v == UNREAD_SCORE for v in values)
    if gone:
        text = f"{gone:,} scores of 0 or outside 80 to 120 are read as missing"
        notebook.decide(sheet.place(column.heading), text)
    return [None if v == UNREAD_SCORE else v for v in values]


UNREAD_SCORE = "\0missing"
_OTHER_GRADES = re.compile(
    r"(D\*?|L?[12]?(P|M|D\*?)[12]?|[A-G]\*?|\d\d|[1-9]-[1-9]|[1-9][+\-=]|X|ABS|Q|N)", re.I
)


def grade(sheet: Sheet, column: Matched, notebook: Notebook) -> list[Any]:
    """A GCSE grade 9 to 1 or U; other grades are left out and counted, mangled ones named."""
    left: dict[str, int] = {}

    def one(cell: Cell) -> Any:  # noqa: ANN401
        if is_null(cell):
            return None
        if isinstance(cell, date) or "/" in plain(cell):
            return Unreadable("is a date: a spreadsheet changed a grade such as 5-5 into it")
        return read_grade(plain(cell))

    values = each(sheet, column, one, notebook)
    for position, value in enumerate(values):
        if value == UNREAD_SCORE:
            text = plain(sheet.cells(column.index)[position])
            left[text] = left.get(text, 0) + 1
            values[position] = None
    if left:
        told = ", ".join(f"{shorten(t)} ({n:,})" for t, n in sorted(left.items())[:12])
        notebook.decide(
            sheet.place(column.heading),
            f"left out because they are no GCSE grades 9 to 1 of a single subject: {told}",
        )
    return values


def read_grade(text: str) -> Any:  # noqa: ANN401
    """'9' to '1', 'U'; `UNREAD_SCORE` for a grade of another kind."""
    if text.upper() == "U":
        return "U"
    number = read_number(text)
    if isinstance(number, Decimal) and number == int(number) and 0 <= number <= 9:
        return f"{number.normalize():f}"
    return UNREAD_SCORE if _OTHER_GRADES.fullmatch(text) else Unreadable("is no GCSE grade")
