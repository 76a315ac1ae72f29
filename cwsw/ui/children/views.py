"""The views of the children's table: everybody, whom to talk about first, repeated suspensions."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from cwsw.access import Person, Right
from cwsw.charts.event_dots import EventDot, event_dots
from cwsw.children.child_rows import ChildRow, child_rows, talk_first
from cwsw.children.stated_facts import SUSPENSIONS, rule
from cwsw.children.suspended import SuspensionDay, suspension_days
from cwsw.store import Workspace
from cwsw.tables.codes import year_group_label
from cwsw.tables.years import academic_year, first_day
from cwsw.ui import text
from cwsw.ui.charting import mode, show_chart
from cwsw.ui.children.table import show_children
from cwsw.ui.filters import members_of
from cwsw.ui.names import Names, by_place
from cwsw.ui.once import once

VIEW = "view"
FIND = "Find a child"
NOBODY_ON_LIST = "Nobody on roll is on the list."
NOBODY_HERE = "No child is in this view."
ALL_COLUMNS = (
    "year",
    "form",
    "plan",
    "attended",
    "weeks",
    "suspensions",
    "facts",
    "adult",
    "followed",
    "support",
)
WITHOUT_PLAN = tuple(name for name in ALL_COLUMNS if name != "plan")
FIRST_COLUMNS = ("year", "attended", "weeks", "facts")


@dataclass(frozen=True)
class View:
    """One view: its name, which rows it shows, and its finding from those rows and all."""

    name: str
    choose: Callable[[Sequence[ChildRow]], tuple[ChildRow, ...]]
    finding: Callable[[Sequence[ChildRow], Sequence[ChildRow]], str]


def rows_of(workspace: Workspace, person: Person) -> tuple[ChildRow, ...]:
    """A row for each child on the list, by year group, form and name."""
    cohort = tuple(sorted((m for m in members_of(workspace) if m.in_cohort), key=by_place))
    return once(workspace, child_rows, cohort, person.may(Right.PLAN_DETAIL))


def _everybody(rows: Sequence[ChildRow]) -> tuple[ChildRow, ...]:
    return tuple(rows)


def _talk_first(rows: Sequence[ChildRow]) -> tuple[ChildRow, ...]:
    return talk_first(rows).rows


def _suspended(rows: Sequence[ChildRow]) -> tuple[ChildRow, ...]:
    repeated = (row for row in rows if row.suspensions >= SUSPENSIONS)
    return tuple(sorted(repeated, key=lambda row: -row.suspensions))


def _without_support(rows: Sequence[ChildRow]) -> tuple[ChildRow, ...]:
    return tuple(row for row in rows if not row.has_support)


def _missing_most(rows: Sequence[ChildRow]) -> tuple[ChildRow, ...]:
    missed = (row for row in rows if row.recent_missed)
    return tuple(sorted(missed, key=lambda row: -row.recent_missed))


def all_words(rows: Sequence[ChildRow], _: Sequence[ChildRow]) -> str:
    """'150 children with a social worker'."""
    return text.count(len(rows), "child", "children") + " with a social worker"


def first_words(rows: Sequence[ChildRow], _: Sequence[ChildRow]) -> str:
    """'14 children have two or more facts. 3 have no support on record.'"""
    found = talk_first(rows)
    if not found.rows:
        return "No child has any of the facts looked at."
    number = "two or more facts" if found.together > 1 else "one of the facts"
    has = "has" if len(found.rows) == 1 else "have"
    words = f"{text.count(len(found.rows), 'child', 'children')} {has} {number}."
    if bare := found.without_support:
        words += f" {bare:,} {'has' if bare == 1 else 'have'} no support on record."
    return words


def suspended_words(rows: Sequence[ChildRow], everybody: Sequence[ChildRow]) -> str:
    """'16 of 37 suspended children account for 45 of 66 suspensions.'"""
    suspended = [row for row in everybody if row.suspensions]
    if not suspended:
        return "No child on the list was suspended this school year."
    theirs, every = (sum(row.suspensions for row in some) for some in (rows, suspended))
    children = text.count(len(suspended), "suspended child", "suspended children")
    return (
        f"{len(rows):,} of {children} {'accounts' if len(rows) == 1 else 'account'} for "
        f"{theirs:,} of {text.count(every, 'suspension')}"
    )


def _bare_words(rows: Sequence[ChildRow], everybody: Sequence[ChildRow]) -> str:
    return f"{len(rows):,} of {len(everybody):,} children have no support or follow-up on record"


def _missing_words(rows: Sequence[ChildRow], _: Sequence[ChildRow]) -> str:
    if not rows:
        return "No session was missed in the last four school weeks, or there is no register."
    return "Who missed most in the last four school weeks stands first"


VIEWS: Mapping[str, View] = {
    "all": View("All", _everybody, all_words),
    "first": View("Talk about first", _talk_first, first_words),
    "missing": View("Missing most now", _missing_most, _missing_words),
    "suspended": View("Suspended again", _suspended, suspended_words),
    "no-support": View("No support", _without_support, _bare_words),
}


def show_views(workspace: Workspace, person: Person, names: Names) -> tuple[ChildRow, ...]:
    """The view that the address names: its finding, its chart, its table; the rows chosen."""
    everybody = rows_of(workspace, person)
    if not everybody:
        st.write(NOBODY_ON_LIST)
        return ()
    name = st.segmented_control(
        "View",
        list(VIEWS),
        default="all",
        required=True,
        format_func=lambda key: VIEWS[key].name,
        key=VIEW,
        bind="query-params",
        label_visibility="collapsed",
    )
    view = VIEWS[name or "all"]
    rows = view.choose(everybody)
    st.header(view.finding(rows, everybody))
    if view is VIEWS["first"]:
        st.popover("Which facts?", type="tertiary").write(rule(person.may(Right.PLAN_DETAIL)))
    if view is VIEWS["suspended"] and rows:
        _show_dots(workspace, rows, names)
    rows = _narrowed(rows, names)
    if not rows:
        st.write(NOBODY_HERE)
        return ()
    columns = ALL_COLUMNS if person.may(Right.PLAN_DETAIL) else WITHOUT_PLAN
    many = st.toggle("Choose several", key="children_many")
    return show_children(
        rows,
        columns,
        names,
        workspace,
        f"children_{name}_{many}",
        title=view.finding(rows, everybody),
        shown=14,
        many=many,
    )


def _narrowed(rows: Sequence[ChildRow], names: Names) -> tuple[ChildRow, ...]:
    """The rows that the search words and the year groups leave."""
    years = sorted({r.member.year_group for r in rows if r.member.year_group is not None})
    with st.container(horizontal=True, vertical_alignment="bottom"):
        words = st.text_input(FIND, key="children_find", width=240) or ""
        chosen = st.multiselect(
            "Year groups",
            years,
            format_func=year_group_label,
            placeholder="All year groups",
            key="children_years",
            width=340,
        )
    return tuple(
        row
        for row in rows
        if words.casefold() in names.of(row.member).casefold()
        and (not chosen or row.member.year_group in chosen)
    )


def _show_dots(workspace: Workspace, rows: Sequence[ChildRow], names: Names) -> None:
    """One line of dots for each child with its suspensions, the most often suspended first."""
    by_number = {row.member.number: row for row in rows}
    days = once(workspace, suspension_days, frozenset(by_number))
    order = {number: place for place, number in enumerate(by_number)}
    dots = tuple(
        EventDot(
            _line(by_number[event.pupil], names),
            event.day,
            event.sessions or 1,
            _words(event, names),
        )
        for event in sorted(days, key=lambda event: (order[event.pupil], event.day))
    )
    start = first_day(academic_year(workspace.as_at))
    spec = event_dots(dots, start, workspace.as_at, mode())
    st.caption("Each dot a suspension, its size the sessions lost. The most often suspended first.")
    show_chart(spec, suspended_words(rows, rows))


def _line(row: ChildRow, names: Names) -> str:
    year = row.member.year_group
    return names.of(row.member) + ("" if year is None else f" ({year_group_label(year)})")


def _words(found: SuspensionDay, names: Names) -> str:
    sessions = "" if found.sessions is None else f", {text.count(found.sessions, 'session')}"
    reason = f": {names.text(found.reason)}" if found.reason else ""
    return f"{text.day(found.day)}{sessions}{reason}"
