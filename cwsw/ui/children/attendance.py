"""A child's attendance in full: what is left before persistent absence, codes of each week."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

import streamlit as st

from cwsw.children.attendance import Attendance, AttendanceWeek, YearSum, attendance, most_possible
from cwsw.children.register_words import in_words
from cwsw.children.thresholds import USUAL_YEAR, ThresholdDistance
from cwsw.compare.showing import percent
from cwsw.measures.registry import THRESHOLDS
from cwsw.reports.document import Table
from cwsw.store import Workspace
from cwsw.tables.years import academic_year, is_complete, label
from cwsw.ui.state.version_cache import cached
from cwsw.ui.widgets.html_tables import show_table
from cwsw.ui.wording import text

NO_REGISTER = (
    "There is no register of these years. Add a Register sheet to see attendance week by week."
)
_NAMES = {
    percent_: f"{name} absence ({percent_}%)"
    for percent_, name in (
        # From the registry, so that a threshold that is moved there moves here as well.
        (THRESHOLDS["persistent_percent"], "Persistent"),
        (THRESHOLDS["severe_percent"], "Severe"),
    )
}
_SO_FAR = ("Line", "Missed", "Reached at", "Left")
_TO_COME = (
    "Reached by missing in a row",
    "Left by the end of the year",
    "Back below it by attending in a row",
)
_SO_FAR_MEANS = (
    "Reached at, and left: of the sessions possible so far, as if there were no more of them."
)
_IN_A_ROW_MEANS = (
    "In a row: each of the next sessions is missed, or is attended. Every new session counts as "
    "possible too."
)
_OVER = "The year is over, so nothing more can be missed in it."


def attendance_of(workspace: Workspace, number: int) -> Attendance:
    """A child's attendance, asked once for each version of the workspace."""
    return cached(workspace, attendance, number, cached(workspace, most_possible))


def show_attendance(workspace: Workspace, number: int, since: int) -> None:
    """Show each year in a sentence, the sessions left before each line, and the weeks missed."""
    attended = attendance_of(workspace, number).since(since)
    for year in attended.years:
        st.write(year_sentence(year, workspace.as_at))
    if not attended.weeks:
        st.write(NO_REGISTER)
    if attended.years:
        show_lines(attended.years[0], workspace)
    _show_weeks(attended.weeks)


def year_sentence(year: YearSum, as_at: date) -> str:
    """'Missed 21 of 378 possible sessions in 2025/26 (6%).'"""
    so_far = "" if is_complete(year.year, as_at) else " so far"
    of_year = f"{label(year.year)}{so_far}"
    if year.possible is not None:
        share = percent(Fraction(year.missed, year.possible))
        return (
            f"Missed {year.missed:,} of {year.possible:,} possible sessions in {of_year} ({share})."
        )
    if year.attendance_percent is not None:
        return (
            # The decimal as the file has it: `normalize` drops noughts at its end, and `:f` keeps
            # 100 from being written as 1E+2.
            f"Attendance of {year.attendance_percent.normalize():f}% is on record for {of_year}, "
            "without a number of sessions."
        )
    return f"No possible sessions are on record for {of_year}."


def show_lines(year: YearSum, workspace: Workspace) -> None:
    """What is left before persistent and severe absence in the as-at year."""
    if year.year == academic_year(workspace.as_at) and year.lines:
        show_table(lines_table(year, workspace.as_at, cached(workspace, most_possible)))


def lines_table(year: YearSum, as_at: date, most: int) -> Table:
    """Each line in sessions, with what the numbers assume.

    Args:
        year: The sums of the as-at year.
        as_at: The day of the data.
        most: The most sessions that any pupil could attend so far (`most_possible`).
    """
    caption = f"Sessions left before each line, {label(year.year)}"
    so_far = [_so_far(line, year.missed) for line in year.lines]
    if is_complete(year.year, as_at):
        return Table(caption, _SO_FAR, tuple(so_far), notes=(_SO_FAR_MEANS, _OVER))
    to_come = [_to_come(line) for line in year.lines]
    rows = tuple((*cells, *more_cells) for cells, more_cells in zip(so_far, to_come, strict=True))
    notes = (_SO_FAR_MEANS, _IN_A_ROW_MEANS, _assumption(most))
    return Table(caption, (*_SO_FAR, *_TO_COME), rows, notes=notes)


def weeks_table(weeks: Sequence[AttendanceWeek]) -> Table:
    """The weeks with something missed, the latest first, each with its codes in words."""
    rows = tuple(
        (
            text.day(week.monday),
            f"{week.missed:,}",
            f"{week.possible:,}",
            in_words(week.missed_by_code),
        )
        for week in reversed(weeks)
        if week.missed
    )
    headings = ("Week of", "Missed", "Possible", "Why, as in the register")
    return Table("Weeks with something missed", headings, rows, frozenset({1, 2}))


def _show_weeks(weeks: Sequence[AttendanceWeek]) -> None:
    """Show in how many weeks something was missed, and those weeks as a table."""
    open_weeks = [week for week in weeks if week.possible]
    if not open_weeks:
        return
    missed = sum(1 for week in open_weeks if week.missed)
    st.write(
        f"Something was missed in {missed:,} of {text.counted(len(open_weeks), 'school week')}; in "
        f"the other {len(open_weeks) - missed:,} everything was attended."
    )
    if missed:
        show_table(weeks_table(open_weeks))


def _so_far(line: ThresholdDistance, missed: int) -> tuple[str, ...]:
    sessions_left = "reached" if line.is_reached else f"{line.left:,}"
    return _NAMES[line.percent], f"{missed:,}", f"{line.at:,}", sessions_left


def _to_come(line: ThresholdDistance) -> tuple[str, ...]:
    in_a_row = "reached" if line.is_reached else f"{line.in_a_row:,}"
    return in_a_row, _by_year_end(line), _back(line)


def _by_year_end(line: ThresholdDistance) -> str:
    if line.by_year_end is None:
        return "cannot be reached this year"
    return f"{line.by_year_end:,}" if line.by_year_end else "reached whatever comes"


def _back(line: ThresholdDistance) -> str:
    if not line.is_reached:
        return "is below it"
    return f"{line.back:,}" if line.back <= USUAL_YEAR else "not within a year"


def _assumption(most: int) -> str:
    return (
        # A school may have had more sessions than a usual year has: no negative number is to come.
        f"By the end of the year: {max(0, USUAL_YEAR - most):,} more sessions are taken to come (a "
        f"usual year has {USUAL_YEAR}, less the most any pupil could attend so far), and all "
        "others are attended."
    )
