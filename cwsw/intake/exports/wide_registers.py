"""Registers with a column for each day or session."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from cwsw.intake.cells import plain
from cwsw.intake.exports import dates
from cwsw.intake.exports.headers import day_of
from cwsw.intake.exports.pupil_identity import Identity
from cwsw.intake.exports.reading_log import Notebook
from cwsw.intake.exports.register_days import order_by_weekdays, order_question, with_year
from cwsw.intake.exports.register_marks import (
    AM,
    BOTH,
    PM,
    SAMPLE,
    Marks,
    Reader,
    ask_session,
    reader_for,
    warn_of_unknown_mark,
)
from cwsw.intake.exports.sheet import DAY, ExportSheet
from cwsw.intake.exports.sheet_parts import SheetPart, empty
from cwsw.intake.exports.yearless_days import YearlessDay, yearless_day
from cwsw.intake.grids import Cell
from cwsw.tables.schema import REGISTER

_Pair = tuple[str | None, str | None]


@dataclass(frozen=True)
class _DayColumn:
    index: int
    heading: str
    day: date
    session: str  # AM, PM or '' where a cell holds the whole day


def read_wide(sheet: ExportSheet, identities: list[Identity], notebook: Notebook) -> SheetPart:
    """Read a register with a column for each day or session.

    Returns:
        A row for each pupil and day with a mark; the rest is blank.
    """
    part = empty(sheet, REGISTER, "date", "am", "pm")
    columns = _day_columns(sheet, notebook)
    reader = reader_for(sheet, _sample(sheet, columns), notebook)
    if reader is None:
        return part
    by_day: defaultdict[date, list[_DayColumn]] = defaultdict(list)
    for column in columns:
        by_day[column.day].append(column)
    whole = _whole_day(sheet, by_day, reader, notebook)
    marks_by_cell: dict[Cell, Marks | str] = {}
    days = sorted(by_day.items())
    # The innermost loop of reading: 1,200 pupils by 380 sessions. Each different mark is read once.
    for row, cells in enumerate(sheet.body):
        width = len(cells)
        for day, group in days:
            am = pm = None
            for column in group:
                cell = cells[column.index] if column.index < width else ""
                if cell == "":
                    continue
                marks = marks_by_cell.get(cell)
                if marks is None:
                    marks = marks_by_cell[cell] = reader(cell)
                if isinstance(marks, str):
                    place = sheet.place(column.heading, sheet.numbers[row])
                    warn_of_unknown_mark(marks, place, notebook)
                    continue
                am, pm = _with_marks(am, pm, marks, column.session or whole)
            if am is not None or pm is not None:
                part.add(identities[row], sheet.numbers[row], (day, am, pm))
    # Pupils without any mark were read all the same: they are not set aside.
    blank = {*sheet.numbers} - {*part.numbers}
    notebook.source_rows.use(sheet.grid.file, sheet.grid.sheet, blank)
    return part


def _with_marks(am: str | None, pm: str | None, marks: Marks, session: str) -> _Pair:
    first, second, whole_day = marks
    if whole_day:
        return first, second
    if session == AM:
        return first, pm
    if session == PM:
        return am, first
    return first, first


def _sample(sheet: ExportSheet, columns: Sequence[_DayColumn]) -> Iterator[Cell]:
    """Cells of the first rows by which it is told what the marks are."""
    rows = max(10, SAMPLE // max(len(columns), 1))
    for row in sheet.body[:rows]:
        yield from (row[c.index] for c in columns if c.index < len(row))


def _whole_day(
    sheet: ExportSheet, by_day: dict[date, list[_DayColumn]], reader: Reader, notebook: Notebook
) -> str:
    """How one mark in a column without AM or PM counts; asked where there is such a mark."""
    bare = [c for group in by_day.values() for c in group if not c.session]
    read = (reader(row[c.index]) for row in sheet.body[:50] for c in bare if c.index < len(row))
    single = any(not isinstance(marks, str) and marks[0] and not marks[2] for marks in read)
    if not bare or not single:
        return BOTH
    return ask_session(sheet, "there is one column for each day, with one mark", notebook)


def _day_columns(sheet: ExportSheet, notebook: Notebook) -> list[_DayColumn]:
    """The columns of days: sessions from the heading, a second heading row, or their order."""
    indexes = [c.index for c in sheet.columns if c.field == DAY]
    heads = {i: _head(sheet.headings[i]) for i in indexes}
    days: dict[int, tuple[date, str]] = {}
    bare = {
        i: d for i in indexes if not heads[i][0] and (d := yearless_day(plain(sheet.headings[i])))
    }
    for (index, head), day in zip(bare.items(), _with_year(sheet, bare, notebook), strict=True):
        if day is not None:
            days[index] = day, head.session
    studied = dates.study([head[0] for head in heads.values()])
    answer = _order_of(sheet, [head[0] for head in heads.values()], studied, notebook)
    for index, (cell, session) in heads.items():
        day = dates.read(cell, studied, answer) if cell else None
        if day is not None:
            days[index] = day, session
    columns = [_DayColumn(i, plain(sheet.headings[i]), *days[i]) for i in indexes if i in days]
    return _paired(columns, sheet, notebook)


def _with_year(
    sheet: ExportSheet, bare: Mapping[int, YearlessDay], notebook: Notebook
) -> Sequence[date | None]:
    return with_year(sheet, [*bare.values()], notebook) if bare else []


def _head(cell: Cell) -> tuple[Cell, str]:
    return day_of(cell) if isinstance(cell, str) else (cell, "")


def _order_of(
    sheet: ExportSheet, heads: Sequence[Cell], studied: dates.DateColumn, notebook: Notebook
) -> str | None:
    if not (studied.ambiguous or studied.mixed):
        return None
    answer = notebook.answers.get("dates", sheet.key)
    by_weekdays = order_by_weekdays(heads, studied)
    return answer or by_weekdays or notebook.settle(order_question(sheet))


def _paired(columns: list[_DayColumn], sheet: ExportSheet, notebook: Notebook) -> list[_DayColumn]:
    """Two columns of one day without AM and PM are the morning and the afternoon."""
    groups: defaultdict[date, list[_DayColumn]] = defaultdict(list)
    for column in columns:
        groups[column.day].append(column)
    bare = [g for g in groups.values() if len(g) == 2 and not any(c.session for c in g)]
    if not bare:
        return columns
    notebook.decide(sheet.place(), "of two columns for one day the first is the morning")
    sessions = {c.index: name for g in bare for c, name in zip(g, (AM, PM), strict=True)}
    return [
        _DayColumn(c.index, c.heading, c.day, sessions.get(c.index, c.session)) for c in columns
    ]
