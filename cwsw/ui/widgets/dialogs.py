"""A form in a dialog over the page: it holds the focus until it is done with or closed."""

from collections.abc import Callable
from typing import Literal

import streamlit as st

from cwsw.access import User
from cwsw.store import Workspace
from cwsw.ui.auth import page_registry
from cwsw.ui.state import session


def dialog_button(
    label: str,
    key: str,
    *,
    opens: bool = False,
    kind: Literal["secondary", "tertiary"] = "secondary",
) -> bool:
    """A button that opens a dialog; True where the dialog is to be shown. `opens`: in any case.

    Its key stays the same whatever becomes of the form, since the focus goes back to it.
    """
    return st.button(label, key=f"{key}_open", type=kind) or opens


def show_dialog(title: str, user: User, workspace: Workspace, fill: Callable[[], None]) -> None:
    """A dialog that `fill` makes; Escape closes it, and so does `st.rerun()` in it.

    What is pressed or chosen in it runs `fill` alone and not the page with its guard. So where
    somebody else is here by now, or other data are loaded, the page is drawn anew instead. Closing
    it runs nothing: what was typed is there again if it is opened next.
    """

    def body() -> None:
        # Only `fill` runs again in a dialog, and not the guard of the page beneath it.
        if page_registry.current_user() != user or session.workspace() is not workspace:
            st.rerun()
        fill()

    st.dialog(title, width="medium")(body)()
