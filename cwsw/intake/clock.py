"""Dates with a time of day: a day of British summer time that was exported as 23:00 before it."""

from calendar import SUNDAY, monthcalendar
from collections.abc import Sequence
from datetime import date, timedelta
from enum import Enum

Moment = tuple[date, tuple[int, int] | None]
"""A day, and the hour and minute beside it where there is a time."""

LATE, MIDNIGHT = (23, 0), (0, 0)
MOST = 0.9
"""Share of the times other than midnight that are late, from which the rest are slips."""


class Evening(Enum):
    """What the times of a column say of its days."""

    AS_WRITTEN = "the day as it is written"
    NEXT_DAY = "23:00 is midnight of the next day in summer time"
    DOUBTFUL = "some are an hour early, and the season does not say which"


def evenings(moments: Sequence[Moment]) -> Evening:
    """Whether times of 23:00 are midnight of the next day, by all rows of a column.

    An export in universal time writes a day of summer time as 23:00 of the day before and a day of
    winter as 00:00. One that runs an hour behind all year writes every day as 23:00.
    """
    late = [day for day, clock in moments if clock == LATE]
    other = sum(clock not in (LATE, MIDNIGHT, None) for _, clock in moments)
    # Where other times are common 23:00 is a time like any other, as on a list of incidents.
    if not late or len(late) < MOST * (len(late) + other):
        return Evening.AS_WRITTEN
    midnight = [day for day, clock in moments if clock == MIDNIGHT]
    # Summer days written at 23:00 and winter days at 00:00 are universal time. Where none is at
    # 00:00 the export runs an hour behind all year.
    by_season = all(map(_ends_in_summer, late)) and not any(
        _ends_in_summer(day - timedelta(days=1)) for day in midnight
    )
    return Evening.NEXT_DAY if by_season or not midnight else Evening.DOUBTFUL


def _ends_in_summer(day: date) -> bool:
    """Whether the midnight after a day is one of British summer time."""
    return _last_sunday(day.year, 3) <= day < _last_sunday(day.year, 10)


def _last_sunday(year: int, month: int) -> date:
    return date(year, month, max(week[SUNDAY] for week in monthcalendar(year, month)))
