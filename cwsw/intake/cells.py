"""Reading one cell: a reader per kind of column gives the value, None for blank, or a reason."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from cwsw.intake.grids import Cell
from cwsw.intake.pupil_keys import is_placeholder, without_wrapping
from cwsw.tables import codes, years
from cwsw.tables.english import short_day
from cwsw.tables.schema import CellKind, Column

EARLIEST_YEAR, LATEST_YEAR = 1900, 2199
"""Years of a date outside these are slips of typing."""

# Day 0 of spreadsheets. Two days before 1 January 1900, because Excel counts a 29 February 1900
# that never was.
_SERIAL_DAY_0 = date(1899, 12, 30)
_FIRST_SERIAL, _LAST_SERIAL = 20_000, 80_000  # October 1954 to January 2119
# Exports of databases write a day as the moment at which it begins.
_MIDNIGHT = r"(?:[ T]00:00(?::00(?:\.0+)?)?)?"
_UK_DATE = re.compile(rf"([0-9]{{1,2}})/([0-9]{{1,2}})/([0-9]{{4}}){_MIDNIGHT}")
_ISO_DATE = re.compile(rf"([0-9]{{4}})-([0-9]{{2}})-([0-9]{{2}}){_MIDNIGHT}")
_WHOLE = re.compile(r"([0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.0+)?")
_NUMBER = re.compile(r"[+-]?(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]+)?|[+-]?\.[0-9]+")
_YEAR_GROUP = re.compile(r"(?:YEAR|YR|Y)?\s*(?:0*([0-9]{1,2})(?:\.0+)?|(N[12])|(R))")
# The largest number that a column of 32 bits can hold in the store.
_MOST_WHOLE = 2**31 - 1
_MOST_NUMBER = Decimal(10) ** 6
_NINE_PLACES = Decimal("0.000000001")
_FLAGS = {"Y": True, "YES": True, "TRUE": True, "N": False, "NO": False, "FALSE": False}
_EARLY_YEARS = {"RECEPTION": "R", "NURSERY 1": "N1", "NURSERY 2": "N2"}


@dataclass(frozen=True)
class Unreadable:
    """A cell that is not what its column asks for: the problem's code and how to mend it."""

    mend: str
    code: str = "cell_not_readable"


@dataclass(frozen=True)
class ColumnValues:
    """A column after reading. Bad cells are None in `values`; `bad` says why, by index."""

    values: list[Any]
    bad: Mapping[int, Unreadable]
    as_fractions: bool = False
    has_decimal_commas: bool = False


Reader = Callable[[Cell], Any]
"""One cell in: its value, None where it is blank, or an `Unreadable`."""


def plain(cell: Cell) -> str:
    """A cell as one line of text without odd characters: 7.0 -> '7', a date -> dd/mm/yyyy."""
    if isinstance(cell, str):
        return _line(cell)
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, datetime) and cell.time() != time():
        return f"{cell:%d/%m/%Y %H:%M}"
    if isinstance(cell, date):
        return short_day(cell)
    # Calamine gives every number as a float. Beyond 1e15 a float no longer holds each whole
    # number.
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return str(cell)


def read_column(
    column: Column, cells: Sequence[Cell], reader: Reader | None = None
) -> ColumnValues:
    """All cells of a column, each different cell read once; `reader` in place of its kind's."""
    if bool in set(map(type, cells)):  # True == 1.0 would share its reading
        cells = [plain(cell) if isinstance(cell, bool) else cell for cell in cells]
    read = reader or _reader(column)
    outcome = {cell: read(cell) for cell in set(cells)}
    fractions = column.kind is CellKind.PERCENT and _settle_percent(outcome)
    values = [outcome[cell] for cell in cells]
    if not any(isinstance(value, Unreadable) for value in outcome.values()):
        return ColumnValues(values, {}, fractions)
    bad = {i: value for i, value in enumerate(values) if isinstance(value, Unreadable)}
    for i in bad:
        values[i] = None
    return ColumnValues(values, bad, fractions)


def _reader(column: Column) -> Reader:
    if column.kind is CellKind.CHOICE:
        return partial(read_choice, column.choices)
    return READERS[column.kind]


def _line(text: str) -> str:
    """Trimmed; control and invisible characters gone; white space within is single spaces."""
    # Nearly every text: no need to look at each character.
    if text.isascii() and text.isprintable():
        return " ".join(text.split()) if "  " in text else text.strip()
    characters = (" " if c.isspace() or c < " " else c for c in text)
    return " ".join("".join(c for c in characters if c.isprintable()).split())


def read_text(cell: Cell) -> str | None:
    """Free text; line breaks stay."""
    if isinstance(cell, str) and ("\n" in cell or "\r" in cell):
        return "\n".join(map(_line, cell.strip().splitlines())).strip() or None
    return plain(cell) or None


def read_key(cell: Cell) -> str | Unreadable | None:
    """A pupil's key: text in capitals. A number loses '.0', and so matches its text."""
    text = plain(cell)
    if is_placeholder(text) and not text.strip().isdigit():  # any text may be a key, 000 too
        return Unreadable("is no pupil's key: write the pupil's own", "upn_placeholder")
    return without_wrapping(text).upper() or None


def read_date(cell: Cell) -> date | Unreadable | None:
    """Real dates, dd/mm/yyyy, ISO, and Excel's day numbers."""
    day = _text_date(plain(cell)) if isinstance(cell, str) else _cell_date(cell)
    if isinstance(day, date) and not EARLIEST_YEAR <= day.year <= LATEST_YEAR:
        return _NO_DATE
    return day


_NO_DATE = Unreadable("is not a date: write it as dd/mm/yyyy")


def _text_date(text: str) -> date | Unreadable | None:
    if not text:
        return None
    if uk := _UK_DATE.fullmatch(text):
        parts = uk[3], uk[2], uk[1]
    elif iso := _ISO_DATE.fullmatch(text):
        parts = iso[1], iso[2], iso[3]
    else:
        return _NO_DATE
    try:
        return date(*map(int, parts))
    except ValueError:
        return Unreadable("is a day that does not exist: correct it")


def _cell_date(cell: Cell) -> date | Unreadable:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, int | float) and _FIRST_SERIAL <= cell <= _LAST_SERIAL:
        return _SERIAL_DAY_0 + timedelta(days=int(cell))
    return _NO_DATE


def read_flag(cell: Cell) -> bool | Unreadable | None:
    """Y or N, also Yes, No, True, False."""
    text = plain(cell)
    return None if not text else _FLAGS.get(text.upper(), Unreadable("is not Y or N"))


def read_whole(cell: Cell) -> int | Unreadable | None:
    """A count: 0 or more, '1,200' and 10.0 too."""
    text = plain(cell)
    if not text:
        return None
    match = _WHOLE.fullmatch(text)
    # Python converts no number of thousands of digits, and here none is so long.
    number = int(match[1].replace(",", "")) if match and len(text) < 20 else -1
    return number if 0 <= number <= _MOST_WHOLE else Unreadable("is not a whole number")


def read_number(cell: Cell) -> Decimal | Unreadable | None:
    """An exact decimal below a million, to nine places."""
    number = _exact(cell)
    return number.quantize(_NINE_PLACES) if isinstance(number, Decimal) else number


def _exact(cell: Cell) -> Decimal | Unreadable | None:
    # repr is the shortest text of a float, so that 0.1 is 0.1: Decimal(0.1) has 55 digits.
    text = repr(cell) if isinstance(cell, float) else plain(cell)
    if not text:
        return None
    # No number here is so long, and converting thousands of digits takes seconds.
    if not isinstance(cell, float) and (len(text) > 40 or not _NUMBER.fullmatch(text)):
        return _NO_NUMBER
    number = Decimal(text.replace(",", ""))
    return number if number.is_finite() and abs(number) < _MOST_NUMBER else _NO_NUMBER


_NO_NUMBER = Unreadable("is not a number")


@dataclass(frozen=True)
class _Percent:
    """A percentage before it is known whether its column holds fractions of 1."""

    number: Decimal
    signed: bool


def read_percent(cell: Cell) -> _Percent | Unreadable | None:
    """A number with or without a percent sign; `_settle_percent` decides what it means."""
    text = plain(cell)
    signed = text.endswith("%")
    number = _exact(text[:-1].strip() if signed else cell)
    if isinstance(number, Decimal):
        return _Percent(number, signed)
    return None if number is None and not signed else _NO_PERCENT


_NO_PERCENT = Unreadable("is not a percentage from 0 to 100")


def _settle_percent(outcome: dict[Cell, Any]) -> bool:
    """Turn `_Percent` into 0..100 in place; true where the column's numbers are fractions of 1.

    A spreadsheet's own percentages arrive as fractions, so numbers of which none is above 1, and
    one is above 0, are read so.
    """
    bare = [v.number for v in outcome.values() if isinstance(v, _Percent) and not v.signed]
    fractions = bool(bare) and 0 < max(bare) <= 1
    for cell, value in outcome.items():
        if isinstance(value, _Percent):
            times = 100 if fractions and not value.signed else 1
            percent = (value.number * times).quantize(_NINE_PLACES)
            outcome[cell] = percent if 0 <= percent <= 100 else _NO_PERCENT
    return fractions


def read_choice(choices: Sequence[str], cell: Cell) -> str | Unreadable | None:
    """One of the words of a code set, in any case; its own spelling comes out."""
    text = plain(cell)
    if not text:
        return None
    choice = next((word for word in choices if word.casefold() == text.casefold()), None)
    return choice or Unreadable(f"is none of {', '.join(choices)}", "value_not_known")


def read_academic_year(cell: Cell) -> int | Unreadable | None:
    """'2025/26' -> 2025."""
    text = plain(cell)
    year = years.parse_label(text) if text else None
    if text and (year is None or not EARLIEST_YEAR <= year <= LATEST_YEAR):
        return Unreadable("is not an academic year: write it as 2025/26")
    return year


def read_year_group(cell: Cell) -> int | Unreadable | None:
    """'7', 7.0, 'Year 7', 'Yr 7', 'Y7', 'R', 'Reception', 'N1' -> -2 to 14."""
    text = plain(cell).upper()
    if not text:
        return None
    match = _YEAR_GROUP.fullmatch(_EARLY_YEARS.get(text, text))
    label = match and (match[1] or match[2] or match[3])
    number = codes.YEAR_GROUPS.get(label) if label else None
    return Unreadable("is not a year group (N1 N2 R 1 to 14)") if number is None else number


def read_mark(cell: Cell) -> str | Unreadable | None:
    """A register code in capitals; blank and '-' are no mark."""
    text = plain(cell).upper()
    if text in codes.NO_MARK:
        return None
    is_code = text in codes.REGISTER_CODES
    return text if is_code else Unreadable("is no attendance code", "unknown_mark")


READERS: Mapping[CellKind, Reader] = {
    CellKind.TEXT: read_text,
    CellKind.KEY: read_key,
    CellKind.DATE: read_date,
    CellKind.FLAG: read_flag,
    CellKind.WHOLE: read_whole,
    CellKind.NUMBER: read_number,
    CellKind.PERCENT: read_percent,
    CellKind.ACADEMIC_YEAR: read_academic_year,
    CellKind.YEAR_GROUP: read_year_group,
    CellKind.MARK: read_mark,
}
"""Kind of column -> its reader; a choice is read by `read_choice` with its own words."""
