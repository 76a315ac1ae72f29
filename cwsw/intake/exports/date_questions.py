"""Builds the questions about columns of dates: their order, their hour, terms instead of days."""

from datetime import date

from cwsw.intake.exports import dates
from cwsw.intake.exports.sheet import ExportSheet, MatchedColumn
from cwsw.intake.exports.sheet_questions import which_meaning, which_order
from cwsw.intake.problems import shorten
from cwsw.tables.english import short_day
from cwsw.tables.proposal import Choice, Question

NEXT_DAY = "next day"
OPEN, NOT_KNOWN = "open", "not known"
"""Answers to a word among the dates of plans, beside a day as 2023-09-01."""

_COST = "It decides who is inside the six years and in which year a row counts."


def _about(sheet: ExportSheet, matched: MatchedColumn) -> str:
    return f'"{shorten(matched.heading)}" on {sheet.grid.sheet}'


def order_question(
    sheet: ExportSheet, matched: MatchedColumn, studied: dates.DateColumn
) -> Question:
    """Ask whether the day or the month is first in the dates of a sheet."""
    why = (
        f"{studied.only_day:,} rows can only be day first, {studied.only_month:,} only month first"
        if studied.mixed
        else "every date fits both ways"
    )
    return which_order(
        sheet,
        sheet.key,
        heading=matched.heading,
        text=f"The dates in {_about(sheet, matched)} can be read in more than one way: is the day "
        "first or the month?",
        options=(
            Choice(dates.DAY_FIRST, "Day first: 05/09/2024 is 5 September"),
            Choice(dates.MONTH_FIRST, "Month first: 05/09/2024 is 9 May"),
        ),
        suggested=_suggested_order(studied),
        why=why,
        cost=_COST,
    )


def _suggested_order(studied: dates.DateColumn) -> str:
    return dates.MONTH_FIRST if studied.only_month > studied.only_day else dates.DAY_FIRST


def swapped_question(sheet: ExportSheet, matched: MatchedColumn) -> Question:
    """Ask whether a spreadsheet exchanged day and month of the real dates."""
    return which_order(
        sheet,
        matched.key,
        heading=matched.heading,
        text=f"In {_about(sheet, matched)} a spreadsheet seems to have exchanged day and month in "
        "some dates: every real date has a day up to 12, and every day above 12 is text. Should "
        "the real dates be turned round?",
        options=(
            Choice(dates.SWAPPED, "Turn the real dates round"),
            Choice(dates.AS_GIVEN, "Read them as they are"),
        ),
        suggested=dates.SWAPPED,
        why="this is what opening a British file with American settings does",
        cost=_COST,
    )


def evening_question(sheet: ExportSheet, matched: MatchedColumn, number: int) -> Question:
    """Ask whether days at 23:00 are the next day; `number` is how many there are."""
    return which_order(
        sheet,
        f"{matched.key} time of day",
        heading=matched.heading,
        text=f"{number:,} dates in {_about(sheet, matched)} are at 23:00. Were they exported an "
        "hour early, so that each is the next day?",
        options=(
            Choice(NEXT_DAY, "Yes: 31/08/2014 23:00 is 1 September"),
            Choice(dates.AS_GIVEN, "No: read the day as it is written"),
        ),
        suggested=NEXT_DAY,
        why="systems that keep universal time write midnight in summer as 23:00 of the day before",
        cost=_COST,
    )


def period_question(
    sheet: ExportSheet, matched: MatchedColumn, text: str, day: date, edge: str
) -> Question:
    """Ask which day a term, a season or an academic year stands for; `edge` is start or end."""
    which = "first" if edge == "start" else "last"
    return which_meaning(
        sheet,
        matched,
        text,
        text=f'{_about(sheet, matched)} says "{shorten(text)}": which day is its {edge}?',
        options=(
            Choice(day.isoformat(), f"Its {which} day, {short_day(day)}"),
            Choice(NOT_KNOWN, "Not known: count it as a plan without dates for now"),
        ),
        suggested=day.isoformat(),
        why="it is neither a day nor a month",
        cost="It decides whether the plan lies inside the six years.",
    )
