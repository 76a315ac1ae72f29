"""What columns such as Status, Closed or Current? say of plans, and remarks that one is over."""

from collections.abc import Sequence
from dataclasses import replace

from cwsw.intake.cells import plain
from cwsw.intake.columns import is_never_read
from cwsw.intake.exports import date_orders, date_texts, values
from cwsw.intake.exports.aliases import fields, word
from cwsw.intake.exports.around import STATE
from cwsw.intake.exports.date_columns import PlanCell
from cwsw.intake.exports.date_orders import DateCells
from cwsw.intake.exports.date_texts import DateReading, DateRole
from cwsw.intake.exports.plan_columns import flag_state
from cwsw.intake.exports.plan_fields import DATES, END_FIELDS, STATES
from cwsw.intake.exports.plan_headings import OPEN, OVER, WORDS, state_heading
from cwsw.intake.exports.reading_log import Notebook
from cwsw.intake.exports.sheet import ExportSheet, MatchedColumn
from cwsw.intake.exports.sheet_questions import which_column
from cwsw.intake.exports.sheet_words import ended_in
from cwsw.intake.grids import Cell
from cwsw.intake.problems import rows_named, shorten
from cwsw.intake.telling_headings import mentions_end
from cwsw.tables.english import counted
from cwsw.tables.proposal import Certainty, Choice, Question

NOTE = "plan_note"
"""The field of a column of remarks from which a person let ends of plans be read."""

_COST = "It decides whether these plans are open now."


def states_of(sheet: ExportSheet, name: str, notebook: Notebook) -> list[list[PlanCell]]:
    """Read what columns such as 'Status' say of the plan of each row.

    Args:
        sheet: The sheet.
        name: The field of such a column for this kind of plan; those of any kind are read too.
        notebook: Gets questions about words that are not certain.
    """
    columns = [c for c in sheet.columns if c.field in {name, STATES[""], NOTE, STATE}]
    read = [_read(sheet, column, notebook) for column in columns]
    return [list(cells) for cells in zip(*read, strict=True)] if read else [[] for _ in sheet.body]


def _read(sheet: ExportSheet, column: MatchedColumn, notebook: Notebook) -> list[PlanCell]:
    if column.field == STATE:
        return [_around(plain(cell)) for cell in sheet.cells(column.index)]
    cells = date_orders.settle(sheet, column, notebook)
    if column.field == NOTE:
        return [_remark(cells, cell) for cell in cells.cells]
    heading = state_heading(column.heading)
    polarity = heading.polarity if heading else WORDS
    return [_state(cells, cell, polarity, notebook) for cell in cells.cells]


def _around(text: str) -> PlanCell:
    """What a line above the rows says: 'Closed cases'."""
    ended = ended_in(text)
    return None if ended is None else DateReading(is_over=ended, is_open=not ended)


def _remark(cells: DateCells, cell: Cell) -> PlanCell:
    """The end that a remark gives: 'Ended July 24'; over where it gives no day."""
    text = plain(cell)
    if not mentions_end(text):
        return None
    when = date_texts.read_text(text, DateRole.END, cells.day_in)
    return when if isinstance(when, DateReading) else DateReading(is_over=True)


def _state(cells: DateCells, cell: Cell, polarity: str, notebook: Notebook) -> PlanCell:
    text = plain(cell)
    if values.is_null(cell):
        return None
    is_open = flag_state(text, polarity)
    if is_open is not None:
        return DateReading(is_open=is_open, is_over=not is_open)
    exact = word("when", text)
    if exact is not None:
        return {"open": DateReading(is_open=True), "over": DateReading(is_over=True)}.get(exact)
    day = cells.day(cell)
    when = DateReading(last=day) if day else date_texts.read_text(text, DateRole.END, cells.day_in)
    # A day below 'Closed' is the end; below 'Current?' it is anything.
    if isinstance(when, DateReading) and polarity != OPEN:
        return when
    return _ask_state(cells, text, notebook)


def _ask_state(cells: DateCells, text: str, notebook: Notebook) -> PlanCell:
    options = (
        Choice(OPEN, "The plan is open"),
        Choice(OVER, "The plan is over: if it has no end date, it counts as a plan without dates"),
        Choice(values.DROP, "It says neither: go by the dates alone"),
    )
    suggested = OVER if mentions_end(text) else None
    answer = values.ask_word(cells.sheet, cells.matched, text, options, _COST, notebook, suggested)
    return {OPEN: DateReading(is_open=True), OVER: DateReading(is_over=True)}.get(answer or "")


def ask_remarks(sheet: ExportSheet, notebook: Notebook) -> None:
    """Ask whether ends are to be read from a column of remarks that says that plans are over."""
    if not sheet.has_any(DATES):
        return
    ends = [sheet.cells(c.index) for c in sheet.columns if c.field in END_FIELDS]
    # A remark only matters where no column of its own gives an end.
    no_end = [row for row in range(len(sheet.body)) if all(_is_open(e[row]) for e in ends)]
    for position, column in enumerate(sheet.columns):
        if column.field is not None or column.settled or not column.heading:
            continue
        if is_never_read(column.heading):
            continue
        cells = sheet.cells(column.index)
        rows = [row for row in no_end if mentions_end(plain(cells[row]))]
        if rows:
            answer = notebook.settle(_remarks_question(sheet, column, rows))
            if answer:
                why = "its remarks say when a plan ended"
                sheet.columns[position] = replace(column, field=NOTE, sure=Certainty.ASK, why=why)


def _is_open(cell: Cell) -> bool:
    return values.is_null(cell) or word("when", plain(cell)) == "open" or date_texts.is_no_day(cell)


def _remarks_question(sheet: ExportSheet, column: MatchedColumn, rows: Sequence[int]) -> Question:
    label = fields()[NOTE].label
    which = rows_named([sheet.numbers[row] for row in rows])
    return which_column(
        sheet,
        column,
        text=f'"{shorten(column.heading)}" on {sheet.grid.sheet} says of '
        f"{counted(len(rows), 'plan')} without an end date that it is over ({which}): take the end "
        "from there?",
        options=(
            Choice(label, "Yes: if no day can be read, the plan counts as one without dates"),
            Choice("", "No: these plans are still open"),
        ),
        suggested=label,
        why="nothing else of this column is read",
        cost=_COST,
    )
