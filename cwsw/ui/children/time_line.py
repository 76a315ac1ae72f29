"""A child's one chart: absence by week, with suspensions, support and plans dated on it."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

import streamlit as st

from cwsw.charts.child import (
    AUTHORISED,
    MISSED,
    UNAUTHORISED,
    DatedBar,
    DatedDot,
    Spell,
    absence_chart,
)
from cwsw.children.attendance import Attendance, AttendanceWeek, YearSum
from cwsw.children.story import Suspension
from cwsw.cohort import Member
from cwsw.cohort.explanation import dated, stories
from cwsw.records import Intervention
from cwsw.tables.years import first_day, last_day
from cwsw.ui.children.attendance import attendance_of, year_sentence
from cwsw.ui.children.opened_child import OpenedChild
from cwsw.ui.widgets.charting import mode, show_chart
from cwsw.ui.widgets.name_visibility import Names
from cwsw.ui.wording import text

NO_SESSIONS = (
    "No sessions of this child are in the spreadsheet for these years. Add an Attendance or a "
    "Register sheet, and upload again."
)


def show_time_line(child: OpenedChild) -> None:
    """Show this year's absence in a sentence, and the chart of this year and the last."""
    as_at, since = child.workspace.as_at, child.last_year
    attended = attendance_of(child.workspace, child.pupil.number).since(since)
    if not attended.years:
        st.write(NO_SESSIONS)
        return
    st.markdown(f"**{year_sentence(attended.years[0], as_at)}**")
    spells = spells_of(attended, as_at)
    if not spells:
        return
    dots = suspension_dots(child.facts.since(since).suspensions, child.names)
    span = (min([spell.first for spell in spells] + [dot.day for dot in dots]), as_at)
    support = support_bars(child.added.since(since).support, child.names, as_at)
    # What a reader may not see is left out here: a chart's data are in the page, drawn or not.
    plans = plan_bars(child.member, as_at) if child.has_detail else ()
    bars = tuple(bar for bar in (*support, *plans) if bar.last >= span[0])
    # Above the chart: as the title of its axis it ran into the numbers.
    st.caption(legend(spells, bars, bool(dots)))
    show_chart(absence_chart(spells, span, bars, dots, mode()), chart_name(span, bars, dots))


def legend(spells: Sequence[Spell], bars: Sequence[DatedBar], has_dots: bool) -> str:
    """What the marks are, in one line."""
    kinds = {kind for spell in spells for kind, _ in spell.parts}
    week = "a week: authorised absence below, unauthorised above"
    year = "a year without a register" if MISSED in kinds else ""
    bar_kinds = "; ".join(filter(None, (week if kinds - {MISSED} else "", year)))
    lines = {"support": False, "plan": True}
    above = [name for name, is_plan in lines.items() if any(b.is_plan is is_plan for b in bars)]
    marks = (
        f"Per cent of sessions missed, each bar {bar_kinds}",
        "▼ suspension" if has_dots else "",
        f"long bars above: {' and '.join(above)}" if above else "",
    )
    return " · ".join(filter(None, marks))


def spells_of(attended: Attendance, as_at: date) -> tuple[Spell, ...]:
    """Each week of the register; a whole year where there is none."""
    weekly = {week.year for week in attended.weeks}
    # A year's sum is drawn only where no register tells of its weeks, or it would be shown twice.
    years = [_of_year(y, as_at) for y in attended.years if y.possible and y.year not in weekly]
    return (*years, *(_of_week(week) for week in attended.weeks if week.possible))


def plan_bars(member: Member | None, as_at: date) -> tuple[DatedBar, ...]:
    """A child's plans that can be drawn; only for those who may see them."""
    if member is None:
        return ()
    return tuple(
        DatedBar(story.plan.plan, story.first, story.last, is_plan=True)
        for story in dated(stories(member, as_at))
        if story.first is not None and story.last is not None
    )


def support_bars(
    support: Iterable[Intervention], names: Names, as_at: date
) -> tuple[DatedBar, ...]:
    """Support from its start to its end, or to the day of the data while it runs."""
    return tuple(
        DatedBar(names.text(fact.intervention), fact.start_date, fact.end_date or as_at)
        for fact in support
        if fact.start_date <= as_at
    )


def suspension_dots(suspensions: Sequence[Suspension], names: Names) -> tuple[DatedDot, ...]:
    """Each suspension on its day, with the sessions lost and the reason."""
    return tuple(
        DatedDot(suspension_words(suspension, names), suspension.day)
        for suspension in suspensions
        if suspension.type == "SUSP"
    )


def suspension_words(suspension: Suspension, names: Names) -> str:
    """'2 October 2025, 4 sessions: physical assault'."""
    lost = (
        "" if suspension.sessions is None else f", {text.counted(suspension.sessions, 'session')}"
    )
    return f"{text.day(suspension.day)}{lost}" + (
        f": {names.text(suspension.reason)}" if suspension.reason else ""
    )


def chart_name(span: tuple[date, date], bars: Sequence[DatedBar], dots: Sequence[DatedDot]) -> str:
    """What the chart shows, in one sentence, for somebody who does not see it."""
    plans = sum(bar.is_plan for bar in bars)
    counts = {"suspension": len(dots), "support": len(bars) - plans, "plan": plans}
    dated_on = [f"{number} {kind}" for kind, number in counts.items() if number]
    with_dated = f", with {text.listed(dated_on)} dated on it" if dated_on else ""
    return f"Sessions missed from {text.day(span[0])} to {text.day(span[1])}{with_dated}."


def _of_week(week: AttendanceWeek) -> Spell:
    parts = ((AUTHORISED, week.authorised), (UNAUTHORISED, week.unauthorised))
    # Five days wide: the weekend parts a bar from the next.
    return Spell(week.monday, week.monday + timedelta(days=5), week.possible, parts)


def _of_year(year: YearSum, as_at: date) -> Spell:
    last = min(as_at, last_day(year.year))
    return Spell(first_day(year.year), last, year.possible or 0, ((MISSED, year.missed),))
