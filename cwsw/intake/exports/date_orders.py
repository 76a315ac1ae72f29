"""Settles for a whole column of dates whether day or month is first, and what 23:00 means."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from cwsw.intake.cells import plain
from cwsw.intake.clock import LATE, Evening, Moment, evenings
from cwsw.intake.exports import date_questions, date_texts, dates
from cwsw.intake.exports.aliases import fields
from cwsw.intake.exports.reading_log import Notebook
from cwsw.intake.exports.sheet import ExportSheet, MatchedColumn
from cwsw.intake.grids import Cell
from cwsw.tables.english import counted


@dataclass(frozen=True)
class DateCells:
    """A column of dates with what was settled for all of it."""

    sheet: ExportSheet
    matched: MatchedColumn
    studied: dates.DateColumn
    answer: str | None
    next_day: bool

    @property
    def cells(self) -> list[Cell]:
        """Its cells, row by row."""
        return self.sheet.cells(self.matched.index)

    def day(self, cell: Cell) -> date | None:
        """The day of a cell that holds a whole date and nothing else."""
        day = dates.read(cell, self.studied, self.answer)
        late = self.next_day and day is not None and clock_of(cell) == LATE
        return day + timedelta(days=1) if day and late else day

    def day_in(self, text: str) -> date | None:
        """The day of a date that stands among words."""
        return dates.read_text(text, self.studied, self.answer)


def settle(sheet: ExportSheet, matched: MatchedColumn, notebook: Notebook) -> DateCells:
    """Settle the order of day and month, and whether late evenings are the next day.

    Args:
        sheet: The sheet; its other date columns may show a habit.
        matched: The column.
        notebook: Gets what was decided, and the question where it is not certain.
    """
    cells = sheet.cells(matched.index)
    studied = dates.study(cells, date_texts.in_texts(cells))
    answer = _order(sheet, matched, studied, notebook)
    _report_style(sheet, matched, studied, answer, notebook)
    next_day = _is_next_day(sheet, matched, cells, studied, notebook)
    return DateCells(sheet, matched, studied, answer, next_day)


def _order(
    sheet: ExportSheet, matched: MatchedColumn, studied: dates.DateColumn, notebook: Notebook
) -> str | None:
    if not (studied.ambiguous or studied.mixed or studied.swapped):
        return None
    answer = notebook.answers.get("dates", matched.key) or notebook.answers.get("dates", sheet.key)
    if answer is not None:
        return answer
    if studied.swapped:
        return notebook.settle(date_questions.swapped_question(sheet, matched))
    place = sheet.place(matched.heading)
    # Whoever uses our headings was told how dates are written.
    if sheet.has_our_headings and not studied.only_month:
        text = "dates are read cell by cell as dd/mm/yyyy or yyyy-mm-dd, as on our own sheets"
        notebook.decide(place, text)
        return dates.DAY_FIRST
    habit = None if studied.mixed else _habit(sheet, matched)
    if habit is not None:
        text = f"dates that can be read both ways are read {habit}, as other dates of the sheet are"
        notebook.decide(place, text)
        return habit
    return notebook.settle(date_questions.order_question(sheet, matched, studied))


def _habit(sheet: ExportSheet, matched: MatchedColumn) -> str | None:
    """The order that all other date columns of the sheet show; None: no order, or both."""
    dated = {name for name, field in fields().items() if field.kind == "date"}
    others = [c for c in sheet.columns if c.field in dated and c is not matched]
    studied = [dates.study(sheet.cells(c.index)) for c in others]
    # A sheet on which one column is mixed was put together from several: its habits prove nothing.
    if any(column.mixed for column in studied):
        return None
    orders = {column.order for column in studied if column.order}
    return orders.pop() if len(orders) == 1 else None


def _report_style(
    sheet: ExportSheet,
    matched: MatchedColumn,
    studied: dates.DateColumn,
    answer: str | None,
    notebook: Notebook,
) -> None:
    style = answer or (studied.styles[0] if studied.styles else studied.order)
    place = sheet.place(matched.heading)
    if studied.slips:
        text = (
            f"dates are read {studied.order}, as most rows show; {counted(studied.slips, 'row')} "
        )
        notebook.assume(place, text + "can only be read the other way")
    elif style is not None:
        notebook.decide(place, f"dates are read as {style}")


def _is_next_day(
    sheet: ExportSheet,
    matched: MatchedColumn,
    cells: Sequence[Cell],
    studied: dates.DateColumn,
    notebook: Notebook,
) -> bool:
    """Whether days at 23:00 were exported an hour early (`cwsw.intake.clock`)."""
    late = sum(clock_of(cell) == LATE for cell in cells)
    if not late:
        return False
    evening = evenings([*_moments(cells, studied)])
    if evening is Evening.DOUBTFUL:
        question = date_questions.evening_question(sheet, matched, late)
        return notebook.settle(question) == date_questions.NEXT_DAY
    if evening is Evening.NEXT_DAY:
        text = f"{counted(late, 'date')} at 23:00 are read as the next day: they were exported in "
        notebook.assume(sheet.place(matched.heading), text + "universal time")
    return evening is Evening.NEXT_DAY


def _moments(cells: Sequence[Cell], studied: dates.DateColumn) -> list[Moment]:
    days = [(dates.read(cell, studied), clock_of(cell)) for cell in cells]
    return [(day, clock) for day, clock in days if day is not None]


def clock_of(cell: Cell) -> tuple[int, int] | None:
    """The hour and minute beside a day; None where there is no time."""
    if isinstance(cell, datetime):
        # Spreadsheets keep times as fractions of a day, so 23:00 may come as 22:59:59.999.
        rounded = cell + timedelta(seconds=30)
        return rounded.hour, rounded.minute
    return dates.split_time(plain(cell))[1] if isinstance(cell, str) and ":" in cell else None
