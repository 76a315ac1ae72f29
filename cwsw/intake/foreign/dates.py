"""Date columns of a sheet that is not our own: one text format must explain the whole column."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from cwsw.intake.cells import EARLIEST_YEAR, LATEST_YEAR, plain
from cwsw.intake.grids import Cell

DAY_FIRST, MONTH_FIRST = "day first", "month first"
SWAPPED, AS_GIVEN = "swapped", "as given"
PIVOT = 40
"""Two-figure years up to this are of this century."""

_DAY_0 = date(1899, 12, 30)
_SERIALS = range(20_000, 80_000)
_WEEKDAY = re.compile(r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[,.]?\s+", re.IGNORECASE)
_TIME = re.compile(r"[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|\s*[AaPp][Mm])?$")
_NUMBERS = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})")
_COMPACT = re.compile(r"((?:19|20|21)\d{2})(\d{2})(\d{2})(?:\.0)?")
_DAY_WORD = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[\s\-]+([A-Za-z]{3,9})\.?,?[\s\-]+(\d{4}|\d{2})")
_WORD_DAY = re.compile(r"([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_YEAR_WORD = re.compile(r"(\d{4})-([A-Za-z]{3,9})-(\d{1,2})")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class Style(StrEnum):
    """The text formats a date may have; each is explicit."""

    DAY_FIRST = "dd/mm/yyyy"
    MONTH_FIRST = "mm/dd/yyyy"
    ISO = "yyyy-mm-dd"
    COMPACT = "yyyymmdd"
    DAY_WORD = "16 Dec 2025"
    WORD_DAY = "Dec 16, 2025"
    YEAR_WORD = "2025-Dec-16"
    SERIAL = "a spreadsheet's day number"


@dataclass(frozen=True)
class DateColumn:
    """What the texts of a column amount to.

    `styles` are the formats that explain every text; `ambiguous` is true where day first and month
    first both do and differ, `mixed` where no one format does. `swapped` is true where real dates
    look as if a spreadsheet had exchanged day and month.
    """

    styles: tuple[Style, ...]
    ambiguous: bool = False
    mixed: bool = False
    swapped: bool = False


def readings(text: str) -> dict[Style, date]:
    """Every format that explains a text, with the day it gives."""
    text = _WEEKDAY.sub("", _TIME.sub("", text.strip()))
    found = {style: _day(*parts) for style, parts in _parts(text)}
    made = {style: day for style, day in found.items() if day is not None}
    if text.isdigit() and len(text) == 5 and int(text) in _SERIALS:
        made[Style.SERIAL] = _DAY_0 + timedelta(days=int(text))
    return made


def _parts(text: str) -> list[tuple[Style, tuple[int, int, int]]]:
    if m := _NUMBERS.fullmatch(text):
        a, b, year = int(m[1]), int(m[2]), _year(m[3])
        return [(Style.DAY_FIRST, (year, b, a)), (Style.MONTH_FIRST, (year, a, b))]
    if m := _ISO.fullmatch(text):
        return [(Style.ISO, (int(m[1]), int(m[2]), int(m[3])))]
    if m := _COMPACT.fullmatch(text):
        return [(Style.COMPACT, (int(m[1]), int(m[2]), int(m[3])))]
    if m := _DAY_WORD.fullmatch(text):
        return [(Style.DAY_WORD, (_year(m[3]), _month(m[2]), int(m[1])))]
    if m := _WORD_DAY.fullmatch(text):
        return [(Style.WORD_DAY, (int(m[3]), _month(m[1]), int(m[2])))]
    if m := _YEAR_WORD.fullmatch(text):
        return [(Style.YEAR_WORD, (int(m[1]), _month(m[2]), int(m[3])))]
    return []


def _year(text: str) -> int:
    number = int(text)
    return number if len(text) == 4 else number + (2000 if number <= PIVOT else 1900)


def _month(word: str) -> int:
    start = word[:3].lower()
    return _MONTHS.index(start) + 1 if start in _MONTHS else 0


def _day(year: int, month: int, day: int) -> date | None:
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def real_date(cell: Cell) -> date | None:
    """A date cell's day, or that of a number that is a day number or yyyymmdd."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, int | float) and not isinstance(cell, bool) and cell == int(cell):
        if int(cell) in _SERIALS:
            return _DAY_0 + timedelta(days=int(cell))
        return readings(plain(cell)).get(Style.COMPACT)
    return None


def study(cells: Sequence[Cell]) -> DateColumn:
    """Which formats explain the texts of a column; unreadable texts are left to the reading."""
    texts = {plain(c) for c in cells if isinstance(c, str) and plain(c)}
    read = [found for found in map(readings, texts) if found]
    common = [style for style in Style if read and all(style in found for found in read)]
    both = Style.DAY_FIRST in common and Style.MONTH_FIRST in common
    differ = any(f[Style.DAY_FIRST] != f[Style.MONTH_FIRST] for f in read) if both else False
    return DateColumn(
        styles=tuple(common),
        ambiguous=both and differ,
        mixed=bool(read) and not common,
        swapped=_looks_swapped(cells, common),
    )


def _looks_swapped(cells: Sequence[Cell], common: Sequence[Style]) -> bool:
    """Texts that can only be day first beside real dates whose days are all 12 or less."""
    real = [c for c in cells if isinstance(c, date)]
    only_day = Style.DAY_FIRST in common and Style.MONTH_FIRST not in common
    texts = [c for c in cells if isinstance(c, str) and readings(c)]
    late = all(readings(t)[Style.DAY_FIRST].day > 12 for t in texts) if only_day else False
    return late and len(real) >= 3 and len(texts) >= 3 and all(day.day <= 12 for day in real)


def read(cell: Cell, column: DateColumn, answer: str | None = None) -> date | None:
    """The day of a cell in a studied column, as a person settled it; None: no date."""
    real = real_date(cell)
    if real is not None:
        swap = column.swapped and answer == SWAPPED
        return _day(real.year, real.day, real.month) if swap else real
    if not isinstance(cell, str):
        return None
    found = readings(plain(cell))
    for style in _order(column, answer):
        if style in found:
            return found[style]
    return None


def _order(column: DateColumn, answer: str | None) -> Sequence[Style]:
    if column.mixed or column.ambiguous:
        left_out = Style.DAY_FIRST if answer == MONTH_FIRST else Style.MONTH_FIRST
        return [style for style in Style if style is not left_out]
    return column.styles[:1]
