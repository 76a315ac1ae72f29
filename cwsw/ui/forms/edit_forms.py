"""What every page with forms shares: signature, saving, messages, undo, the workbook."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

import streamlit as st

from cwsw.access import Right, User
from cwsw.cohort.today import list_day
from cwsw.cohort.upkeep import CannotRecord
from cwsw.records import ChangedMeanwhile, today
from cwsw.reports.take_away import take_away, too_long
from cwsw.store import Change, Workspace
from cwsw.store.archive import ArchiveError
from cwsw.ui.auth import page_registry
from cwsw.ui.forms.edit_conflict import show_conflict
from cwsw.ui.state import session
from cwsw.ui.state.version_cache import cached
from cwsw.ui.widgets.downloads import download_button
from cwsw.ui.wording import archive_wording, text
from cwsw.ui.wording.escaping import in_html

PRIVATE_COPY = "This is now your own copy of the sample school, until you reload the page."
NAME_MISSING = "Fill in your name: every decision is kept with who and when."
KEEP_HEADING = "Keep what you added"
KEEP_MEANS = (
    "What you add stays in this program's memory. Download the workbook and upload it next time: "
    "everything on these pages comes back."
)
KEPT_BY_OTHERS = (
    "What you add stays in this program's memory. Ask the headteacher or the safeguarding lead to "
    "download the workbook, which holds it, before the program is closed."
)
WORK_TABLES = frozenset({"voice", "follow_ups", "interventions", "meetings", "actions"})
"""What the right to work with the children opens; they undo changes of these tables only."""
DOWNLOAD = "Download the workbook"
UNDONE_NOTHING = "nothing was undone: somebody else has changed something since"
_NAME = "my_name"
_MESSAGE = "just_done"


@dataclass(frozen=True)
class Signature:
    """Who decides something, and when."""

    by: str
    on: date


def show_done() -> None:
    """Show near the top of a page what was just done, and that a sample school is a copy.

    The place stays when the message goes: nothing below it moves, which would close what is open.
    """
    place = st.empty()
    if message := st.session_state.pop(_MESSAGE, None):
        copy = f" {PRIVATE_COPY}" if session.is_private_copy() else ""
        words = f"<strong>{in_html(text.capital(message))}</strong>{copy}"
        # A live region: `st.success` is none (decision 17).
        place.html(f'<p role="status">{words}</p>')


def may_change(user: User, workspace: Workspace, right: Right = Right.DECIDE) -> bool:
    """Whether this user may add to these data."""
    return user.may(right) and workspace.takes_changes


def signature(page: str, day_label: str = "Decided on", usual_by: str = "") -> Signature:
    """Show two fields of a form: who decides, and on which day.

    Args:
        page: Begins the keys of the fields.
        day_label: The words at the day.
        usual_by: The name to begin with, until one has been filled in on this visit.
    """
    # In a row where there is room; a narrow form puts the day beneath, so that neither is cut.
    row = st.container(horizontal=True, vertical_alignment="bottom")
    by = row.text_input(
        "Your name or initials",
        # The name typed last, on whichever page: somebody records many things in one sitting.
        value=st.session_state.get(_NAME, usual_by),
        key=f"{page}_by",
        width=200,
    )
    usual = usual_day()
    on = row.date_input(day_label, value=usual, format="DD/MM/YYYY", key=f"{page}_on", width=160)
    return Signature(" ".join(by.split()), on if isinstance(on, date) else usual)


def usual_name(user: User) -> str:
    """The name a form begins with: the signed-in user's; alone, the role that is looked as."""
    return text.capital(user.role) if page_registry.runs_alone() else user.name


def usual_day() -> date:
    """The day a form begins with: today, in a made-up school the day of its data."""
    workspace = session.workspace()
    return today() if workspace is None else list_day(workspace)


def submit(label: str, signed: Signature, save: Callable[[], str], *problems: str) -> None:
    """The form's button: save, and say on the next run what was done.

    Args:
        label: The words on the button.
        signed: Who decides; a form without a name is not saved.
        save: Saves what the form holds, and returns the words for the next run.
        problems: What is wrong with the form, each in a sentence or ''; shown instead of saving.

    """
    if not st.form_submit_button(label, type="primary"):
        return
    # Before anything can fail, so that a name need not be typed again.
    if signed.by:
        st.session_state[_NAME] = signed.by
    attempt(save, *problems, "" if signed.by else NAME_MISSING)


def attempt(save: Callable[[], str], *problems: str) -> None:
    """Save what a form holds and run the page again, which then says what was done.

    Shows an error instead where something is wrong with the form, where somebody else was first,
    and where the archive on this machine takes no more.

    Args:
        save: Saves, and returns the words for the next run.
        problems: What is wrong with the form, each in a sentence or ''.

    """
    errors = [problem for problem in problems if problem]
    # All at once: one after the other would be a press of the button for each.
    if errors:
        st.error("  \n".join(errors))
        return
    try:
        set_message(save())
    except ChangedMeanwhile as other:
        show_conflict(other)
    except (ArchiveError, CannotRecord) as error:
        st.error(str(error))
    else:
        # The page above the form was drawn from the data before: another run shows it as it is now.
        st.rerun()


def set_message(message: str) -> None:
    """Have the next run of a page say what was just done."""
    st.session_state[_MESSAGE] = message


def undo_and_workbook(user: User, workspace: Workspace) -> None:
    """Show at the foot of a page the button that undoes the last step, and the workbook."""
    takes_away = user.may(Right.DECIDE, Right.PLAN_DETAIL)
    if not takes_away and not may_change(user, workspace, Right.WORK):
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        _undo_button(user, workspace)
        with st.popover(KEEP_HEADING, type="tertiary"):
            _say_how_it_is_kept(workspace, KEEP_MEANS if takes_away else KEPT_BY_OTHERS)
            if takes_away:
                _take_away(workspace)


def _take_away(workspace: Workspace) -> None:
    """Offer the workbook with everything in it; name the sheets that are too long for it."""
    # Asked once for each version of the data: every page with a form shows this block.
    if left_out := cached(workspace, too_long):
        st.write(f"Too long for one sheet, and not in it: {text.listed(left_out)}. Keep your own.")
    download_button(
        DOWNLOAD,
        partial(take_away, workspace),
        "children-with-a-social-worker.xlsx",
        key="take away",
        width="stretch",
    )
    st.caption("The workbook names pupils and plans: keep it as you keep safeguarding records.")


def _say_how_it_is_kept(workspace: Workspace, otherwise: str) -> None:
    """Show how additions are kept: only promised where they can be kept at this moment.

    `otherwise` is shown where nothing is kept on this machine.
    """
    if not session.is_kept() or workspace is not session.own_workspace():
        st.write(otherwise)
    elif trouble := session.keeping_trouble():
        st.warning(trouble)
    else:
        st.write(archive_wording.ADDED_IS_KEPT)


def _undo_button(user: User, workspace: Workspace) -> None:
    """Show the button that undoes the last step; disabled where this user may not."""
    last = workspace.last_change
    # Whoever works with the children may undo their own kind of work, and no decision of others.
    may_undo = last is not None and (user.may(Right.DECIDE) or _is_work(last))
    st.button(
        f"Undo: {last.what}" if last and may_undo else "Undo",
        disabled=not may_undo,
        on_click=_undo,
        # The very change that the button names: on the next run another may be the last one.
        args=(workspace, last),
        key="undo",
    )


def _is_work(change: Change) -> bool:
    """Whether a change touches only tables that the right to work with the children opens."""
    return all(part.table in WORK_TABLES for part in change.parts)


def _undo(workspace: Workspace, last: Change | None) -> None:
    """Take back the change that the button spoke of, and no other that somebody made since."""
    try:
        undone = workspace.undo(last)
    except ArchiveError as error:
        set_message(str(error))
        return
    set_message(f"undone: {undone.what}" if undone else UNDONE_NOTHING)
