"""Reads columns of dates on foreign sheets cell by cell, so that one bad cell costs no column."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from cwsw.intake.cells import Unreadable, plain
from cwsw.intake.exports import date_orders, date_questions, date_texts, dates
from cwsw.intake.exports.aliases import word
from cwsw.intake.exports.date_orders import DateCells
from cwsw.intake.exports.date_texts import DateReading, DateRole
from cwsw.intake.exports.periods import period_in
from cwsw.intake.exports.plan_fields import ROLES
from cwsw.intake.exports.reading_log import Notebook
from cwsw.intake.exports.sheet import ExportSheet, MatchedColumn
from cwsw.intake.grids import Cell
from cwsw.intake.problems import CELL_BLANK, PLAN_UNDATED, rows_named, shorten
from cwsw.tables.english import short_day

PlanCell = DateReading | Unreadable | None
"""What a cell says of a plan's dates; None: nothing at all."""

_NOTHING = frozenset(("", "-", "--", "–", "—", "n/a", "na", "#n/a", "nan", "null", "none", "nil"))
_PLAIN_ROLES = {"admission_date": DateRole.START, "leaving_date": DateRole.END}
_NOT_AN_END = Unreadable("does not say whether the plan is open or when it ended: write the day")
_NOT_A_START = Unreadable("is no start of a plan: write the day as dd/mm/yyyy")
_ONE_DAY = Unreadable("is one day, and does not say whether the start or the end")
_NO_DATE = Unreadable("is not a date in the column's format")


def read_dates(sheet: ExportSheet, matched: MatchedColumn, notebook: Notebook) -> list[Any]:
    """Read a column of days that are no plan's: admission, leaving, birth, exclusion, mark.

    Returns:
        A day or None for each row; a cell that cannot be read is None, with a warning.
    """
    column = date_orders.settle(sheet, matched, notebook)
    role = _PLAIN_ROLES.get(matched.field or "", DateRole.DAY)
    values = _each(column.cells, lambda cell: _plain_day(column, cell, role))
    for row, value in enumerate(values):
        if isinstance(value, Unreadable):
            place = sheet.place(matched.heading, sheet.numbers[row])
            notebook.bad_cell(place, plain(column.cells[row]), value.mend, CELL_BLANK)
            values[row] = None
    _report_months(column, values, role, notebook)
    return values


def _plain_day(column: DateCells, cell: Cell, role: DateRole) -> date | Unreadable | None:
    """One cell of a column of admission, leaving, birth or other days."""
    ends = role is DateRole.END
    # A birthday or a date of exclusion is never 'none', so that there it is a mistake.
    if date_texts.is_no_day(cell):
        return None if role is not DateRole.DAY else _NO_DATE
    day = column.day(cell)
    text = plain(cell)
    if day is not None or text.casefold() in _NOTHING:
        return day
    if word("when", text) in ("open", "later") and ends:
        return None
    when = date_texts.read_text(text, role, column.day_in) if isinstance(cell, str) else _NO_DATE
    if isinstance(when, Unreadable):
        return _NO_DATE
    return when.last if ends or role is DateRole.DAY else when.first


def _report_months(
    column: DateCells, values: Sequence[Any], role: DateRole, notebook: Notebook
) -> None:
    cells = column.cells
    months = [i for i, v in enumerate(values) if v is not None and column.day(cells[i]) is None]
    if months:
        which = "last" if role is DateRole.END else "first"
        rows = rows_named([column.sheet.numbers[i] for i in months])
        text = f"a month alone is read as its {which} day ({rows})"
        notebook.assume(column.sheet.place(column.matched.heading), text)


def read_plan_dates(
    sheet: ExportSheet, matched: MatchedColumn, notebook: Notebook
) -> list[PlanCell]:
    """Read a column of plan dates.

    Returns:
        For each row what its cell says of start and end; `Unreadable` where it cannot be read,
        which is reported as an error of that row: the plan then counts as one without dates.
    """
    column = date_orders.settle(sheet, matched, notebook)
    role = ROLES[matched.field or ""]
    values = _each(column.cells, lambda cell: _plan_cell(column, cell, role, notebook))
    for row, value in enumerate(values):
        if isinstance(value, Unreadable):
            _report_unreadable(column, row, value, notebook)
        elif isinstance(value, DateReading) and value.remark:
            _report_remark(column, row, value, notebook)
    _report_open_ends(column, values, notebook)
    return values


def _plan_cell(column: DateCells, cell: Cell, role: DateRole, notebook: Notebook) -> PlanCell:
    text = plain(cell)
    if text.casefold() in _NOTHING or date_texts.is_no_day(cell):
        return None
    # A person's answer outweighs every rule.
    answer = notebook.answers.get("values", column.matched.key, text)
    if answer is not None:
        return _by_answer(answer, role)
    day = column.day(cell)
    if day is not None:
        return _ONE_DAY if role is DateRole.SPAN else _on(day, role)
    exact = word("when", text)
    if exact is not None:
        return _by_word(exact, role)
    return _by_text(column, text, role, notebook) if isinstance(cell, str) else _NO_DATE


def _on(day: date, role: DateRole) -> DateReading:
    return DateReading(last=day) if role is DateRole.END else DateReading(first=day)


def _by_answer(answer: str, role: DateRole) -> PlanCell:
    """What a person said of a text: a day, open or not known."""
    if answer == date_questions.OPEN:
        return DateReading(is_open=True)
    day = dates.readings(answer).get(dates.Style.ISO)
    return DateReading() if day is None else _on(day, role)


def _by_word(exact: str, role: DateRole) -> PlanCell:
    if exact == "over":
        return DateReading(is_over=True)
    if role is DateRole.START:
        return _NOT_A_START if exact == "open" else DateReading()
    if exact == "later":
        return DateReading(is_open=True, remark="is read as still open")
    return DateReading(is_open=True) if exact == "open" else _NOT_AN_END


def _by_text(column: DateCells, text: str, role: DateRole, notebook: Notebook) -> PlanCell:
    # 'Autumn term 2023' is neither day nor month: the likely day is suggested, and asked.
    period = period_in(text) if role in (DateRole.START, DateRole.END) else None
    if period is None:
        return date_texts.read_text(text, role, column.day_in)
    day = period[0] if role is DateRole.START else period[1]
    question = date_questions.period_question(column.sheet, column.matched, text, day, role.value)
    return _by_answer(notebook.settle(question) or "", role)


def _report_unreadable(column: DateCells, row: int, bad: Unreadable, notebook: Notebook) -> None:
    place = column.sheet.place(column.matched.heading, column.sheet.numbers[row])
    value = plain(column.cells[row])
    text = f'{place.column} "{shorten(value)}" in row {place.row} of {place.sheet} {bad.mend}.'
    notebook.findings.error(bad.code, place, text, PLAN_UNDATED, value)


def _report_remark(column: DateCells, row: int, when: DateReading, notebook: Notebook) -> None:
    place = column.sheet.place(column.matched.heading, column.sheet.numbers[row])
    value = plain(column.cells[row])
    days = " to ".join(short_day(day) for day in (when.first, when.last) if day)
    read_as = f" ({days})" if days else ""
    text = f'{place.column} "{shorten(value)}" in row {place.row} of {place.sheet} {when.remark}'
    effect = "The plan counts with it: look whether that is right."
    notebook.findings.warning("assumed", place, f"{text}{read_as}.", effect, value)


def _report_open_ends(column: DateCells, values: Sequence[PlanCell], notebook: Notebook) -> None:
    """List the words and days that were read as no end."""
    forms = Counter(
        plain(cell)
        for cell, value in zip(column.cells, values, strict=True)
        if (isinstance(value, DateReading) and value.is_open and not value.first)
        or (value is None and date_texts.is_no_day(cell))
    )
    if forms and ROLES[column.matched.field or ""] is DateRole.END:
        listed = ", ".join(f"{shorten(form)} ({n:,})" for form, n in sorted(forms.items())[:12])
        place = column.sheet.place(column.matched.heading)
        notebook.decide(place, f"read as still open: {listed}")


def _each(cells: Sequence[Cell], read: Callable[[Cell], Any]) -> list[Any]:
    """Every cell read, each different one once."""
    # By type as well: True == 1 == 1.0, which would share one reading.
    keys = [(type(cell), plain(cell) if isinstance(cell, bool) else cell) for cell in cells]
    outcome = {key: read(key[1]) for key in dict.fromkeys(keys)}
    return [outcome[key] for key in keys]
