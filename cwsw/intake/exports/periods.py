"""Finds the first and last day of a term, a season, a quarter or an academic year."""

import re
from collections.abc import Callable, Mapping
from datetime import date

from cwsw.intake.exports.dates import full_year
from cwsw.intake.plan_dates import last_of_month

Period = tuple[date, date]

_YEAR = r"(?P<year>\d{4}|\d{2})(?:\s?[/\-]\s?(?P<next>\d{4}|\d{2}))?"
# 'Early autumn term 2023', 'Spring 2023/24'; 'autumn 1' and 'autumn 2' are halves of the term.
_SEASON = re.compile(
    r"(?:(?:early|mid|late|start of|end of)|(?<![\s\-]))[\s\-]*"
    r"(?P<name>autumn|spring|summer|winter)"
    rf"(?:\s?term)?\s?[12]?,?\s?(?:of\s)?['’]?{_YEAR}",
    re.IGNORECASE,
)
# 'Q1 2024'.
_QUARTER = re.compile(r"q(?P<number>[1-4])[\s/\-]{0,2}(?P<year>\d{4})", re.IGNORECASE)
# '2023/24', 'AY 2023-2024'.
_ACADEMIC = re.compile(
    r"(?:academic year|school year|ay)?\s?(?P<year>20\d{2})\s?[/\-]\s?(?P<next>\d{4}|\d{2})",
    re.IGNORECASE,
)
_MONTHS: Mapping[str, tuple[int, int]] = {
    "autumn": (9, 12),
    "spring": (1, 3),
    "summer": (4, 8),
    "winter": (12, 2),
}
_LONGEST = 40


def period_in(text: str) -> Period | None:
    """The first and last day of a term, season, quarter or academic year; None for another text."""
    if len(text) > _LONGEST:
        return None
    for pattern, days in _READERS.items():
        match = pattern.fullmatch(text.strip())
        if match is not None:
            return days(match)
    return None


def _season(match: re.Match[str]) -> Period | None:
    year, name = full_year(match["year"]), match["name"].lower()
    if match["next"]:
        if int(match["next"]) % 100 != (year + 1) % 100:
            return None
        # 'Spring 2023/24' lies in 2024.
        year += name in ("spring", "summer")
    first, last = _MONTHS[name]
    return _months(year, first, year + (last < first), last)


def _quarter(match: re.Match[str]) -> Period:
    year, number = int(match["year"]), int(match["number"])
    return _months(year, 3 * number - 2, year, 3 * number)


def _academic(match: re.Match[str]) -> Period | None:
    year = int(match["year"])
    follows = int(match["next"]) % 100 == (year + 1) % 100
    return _months(year, 9, year + 1, 8) if follows else None


def _months(year: int, month: int, last_year: int, last_month: int) -> Period:
    return date(year, month, 1), last_of_month(date(last_year, last_month, 1))


_READERS: Mapping[re.Pattern[str], Callable[[re.Match[str]], Period | None]] = {
    _SEASON: _season,
    _QUARTER: _quarter,
    _ACADEMIC: _academic,
}
