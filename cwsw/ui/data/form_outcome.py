"""The message of the page for keeping on the run after a success, and its empty boxes."""

from typing import Never

import streamlit as st

from cwsw.ui.forms.form_reset import reset_form, round_of
from cwsw.ui.wording import text
from cwsw.ui.wording.escaping import in_html

_MESSAGE = "keep_done"
_FORM = "keep"


def show_outcome() -> None:
    """Show once what was just done."""
    if message := st.session_state.pop(_MESSAGE, None):
        # A live region: `st.success` is none (decision 17).
        st.html(f'<p role="status"><strong>{in_html(message)}</strong></p>')


def key(name: str) -> str:
    """The key of a box: another one after each success, so that what was typed is forgotten."""
    return f"{name} {round_of(_FORM)}"


def go_on(message: str) -> Never:
    """Run the page again, with empty boxes and a message about what was done."""
    reset_form(_FORM)
    st.session_state[_MESSAGE] = text.capital(message)
    st.rerun()
