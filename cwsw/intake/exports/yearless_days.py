"""Reads headings that are days without a year: '01-Sep', 'Mon 1 Sept AM', '01/09'."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from cwsw.intake.cells import plain
from cwsw.intake.grids import Cell

LEAST = 5
"""Headings such as '01-Sep' from which they are taken for days."""

_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[,.]?\s+)?"
_DAY_WORD = re.compile(rf"{_WEEKDAY}(\d{{1,2}})(?:st|nd|rd|th)?[\s\-/.]*([a-z]{{3,9}})\.?", re.I)
_WORD_DAY = re.compile(rf"{_WEEKDAY}([a-z]{{3,9}})\.?[\s\-]*(\d{{1,2}})(?:st|nd|rd|th)?", re.I)
_NUMBERS = re.compile(rf"{_WEEKDAY}(\d{{1,2}})[/.\-](\d{{1,2}})", re.I)
_SESSION = re.compile(r"(?<![\s\-_(])[\s\-_(]*\b(AM|PM)\)?$", re.I)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True)
class YearlessDay:
    """A day as (month, day) in either order, equal where only one is possible; AM, PM or ''."""

    day_first: tuple[int, int] | None
    month_first: tuple[int, int] | None
    session: str = ""


def yearless_day(text: str) -> YearlessDay | None:
    """'01-Sep', 'Mon 1 Sept AM', '01/09' as days of some year; None where a text is none."""
    line = plain(text)[:40]
    match = _SESSION.search(line)
    session = match[1].upper() if match else ""
    bare = (line[: match.start()] if match else line).strip()
    if word := (_DAY_WORD.fullmatch(bare) or _WORD_DAY.fullmatch(bare)):
        day, month = (word[1], word[2]) if word[1].isdigit() else (word[2], word[1])
        start = month[:3].lower()
        month_day = _valid(_MONTHS.index(start) + 1, int(day)) if start in _MONTHS else None
        return YearlessDay(month_day, month_day, session) if month_day else None
    if numbers := _NUMBERS.fullmatch(bare):
        first, other = int(numbers[1]), int(numbers[2])
        both = _valid(other, first), _valid(first, other)
        return YearlessDay(*both, session) if any(both) else None
    return None


def _valid(month: int, day: int) -> tuple[int, int] | None:
    try:
        # A leap year, so that 29 February is a day.
        date(2024, month, day)
    except ValueError:
        return None
    return month, day


def are_yearless(cells: Iterable[Cell]) -> bool:
    """Whether enough headings are days without a year to be days at all."""
    texts = (cell for cell in cells if isinstance(cell, str) and cell[:1] != "")
    return sum(yearless_day(text) is not None for text in texts) >= LEAST
