"""Who has been told: children by roles, what is still to decide, and the note to print."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from cwsw.access import User
from cwsw.cohort.aware import ROLES, ChildAwareness, children_known_to, gaps, set_awareness
from cwsw.records import Awareness, facts
from cwsw.reports.document import Table
from cwsw.reports.document.html import html
from cwsw.reports.staff_note import staff_note
from cwsw.store import Workspace
from cwsw.tables.codes import AWARENESS
from cwsw.tables.english import short_day
from cwsw.ui.forms.edit_conflict import as_seen
from cwsw.ui.forms.edit_forms import Signature, may_change, signature, submit
from cwsw.ui.widgets.downloads import download_button
from cwsw.ui.widgets.html_tables import show_table
from cwsw.ui.widgets.name_visibility import Names
from cwsw.ui.widgets.row_table import (
    LONGEST_FORM,
    LONGEST_NAME,
    RowColumn,
    fitted,
    show_plain,
    show_rows,
)
from cwsw.ui.wording import text

MEANS = (
    "For each child and role: told, not needed (as the safeguarding lead decided), or to decide. "
    "Only “to decide” is a gap: not everybody needs to know."
)
NOTE_MEANS = (
    "A page to print for one role: the names of the pupils they have been told about, and what "
    "helps any pupil. It says nothing of social care."
)
NOBODY = "Nobody is on the list yet. See May be missing for who to ask about."
EVERY_CHILD = "Every child still to decide about"
EVERY_ROLE = "Every role"
TO_DECIDE = "to decide"
_SHORT = {"Designated teacher": "Des. teacher", "Mental health lead": "Mental health"}
"""A role -> the heading of its narrow column."""


def finding(lines: Sequence[ChildAwareness]) -> str:
    """The title: for how many children it is still to decide who knows."""
    if not lines:
        return "Nobody is on our list yet"
    # Counted is what nobody has decided, and not who was told: not everybody needs to know.
    waiting = sum(bool(line.to_decide) for line in lines)
    if not waiting:
        return "For every child it is decided which staff know"
    children = text.counted(len(lines), "child", "children")
    return f"For {waiting:,} of {children} it is still to decide which staff know"


def show_gaps(lines: Sequence[ChildAwareness]) -> None:
    """Show for how many children each role is still to be decided."""
    rows = tuple((role, f"{n:,}", f"{len(lines):,}") for role, n in gaps(lines))
    headings = ("Role", "Children to decide about", "Children")
    show_table(Table("Still to decide", headings, rows, frozenset({1, 2})))


def show_grid(lines: Sequence[ChildAwareness], names: Names) -> tuple[ChildAwareness, ...]:
    """Show each child and role in one table; return the lines that are selected."""
    columns = (*_child_columns(lines, names), *(_role_column(place) for place in range(len(ROLES))))
    key = f"told_{names.hidden}"
    selected_lines = show_rows(
        lines, columns, title="Who has been told", key=key, visible_rows=12, is_multiple=True
    )
    show_plain(lines, columns, title="Who has been told", key=key)
    return selected_lines


def _child_columns(
    lines: Sequence[ChildAwareness], names: Names
) -> tuple[RowColumn[ChildAwareness], ...]:
    name_width = fitted((names.of(line.member) for line in lines), 110, LONGEST_NAME)
    return (
        RowColumn[ChildAwareness]("Child", lambda line: names.of(line.member), name_width),
        RowColumn[ChildAwareness](
            "Form",
            lambda line: line.member.form or "",
            fitted((line.member.form or "" for line in lines), 54, LONGEST_FORM),
        ),
    )


def _role_column(place: int) -> RowColumn[ChildAwareness]:
    return RowColumn(
        ROLES[place],
        lambda line: _state(line.by_role[place]),
        st.column_config.TextColumn(_SHORT.get(ROLES[place]), width=88, help=ROLES[place]),
        lambda line: _cell(line.by_role[place]),
    )


def record_form(
    user: User,
    workspace: Workspace,
    lines: Sequence[ChildAwareness],
    selected_lines: Sequence[ChildAwareness],
    names: Names,
) -> None:
    """Show the form that records, for some or all children and roles, whether they are told."""
    if not lines or not may_change(user, workspace):
        return
    with st.form("told"):
        about, only_open = _choose_children(lines, selected_lines, names)
        role = st.selectbox("Role", [*ROLES, EVERY_ROLE], key="told_role")
        state = st.selectbox("State", AWARENESS, format_func=text.capital, key="told_state")
        signed = signature("told")
        roles = ROLES if role == EVERY_ROLE else (role,)
        facts_seen = as_seen("told", facts(workspace, Awareness))
        save = partial(_record, workspace, about, roles, state, signed, only_open, facts_seen)
        submit("Keep this", signed, save)


def _choose_children(
    lines: Sequence[ChildAwareness], selected_lines: Sequence[ChildAwareness], names: Names
) -> tuple[Sequence[ChildAwareness], bool]:
    """A select box of children; the lines chosen, and whether decisions already taken stay."""
    options = names.options([line.member for line in lines])
    selected_option = (
        (f"Selected: {text.counted(len(selected_lines), 'child', 'children')}",)
        if selected_lines
        else ()
    )
    child = st.selectbox(
        "Child",
        [*selected_option, EVERY_CHILD, *options],
        # The first option names how many are selected: under one key the box would keep the words
        # of a former selection.
        key=f"told_child_{len(selected_lines)}",
    )
    about = selected_lines if child in selected_option else lines
    about = (lines[options[child]],) if child in options else about
    # Of all children a decision that somebody has taken already stays as it is.
    return about, child == EVERY_CHILD


def show_note(workspace: Workspace, lines: Sequence[ChildAwareness]) -> None:
    """Show the note to staff of one role, and the button to download it."""
    st.write(NOTE_MEANS)
    role = st.selectbox("Note for", ROLES, key="note_role")
    # One role alone: nobody is told of a child of whom it was decided that they need not know.
    members = children_known_to(lines, role)
    download_button(
        f"Download the note ({text.counted(len(members), 'pupil')})",
        partial(html, staff_note(role, members, workspace.school.name)),
        "note-for-staff.html",
        disabled=not members,
    )
    if members:
        st.write(
            f"It names {text.counted(len(members), 'pupil')}. Should everybody who may see it on a "
            "desk know these names?"
        )


def _record(
    workspace: Workspace,
    lines: Sequence[ChildAwareness],
    roles: Sequence[str],
    state: str,
    signed: Signature,
    only_open: bool,
    facts_seen: Sequence[Awareness],
) -> str:
    """Save the decision; with `only_open` only where nobody has decided yet."""
    pairs = [
        (line.member, role)
        for line in lines
        for role in roles
        if not only_open or role in line.to_decide
    ]
    set_awareness(workspace, pairs, state, signed.by, signed.on, facts_seen)
    return f"kept: {len(pairs):,} marked as {state}"


def _state(fact: Awareness | None) -> str:
    return text.capital(TO_DECIDE if fact is None else fact.state)


def _cell(fact: Awareness | None) -> str:
    """The state, and who decided it when."""
    if fact is None:
        return _state(fact)
    on = f" {short_day(fact.on)}" if fact.on else ""
    by_whom = f" ({fact.by}{on})" if fact.by or on else ""
    return f"{_state(fact)}{by_whom}"
