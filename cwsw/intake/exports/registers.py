"""Reads registers with a row for each mark or day, or with marks in one string."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import partial
from itertools import chain
from typing import Any

from cwsw.intake.cells import Unreadable, plain
from cwsw.intake.columns import fold
from cwsw.intake.exports import date_columns, values
from cwsw.intake.exports.pupil_identity import Identity
from cwsw.intake.exports.reading_log import Notebook
from cwsw.intake.exports.register_days import read_days
from cwsw.intake.exports.register_marks import (
    AM,
    BOTH,
    PM,
    SAMPLE,
    Reader,
    are_lessons,
    ask_session,
    ask_to_leave_out,
    read_single,
    reader_for,
    warn_of_unknown_mark,
)
from cwsw.intake.exports.sheet import ExportSheet
from cwsw.intake.exports.sheet_parts import SheetPart, empty
from cwsw.intake.grids import Cell
from cwsw.intake.problems import Place
from cwsw.tables.schema import REGISTER


def read_register(sheet: ExportSheet, identities: list[Identity], notebook: Notebook) -> SheetPart:
    """A row for each mark or for each day of a pupil."""
    column = sheet.column("date")
    part = empty(sheet, REGISTER, "date", "am", "pm")
    if column is None:
        return part
    # A mark for each lesson is no mark for a session, and would count absence several times.
    if are_lessons(sheet.values("session") or ()):
        text = f"{sheet.grid.sheet} looks like a register of lessons, with several marks a day: "
        text += "export the register by session (AM and PM), and leave this one out."
        ask_to_leave_out(sheet, text, notebook)
        return part
    names = [name for name in ("am", "pm", "mark") if sheet.has(name)]
    sample = chain.from_iterable((sheet.values(name) or [])[:SAMPLE] for name in names)
    reader = reader_for(sheet, sample, notebook)
    if reader is None:
        return part
    days = read_days(sheet, column, notebook)
    if names == ["mark"]:
        _read_single(sheet, identities, days, reader, part, notebook)
        return part
    marks = [_marks(sheet, name, reader, notebook) for name in ("am", "pm")]
    for row, day in enumerate(days):
        if day is not None:
            part.add(identities[row], sheet.numbers[row], (day, marks[0][row], marks[1][row]))
    return part


def _marks(sheet: ExportSheet, name: str, reader: Reader, notebook: Notebook) -> list[Any]:
    """A code for each row; 'PRESENT_AM' and the like are words of a dataset, not marks."""
    column = sheet.column(name)
    if column is None:
        return [None] * len(sheet.body)
    return values.each(sheet, column, partial(read_single, reader=reader), notebook)


def _read_single(
    sheet: ExportSheet,
    identities: list[Identity],
    days: Sequence[date | None],
    reader: Reader,
    part: SheetPart,
    notebook: Notebook,
) -> None:
    """Rows of one mark each: the two of a day are put together."""
    where = sheet.grid.file, sheet.grid.sheet
    sessions = _sessions(sheet, notebook)
    marks = _marks(sheet, "mark", reader, notebook)
    by_child_and_day: dict[tuple[Any, date], list[Any]] = {}
    twice = 0
    for row, day in enumerate(days):
        if day is None or sessions[row] is None:
            continue
        pair = by_child_and_day.setdefault((identities[row], day), [row, None, None])
        if pair[0] != row:
            notebook.source_rows.fold(*where, sheet.numbers[row], sheet.numbers[pair[0]])
        for place, name in ((1, AM), (2, PM)):
            if sessions[row] in (name, BOTH):
                twice += pair[place] is not None and pair[place] != marks[row]
                pair[place] = pair[place] or marks[row]
    for (person, day), (row, am, pm) in by_child_and_day.items():
        part.add(person, sheet.numbers[row], (day, am, pm))
    if twice:
        text = f"{twice:,} sessions have two different marks: the first is used."
        notebook.findings.warning("register_twice", sheet.place(), text, "The first mark counts.")


def _sessions(sheet: ExportSheet, notebook: Notebook) -> list[str | None]:
    column = sheet.column("session")
    if column is None:
        whole = ask_session(sheet, "its marks do not say of which session they are", notebook)
        return [whole] * len(sheet.body)

    def read_cell(cell: Cell) -> Any:  # noqa: ANN401
        text = fold(plain(cell))
        # 'Mon AM', 'AM1', 'PRESENT_AM'.
        if text.endswith("am") or text.startswith("am") or text in ("morning", "1"):
            return AM
        if text.endswith("pm") or text.startswith("pm") or text in ("afternoon", "2"):
            return PM
        return Unreadable("is neither AM nor PM")

    return values.each(sheet, column, read_cell, notebook)


def read_strings(sheet: ExportSheet, identities: list[Identity], notebook: Notebook) -> SheetPart:
    """A string of marks from a first day on: two for each day, Monday to Friday."""
    part = empty(sheet, REGISTER, "date", "am", "pm")
    column = sheet.column("marks")
    first = sheet.column("week_start") or sheet.column("date")
    if column is None or first is None:
        return part
    cells = sheet.cells(column.index)
    reader = reader_for(sheet, chain.from_iterable(map(plain, cells[:SAMPLE])), notebook)
    if reader is None:
        return part
    notebook.decide(sheet.place(column.heading), "two marks for each day from Monday to Friday")
    days = date_columns.read_dates(sheet, first, notebook)
    for row, cell in enumerate(cells):
        if days[row] is None:
            continue
        place = sheet.place(column.heading, sheet.numbers[row])
        text = plain(cell) if isinstance(cell, str) else ""
        raw = cell if isinstance(cell, str) else text
        for day, am, pm in _spread(raw.strip("\r\n\t"), days[row]):
            pair = tuple(_read_mark(mark, reader, place, notebook) for mark in (am, pm))
            if pair != (None, None):
                part.add(identities[row], sheet.numbers[row], (day, *pair))
    return part


def _spread(text: str, day: date) -> Iterator[tuple[date, str, str]]:
    # A single space parts weeks or days; in a run of spaces each may be a missing mark.
    marks = "".join(text.split()) if "  " not in text else text
    for at in range(0, len(marks), 2):
        while day.weekday() > 4:
            day += timedelta(days=1)
        yield day, marks[at], marks[at + 1 : at + 2]
        day += timedelta(days=1)


def _read_mark(mark: str, reader: Reader, place: Place, notebook: Notebook) -> str | None:
    marks = reader(mark)
    if isinstance(marks, str):
        warn_of_unknown_mark(marks, place, notebook)
        return None
    return marks[0]
