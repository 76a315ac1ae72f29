"""Start and End of a plan on our own sheets: a day, a month alone, or a word for still open."""

import calendar
import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Literal

from cwsw.intake.cells import EARLIEST_YEAR, LATEST_YEAR, Unreadable, plain, read_date
from cwsw.intake.flat_words import PLAN_DATES
from cwsw.intake.grids import Cell, Rows
from cwsw.tables.english import short_day
from cwsw.tables.schema import PLANS, PUPILS, Column, TableSchema

OPEN: Literal["open"] = "open"
"""What an End is read as that says the plan goes on."""

LAST_DAY = date(9999, 12, 31)
"""The day that systems write where there is no end."""

# These alone on our own sheets; on those of other systems more words are read
# (`plan_words.toml`).
_OPEN_WORDS = frozenset(("ongoing", "on-going", "open", "current", "present", "to date"))
_WORD_MONTH = re.compile(r"([A-Za-z]{3,9})\.?[ /\-]{1,3}([0-9]{4})")
_NUMBER_MONTH = re.compile(r"([0-9]{1,2})/([0-9]{4})")
_ISO_MONTH = re.compile(r"([0-9]{4})-([0-9]{1,2})")
_MONTHS = tuple(name.lower() for name in calendar.month_name)

PlanDate = date | Literal["open"] | Unreadable | None


def month_number(word: str) -> int | None:
    """'Nov', 'November', 'Sept' -> 11, 11, 9; None where the word is no month."""
    text = word.lower()
    # 'Ma' may be March or May, and no system writes a month so.
    if len(text) < 3:
        return None
    return next((n for n, name in enumerate(_MONTHS) if n and name.startswith(text)), None)


def last_of_month(day: date) -> date:
    """The last day of the month that a day lies in."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def month_alone(text: str) -> date | None:
    """'Nov 2025', 'November 2025', '11/2025', '2025-11' -> the first day of that month."""
    if named := _WORD_MONTH.fullmatch(text):
        month, year = month_number(named[1]), int(named[2])
    elif numbers := _NUMBER_MONTH.fullmatch(text):
        month, year = int(numbers[1]), int(numbers[2])
    elif iso := _ISO_MONTH.fullmatch(text):
        month, year = int(iso[2]), int(iso[1])
    else:
        return None
    usable = month is not None and 1 <= month <= 12 and EARLIEST_YEAR <= year <= LATEST_YEAR
    return date(year, month, 1) if usable and month else None


def read_start(cell: Cell) -> PlanDate:
    """The first day of a plan; a month alone is its first day."""
    day = read_date(cell)
    if not isinstance(day, Unreadable):
        return day
    return month_alone(plain(cell)) or day


def read_end(cell: Cell) -> PlanDate:
    """The last day of a plan; a month alone is its last day, 'ongoing' an open plan."""
    day = read_date(cell)
    if not isinstance(day, Unreadable):
        return day
    text = plain(cell)
    if text.casefold() in _OPEN_WORDS or _is_last_day(cell):
        return OPEN
    month = month_alone(text)
    return last_of_month(month) if month else day


def _is_last_day(cell: Cell) -> bool:
    return plain(cell) in (short_day(LAST_DAY), LAST_DAY.isoformat())


_STARTS, _ENDS = (frozenset(pair) for pair in zip(*PLAN_DATES.values(), strict=True))
_READERS: Mapping[str, Callable[[Cell], PlanDate]] = {
    "start_date": read_start,
    "end_date": read_end,
    **dict.fromkeys(_STARTS, read_start),
    **dict.fromkeys(_ENDS, read_end),
}


def reader_of(table: TableSchema, column: Column) -> Callable[[Cell], PlanDate] | None:
    """The reader of a plan's Start or End, on Plans or beside a pupil; None for any other."""
    return _READERS.get(column.field) if table in (PLANS, PUPILS) else None


def settle(plans: Rows) -> None:
    """Open ends become blank; a plan of which one date could not be read has neither."""
    ends = plans.fields.get("end_date")
    if ends is not None:
        plans.fields["end_date"] = [None if end == OPEN else end for end in ends]
    for name in ("start_date", "end_date"):
        for index in plans.undated if name in plans.fields else ():
            plans.fields[name][index] = None
