"""Our list as one table: searched, sorted, narrowed to a state; a row opens the child."""

from collections.abc import Sequence
from datetime import date
from functools import partial

import streamlit as st

from cwsw.access import Person, Right
from cwsw.cohort import CohortCounts, Member, PlanSpan, window_start
from cwsw.cohort.aware import ROLES, grid
from cwsw.cohort.list_rows import ListRow, list_rows
from cwsw.cohort.why import day
from cwsw.store import Workspace
from cwsw.tables.codes import year_group_label
from cwsw.ui import text
from cwsw.ui.children.table import PLANS, open_child, show_links
from cwsw.ui.cohort.list_states import STATES, State, state_words
from cwsw.ui.export import csv_bytes
from cwsw.ui.names import Names, by_place
from cwsw.ui.widgets.downloads import download_button
from cwsw.ui.widgets.row_table import Column, show_plain, show_rows

FIND = "Find a child"
STATE = "state"
"""The name of the state in the address."""
ON_THE_LIST = "On the list"
NOBODY = (
    "Nobody on roll is on the list yet. Ask the local authority and the children's previous "
    "schools, then upload their plans: plans from elsewhere count too."
)
NOBODY_HERE = "No child fits. Clear the search, or choose another state."
_SHOWN = 12
"""So many rows are seen without scrolling."""


def rule_in_words(as_at: date) -> str:
    """The rule with its dates."""
    return (
        "A pupil is on the list who was on a child in need (CIN) or child protection (CP) plan on "
        f"any day from {text.day(window_start(as_at))} to {text.day(as_at)}. An open referral, an "
        "assessment or early help is no plan. A figure can count fewer children than the list: it "
        "leaves out those without data for it, or of another age."
    )


def finding(counts: CohortCounts, has_detail: bool) -> str:
    """The title: '62 of our 150 children with a social worker have a plan now'."""
    if not counts.cwsw:
        return "Nobody is on our list yet"
    children = text.count(counts.cwsw, "child", "children")
    if not has_detail:
        return f"{children} on our list, of {text.count(counts.on_roll, 'pupil')} on roll"
    now = counts.current_cp + counts.current_cin
    has = "has" if now == 1 else "have"
    return f"{now:,} of the {children} on our list {has} a plan now"


def difference_words(as_at: date, today: date) -> str:
    """How today's list and the figures differ, and what to do about it."""
    same = f"The list and the figures are as at {text.day(as_at)}."
    if today <= as_at:
        return same
    return f"{same} What changed since comes with the next upload."


def rows_of(workspace: Workspace, everybody: Sequence[Member]) -> tuple[ListRow, ...]:
    """A row for everybody who is on the list, or in one of the groups beside it."""
    shown = (m for m in everybody if any(state.has(m) for state in STATES.values()))
    return list_rows(grid(workspace, sorted(shown, key=by_place)), workspace.as_at)


def show(workspace: Workspace, person: Person, everybody: Sequence[Member], names: Names) -> None:
    """The list with its states, or what to do where nobody is on it."""
    rows = rows_of(workspace, everybody)
    has_detail = person.may(Right.PLAN_DETAIL)
    if not any(row.member.in_cohort for row in rows):
        st.write(NOBODY)
    state = STATES[choose_state(rows) if has_detail else "all"]
    if any(state.has(row.member) for row in rows):
        show_list(workspace, person, rows, state, names)


def choose_state(rows: Sequence[ListRow]) -> str:
    """Which part of the list is shown; parts with nobody in them are not offered."""
    offered = [
        name
        for name, state in STATES.items()
        if name == "all" or any(state.has(row.member) for row in rows)
    ]
    chosen = st.pills(
        "Show",
        offered,
        default="all",
        required=True,
        format_func=lambda name: STATES[name].name,
        key=STATE,
        bind="query-params",
        label_visibility="collapsed",
    )
    return chosen or "all"


def show_list(
    workspace: Workspace, person: Person, rows: Sequence[ListRow], state: State, names: Names
) -> None:
    """The table of one state; selecting a row opens the child."""
    in_state = [row for row in rows if state.has(row.member)]
    title = state_words(state, len(in_state))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        found = _narrowed(in_state, names)
        st.html(f'<p role="status">{showing(len(found), title)}</p>')
    if not found:
        st.write(NOBODY_HERE)
        return
    columns = columns_for(person, names, is_on_list=found[0].member.in_cohort)
    key = f"our_list_{names.hidden}"
    chosen = show_rows(found, columns, title=title, key=key, shown=_SHOWN)
    with st.container(horizontal=True, vertical_alignment="center"):
        links_to = partial(show_links, workspace, [row.member for row in found], names)
        show_plain(found, columns, title=title, key=key, more=links_to)
        take_away_button(found, person, names)
    if chosen:
        open_child(workspace, chosen[0].member.number)


def showing(shown: int, title: str) -> str:
    """'21 children on a child protection plan now', or how many of them the search leaves."""
    words = f"{shown:,} of {title}"
    return title if title.startswith(f"{shown:,} ") else words


def _narrowed(rows: Sequence[ListRow], names: Names) -> tuple[ListRow, ...]:
    """The rows that the search words and the year groups leave."""
    years = sorted({r.member.year_group for r in rows if r.member.year_group is not None})
    words = st.text_input(FIND, key="our_list_find", width=240) or ""
    chosen = st.multiselect(
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
        and (not chosen or row.member.year_group in chosen)
    )


def columns_for(person: Person, names: Names, *, is_on_list: bool) -> tuple[Column[ListRow], ...]:
    """The columns that a person may see; plans only with the right to their detail."""
    where = (
        Column[ListRow]("Child", lambda row: names.of(row.member)),
        Column[ListRow]("Year", _year, st.column_config.TextColumn(width=70)),
        Column[ListRow]("Form", _form, st.column_config.TextColumn(width=60)),
    )
    if not person.may(Right.PLAN_DETAIL):
        adult = Column[ListRow]("Key adult", lambda row: row.member.key_adult or "")
        return (*where, *(() if names.hidden else (adult,)))
    if not is_on_list:
        return (*where, _BEFORE, _WHY_NOT)
    return (*where, _NOW, _SINCE, _BEFORE, _ON_ROLL, _TOLD)


def _year(row: ListRow) -> str:
    return "" if row.member.year_group is None else year_group_label(row.member.year_group)


def _form(row: ListRow) -> str:
    return row.member.form or ""


def now_words(row: ListRow) -> str:
    """'Child protection', 'None now', or why a child without a plan is on the list."""
    if row.member.override is not None:
        return "Counted by staff"
    return PLANS.get(row.member.current or "", "")


def since_words(row: ListRow) -> str:
    """The first day of the plan now; 'not known' where only a flag says so."""
    if row.since is not None:
        return text.day(row.since)
    return "not known" if row.has_plan_now else ""


def before_words(row: ListRow) -> str:
    """'CIN 3 Jul 2023 to 1 May 2024; CP ...'."""
    return "; ".join(plan_words(plan) for plan in row.before)


def plan_words(plan: PlanSpan) -> str:
    """'CIN 3 Jul 2023 to 1 May 2024'."""
    if plan.start is None and plan.end is None:
        return f"{plan.plan}, no dates"
    start = day(plan.start) if plan.start else "start not known"
    return f"{plan.plan} {start} to {day(plan.end) if plan.end else 'now'}"


def why_not(member: Member) -> str:
    """Why a pupil is not on the list; what to ask where only dates are missing."""
    if member.group != "undated":
        return member.why
    kinds = sorted({p.plan for p in member.plans if p.start is None or p.end is None})
    return f"When did the {text.listed(kinds) or 'recorded'} plan begin and end?"


# fmt: off
_NOW = Column[ListRow]("Plan now", now_words, st.column_config.TextColumn(width=125))
_SINCE = Column[ListRow](
    "Since", lambda row: row.since, st.column_config.DateColumn(format="D MMM YYYY", width=100),
    since_words,
)
_BEFORE = Column[ListRow](
    "Plans before", before_words, st.column_config.TextColumn(width=330),
)
_WHY_NOT = Column[ListRow]("Why not on the list", lambda row: why_not(row.member))
_ON_ROLL = Column[ListRow](
    "While on our roll", lambda row: "Yes" if row.member.while_on_roll else "No",
    st.column_config.TextColumn(width=115, help="Whether a plan ran while the child was with us"),
)
_TOLD = Column[ListRow](
    "Staff told", lambda row: f"{row.decided} of {len(ROLES)}",
    st.column_config.TextColumn(
        width=90, help="Roles of which somebody decided whether they need to know"
    ),
)
# fmt: on


def take_away_button(rows: Sequence[ListRow], person: Person, names: Names) -> None:
    """The rows shown as a CSV file, made only when it is asked for."""
    headings, lines = file_of(rows, person, names)
    download_button(
        f"Download ({text.count(len(lines), 'child', 'children')}, CSV)",
        partial(csv_bytes, headings, lines),
        "children-with-a-social-worker.csv",
    )


def file_of(
    rows: Sequence[ListRow], person: Person, names: Names
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Headings and lines of the file: with the right to plans the reason and every plan too."""
    headings = ("Child", "Year group", "Form", "Why")
    places = [names.place(row.member) for row in rows]
    if not person.may(Right.PLAN_DETAIL):
        return headings, tuple((*place, ON_THE_LIST) for place in places)
    plans = ("; ".join(plan_words(plan) for plan in row.member.plans) for row in rows)
    detail = ((row.member.why, words) for row, words in zip(rows, plans, strict=True))
    lines = tuple((*place, *more) for place, more in zip(places, detail, strict=True))
    return (*headings, "Plans on record"), lines
