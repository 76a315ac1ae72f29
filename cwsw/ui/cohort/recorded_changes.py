"""Changes recorded on the list: who recorded them, when, told by whom; each can be taken back."""

from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st

from cwsw.access import AuditEvent, User
from cwsw.cohort.all_pupils import pupils_by_upn
from cwsw.cohort.upkeep import take_back
from cwsw.records import ListChange, facts
from cwsw.reports.document import Table
from cwsw.store import Workspace
from cwsw.ui.cohort.change_words import by_words, change_words, settled_words, together
from cwsw.ui.forms.edit_forms import attempt, may_change
from cwsw.ui.state.audit_notes import note_change
from cwsw.ui.state.version_cache import cached
from cwsw.ui.widgets.dialogs import dialog_button, show_dialog
from cwsw.ui.widgets.html_tables import show_table
from cwsw.ui.widgets.name_visibility import Names
from cwsw.ui.wording import text

TITLE = "Recorded here"
MEANS = (
    "What was recorded here counts at once. It goes into the workbook, and the next upload is "
    "matched with it. Taken back, it is as if it had never been recorded."
)
TAKE_BACK = "Take it back"
_MOST = 40
"""Changes that are listed, the latest first; the workbook holds all."""

Group = tuple[ListChange, ...]


def change_groups(workspace: Workspace, upn: str | None = None) -> tuple[Group, ...]:
    """The recorded changes of everybody or of one child, grouped, the latest first."""
    changes = [c for c in facts(workspace, ListChange) if upn in (None, c.upn)]
    changes.sort(key=lambda change: (change.on, change_words(change)), reverse=True)
    return together(changes)


def show_recorded(reader: User, workspace: Workspace, names: Names) -> None:
    """Show how many changes no upload has answered; a dialog lists them and takes them back."""
    # What an upload has answered is history, and shown on the child's page alone.
    groups = [g for g in change_groups(workspace) if not settled_words(g[0])]
    if not groups:
        return
    label = f"{text.counted(len(groups), 'change')} recorded here"
    if dialog_button(label, "recorded_changes", kind="tertiary"):
        fill = partial(_fill_dialog, reader, workspace, groups, names)
        show_dialog(label, reader, workspace, fill)


def _fill_dialog(reader: User, workspace: Workspace, groups: Sequence[Group], names: Names) -> None:
    st.write(MEANS)
    show_table(_table(workspace, groups[:_MOST], names))
    _take_back_form(reader, workspace, groups, names)


def show_of_child(reader: User, workspace: Workspace, upn: str, names: Names) -> None:
    """Show the recorded changes of one child, each with a button to take it back."""
    groups = change_groups(workspace, upn)
    if not groups:
        return
    st.markdown(f"**{TITLE}**")
    for place, group in enumerate(groups):
        with st.container(horizontal=True, vertical_alignment="center"):
            words, by = change_words(group[0]), names.text(by_words(group[0]))
            settled = settled_words(group[0])
            end = f" Since then {settled}." if settled else ""
            st.markdown(f"{text.plain(words)} ({text.plain(by)}).{end}", width="content")
            # An upload's word counts once it has answered: taking the note back would bring no old
            # row back.
            can = not settled and may_change(reader, workspace)
            if can and st.button(TAKE_BACK, key=f"take_back_{place}", type="tertiary"):
                attempt(partial(_take_back, workspace, group))


def _take_back_form(
    reader: User, workspace: Workspace, groups: Sequence[Group], names: Names
) -> None:
    """The form that takes one of these changes back."""
    if not may_change(reader, workspace):
        return
    options = _options(workspace, groups, names)
    with st.form("take_back_change", border=False):
        option = st.selectbox("Change", list(options), key="take_back_change_choice")
        if st.form_submit_button(TAKE_BACK):
            attempt(partial(_take_back, workspace, options[option]))


def _take_back(workspace: Workspace, group: Group) -> str:
    with workspace.exclusive():
        take_back(workspace, *group)
        # While nobody else can change anything: what cannot be noted is undone, and nothing else
        # with it.
        note_change(workspace, AuditEvent.LIST_TAKEN_BACK, (change.upn for change in group))
    return f"taken back: {text.uncapital(change_words(group[0]))}"


def _table(workspace: Workspace, groups: Sequence[Group], names: Names) -> Table:
    pupils = cached(workspace, pupils_by_upn)
    rows = tuple(
        (names.of(pupils[g[0].upn]), change_words(g[0]), names.text(by_words(g[0]))) for g in groups
    )
    return Table(TITLE, ("Child", "What", "By"), rows)


def _options(workspace: Workspace, groups: Sequence[Group], names: Names) -> Mapping[str, Group]:
    pupils = cached(workspace, pupils_by_upn)
    return {
        f"{names.of(pupils[g[0].upn])} ({pupils[g[0].upn].number}): {change_words(g[0])}": g
        for g in groups
    }
