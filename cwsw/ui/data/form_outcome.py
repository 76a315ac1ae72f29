"""What the page for keeping says on the run after something was done, and boxes empty again."""

from typing import Never

import streamlit as st

from cwsw.ui.wording import text
from cwsw.ui.wording.escaping import in_html

_MESSAGE = "keep_done"
_ROUND = "keep_round"


def show_outcome() -> None:
    """Say what was just done, once."""
    if message := st.session_state.pop(_MESSAGE, None):
        st.html(f'<p role="status"><strong>{in_html(message)}</strong></p>')


def key(name: str) -> str:
    """A box's key, another one after each success: what was typed there is forgotten."""
    return f"{name} {st.session_state.get(_ROUND, 0)}"


def go_on(message: str) -> Never:
    """Say on the next run what was done."""
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    st.session_state[_MESSAGE] = text.capital(message)
    st.rerun()
