"""Registers: a column for each day, a row for each mark or day, or marks in one string."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from cwsw.intake.cells import Unreadable, plain, read_mark
from cwsw.intake.columns import fold
from cwsw.intake.foreign import date_columns, dates, values
from cwsw.intake.foreign.headers import day_of
from cwsw.intake.foreign.matching import DAY
from cwsw.intake.foreign.notebook import Notebook
from cwsw.intake.foreign.parts import Part, empty
from cwsw.intake.foreign.sheet import Sheet
from cwsw.intake.foreign.who import Who
from cwsw.intake.grids import Cell
from cwsw.intake.problems import Place
from cwsw.tables.codes import REGISTER_CODES
from cwsw.tables.proposal import Choice, Question
from cwsw.tables.schema import REGISTER

_NO_MARK = frozenset(("", "-", "*", "N/A"))
_BOTH, _AM, _PM = "both", "AM", "PM"
_Pair = tuple[str | None, str | None]
_Marks = tuple[str | None, str | None, bool]
"""One mark, or two and true."""


def read_register(sheet: Sheet, who: list[Who], notebook: Notebook) -> Part:
    """A row for each mark or for each day of a pupil."""
    column = sheet.column("date")
    part = empty(sheet, REGISTER, "date", "am", "pm")
    if column is None:
        return part
    days = date_columns.read_dates(sheet, column, notebook)
    if sheet.has("mark") and not sheet.has_any(("am", "pm")):
        _read_single(sheet, who, days, part, notebook)
        return part
    marks = [_marks(sheet, name, notebook) for name in ("am", "pm")]
    for row, day in enumerate(days):
        if day is not None:
            part.add(who[row], sheet.numbers[row], (day, marks[0][row], marks[1][row]))
    return part


def _marks(sheet: Sheet, name: str, notebook: Notebook) -> list[Any]:
    column = sheet.column(name)
    return (
        [None] * len(sheet.body) if column is None else values.each(sheet, column, _mark, notebook)
    )


def _mark(cell: Cell) -> Any:  # noqa: ANN401
    """A code; 'PRESENT_AM' and the like are words of a dataset, not marks."""
    return None if plain(cell).upper() in _NO_MARK else read_mark(cell)


def _read_single(
    sheet: Sheet, who: list[Who], days: Sequence[date | None], part: Part, notebook: Notebook
) -> None:
    """Rows of one mark each: the two of a day are put together."""
    where = sheet.grid.file, sheet.grid.sheet
    sessions = _sessions(sheet, notebook)
    marks = _marks(sheet, "mark", notebook)
    together: dict[tuple[Any, date], list[Any]] = {}
    twice = 0
    for row, day in enumerate(days):
        if day is None or sessions[row] is None:
            continue
        pair = together.setdefault((who[row], day), [row, None, None])
        if pair[0] != row:
            notebook.source_rows.fold(*where, sheet.numbers[row], sheet.numbers[pair[0]])
        for place, name in ((1, _AM), (2, _PM)):
            if sessions[row] in (name, _BOTH):
                twice += pair[place] is not None and pair[place] != marks[row]
                pair[place] = pair[place] or marks[row]
    for (person, day), (row, am, pm) in together.items():
        part.add(person, sheet.numbers[row], (day, am, pm))
    if twice:
        text = f"{twice:,} sessions have two different marks: the first is used."
        notebook.findings.warning("register_twice", sheet.place(), text, "The first mark counts.")


def _sessions(sheet: Sheet, notebook: Notebook) -> list[str | None]:
    column = sheet.column("session")
    if column is None:
        whole = _ask_session(sheet, "its marks do not say of which session they are", notebook)
        return [whole] * len(sheet.body)

    def one(cell: Cell) -> Any:  # noqa: ANN401
        text = fold(plain(cell))
        if text.endswith("am") or text.startswith("am") or text in ("morning", "1"):
            return _AM
        if text.endswith("pm") or text.startswith("pm") or text in ("afternoon", "2"):
            return _PM
        return Unreadable("is neither AM nor PM")

    return values.each(sheet, column, one, notebook)


def _ask_session(sheet: Sheet, why: str, notebook: Notebook) -> str:
    question = Question(
        section="missing",
        path=(f"{sheet.key}!Session",),
        file=sheet.grid.file,
        sheet=sheet.grid.sheet,
        heading="",
        text=f"{sheet.grid.sheet} has one mark for each day: which session is it of?",
        options=(
            Choice(_BOTH, "Both sessions of the day"),
            Choice(_AM, "The morning"),
            Choice(_PM, "The afternoon"),
        ),
        suggested=_BOTH,
        why=why,
        cost="It decides how many sessions are possible and missed.",
    )
    return notebook.settle(question) or _BOTH


def read_strings(sheet: Sheet, who: list[Who], notebook: Notebook) -> Part:
    """A string of marks from a first day on: two for each day, Monday to Friday."""
    part = empty(sheet, REGISTER, "date", "am", "pm")
    column = sheet.column("marks")
    first = sheet.column("week_start") or sheet.column("date")
    if column is None or first is None:
        return part
    notebook.decide(sheet.place(column.heading), "two marks for each day from Monday to Friday")
    days = date_columns.read_dates(sheet, first, notebook)
    for row, cell in enumerate(sheet.cells(column.index)):
        if days[row] is None:
            continue
        place = sheet.place(column.heading, sheet.numbers[row])
        text = plain(cell) if isinstance(cell, str) else ""
        raw = cell if isinstance(cell, str) else text
        for day, am, pm in _spread(raw.strip("\r\n\t"), days[row]):
            pair = (_one(am, place, notebook), _one(pm, place, notebook))
            if pair != (None, None):
                part.add(who[row], sheet.numbers[row], (day, *pair))
    return part


def _spread(text: str, day: date) -> Iterator[tuple[date, str, str]]:
    marks = "".join(text.split()) if "  " not in text else text
    for at in range(0, len(marks), 2):
        while day.weekday() > 4:
            day += timedelta(days=1)
        yield day, marks[at], marks[at + 1 : at + 2]
        day += timedelta(days=1)


def _one(mark: str, place: Place, notebook: Notebook) -> str | None:
    mark = mark.strip().upper()
    if mark in _NO_MARK:
        return None
    if mark in REGISTER_CODES:
        return mark
    _unknown(mark, place, notebook)
    return None


def _unknown(mark: str, place: Place, notebook: Notebook) -> None:
    text = f'"{mark[:10]}" in row {place.row} of {place.sheet} is no attendance code.'
    notebook.findings.warning("unknown_mark", place, text, "This mark counts for nothing.", mark)


@dataclass(frozen=True)
class _DayColumn:
    index: int
    heading: str
    day: date
    session: str  # AM, PM or '' where a cell holds the whole day


def read_wide(sheet: Sheet, who: list[Who], notebook: Notebook) -> Part:
    """A column for each day or session: `part` gets a row for each pupil and day with a mark."""
    part = empty(sheet, REGISTER, "date", "am", "pm")
    columns = _day_columns(sheet, notebook)
    by_day: defaultdict[date, list[_DayColumn]] = defaultdict(list)
    for column in columns:
        by_day[column.day].append(column)
    whole = _whole_day(sheet, by_day, notebook)
    known: dict[Cell, _Marks | str] = {}
    days = sorted(by_day.items())
    for row, cells in enumerate(sheet.body):
        width = len(cells)
        for day, group in days:
            am = pm = None
            for column in group:
                cell = cells[column.index] if column.index < width else ""
                if cell == "":
                    continue
                marks = known.get(cell)
                if marks is None:
                    marks = known[cell] = _split(cell)
                if isinstance(marks, str):
                    place = sheet.place(column.heading, sheet.numbers[row])
                    _unknown(marks, place, notebook)
                    continue
                am, pm = _put(am, pm, marks, column.session or whole)
            if am is not None or pm is not None:
                part.add(who[row], sheet.numbers[row], (day, am, pm))
    blank = {*sheet.numbers} - {*part.numbers}
    notebook.source_rows.use(sheet.grid.file, sheet.grid.sheet, blank)
    return part


def _put(am: str | None, pm: str | None, marks: _Marks, session: str) -> _Pair:
    first, second, whole_day = marks
    if whole_day:
        return first, second
    if session == _AM:
        return first, pm
    if session == _PM:
        return am, first
    return first, first


def _split(cell: Cell) -> _Marks | str:
    """One mark, or the two of a day; the text itself where it is neither."""
    text = plain(cell).upper()
    if text in _NO_MARK:
        return None, None, False
    if text in REGISTER_CODES:
        return text, None, False
    marks = text.split() if " " in text else [*text]
    if len(marks) == 2 and all(m in REGISTER_CODES or m in _NO_MARK for m in marks):
        first, second = (None if m in _NO_MARK else m for m in marks)
        return first, second, True
    return text


def _whole_day(sheet: Sheet, by_day: dict[date, list[_DayColumn]], notebook: Notebook) -> str:
    """How one mark in a column without AM or PM counts; asked where there is such a mark."""
    bare = [c for group in by_day.values() for c in group if not c.session]
    single = any(
        c.index < len(row) and plain(row[c.index]).upper() in REGISTER_CODES
        for row in sheet.body[:50]
        for c in bare
    )
    if not bare or not single:
        return _BOTH
    return _ask_session(sheet, "there is one column for each day, with one mark", notebook)


def _day_columns(sheet: Sheet, notebook: Notebook) -> list[_DayColumn]:
    """The columns of days: sessions from the heading, a second heading row, or their order."""
    found = [c.index for c in sheet.columns if c.field == DAY]
    heads = {i: _head(sheet.headings[i]) for i in found}
    studied = dates.study([head[0] for head in heads.values()])
    answer = _order_of(sheet, studied, notebook)
    made = []
    for index, (cell, session) in heads.items():
        day = dates.read(cell, studied, answer)
        if day is not None:
            made.append(_DayColumn(index, plain(sheet.headings[index]), day, session))
    return _paired(made, sheet, notebook)


def _head(cell: Cell) -> tuple[Cell, str]:
    return day_of(cell) if isinstance(cell, str) else (cell, "")


def _order_of(sheet: Sheet, studied: dates.DateColumn, notebook: Notebook) -> str | None:
    if not (studied.ambiguous or studied.mixed):
        return None
    given = notebook.answers.get("dates", sheet.key)
    return given or notebook.settle(
        Question(
            section="dates",
            path=(sheet.key,),
            file=sheet.grid.file,
            sheet=sheet.grid.sheet,
            heading="",
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
    )


def _paired(columns: list[_DayColumn], sheet: Sheet, notebook: Notebook) -> list[_DayColumn]:
    """Two columns of one day without AM and PM are the morning and the afternoon."""
    groups: defaultdict[date, list[_DayColumn]] = defaultdict(list)
    for column in columns:
        groups[column.day].append(column)
    bare = [g for g in groups.values() if len(g) == 2 and not any(c.session for c in g)]
    if not bare:
        return columns
    notebook.decide(sheet.place(), "of two columns for one day the first is the morning")
    sessions = {c.index: name for g in bare for c, name in zip(g, (_AM, _PM), strict=True)}
    return [
        _DayColumn(c.index, c.heading, c.day, sessions.get(c.index, c.session)) for c in columns
    ]
