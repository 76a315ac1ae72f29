"""Who has been told: children by roles, what is still to decide, and the note to print."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from cwsw.access import Person
from cwsw.cohort.aware import ROLES, ChildAwareness, gaps, say, told
from cwsw.records import Awareness, facts
from cwsw.reports.staff_note import staff_note
from cwsw.store import Workspace
from cwsw.tables.codes import AWARENESS
from cwsw.ui import text
from cwsw.ui.keeping import Signature, may_change, signature, submit
from cwsw.ui.meanwhile import as_seen
from cwsw.ui.names import Names
from cwsw.ui.tables import Table, show_table
from cwsw.ui.widgets.downloads import download_button

MEANS = (
    "For each child and each role: told, not needed (so the safeguarding lead decided), or to "
    "decide. Only “to decide” is a gap: not everybody needs to know."
)
NOTE_MEANS = (
    "A page to print for one role: the names of the pupils they have been told about, and what "
    "helps any pupil. It says nothing of social care."
)
EVERY_CHILD = "Every child of whom it is to decide"
EVERY_ROLE = "Every role"
TO_DECIDE = "to decide"


def show_gaps(lines: Sequence[ChildAwareness]) -> None:
    """How many children there are to decide about, by role."""
    rows = tuple((role, f"{n:,}", f"{len(lines):,}") for role, n in gaps(lines))
    headings = ("Role", "Children to decide about", "Children")
    show_table(Table("Still to decide", headings, rows, frozenset({1, 2})))


def show_grid(lines: Sequence[ChildAwareness], names: Names) -> None:
    """Each child and role, with who decided and when."""
    with st.expander(f"Every child and role ({text.count(len(lines), 'child', 'children')})"):
        rows = tuple(
            (", ".join(filter(None, names.place(line.member))), *map(_cell, line.by_role))
            for line in lines
        )
        show_table(Table("Who has been told", ("Child", *ROLES), rows))


def say_form(
    who: Person, workspace: Workspace, lines: Sequence[ChildAwareness], names: Names
) -> None:
    """Say of one child or of all, and of one role or of all, what was decided."""
    if not lines or not may_change(who, workspace):
        return
    options = names.options([line.member for line in lines])
    with st.form("told"):
        child = st.selectbox("Child", [EVERY_CHILD, *options], key="told_child")
        role = st.selectbox("Role", [*ROLES, EVERY_ROLE], key="told_role")
        state = st.selectbox("State", AWARENESS, format_func=text.capital, key="told_state")
        signed = signature("told")
        roles = ROLES if role == EVERY_ROLE else (role,)
        chosen = lines if child == EVERY_CHILD else (lines[options[child]],)
        only_open = child == EVERY_CHILD
        seen = as_seen("told", facts(workspace, Awareness))
        do = partial(_say, workspace, chosen, roles, state, signed, only_open, seen)
        submit("Keep this", signed, do)


def show_note(workspace: Workspace, lines: Sequence[ChildAwareness]) -> None:
    """The note to staff, for one role."""
    st.write(NOTE_MEANS)
    role = st.selectbox("Note for", ROLES, key="note_role")
    found = told(lines, role)
    download_button(
        f"Download the note ({text.count(len(found), 'pupil')})",
        partial(staff_note, role, found, workspace.school.name),
        "note-for-staff.html",
        disabled=not found,
    )
    if found:
        st.write(
            f"It names {text.count(len(found), 'pupil')}. Should everybody who may see it on a "
            "desk know these names?"
        )


def _say(
    workspace: Workspace,
    lines: Sequence[ChildAwareness],
    roles: Sequence[str],
    state: str,
    signed: Signature,
    only_open: bool,
    seen: Sequence[Awareness],
) -> str:
    """Keep it; where all children are meant, only where nobody has decided yet."""
    pairs = [
        (line.member, role)
        for line in lines
        for role in roles
        if not only_open or role in line.to_decide
    ]
    say(workspace, pairs, state, signed.by, signed.on, seen)
    return f"kept: {len(pairs):,} marked as {state}"


def _cell(fact: Awareness | None) -> str:
    if fact is None:
        return text.capital(TO_DECIDE)
    when = f" {fact.on:%d/%m/%Y}" if fact.on else ""
    by = f" ({fact.by}{when})" if fact.by or when else ""
    return f"{text.capital(fact.state)}{by}"
