"""Academic years, held as the calendar year they begin in: 2025 is 2025/26."""

import re
from datetime import date

COMPLETE_FROM = (7, 15)
"""A year counts as complete from 15 July (contract section 3, "So far")."""

_LABEL = re.compile(r"(\d{4})\s*[/-]\s*(\d{2}|\d{4})")


def academic_year(day: date) -> int:
    """The academic year (1 September to 31 August) that holds a day."""
    # 1 September, the same for every table and rule (contract section 2).
    return day.year if day.month >= 9 else day.year - 1


def label(year: int) -> str:
    """2025 -> '2025/26'."""
    return f"{year}/{(year + 1) % 100:02d}"


def parse_label(text: str) -> int | None:
    """'2025/26', '2025-26' or '2025/2026' -> 2025; None where it is no academic year."""
    match = _LABEL.fullmatch(text.strip())
    if match is None:
        return None
    start, end = int(match[1]), match[2]
    return start if end in (f"{(start + 1) % 100:02d}", str(start + 1)) else None


def first_day(year: int) -> date:
    """1 September."""
    return date(year, 9, 1)


def last_day(year: int) -> date:
    """31 August of the next calendar year."""
    return date(year + 1, 8, 31)


def is_complete(year: int, as_at: date) -> bool:
    """Whether figures of a year are final on the as-at date."""
    return as_at >= date(year + 1, *COMPLETE_FROM)
