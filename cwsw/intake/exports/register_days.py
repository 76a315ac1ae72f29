"""Reads the days of registers; no school has marks on a weekend, which tells order and year."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from cwsw.intake.cells import plain
from cwsw.intake.exports import date_columns, dates
from cwsw.intake.exports.academic_years import ask_year_of_sheet, year_around
from cwsw.intake.exports.reading_log import Notebook
from cwsw.intake.exports.sheet import ExportSheet, MatchedColumn
from cwsw.intake.exports.sheet_questions import which_order
from cwsw.intake.exports.yearless_days import YearlessDay
from cwsw.intake.grids import Cell
from cwsw.tables.proposal import Choice, Question

_YEARS_BACK = 6
_SATURDAY = 5
_FEW = 3
"""Days below which their weekdays tell nothing."""

_ORDERS = {dates.DAY_FIRST: dates.Style.DAY_FIRST, dates.MONTH_FIRST: dates.Style.MONTH_FIRST}


def with_year(
    sheet: ExportSheet, days: Sequence[YearlessDay], notebook: Notebook
) -> list[date | None]:
    """Days of headings without a year, which is asked; the weekdays tell order and likely year."""
    near = notebook.likely_year
    named = year_around(sheet, notebook)
    order, likely = _fitting(days, near if named is None else named)
    if named is not None:
        likely = named
    why = "the year of its days: their headings name none, which"
    year = ask_year_of_sheet(sheet, likely, why, notebook)
    return [_in_year(day, order, year) if year is not None else None for day in days]


def _fitting(days: Sequence[YearlessDay], near: int | None) -> tuple[str, int | None]:
    """The order, and the latest year up to `near`, in which no day is of a weekend."""
    orders = [dates.DAY_FIRST, dates.MONTH_FIRST]
    firsts = [sum(_of(day, order) is None for day in days) for order in orders]
    possible = [
        order for order, impossible in zip(orders, firsts, strict=True) if impossible == min(firsts)
    ]
    if near is None:
        return possible[0], None
    # The weekdays of a date come again after five or six years, so that more years would prove
    # nothing.
    for year in range(near, near - _YEARS_BACK, -1):
        for order in possible:
            year_days = [_in_year(day, order, year) for day in days]
            if not any(day is None or day.weekday() >= _SATURDAY for day in year_days):
                return order, year
    return possible[0], near


def _of(day: YearlessDay, order: str) -> tuple[int, int] | None:
    return day.day_first if order == dates.DAY_FIRST else day.month_first


def _in_year(day: YearlessDay, order: str, year: int) -> date | None:
    """The day in an academic year."""
    parts = _of(day, order)
    if parts is None:
        return None
    try:
        return date(year + (parts[0] < 9), *parts)
    except ValueError:
        return None


def read_days(sheet: ExportSheet, column: MatchedColumn, notebook: Notebook) -> list[Any]:
    """A column of days of a register; where they fit both ways, the one without weekends."""
    cells = sheet.cells(column.index)
    studied = dates.study(cells)
    answer = notebook.answers.get("dates", column.key) or notebook.answers.get("dates", sheet.key)
    order = None if answer else order_by_weekdays(cells, studied)
    if order is None:
        return date_columns.read_dates(sheet, column, notebook)
    text = f"days are read {order}: read the other way some would be of a weekend"
    notebook.decide(sheet.place(column.heading), text)
    read = {cell: dates.read(cell, studied, order) for cell in set(cells)}
    return [read[cell] for cell in cells]


def order_by_weekdays(cells: Iterable[Cell], studied: dates.DateColumn) -> str | None:
    """Day first or month first, where only one of the two puts no day on a weekend."""
    if not studied.ambiguous:
        return None
    read = [dates.readings(plain(cell)) for cell in set(cells) if isinstance(cell, str)]
    both = [by_style for by_style in read if len(by_style) > 1]
    weekends = {
        order: sum(by_style[style].weekday() >= _SATURDAY for by_style in both if style in by_style)
        for order, style in _ORDERS.items()
    }
    clear = [order for order, count in weekends.items() if count == 0]
    return clear[0] if len(clear) == 1 and len(both) >= _FEW else None


def order_question(sheet: ExportSheet) -> Question:
    """Ask of the days above the columns whether the day or the month is first."""
    return which_order(
        sheet,
        sheet.key,
        text=f"The days above the columns of {sheet.grid.sheet} can be read in more than one "
        "way: is the day first or the month?",
        options=(
            Choice(dates.DAY_FIRST, "Day first: 05/09/2024 is 5 September"),
            Choice(dates.MONTH_FIRST, "Month first: 05/09/2024 is 9 May"),
        ),
        suggested=dates.DAY_FIRST,
        why="every day fits both ways",
        cost="It decides the academic year of every mark.",
    )
