"""View of repeated suspensions: who was suspended twice or more, each with a line of dots."""

from collections.abc import Sequence

import streamlit as st

from cwsw.charts.event_dots import EventDot, event_dots
from cwsw.children.child_rows import ChildRow
from cwsw.children.stated_facts import SUSPENSIONS
from cwsw.children.suspended import SuspensionDay, suspension_days
from cwsw.store import Workspace
from cwsw.tables.codes import year_group_label
from cwsw.tables.years import academic_year, first_day
from cwsw.ui.children.listing import Listing, Request
from cwsw.ui.state.version_cache import cached
from cwsw.ui.widgets.charting import mode, show_chart
from cwsw.ui.widgets.name_visibility import Names
from cwsw.ui.wording import text

NOBODY = "“All” shows each child's suspensions."
NOT_KNOWN = "Suspensions are not known: the upload has no list of them"
ADD_LIST = "Add an Exclusions sheet, or your system's list of suspensions, and upload again."


def suspended(request: Request) -> Listing:
    """Children suspended twice or more this school year, the most often first."""
    if all(row.suspensions is None for row in request.everybody):
        return Listing((), NOT_KNOWN, nobody=ADD_LIST)
    repeated = [row for row in request.everybody if _number(row) >= SUSPENSIONS]
    rows = tuple(sorted(repeated, key=lambda row: -_number(row)))
    return Listing(
        rows,
        finding(rows, request.everybody),
        advice=("SUS-2",),
        nobody=NOBODY,
        show_more=lambda: _show_dots(request.workspace, rows, request.names),
    )


def _number(row: ChildRow) -> int:
    return row.suspensions or 0


def finding(rows: Sequence[ChildRow], everybody: Sequence[ChildRow]) -> str:
    """'16 of 37 suspended children account for 45 of 66 suspensions'."""
    suspended = [row for row in everybody if row.suspensions]
    if not suspended:
        return "No child on the list was suspended this school year"
    if not rows:
        were = text.counted(len(suspended), "child was", "children were")
        return f"{were} suspended this school year, nobody twice"
    theirs, every = (sum(map(_number, some)) for some in (rows, suspended))
    children = text.counted(len(suspended), "suspended child", "suspended children")
    return (
        f"{len(rows):,} of {children} {'accounts' if len(rows) == 1 else 'account'} for "
        f"{theirs:,} of {text.counted(every, 'suspension')}"
    )


def _show_dots(workspace: Workspace, rows: Sequence[ChildRow], names: Names) -> None:
    """Show a line of dots for each child, the most often suspended first."""
    if not rows:
        return
    by_number = {row.member.number: row for row in rows}
    days = cached(workspace, suspension_days, frozenset(by_number))
    order = {number: place for place, number in enumerate(by_number)}
    dots = tuple(
        EventDot(
            _line(by_number[event.pupil], names),
            event.day,
            # A suspension whose length is not on record has the smallest dot.
            event.sessions or 1,
            _words(event, names),
        )
        for event in sorted(days, key=lambda event: (order[event.pupil], event.day))
    )
    start = first_day(academic_year(workspace.as_at))
    spec = event_dots(dots, start, workspace.as_at, mode())
    st.caption("Each dot a suspension, its size the sessions lost. The most often suspended first.")
    # Of the children drawn alone: the chart shows nobody else.
    show_chart(spec, finding(rows, rows))


def _line(row: ChildRow, names: Names) -> str:
    year = row.member.year_group
    return names.of(row.member) + ("" if year is None else f" ({year_group_label(year)})")


def _words(event: SuspensionDay, names: Names) -> str:
    sessions = "" if event.sessions is None else f", {text.counted(event.sessions, 'session')}"
    reason = f": {names.text(event.reason)}" if event.reason else ""
    return f"{text.day(event.day)}{sessions}{reason}"
