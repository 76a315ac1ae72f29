"""The columns of our list for each role: on screen, in the plain table and in the file."""

from collections.abc import Sequence

import streamlit as st

from cwsw.access import Right, User
from cwsw.cohort import Member, PlanSpan
from cwsw.cohort.aware import ROLES
from cwsw.cohort.list_rows import ListRow
from cwsw.tables import english
from cwsw.tables.codes import year_group_label
from cwsw.ui.children.table import PLANS
from cwsw.ui.widgets.name_visibility import Names
from cwsw.ui.widgets.row_table import LONGEST_FORM, LONGEST_NAME, RowColumn, fitted
from cwsw.ui.wording import text

ON_THE_LIST = "On the list"
LEFT_SCHOOL = "Left the school"


def columns_for(
    rows: Sequence[ListRow], user: User, names: Names, *, is_on_list: bool
) -> tuple[RowColumn[ListRow], ...]:
    """The columns that a user may see; plans only with the right to see their detail."""
    name_width = fitted((names.of(row.member) for row in rows), 118, LONGEST_NAME)
    child_columns = (
        RowColumn[ListRow]("Child", lambda row: names.of(row.member), name_width),
        RowColumn[ListRow]("Year", _year, st.column_config.TextColumn(width=62)),
        RowColumn[ListRow]("Form", _form, fitted(map(_form, rows), 50, LONGEST_FORM)),
    )
    if not user.may(Right.PLAN_DETAIL):
        adult = RowColumn[ListRow]("Key adult", lambda row: row.member.key_adult or "")
        # Free text of staff may hold a name of a child: it goes with the names.
        return (*child_columns, *(() if names.hidden else (adult,)))
    if not is_on_list:
        return (*child_columns, _PLANS_BEFORE, _WHY_NOT)
    return (*child_columns, _PLAN_NOW, _SINCE, _PLANS_BEFORE, _ON_ROLL, _STAFF_TOLD, _NEXT_REVIEW)


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
    return f"{plan.plan} {english.span(plan.start, plan.end)}"


def why_not(member: Member) -> str:
    """Why a pupil is not on the list; what to ask where only dates are missing."""
    if member.in_cohort:  # as on the figures' day: today's list has nothing of a leaver
        return LEFT_SCHOOL
    if member.group != "undated":
        return member.why
    kinds = sorted({p.plan for p in member.plans if p.start is None or p.end is None})
    return f"When did the {text.listed(kinds) or 'recorded'} plan begin and end?"


# fmt: off
_PLAN_NOW = RowColumn[ListRow]("Plan now", now_words, st.column_config.TextColumn(width=118))
_SINCE = RowColumn[ListRow](
    "Since", lambda row: row.since, st.column_config.DateColumn(format="D MMM YYYY", width=100),
    since_words,
)
_PLANS_BEFORE = RowColumn[ListRow](
    "Plans before", before_words, st.column_config.TextColumn(width=190),
)
_WHY_NOT = RowColumn[ListRow]("Why not on the list", lambda row: why_not(row.member))
_ON_ROLL = RowColumn[ListRow](
    "While on our roll", lambda row: "Yes" if row.member.while_on_roll else "No",
    st.column_config.TextColumn(width=100, help="Whether a plan ran while the child was with us"),
)
_STAFF_TOLD = RowColumn[ListRow](
    "Staff told", lambda row: f"{row.decided} of {len(ROLES)}",
    st.column_config.TextColumn(
        width=75, help="Roles of which somebody decided whether they need to know"
    ),
)
_NEXT_REVIEW = RowColumn[ListRow](
    "Next review", lambda row: row.next_review,
    st.column_config.DateColumn(
        format="D MMM YYYY", width=95, help="The first review or action that is due"
    ),
    lambda row: text.day(row.next_review) if row.next_review else "",
)
# fmt: on


def file_of(
    rows: Sequence[ListRow], user: User, names: Names
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Headings and lines of the CSV file; the reason and the plans only with that right."""
    headings = ("Child", "Year group", "Form", "Why")
    places = [names.place(row.member) for row in rows]
    # Neither plans nor why a child counts, since the reason names a plan.
    if not user.may(Right.PLAN_DETAIL):
        return headings, tuple((*place, ON_THE_LIST) for place in places)
    plans = ("; ".join(plan_words(plan) for plan in row.member.plans) for row in rows)
    detail = ((row.member.why, words) for row, words in zip(rows, plans, strict=True))
    lines = tuple((*place, *more) for place, more in zip(places, detail, strict=True))
    return (*headings, "Plans on record"), lines
