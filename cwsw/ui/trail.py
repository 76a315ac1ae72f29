"""Noting who did what, from any page."""

from secrets import token_bytes
from time import monotonic

import streamlit as st

from cwsw.access import Deed, Trail
from cwsw.ui import roles

_LAST_CHILD = "trail_last_child"
_SAME_VISIT = 15 * 60
"""Seconds for which a child's page, shown again and again, counts as opened once."""


@st.cache_resource(show_spinner=False)
def trail() -> Trail:
    """The trail of this server; alone, its lines and its key are gone with the program."""
    return Trail(token_bytes(32))


def note(deed: Deed, upn: str | None = None) -> None:
    """Add a line for whoever is here; `upn` is the child it is about, kept as a pseudonym.

    A page may note on each of its runs that a child was opened: the same child is noted once.
    """
    who = roles.person()
    if who is None or (deed is Deed.CHILD_OPENED and _still_open(who.name, upn)):
        return
    trail().note(who, deed, upn)


def _still_open(who: str, upn: str | None) -> bool:
    last, since = st.session_state.get(_LAST_CHILD, (None, 0.0))
    if last == (who, upn) and monotonic() - since < _SAME_VISIT:
        return True
    st.session_state[_LAST_CHILD] = ((who, upn), monotonic())
    return False
