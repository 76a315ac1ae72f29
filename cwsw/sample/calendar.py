"""A usual English school calendar: the 190 days of its six half-terms."""

from bisect import bisect_left, bisect_right
from datetime import date, timedelta
from functools import cache

from cwsw.tables.half_terms import half_terms


@cache
def school_days(year: int) -> tuple[date, ...]:
    """The days of an academic year on which pupils are in school, in order."""
    # The early May bank holiday: the others fall into school holidays.
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


def _weekdays(first: date, last: date) -> list[date]:
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [day for day in days if day.weekday() < 5]
