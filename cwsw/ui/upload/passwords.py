"""The password of a protected file: asked for, used once to open it in memory, and forgotten."""

from collections.abc import Sequence

import streamlit as st

from cwsw.intake import unlock_files
from cwsw.ui.forms.form_reset import reset_form, round_of
from cwsw.ui.upload import state, wording
from cwsw.ui.upload.state import PendingUpload
from cwsw.ui.wording import text

_WRONG = "upload_passwords_wrong"
_FORM = "upload_passwords"


def show(pending: PendingUpload) -> None:
    """Show a box for the password of each protected file, and a button to go on without it."""
    st.header(wording.LOCKED_TITLE)
    st.write(wording.LOCKED_MEANS)
    for sentence in st.session_state.pop(_WRONG, ()):
        st.error(text.plain(sentence))
    # Cleared on sending, and new boxes in `_open`: neither browser nor session goes on holding it.
    with st.form("passwords", clear_on_submit=True):
        typed = {name: _box(name, number) for number, name in enumerate(pending.locked)}
        if st.form_submit_button(wording.LOCKED_BUTTON, type="primary"):
            _open(pending, {name: word for name, word in typed.items() if word})
    if st.button(wording.locked_without(pending.locked)):
        state.read_opened(pending.files, pending.locked)
        st.rerun()
    st.button("Choose other files", on_click=state.drop)


def _box(name: str, number: int) -> str:
    return st.text_input(
        f"Password of {text.plain(name)}",
        type="password",
        # The browser is not to remember it either.
        autocomplete="off",
        key=f"password {number} {round_of(_FORM)}",
    )


def _open(pending: PendingUpload, passwords: dict[str, str]) -> None:
    """Open what these passwords open, and read all files again where one did."""
    reset_form(_FORM)  # new boxes, so that the server forgets what was typed in the old ones
    if not passwords:
        return
    # A password is made slow to try on purpose, by the program that protected the file.
    with st.spinner(wording.LOCKED_OPENING):
        unlocked = unlock_files(pending.files, passwords)
    _remember_wrong([problem.message for problem in unlocked.problems])
    if unlocked.files != pending.files:
        state.read_opened(unlocked.files)
    st.rerun()


def _remember_wrong(sentences: Sequence[str]) -> None:
    """Have the next run show these sentences above the empty boxes."""
    if sentences:
        st.session_state[_WRONG] = tuple(sentences)
