"""Decisions of staff on the group a pupil counts in: shown where they count, undone in one step."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

import streamlit as st

from cwsw.access import User
from cwsw.cohort import Member
from cwsw.compare import words
from cwsw.records import ChangedMeanwhile, Override, facts, record, take_back
from cwsw.reports.document import Table
from cwsw.store import Workspace
from cwsw.tables.codes import GROUPS
from cwsw.ui.forms.edit_conflict import as_seen, show_conflict
from cwsw.ui.forms.edit_forms import Signature, may_change, set_message, signature, submit
from cwsw.ui.widgets.dialogs import dialog_button, show_dialog
from cwsw.ui.widgets.html_tables import show_table
from cwsw.ui.widgets.name_visibility import Names
from cwsw.ui.wording import text

TITLE = "Decided by staff"
DIALOG = "decided_by_staff"
"""The key of the dialog with the decisions."""
MEANS = (
    "These decisions set the group whatever the plans say, and count in every figure. Taken back, "
    "the plans decide again."
)
TAKE_BACK = "Take this decision back"
NONE = "No decision of staff changes who counts."
NONE_HERE = "No decision of staff on this pupil: the plans decide."
REASON_MISSING = "Fill in the reason: whoever reads the decision next needs it."
_HEADINGS = ("Child", "Year group", "Form", "Counted as", "Reason", "By", "On", "From")


def overrides_on(
    workspace: Workspace, everybody: Sequence[Member]
) -> list[tuple[Member, Override]]:
    """The decisions on pupils on roll, in the order of the list."""
    by_upn: dict[str, list[Override]] = {}
    for fact in facts(workspace, Override):
        by_upn.setdefault(fact.upn, []).append(fact)
    return [(m, fact) for m in everybody for fact in by_upn.get(m.upn, [])]


def overrides_table(decided: Sequence[tuple[Member, Override]], names: Names) -> Table:
    """A row for each decision: the child, the group, why, by whom and when."""
    rows = tuple((*names.place(m), *_cells(fact, names)) for m, fact in decided)
    return Table(TITLE, _HEADINGS, rows)


def show_decided(
    user: User, workspace: Workspace, everybody: Sequence[Member], names: Names
) -> None:
    """Show how many pupils are counted by a decision of staff; a dialog lists and undoes them."""
    decided = overrides_on(workspace, everybody)
    if not decided:
        return
    counts = "pupil is counted" if len(decided) == 1 else "pupils are counted"
    label = f"{len(decided):,} {counts} by a decision of staff"
    if dialog_button(label, DIALOG, kind="tertiary"):
        fill = partial(_fill_dialog, user, workspace, everybody, names)
        show_dialog(label, user, workspace, fill)


def _fill_dialog(
    user: User, workspace: Workspace, everybody: Sequence[Member], names: Names
) -> None:
    """Show what is decided now: others may decide or take back while the dialog is open."""
    decided = overrides_on(workspace, everybody)
    st.write(MEANS if decided else NONE)
    if decided:
        show_table(overrides_table(decided, names))
    take_back_form(user, workspace, decided, names)


def take_back_form(
    user: User, workspace: Workspace, decided: Sequence[tuple[Member, Override]], names: Names
) -> None:
    """Show the form that takes a decision back."""
    if not decided or not may_change(user, workspace):
        return
    options = _options(decided, names)
    with st.form("take back"):
        option = st.selectbox("Decision", list(options), key="take_back_choice")
        facts_seen = as_seen("take back", tuple(fact for _, fact in decided))
        if st.form_submit_button(TAKE_BACK):
            _take_back(workspace, options[option], facts_seen, tuple(options.values()))


def decide_form(user: User, workspace: Workspace, member: Member) -> None:
    """Show the form that decides on the group of one pupil, with reason, name and date."""
    if not may_change(user, workspace):
        return
    with st.form("override", border=False):
        group = st.selectbox("Count as", GROUPS, format_func=group_words, key="override_group")
        reason = st.text_input("Reason (no social-care detail)", key="override_reason")
        since = st.date_input(
            "From (empty: for all years shown)", None, format="DD/MM/YYYY", key="override_from"
        )
        signed = signature("override")
        words_ = " ".join(reason.split())
        problem = "" if words_ else REASON_MISSING
        facts_seen = as_seen("override", facts(workspace, Override))
        save = partial(
            _record_override, workspace, member, group, words_, signed, since, facts_seen
        )
        submit("Keep this decision", signed, save, problem)


def _take_back(
    workspace: Workspace,
    fact: Override,
    facts_seen: Sequence[Override],
    current: Sequence[Override],
) -> None:
    """Take a decision back, unless the decisions are others than those that were shown."""
    try:
        # The options were drawn on another run: the one chosen may be another decision by now.
        if set(facts_seen) != set(current):
            raise ChangedMeanwhile((), [other for other in current if other not in facts_seen])
        take_back(workspace, "take back a decision on who counts", fact)
    except ChangedMeanwhile as other:
        show_conflict(other)
        return
    set_message("taken back: the plans decide again")
    st.rerun()


def _record_override(
    workspace: Workspace,
    member: Member,
    group: str,
    reason: str,
    signed: Signature,
    since: date | None,
    facts_seen: Sequence[Override],
) -> str:
    """Save a decision on a pupil's group; the words for the next run."""
    fact = Override(
        upn=member.upn, group=group, reason=reason, by=signed.by, on=signed.on, from_date=since
    )
    record(workspace, "a decision on who counts", [fact], facts_seen)
    return "kept: a decision on who counts"


def group_words(group: str) -> str:
    """A group's name, to choose it by."""
    return words.capital(words.group(group))


def _cells(fact: Override, names: Names) -> tuple[str, ...]:
    since = text.day(fact.from_date) if fact.from_date else "all years"
    return group_words(fact.group), names.text(fact.reason), fact.by, text.day(fact.on), since


def _options(decided: Sequence[tuple[Member, Override]], names: Names) -> Mapping[str, Override]:
    return {
        f"{names.of(m)} ({m.number}): {group_words(f.group)}, {text.day(f.on)}": f
        for m, f in decided
    }
