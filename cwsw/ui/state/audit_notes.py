"""Noting who did what, from any page."""

from collections.abc import Iterable
from time import monotonic

import streamlit as st

from cwsw.access import AuditEvent
from cwsw.store import Workspace
from cwsw.ui.auth import page_registry
from cwsw.ui.state import audit_store

_LAST_OPENED = "trail_last_opened"
_OPENED = frozenset({AuditEvent.CHILD_OPENED, AuditEvent.PACK_OPENED, AuditEvent.SHEET_OPENED})
_SAME_VISIT = 15 * 60
"""Seconds for which a page about children, shown again and again, counts as opened once."""


def note(event: AuditEvent, upn: str | None = None) -> None:
    """Add a line for the user of this visit; `upn`: the child it is about, kept as a pseudonym.

    A page may note on each of its runs that it, or a child on it, was opened: it is noted once.
    """
    user = page_registry.current_user()
    if user is None:
        return
    opened = (user.name, event, upn) if event in _OPENED else None
    if opened and _still_open(opened):
        return
    audit_store.add(user, event, upn)
    if opened:  # only once it is noted, or the next run would not try again
        st.session_state[_LAST_OPENED] = (opened, monotonic())


def note_change(workspace: Workspace, event: AuditEvent, upns: Iterable[str]) -> None:
    """Note a change that was just made, for each child; where it cannot be noted, it is undone.

    Call it while nobody else can change anything (`Workspace.exclusive`).
    """
    try:
        for upn in dict.fromkeys(upns):
            note(event, upn)
    # Streamlit stops a run by a BaseException too: a change without its line must not stay.
    except BaseException:
        if not workspace.read_only:  # a sample's change was made in a copy of one's own
            workspace.undo()
        raise


def _still_open(opened: tuple[str, AuditEvent, str | None]) -> bool:
    last, since = st.session_state.get(_LAST_OPENED, (None, 0.0))
    return bool(last == opened and monotonic() - since < _SAME_VISIT)
