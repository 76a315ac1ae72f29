"""A child's attendance: the line of time, sessions left before 10% and 50%, codes in words."""

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction

import streamlit as st

from cwsw.access import Person as Reader
from cwsw.charts.child import (
    ATTENDED,
    AUTHORISED,
    MISSED,
    UNAUTHORISED,
    PlanBar,
    Spell,
    sessions_chart,
)
from cwsw.children.attendance import Attendance, Week, YearSum, attendance, most_possible
from cwsw.children.codes import in_words
from cwsw.children.sessions import USUAL_YEAR, Line
from cwsw.cohort import Member
from cwsw.cohort.why import dated, stories
from cwsw.compare.showing import percent
from cwsw.store import Workspace
from cwsw.tables.years import academic_year, first_day, is_complete, label, last_day
from cwsw.ui import text
from cwsw.ui.charting import mode, show_chart
from cwsw.ui.child_page import may_see_plans
from cwsw.ui.once import once
from cwsw.ui.tables import Table, show_table

NOTHING = "No sessions of this child are in the spreadsheet for the years shown."
NO_REGISTER = (
    "There is no register of these years, so attendance is shown by year. Add a Register sheet to "
    "see it week by week."
)
HOW_TO_READ = (
    "Each bar is a week of the register (a whole year, where there is none): from below, sessions "
    "attended, then sessions missed. Gaps are holidays."
)
_NAMES = {10: "Persistent absence (10%)", 50: "Severe absence (50%)"}
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
    return once(workspace, attendance, number, once(workspace, most_possible))


def show_attendance(
    who: Reader, workspace: Workspace, number: int, member: Member | None, since: int
) -> None:
    """Sentence, chart, what is left before each line, and the weeks with something missed."""
    found = attendance_of(workspace, number).since(since)
    if not found.years:
        st.write(NOTHING)
        return
    for year in found.years:
        st.write(year_sentence(year, workspace.as_at))
    if not found.weeks:
        st.write(NO_REGISTER)
    plans = plan_bars(member, workspace.as_at) if may_see_plans(who) else ()
    spec = _chart(found, plans, workspace.as_at)
    if show_chart(spec, _alt(found, plans)):
        st.caption(HOW_TO_READ)
    show_lines(found.years[0], workspace)
    _show_weeks(found.weeks)


def year_sentence(year: YearSum, as_at: date) -> str:
    """'Missed 21 of 378 possible sessions in 2025/26 (6%).'"""
    so_far = "" if is_complete(year.year, as_at) else " so far"
    when = f"{label(year.year)}{so_far}"
    if year.possible is not None:
        share = percent(Fraction(year.missed, year.possible))
        return f"Missed {year.missed:,} of {year.possible:,} possible sessions in {when} ({share})."
    if year.attendance_percent is not None:
        return (
            f"Attendance of {year.attendance_percent.normalize():f}% is on record for {when}, "
            "without a number of sessions."
        )
    return f"No possible sessions are on record for {when}."


def show_lines(year: YearSum, workspace: Workspace) -> None:
    """What is left before 10% and 50% in the as-at year."""
    if year.year == academic_year(workspace.as_at) and year.lines:
        show_table(lines_table(year, workspace.as_at, once(workspace, most_possible)))


def lines_table(year: YearSum, as_at: date, most: int) -> Table:
    """Each line in sessions, and what the numbers assume; `most` as `most_possible` says."""
    caption = f"Sessions left before each line, {label(year.year)}"
    so_far = [_so_far(line, year.missed) for line in year.lines]
    if is_complete(year.year, as_at):
        return Table(caption, _SO_FAR, tuple(so_far), frozenset(), (_SO_FAR_MEANS, _OVER))
    to_come = [_to_come(line) for line in year.lines]
    rows = tuple((*now, *later) for now, later in zip(so_far, to_come, strict=True))
    notes = (_SO_FAR_MEANS, _IN_A_ROW_MEANS, _rest(most))
    return Table(caption, (*_SO_FAR, *_TO_COME), rows, frozenset(), notes)


def plan_bars(member: Member | None, as_at: date) -> tuple[PlanBar, ...]:
    """A child's plans that can be drawn; only for those who may see them."""
    if member is None:
        return ()
    return tuple(
        PlanBar(story.plan.plan, story.first, story.last)
        for story in dated(stories(member, as_at))
        if story.first is not None and story.last is not None
    )


def weeks_table(weeks: Sequence[Week]) -> Table:
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


def _show_weeks(weeks: Sequence[Week]) -> None:
    open_weeks = [week for week in weeks if week.possible]
    if not open_weeks:
        return
    missed = sum(1 for week in open_weeks if week.missed)
    st.write(
        f"Something was missed in {missed:,} of {text.count(len(open_weeks), 'school week')}; in "
        f"the other {len(open_weeks) - missed:,} everything was attended."
    )
    if missed:
        with st.expander(f"Weeks with something missed ({missed:,}), with the reasons"):
            show_table(weeks_table(open_weeks))


def _so_far(line: Line, missed: int) -> tuple[str, ...]:
    left = "reached" if line.is_reached else f"{line.left:,}"
    return _NAMES[line.percent], f"{missed:,}", f"{line.at:,}", left


def _to_come(line: Line) -> tuple[str, ...]:
    in_a_row = "reached" if line.is_reached else f"{line.in_a_row:,}"
    return in_a_row, _by_year_end(line), _back(line)


def _by_year_end(line: Line) -> str:
    if line.by_year_end is None:
        return "cannot be reached this year"
    return f"{line.by_year_end:,}" if line.by_year_end else "reached whatever comes"


def _back(line: Line) -> str:
    if not line.is_reached:
        return "is below it"
    return f"{line.back:,}" if line.back <= USUAL_YEAR else "not within a year"


def _rest(most: int) -> str:
    return (
        f"By the end of the year: {max(0, USUAL_YEAR - most):,} more sessions are taken to come (a "
        f"usual year has {USUAL_YEAR}, less the most any pupil could attend so far), and all "
        "others are attended."
    )


def _chart(found: Attendance, plans: tuple[PlanBar, ...], as_at: date) -> dict[str, object] | None:
    spells = _spells(found, as_at)
    if not spells:
        return None
    span = (min(spell.first for spell in spells), as_at)
    shown = tuple(plan for plan in plans if plan.last >= span[0])
    return sessions_chart(spells, span, shown, mode())


def _spells(found: Attendance, as_at: date) -> tuple[Spell, ...]:
    weekly = {week.year for week in found.weeks}
    years = [_of_year(y, as_at) for y in found.years if y.possible and y.year not in weekly]
    return (*years, *(_of_week(week) for week in found.weeks if week.possible))


def _of_week(week: Week) -> Spell:
    parts = (
        (ATTENDED, week.possible - week.missed),
        (AUTHORISED, week.authorised),
        (UNAUTHORISED, week.unauthorised),
    )
    return Spell(week.monday, week.monday + timedelta(days=5), parts)


def _of_year(year: YearSum, as_at: date) -> Spell:
    parts = ((ATTENDED, (year.possible or 0) - year.missed), (MISSED, year.missed))
    return Spell(first_day(year.year), min(as_at, last_day(year.year)), parts)


def _alt(found: Attendance, plans: Sequence[PlanBar]) -> str:
    missed = sum(1 for week in found.weeks if week.missed)
    weeks = f" Something was missed in {missed:,} weeks." if found.weeks else ""
    drawn = "; ".join(f"{p.words} from {text.day(p.first)} to {text.day(p.last)}" for p in plans)
    return f"Sessions attended and missed over time.{weeks}" + (
        f" Plans: {drawn}." if drawn else ""
    )
