"""Our list as one table: searched, sorted, narrowed to a state; a row opens the child."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

import streamlit as st

from cwsw.access import Right, User
from cwsw.children.reviews import next_reviews
from cwsw.cohort import Member, window_start
from cwsw.cohort.aware import grid
from cwsw.cohort.list_rows import KIND_OF, ListRow, list_rows
from cwsw.cohort.today import list_day
from cwsw.store import Workspace
from cwsw.tables.codes import year_group_label
from cwsw.ui.children.child_parts import PART_PARAMETER, WHY_COUNTED
from cwsw.ui.children.table import open_child, show_links
from cwsw.ui.cohort.list_columns import columns_for, file_of
from cwsw.ui.cohort.list_difference import LEFT, since_figures, states_with
from cwsw.ui.cohort.list_states import ListState, state_words
from cwsw.ui.widgets.downloads import download_button
from cwsw.ui.widgets.export import csv_bytes
from cwsw.ui.widgets.name_visibility import Names, by_place
from cwsw.ui.widgets.row_table import show_plain, show_rows
from cwsw.ui.wording import text

FIND = "Find a child"
ON_LIST = "all"
"""The state of everybody on the list."""
STATE = "state"
"""The name of the state in the address."""
NOBODY = (
    "Nobody on roll is on the list yet. Ask the local authority and the children's previous "
    "schools, then add the plans they tell you of: plans from elsewhere count too."
)
NOBODY_HERE = "No child fits. Clear the search, or choose another state."
_VISIBLE_ROWS = 12
"""Rows that are seen without scrolling."""


def rule_in_words(as_at: date) -> str:
    """The rule with its dates."""
    return (
        "A pupil is on the list who was on a child in need (CIN) or child protection (CP) plan on "
        f"any day from {text.day(window_start(as_at))} to {text.day(as_at)}. An open referral, an "
        "assessment or early help is no plan. A figure can count fewer children than the list: it "
        "leaves out those without data for it, or of another age."
    )


def finding(everybody: Sequence[Member], has_detail: bool) -> str:
    """The title: '62 of our 150 children with a social worker have a plan now'."""
    ours = [member for member in everybody if member.in_cohort]
    if not ours:
        return "Nobody is on our list yet"
    children = text.counted(len(ours), "child", "children")
    # How many have a plan now is plan detail too.
    if not has_detail:
        return f"{children} on our list, of {text.counted(len(everybody), 'pupil')} on roll"
    with_plan = sum(member.current in KIND_OF for member in ours)
    has = "has" if with_plan == 1 else "have"
    return f"{with_plan:,} of the {children} on our list {has} a plan now"


def rows_of(
    workspace: Workspace, everybody: Sequence[Member], states: Mapping[str, ListState]
) -> tuple[ListRow, ...]:
    """A row for everybody in one of the states: on the list, or in a group that is not on it."""
    members = sorted((m for m in everybody if any(s.has(m) for s in states.values())), key=by_place)
    day = list_day(workspace)
    return list_rows(grid(workspace, members), day, next_reviews(workspace, members))


def show_whole_list(
    workspace: Workspace, user: User, everybody: Sequence[Member], names: Names
) -> None:
    """Show today's list with its states, or what to do where nobody is on it."""
    has_detail, since = user.may(Right.PLAN_DETAIL), since_figures(workspace)
    states = states_with(since)
    # Who left the school is on today's roll no more: these rows come from the figures' day, and
    # only the state Left the list shows them.
    upns_on_roll = {member.upn for member in everybody}
    left_school = [member for member in since.leavers if member.upn not in upns_on_roll]
    rows = rows_of(workspace, everybody, states)
    leavers = rows_of(workspace, left_school, {LEFT: states[LEFT]}) if left_school else ()
    if not any(row.member.in_cohort for row in rows):
        st.write(NOBODY)
    # The states tell which plan a child is on: without the right to see plans there is the list
    # alone.
    name = choose_state(rows, leavers, states) if has_detail else ON_LIST
    in_state = [row for row in rows if states[name].has(row.member)]
    if name == LEFT:
        in_state.extend(leavers)
    if in_state:
        show_list(workspace, user, in_state, states[name], names)


def choose_state(
    rows: Sequence[ListRow], leavers: Sequence[ListRow], states: Mapping[str, ListState]
) -> str:
    """Ask which part of the list is shown; parts with nobody in them are not offered.

    `leavers`: children who were on the list on the figures' day, and are not on roll any more.
    """
    offered = [
        name
        for name, state in states.items()
        if name == ON_LIST or any(state.has(r.member) for r in rows) or (name == LEFT and leavers)
    ]
    choice = st.pills(
        "Show",
        offered,
        default=ON_LIST,
        required=True,
        format_func=lambda name: states[name].name,
        key=STATE,
        bind="query-params",
        label_visibility="collapsed",
    )
    return choice or ON_LIST


def show_list(
    workspace: Workspace, user: User, in_state: Sequence[ListRow], state: ListState, names: Names
) -> None:
    """Show the table of one state; selecting a row opens the child's page at why they count."""
    title = state_words(state, len(in_state))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        narrowed = _narrowed(in_state, names)
        # A live region, so that a screen reader says what the search leaves: no part of Streamlit
        # is one (decision 17).
        st.html(f'<p role="status">{status_words(len(narrowed), title)}</p>')
    if not narrowed:
        st.write(NOBODY_HERE)
        return
    columns = columns_for(in_state, user, names, is_on_list=state.is_on_list)
    key = f"our_list_{names.hidden}"
    selected_rows = show_rows(narrowed, columns, title=title, key=key, visible_rows=_VISIBLE_ROWS)
    with st.container(horizontal=True, vertical_alignment="center"):
        links_to = partial(show_links, workspace, [row.member for row in narrowed], names)
        show_plain(narrowed, columns, title=title, key=key, more=links_to)
        take_away_button(narrowed, user, names)
    if selected_rows:
        # The part asks for the same right: without it the child's page opens as it always does.
        part = {PART_PARAMETER: WHY_COUNTED} if user.may(Right.PLAN_DETAIL) else {}
        open_child(workspace, selected_rows[0].member.number, part)


def status_words(number: int, title: str) -> str:
    """'21 children on a child protection plan now', or how many of them the search leaves."""
    words = f"{number:,} of {title}"
    return title if title.startswith(f"{number:,} ") else words


def _narrowed(rows: Sequence[ListRow], names: Names) -> tuple[ListRow, ...]:
    """The rows that the search words and the year groups leave."""
    years = sorted({r.member.year_group for r in rows if r.member.year_group is not None})
    words = st.text_input(FIND, key="our_list_find", width=240) or ""
    year_groups = st.multiselect(
        "Year groups",
        years,
        format_func=year_group_label,
        placeholder="All year groups",
        key="our_list_years",
        width=340,
    )
    return tuple(
        row
        for row in rows
        if words.casefold() in names.of(row.member).casefold()
        and (not year_groups or row.member.year_group in year_groups)
    )


def take_away_button(rows: Sequence[ListRow], user: User, names: Names) -> None:
    """Show the button that downloads the rows shown as a CSV file."""
    download_button(
        f"Download ({text.counted(len(rows), 'child', 'children')}, CSV)",
        lambda: csv_bytes(*file_of(rows, user, names)),
        "children-with-a-social-worker.csv",
    )
