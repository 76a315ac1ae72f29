"""Who did what, as the head reads it: by person, event and child, the latest first."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

import pandas as pd
import streamlit as st

from cwsw.access import AuditEvent, AuditLine, User
from cwsw.cohort import Member
from cwsw.ui.auth import page_registry
from cwsw.ui.state import audit_notes, audit_store
from cwsw.ui.widgets.name_visibility import Names
from cwsw.ui.widgets.row_table import RowColumn, show_plain
from cwsw.ui.wording import text

LEAD = (
    "Who signed in, who opened a child's page, the meeting pack or the inspection sheet, what was "
    "taken away, and when. Nobody can change it."
)
PSEUDONYMS = (
    "A child is shown as a pseudonym: twelve letters and digits made from the UPN with a key "
    "that only this program has. Choose a child to see the lines about them; that is noted too."
)
IN_MEMORY = "Lines live in the program's memory and go with it."
ON_SERVER = "Lines are kept on the server. Whoever looks after it decides how long."
BROKEN = (
    "Lines of this trail were cut out or changed outside the dashboard: do not rely on it, and "
    "tell whoever looks after the server."
)
NO_LINES = "Nobody has done anything yet that is noted here."
NONE_LEFT = "No line fits this choice: choose everybody, everything and every child."
MOST = 200
_EVERYBODY, _EVERY_EVENT = "Everybody", "Everything"
_CHILD, _NOTED = "trail_child", "trail_noted"
_LONDON = ZoneInfo("Europe/London")


def show_lines(user: User, everybody: Sequence[Member], names: Names) -> None:
    """Show the school's lines, the latest first, narrowed by person, event and child."""
    audit_trail = audit_store.trail().read(user.school)
    st.write(f"{LEAD} {ON_SERVER if not page_registry.runs_alone() else IN_MEMORY}")
    st.popover("How a child is named here", type="tertiary").write(PSEUDONYMS)
    if not audit_trail.intact:
        st.warning(BROKEN)
    if not audit_trail.lines:
        st.write(NO_LINES)
        return
    matches = _filtered(user, audit_trail.lines, everybody, names)
    if matches:
        _show_table(matches)
    else:
        st.write(NONE_LEFT)


def _show_table(lines: Sequence[AuditLine]) -> None:
    """Show the latest lines as a table to sort and search; as plain HTML on a click."""
    latest = lines[: -MOST - 1 : -1]
    st.dataframe(
        # Not `show_rows`: a line leads nowhere, so none can be selected.
        pd.DataFrame({c.heading: [c.value(line) for line in latest] for c in _COLUMNS}),
        hide_index=True,
        column_config={c.heading: c.config for c in _COLUMNS if c.config},
        alt=_TITLE,
    )
    if len(lines) > MOST:
        st.caption(f"The latest {MOST} of {len(lines):,} lines.")
    show_plain(latest, _COLUMNS, title=_TITLE, key="trail")


def _london(line: AuditLine) -> datetime:
    """When it was in the time of London, which the table is to show as it is."""
    # Without a zone the table shows it as it is, and not in the time of the reader's computer.
    return line.when.astimezone(_LONDON).replace(tzinfo=None)


def _moment(line: AuditLine) -> str:
    """'3 July 2026, 14:05:09'."""
    local = _london(line)
    return f"{text.day(local)}, {local:%H:%M:%S}"


_TITLE = "Who did what"
_TIME_COLUMN = st.column_config.DatetimeColumn(format="D MMM YYYY, HH:mm:ss")
_COLUMNS: tuple[RowColumn[AuditLine], ...] = (
    RowColumn("When", _london, _TIME_COLUMN, _moment),
    RowColumn("Who", lambda line: line.user),
    RowColumn("Role", lambda line: line.role),
    RowColumn("What they did", lambda line: text.capital(line.event.value)),
    RowColumn("Child", lambda line: line.about or "–"),
)


def _filtered(
    user: User, lines: Sequence[AuditLine], everybody: Sequence[Member], names: Names
) -> list[AuditLine]:
    """Ask for a person, an event and a child; the lines that fit, in the order given."""
    user_column, event_column, child_column = st.columns(3)
    users = sorted({line.user for line in lines})
    events = sorted({line.event.value for line in lines})
    user_choice = user_column.selectbox("Person", [_EVERYBODY, *users], key="trail_person")
    event_words = event_column.selectbox(
        "What they did", [_EVERY_EVENT, *events], format_func=text.capital, key="trail_event"
    )
    # The trail holds no UPN: a child can only be looked up here, from those the reader may see.
    options = names.options(everybody)
    about = child_column.selectbox(
        "Child", list(options), index=None, placeholder="Every child",
        key=f"{_CHILD}_{names.hidden}",
    )  # fmt: skip
    pseudonym = None if about is None else _look_up(user, everybody[options[about]])
    return [
        line
        for line in lines
        if user_choice in (_EVERYBODY, line.user)
        and event_words in (_EVERY_EVENT, line.event.value)
        and pseudonym in (None, line.about)
    ]


def _look_up(user: User, member: Member) -> str:
    """The pseudonym of a child; looking it up is noted in the trail as well."""
    pseudonym = audit_store.trail().pseudonym(user.school, member.upn)
    # The page runs again at each click; that somebody looked is one line and not one for each run.
    if st.session_state.get(_NOTED) != pseudonym:
        audit_notes.note(AuditEvent.TRAIL_READ, member.upn)
        st.session_state[_NOTED] = pseudonym
    return pseudonym
