"""Erase what is kept: everything, one upload, former pupils, or what cannot be opened."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import streamlit as st

from cwsw.access import AuditEvent, User
from cwsw.store import Workspace
from cwsw.store.archive import ArchiveError, SavedUpload
from cwsw.store.archive.errors import UnfinishedErasureError
from cwsw.store.archive.retention_day import retained_until
from cwsw.ui.data import terms
from cwsw.ui.data.form_outcome import go_on, key
from cwsw.ui.data.former_pupils import show_former
from cwsw.ui.state import audit_notes, erasures, session
from cwsw.ui.wording import archive_wording, text


def erase_kept(user: User, uploads: Sequence[SavedUpload]) -> None:
    """Show the form that erases everything kept, or one upload with what was added after it."""
    options: Mapping[str, int | None] = {
        archive_wording.ERASE_ALL: None,
        **{f"The upload as at {text.day(u.as_at)} (number {u.number})": u.number for u in uploads},
    }
    with st.expander(archive_wording.ERASE), st.form("erase"):
        st.write(archive_wording.ERASE_CANNOT)
        number = options[st.selectbox("What to erase", list(options), key="erase_what")]
        if not _is_confirmed("erase_typed", archive_wording.ERASE_BUTTON):
            return
    if number is None:
        _erase(lambda: erasures.erase(user.school), archive_wording.ERASED_ALL)
    else:
        _erase(lambda: erasures.erase_upload(user.school, number), archive_wording.ERASED_ONE)


def erase_unopened(user: User, folder: Path) -> None:
    """Show the form that erases a folder which is not open, or cannot be opened."""
    if retained_until(folder) is None:
        st.warning(archive_wording.DAY_UNKNOWN)
    with st.form("erase unopened"):
        st.write(archive_wording.ERASE_CANNOT)
        if not _is_confirmed("unopened_typed", archive_wording.ERASE_UNOPENED):
            return
    _erase(lambda: erasures.erase_unopened(user.school, folder), archive_wording.ERASED_UNOPENED)


def former(user: User, workspace: Workspace | None) -> None:
    """Show the pupils held apart and the form that erases them; nothing where there are none."""
    show_former(workspace)
    if workspace is None or not workspace.former_records:
        return
    with st.expander(archive_wording.ERASE_FORMER), st.form("erase former"):
        st.write(archive_wording.ERASE_FORMER_MEANS)
        if not _is_confirmed("former_typed", archive_wording.ERASE_FORMER_BUTTON):
            return
    _erase(lambda: erasures.erase_former(user.school), archive_wording.ERASED_FORMER)


def _erase(erase: Callable[[], None], confirmation: str) -> None:
    """Erase, and have the next run say so; show the error where it fails."""
    # Noted first: what cannot be noted does not happen, and afterwards it cannot be taken back.
    audit_notes.note(AuditEvent.ERASED)
    try:
        erase()
    # It is erased as far as can be for now, and the rest follows by itself: no error to mend.
    except UnfinishedErasureError as error:
        go_on(str(error))
    except ArchiveError as error:
        st.error(str(error))
    else:
        go_on(confirmation)
    # Also where it failed: part of the files may be gone, and no figure of them may stay in memory.
    finally:
        session.forget_figures()
        terms.forget()


def _is_confirmed(box: str, button: str) -> bool:
    """Whether the form's button was pressed with the word typed; asks for the word otherwise."""
    typed = st.text_input(archive_wording.ERASE_CONFIRM, key=key(box))
    if not st.form_submit_button(button):
        return False
    if typed.strip().lower() == archive_wording.ERASE_WORD:
        return True
    st.error(archive_wording.ERASE_NOT_TYPED)
    return False
