"""Finds out what numbers of attendance columns are: sessions, days, a percentage, '178/190'."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from cwsw.intake.cells import Unreadable, plain, read_number
from cwsw.intake.exports import values
from cwsw.intake.exports.aliases import fields
from cwsw.intake.exports.reading_log import Notebook
from cwsw.intake.exports.sheet import ExportSheet, MatchedColumn
from cwsw.intake.exports.sheet_questions import missing_fact, which_column
from cwsw.intake.grids import Cell
from cwsw.intake.problems import shorten
from cwsw.tables.proposal import Certainty, Choice, Question

ABSENCES = ("authorised_absence", "unauthorised_absence", "absent_sessions", "attended_sessions")
COUNTED = ("possible_sessions", *ABSENCES)
PER_DAY = 2
"""Sessions in a day."""

_MOST_DAYS = 220
"""Possible days of a year are at most this many; possible sessions of a year are more."""

_LEAST_SESSIONS = 130
"""Possible sessions from which numbers that are all at most 100 are no sessions attended."""

_OF = re.compile(r"\s*(\d{1,4})\s*(?:/|of|out of)\s*(\d{1,4})\b")
_PERCENTS = {"attended_sessions": "attendance_percent", "absent_sessions": "absence_percent"}
ALL_DAYS, SOME_DAYS = "all are days", "absence in days"


def settle_units(sheet: ExportSheet, notebook: Notebook) -> None:
    """Find columns of days and of percentages among those of sessions; ask where it is not sure.

    Args:
        sheet: The sheet; fields and units of its columns are changed.
        notebook: Holds answers, and gets the questions.
    """
    for name in _PERCENTS:
        _settle_percent(sheet, name, notebook)
    _settle_days(sheet, notebook)


def read_sessions(sheet: ExportSheet, column: MatchedColumn, notebook: Notebook) -> list[Any]:
    """Read a column as whole sessions; days are doubled."""
    if column.unit != PER_DAY:
        return values.each(sheet, column, values.read_count, notebook)
    notebook.decide(sheet.place(column.heading), "a day is read as two sessions")

    def read_cell(cell: Cell) -> Any:  # noqa: ANN401
        number = values.read_some_number(cell)
        if not isinstance(number, Decimal):
            return number
        doubled = number * PER_DAY
        fits = doubled == int(doubled) and doubled >= 0
        return int(doubled) if fits else Unreadable("is not a number of whole or half days")

    return values.each(sheet, column, read_cell, notebook)


def _numbers(sheet: ExportSheet, name: str) -> list[Decimal]:
    read = map(read_number, sheet.values(name) or ())
    return [number for number in read if isinstance(number, Decimal)]


def _are_halves(numbers: Sequence[Decimal]) -> bool:
    """Whether there are half numbers, and none between a half and a whole."""
    parts = {number % 1 for number in numbers}
    return bool(parts - {0}) and parts <= {Decimal(0), Decimal("0.5")}


def _settle_percent(sheet: ExportSheet, name: str, notebook: Notebook) -> None:
    """'Present' 93.5 beside Possible 370 is a percentage, not sessions."""
    column = sheet.column(name)
    numbers = _numbers(sheet, name)
    if column is None or column.settled or column.unit == PER_DAY or not numbers:
        return
    possible = sorted(_numbers(sheet, "possible_sessions"))
    # The middle one: pupils who came late have few.
    many = bool(possible) and possible[len(possible) // 2] >= _LEAST_SESSIONS
    # A session is whole: 93.5 of them cannot be, though 93.5 days could.
    broken = any(number % 1 for number in numbers) and not _are_halves(numbers)
    present = name == "attended_sessions" and many and max(numbers) <= 100
    if not (broken or present or column.sure is Certainty.ASK):
        return
    likely = _PERCENTS[name] if broken or present else name
    labels = {field: fields()[field].label for field in (name, _PERCENTS[name])}
    question = which_column(
        sheet,
        column,
        text=f'On {sheet.grid.sheet}, is "{shorten(column.heading)}" a number of sessions or a '
        "percentage?",
        options=(
            *(Choice(label, f"It is {label}") for label in labels.values()),
            Choice("", "Do not read it"),
        ),
        suggested=labels[likely],
        why="its numbers can be a percentage" if likely != name else "the heading can mean either",
        cost="It decides how much absence is counted.",
    )
    answer = notebook.settle(question)
    answered = next((field for field, label in labels.items() if label == answer), None)
    _change(sheet, column, replace(column, field=answered, sure=Certainty.ASK))


def _settle_days(sheet: ExportSheet, notebook: Notebook) -> None:
    """Half numbers among counts of sessions are half days."""
    columns = [c for name in COUNTED if (c := sheet.column(name)) and c.unit != PER_DAY]
    halved = [c for c in columns if _are_halves(_numbers(sheet, c.field or ""))]
    if not halved:
        return
    most = max(_numbers(sheet, "possible_sessions"), default=Decimal(0))
    if most <= _MOST_DAYS:
        text = "there are half numbers, so all are read as days, each of two sessions"
        notebook.assume(sheet.place(halved[0].heading), text)
        answer: str | None = ALL_DAYS
    else:
        answer = notebook.settle(_days_question(sheet, halved[0]))
    day_columns = {ALL_DAYS: columns, SOME_DAYS: halved}.get(answer or "", [])
    for column in day_columns:
        _change(sheet, column, replace(column, unit=PER_DAY))


def _days_question(sheet: ExportSheet, column: MatchedColumn) -> Question:
    return missing_fact(
        sheet,
        "Days",
        heading=column.heading,
        text=f'"{shorten(column.heading)}" on {sheet.grid.sheet} has half numbers, but more than '
        f"{_MOST_DAYS} are possible: is absence given in days and what is possible in sessions?",
        options=(
            Choice(SOME_DAYS, "Absence in days, possible in sessions"),
            Choice(ALL_DAYS, "All of it in days"),
            Choice("", "Neither: leave half numbers out"),
        ),
        suggested=SOME_DAYS,
        why="a session is whole, a day may be half",
        cost="It decides how much absence is counted.",
    )


def _change(sheet: ExportSheet, old: MatchedColumn, new: MatchedColumn) -> None:
    sheet.columns = [new if column is old else column for column in sheet.columns]


def is_of_possible(cells: Sequence[Cell]) -> bool:
    """Whether a column says '178/190': sessions attended of those possible."""
    texts = [plain(c)[:40] for c in cells if not values.is_null(c)]
    fits = sum(bool(_OF.match(text)) for text in texts)
    return bool(texts) and fits >= 0.75 * len(texts)


def read_of_possible(
    sheet: ExportSheet, column: MatchedColumn, notebook: Notebook
) -> tuple[list[Any], list[Any]]:
    """The first and the second number of '178/190' in each row, with a warning."""

    def read_cell(cell: Cell) -> Any:  # noqa: ANN401
        match = _OF.match(plain(cell)[:40])
        if values.is_null(cell):
            return None
        # One of none: more than is possible, and so refused like any other text.
        numbers = (int(match[1]), int(match[2])) if match else (1, 0)
        return numbers if numbers[0] <= numbers[1] else Unreadable("is no part of what is possible")

    pairs = values.each(sheet, column, read_cell, notebook)
    text = "178/190 is read as 178 sessions of 190 that were possible"
    notebook.assume(sheet.place(column.heading), text)
    return [p and p[0] for p in pairs], [p and p[1] for p in pairs]
