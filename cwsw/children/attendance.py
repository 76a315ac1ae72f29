"""One child's attendance: week by week where there is a register, else the sums of a year."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from cwsw.children.steps import facts, rows, steps
from cwsw.children.thresholds import USUAL_YEAR, ThresholdDistance, lines
from cwsw.store import Workspace
from cwsw.tables.years import academic_year, is_complete

_WEEKS = """
select
    year,
    monday,
    possible,
    authorised,
    unauthorised,
    list({'code': code, 'number': number} order by number desc, code)
        filter (where absent) as missed_by_code
from week
join (
    select
        pupil,
        academic_year(day) as year,
        cast(date_trunc('week', day) as date) as monday,
        code,
        mark in ('authorised', 'unauthorised') as absent,
        count(*) as number
    from mark
    group by all
) using (pupil, year, monday)
group by year, monday, possible, authorised, unauthorised
order by monday, year
"""
_YEARS = """
select year, possible, absent as missed, attendance_percent
from sessions
where pupil = $pupil
order by year desc
"""
_MOST = """
select max(possible) as most
from sessions
where year = academic_year($as_at)
"""


@dataclass(frozen=True)
class AttendanceWeek:
    """The sessions of one week; `missed_by_code` holds register codes with their numbers."""

    year: int
    monday: date
    possible: int
    authorised: int
    unauthorised: int
    missed_by_code: tuple[tuple[str, int], ...]

    @property
    def missed(self) -> int:
        """Sessions missed, authorised or not."""
        return self.authorised + self.unauthorised


@dataclass(frozen=True)
class YearSum:
    """The sessions of one academic year, as every figure counts them.

    `possible` None: the spreadsheet gives a bare percentage, or nothing.
    """

    year: int
    possible: int | None
    missed: int
    attendance_percent: Decimal | None
    lines: tuple[ThresholdDistance, ...] = ()


@dataclass(frozen=True)
class Attendance:
    """Years with the latest first; weeks in their order, for years with a register."""

    years: tuple[YearSum, ...]
    weeks: tuple[AttendanceWeek, ...]

    def since(self, year: int) -> "Attendance":
        """The same from an academic year on."""
        return Attendance(
            tuple(y for y in self.years if y.year >= year),
            tuple(w for w in self.weeks if w.year >= year),
        )


def most_possible(workspace: Workspace) -> int:
    """The most sessions that any pupil could attend in the as-at year so far."""
    (row,) = rows(workspace, facts("sessions"), _MOST, **_days(workspace))
    return int(row["most"] or 0)


def attendance(workspace: Workspace, number: int, most: int) -> Attendance:
    """The attendance of the pupil with a number; `most` is what `most_possible` returns."""
    weeks = rows(workspace, steps("mark", "week"), _WEEKS, as_at=workspace.as_at, pupil=number)
    years = rows(workspace, facts("sessions"), _YEARS, **_days(workspace), pupil=number)
    # The most that anybody could attend so far tells how much of the usual year is left.
    to_come = _still_to_come(workspace.as_at, most)
    this_year = academic_year(workspace.as_at)
    return Attendance(
        tuple(_year(**row, to_come=to_come if row["year"] == this_year else None) for row in years),
        tuple(_week(**row) for row in weeks),
    )


def _still_to_come(as_at: date, most: int) -> int | None:
    if is_complete(academic_year(as_at), as_at):
        return None
    return max(0, USUAL_YEAR - most)


def _year(
    year: int,
    possible: int | None,
    missed: int | None,
    attendance_percent: Decimal | None,
    to_come: int | None,
) -> YearSum:
    # From a bare percentage nobody can work out the sessions left to a line.
    if not possible:
        return YearSum(year, None, 0, attendance_percent)
    missed_sessions = int(missed or 0)
    return YearSum(
        year, int(possible), missed_sessions, None, lines(int(possible), missed_sessions, to_come)
    )


def _week(
    year: int,
    monday: date,
    possible: int,
    authorised: int,
    unauthorised: int,
    missed_by_code: Iterable[dict[str, object]] | None,
) -> AttendanceWeek:
    codes = tuple((str(e["code"]), int(str(e["number"]))) for e in missed_by_code or ())
    return AttendanceWeek(year, monday, possible, authorised, unauthorised, codes)


def _days(workspace: Workspace) -> dict[str, object]:
    return {"as_at": workspace.as_at, "school_as_at": workspace.school_as_at}
