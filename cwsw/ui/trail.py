"""Noting who did what, from any page; and the trail as the head reads it."""

from time import monotonic

import streamlit as st

from cwsw.access import Deed
from cwsw.ui import kept_trail, roles

_LAST_CHILD = "trail_last_child"
_SAME_VISIT = 15 * 60
"""Seconds for which a child's page, shown again and again, counts as opened once."""


def note(deed: Deed, upn: str | None = None) -> None:
    """Add a line for whoever is here; `upn` is the child it is about, kept as a pseudonym.

    A page may note on each of its runs that a child was opened: the same child is noted once.
    """
    who = roles.person()
    if who is None or (deed is Deed.CHILD_OPENED and _still_open(who.name, upn)):
        return
    kept_trail.add(who, deed, upn)


def _still_open(who: str, upn: str | None) -> bool:
    last, since = st.session_state.get(_LAST_CHILD, (None, 0.0))
    if last == (who, upn) and monotonic() - since < _SAME_VISIT:
        return True
    st.session_state[_LAST_CHILD] = ((who, upn), monotonic())
    return False
