"""Columns of dates in a foreign sheet: the format decided for the whole column, or asked."""

from typing import Any

from cwsw.intake.cells import Unreadable, plain
from cwsw.intake.flat_words import UNDATED
from cwsw.intake.foreign import dates
from cwsw.intake.foreign.aliases import fields
from cwsw.intake.foreign.notebook import Notebook
from cwsw.intake.foreign.shapes import is_past
from cwsw.intake.foreign.sheet import Matched, Sheet
from cwsw.intake.foreign.values import each, is_null
from cwsw.intake.grids import Cell
from cwsw.intake.problems import CELL_BLANK, ROW_ASIDE, shorten
from cwsw.tables.proposal import Choice, Question


def read_dates(sheet: Sheet, column: Matched, notebook: Notebook) -> list[Any]:
    """A date column; 'Historic' and the like come out as `UNDATED`."""
    cells = sheet.cells(column.index)
    studied = dates.study(cells)
    answer = _date_answer(sheet, column, studied, notebook)
    _tell_style(sheet, column, studied, answer, notebook)

    def one(cell: Cell) -> Any:  # noqa: ANN401
        if is_null(cell):
            return None
        if is_past(plain(cell)):
            return UNDATED
        found = dates.read(cell, studied, answer)
        return found if found is not None else Unreadable("is not a date in the column's format")

    plan = column.field in _PLAN_DATES
    values = each(sheet, column, one, notebook, ROW_ASIDE if plan else CELL_BLANK)
    return values if plan else [None if v == UNDATED else v for v in values]


_PLAN_DATES = frozenset(["cin_start", "cin_end", "cp_start", "cp_end", "plan_start", "plan_end"])


def _date_answer(
    sheet: Sheet, column: Matched, studied: dates.DateColumn, notebook: Notebook
) -> str | None:
    if not (studied.ambiguous or studied.mixed or studied.swapped):
        return None
    given = notebook.answers.get("dates", column.key) or notebook.answers.get("dates", sheet.key)
    if given is not None:
        return given
    if studied.swapped:
        return notebook.settle(_swapped_question(sheet, column))
    if sheet.has_our_headings and _are_ours(sheet, column):
        text = "dates are read cell by cell as dd/mm/yyyy or yyyy-mm-dd, as on our own sheets"
        notebook.decide(sheet.place(column.heading), text)
        return dates.DAY_FIRST
    habit = None if studied.mixed else _habit(sheet, column)
    if habit is not None:
        text = f"dates that can be read both ways are read {habit}, as other dates of the sheet are"
        notebook.decide(sheet.place(column.heading), text)
        return habit
    return notebook.settle(_order_question(sheet, column, studied))


def _are_ours(sheet: Sheet, column: Matched) -> bool:
    """Whether every date is one that our own sheets may hold."""
    texts = {plain(c) for c in sheet.cells(column.index) if isinstance(c, str)}
    read = [found for found in map(dates.readings, texts) if found]
    return all(found.keys() & {dates.Style.DAY_FIRST, dates.Style.ISO} for found in read)


def _habit(sheet: Sheet, column: Matched) -> str | None:
    """Day first or month first, where other date columns of the sheet are all of one mind."""
    dated = {name for name, field in fields().items() if field.kind == "date"}
    others = [c for c in sheet.columns if c.field in dated]
    found = [dates.study(sheet.cells(c.index)).styles for c in others if c is not column]
    day = any(dates.Style.DAY_FIRST in s and dates.Style.MONTH_FIRST not in s for s in found)
    month = any(dates.Style.MONTH_FIRST in s and dates.Style.DAY_FIRST not in s for s in found)
    if day == month:
        return None
    return dates.DAY_FIRST if day else dates.MONTH_FIRST


def _order_question(sheet: Sheet, column: Matched, studied: dates.DateColumn) -> Question:
    why = "no one format explains the column" if studied.mixed else "every date fits both ways"
    return Question(
        section="dates",
        path=(sheet.key,),
        file=sheet.grid.file,
        sheet=sheet.grid.sheet,
        heading=column.heading,
        text=f'The dates in "{shorten(column.heading)}" on {sheet.grid.sheet} can be read in more '
        "than one way: is the day first or the month?",
        options=(
            Choice(dates.DAY_FIRST, "Day first: 05/09/2024 is 5 September"),
            Choice(dates.MONTH_FIRST, "Month first: 05/09/2024 is 9 May"),
        ),
        suggested=dates.DAY_FIRST,
        why=why,
        cost="It decides who is inside the six years and in which year a row counts.",
    )


def _swapped_question(sheet: Sheet, column: Matched) -> Question:
    return Question(
        section="dates",
        path=(column.key,),
        file=sheet.grid.file,
        sheet=sheet.grid.sheet,
        heading=column.heading,
        text=f'In "{shorten(column.heading)}" on {sheet.grid.sheet} a spreadsheet seems to have '
        "exchanged day and month in some dates: every real date has a day up to 12, and every day "
        "above 12 is text. Should the real dates be turned round?",
        options=(
            Choice(dates.SWAPPED, "Turn the real dates round"),
            Choice(dates.AS_GIVEN, "Read them as they are"),
        ),
        suggested=dates.SWAPPED,
        why="this is what opening a British file with American settings does",
        cost="It decides who is inside the six years and in which year a row counts.",
    )


def _tell_style(
    sheet: Sheet,
    column: Matched,
    studied: dates.DateColumn,
    answer: str | None,
    notebook: Notebook,
) -> None:
    told = answer or (studied.styles[0] if studied.styles else None)
    if told is not None:
        notebook.decide(sheet.place(column.heading), f"dates are read as {told}")
