"""A usual English school calendar: six half-terms and 190 days a year."""

from bisect import bisect_left, bisect_right
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from cwsw.tables.years import label


class HalfTerm(NamedTuple):
    """One half-term, both days included."""

    name: str
    start: date
    end: date


@cache
def half_terms(year: int) -> tuple[HalfTerm, ...]:
    """The six half-terms of an academic year."""
    autumn = _monday(date(year, 8, 30))
    spring = _monday(date(year + 1, 1, 2))
    spans = (
        ("Autumn 1", max(autumn, date(year, 9, 1)), _day(autumn, 7, 4)),
        ("Autumn 2", _day(autumn, 9), _day(autumn, 15, 4)),
        ("Spring 1", spring, _day(spring, 5, 4)),
        ("Spring 2", _day(spring, 7), _day(spring, 11, 4)),
        ("Summer 1", _day(spring, 14), _day(spring, 19, 4)),
        ("Summer 2", _day(spring, 21), _day(spring, 28, 1)),
    )
    return tuple(HalfTerm(f"{name} {label(year)}", start, end) for name, start, end in spans)


@cache
def school_days(year: int) -> tuple[date, ...]:
    """The days of an academic year on which pupils are in school, in order."""
    closed = {_monday(date(year + 1, 5, 1))}
    # Five training days: the first of every half-term but the fourth.
    closed |= {term.start for n, term in enumerate(half_terms(year)) if n != 3}
    return tuple(
        day
        for term in half_terms(year)
        for day in _weekdays(term.start, term.end)
        if day not in closed
    )


def days_between(year: int, first: date, last: date) -> tuple[date, ...]:
    """The school days of an academic year from `first` to `last`, both included."""
    days = school_days(year)
    return days[bisect_left(days, first) : bisect_right(days, last)]


def first_school_day(year: int) -> date:
    """The day on which pupils come back in September."""
    return school_days(year)[0]


def last_school_day(year: int) -> date:
    """The day on which the summer holiday begins."""
    return school_days(year)[-1]


def _monday(day: date) -> date:
    return day + timedelta(days=-day.weekday() % 7)


def _day(monday: date, weeks: int, days: int = 0) -> date:
    return monday + timedelta(weeks=weeks, days=days)


def _weekdays(first: date, last: date) -> list[date]:
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [day for day in days if day.weekday() < 5]
