"""Reads days as other systems and people write them, and finds the order of day and month."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from cwsw.intake.cells import EARLIEST_YEAR, LATEST_YEAR, plain
from cwsw.intake.grids import Cell
from cwsw.intake.plan_dates import month_number

DAY_FIRST, MONTH_FIRST = "day first", "month first"
SWAPPED, AS_GIVEN = "swapped", "as given"
# Plans lie within a few years of today; birthdays of pupils too.
PIVOT = 40
"""Two-figure years up to this are of this century."""

FEW = 0.05
"""Share of the rows that may speak for the other order and are then slips."""

_DAY_0 = date(1899, 12, 30)
# October 1954 to January 2119; other numbers of five figures are not day numbers.
_SERIALS = range(20_000, 80_000)
# 'Mon 02/09/2024', 'Monday, 2 September 2024'.
_WEEKDAY = re.compile(r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}[,.]?\s+", re.IGNORECASE)
# '23:00', '23:00:00.000', '11:00 PM', with a time zone or without.
_TIME = re.compile(
    r"[ T](\d{1,2}):(\d{2})(?::\d{2}(?:\.\d{1,9})?)?(?:\s?([AaPp])\.?[Mm]\.?)?"
    r"(?:Z|\s?[+-]\d{2}:?\d{2})?$"
)
# 05/09/2024, 5-9-24.
_NUMBERS = re.compile(r"(\d{1,2})([/.\-])(\d{1,2})\2(\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})")
# 20240905, also as the number 20240905.0.
_COMPACT = re.compile(r"((?:19|20|21)\d{2})(\d{2})(\d{2})(?:\.0)?")
_DAY_WORD = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)?[\s\-/.]{0,3}(?:of\s{1,3})?([A-Za-z]{3,9})\.?,?[\s\-/'’]{0,3}"
    r"(\d{4}|\d{2})",
    re.IGNORECASE,
)
_WORD_DAY = re.compile(
    r"([A-Za-z]{3,9})\.?\s{1,3}(\d{1,2})(?:st|nd|rd|th)?(?:,\s{0,3}|\s{1,3})(\d{4})", re.IGNORECASE
)
# 2024-Sep-05, as some databases write.
_YEAR_WORD = re.compile(r"(\d{4})-([A-Za-z]{3,9})-(\d{1,2})")


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
    """What the dates of a column say of their order, counted over rows.

    `only_day` and `only_month` are the rows whose numbers can be read in one order alone, `either`
    those that give two different days. `swapped` is true where real dates look as if a spreadsheet
    had exchanged day and month. `styles` are the formats that every readable text has.
    """

    only_day: int = 0
    only_month: int = 0
    either: int = 0
    swapped: bool = False
    styles: tuple[Style, ...] = ()

    @property
    def order(self) -> str | None:
        """The order that the rows themselves show; None where none or both do."""
        clear = self.only_day + self.only_month
        if clear and self.only_month <= FEW * clear:
            return DAY_FIRST
        return MONTH_FIRST if clear and self.only_day <= FEW * clear else None

    @property
    def mixed(self) -> bool:
        """Whether the rows speak for both orders."""
        return self.order is None and self.only_day + self.only_month > 0

    @property
    def ambiguous(self) -> bool:
        """Whether there are dates that can be read both ways, and none that settle it."""
        return self.either > 0 and self.only_day + self.only_month == 0

    @property
    def slips(self) -> int:
        """Rows against the order that the others show."""
        return min(self.only_day, self.only_month) if self.order else 0


def split_time(text: str) -> tuple[str, tuple[int, int] | None]:
    """'01/09/2014 23:00' -> ('01/09/2014', (23, 0)); None where there is no time."""
    match = _TIME.search(text)
    if match is None:
        return text, None
    hour = int(match[1]) % 12 + 12 * (match[3].lower() == "p") if match[3] else int(match[1])
    return text[: match.start()], (hour, int(match[2]))


def readings(text: str) -> dict[Style, date]:
    """Read a text in every format that explains it.

    Returns:
        Format -> day; two formats with different days where the order of day and month is open,
        nothing where the text is no day.
    """
    text = _WEEKDAY.sub("", split_time(text.strip())[0]).strip()
    days = {style: _day(*parts) for style, parts in _parts(text)}
    by_style = {style: day for style, day in days.items() if day is not None}
    if text.isdigit() and len(text) == 5 and int(text) in _SERIALS:
        by_style[Style.SERIAL] = _DAY_0 + timedelta(days=int(text))
    return by_style


def _parts(text: str) -> list[tuple[Style, tuple[int, int, int]]]:
    if m := _NUMBERS.fullmatch(text):
        a, b, year = int(m[1]), int(m[3]), full_year(m[4])
        if m[2] == "." and b <= 12:  # nobody writes the month first with points
            return [(Style.DAY_FIRST, (year, b, a))]
        return [(Style.DAY_FIRST, (year, b, a)), (Style.MONTH_FIRST, (year, a, b))]
    if m := _ISO.fullmatch(text):
        return [(Style.ISO, (int(m[1]), int(m[3]), int(m[4])))]
    if m := _COMPACT.fullmatch(text):
        return [(Style.COMPACT, (int(m[1]), int(m[2]), int(m[3])))]
    if m := _DAY_WORD.fullmatch(text):
        return [(Style.DAY_WORD, (full_year(m[3]), month_number(m[2]) or 0, int(m[1])))]
    if m := _WORD_DAY.fullmatch(text):
        return [(Style.WORD_DAY, (int(m[3]), month_number(m[1]) or 0, int(m[2])))]
    if m := _YEAR_WORD.fullmatch(text):
        return [(Style.YEAR_WORD, (int(m[1]), month_number(m[2]) or 0, int(m[3])))]
    return []


def full_year(text: str) -> int:
    """'25' -> 2025, '98' -> 1998; four figures as they are."""
    number = int(text)
    return number if len(text) == 4 else number + (2000 if number <= PIVOT else 1900)


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
    whole = isinstance(cell, int) or (isinstance(cell, float) and cell.is_integer())
    if isinstance(cell, int | float) and whole and not isinstance(cell, bool):
        if int(cell) in _SERIALS:
            return _DAY_0 + timedelta(days=int(cell))
        return readings(plain(cell)).get(Style.COMPACT)
    return None


def study(cells: Sequence[Cell], inside: Iterable[str] = ()) -> DateColumn:
    """What the rows of a column say of the order of day and month; unreadable texts say nothing.

    `inside` are the texts of dates that stand among words, one for each row.
    """
    texts = [plain(c) for c in cells if isinstance(c, str)]
    readings_by_text = {text: readings(text) for text in {*texts, *inside}}
    rows = [readings_by_text[text] for text in (*texts, *inside) if readings_by_text[text]]
    pairs = [(r.get(Style.DAY_FIRST), r.get(Style.MONTH_FIRST)) for r in rows]
    common = tuple(style for style in Style if rows and all(style in r for r in rows))
    return DateColumn(
        only_day=sum(day is not None and month is None for day, month in pairs),
        only_month=sum(day is None and month is not None for day, month in pairs),
        either=sum(None not in pair and pair[0] != pair[1] for pair in pairs),
        swapped=_looks_swapped(cells, common),
        styles=common,
    )


def _looks_swapped(cells: Sequence[Cell], common: Sequence[Style]) -> bool:
    """Texts that can only be day first beside real dates whose days are all 12 or less."""
    # Opened with American settings, 05/09/2024 becomes a real date with day and month exchanged,
    # and 13/09/2024 stays text.
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
    return read_text(plain(cell), column, answer) if isinstance(cell, str) else None


def read_text(text: str, column: DateColumn, answer: str | None = None) -> date | None:
    """The day of a text, in the order that was settled or that the column shows."""
    order = answer if answer in (DAY_FIRST, MONTH_FIRST) else column.order
    against = Style.DAY_FIRST if order == MONTH_FIRST else Style.MONTH_FIRST
    days = readings(text)
    same = days.get(Style.DAY_FIRST) == days.get(Style.MONTH_FIRST)
    return next((day for style, day in days.items() if same or style is not against), None)
