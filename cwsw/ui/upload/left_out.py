"""Files and sheets of an upload that could not be used: seen before anything is confirmed."""

import streamlit as st

from cwsw.ui.upload import state, wording
from cwsw.ui.upload.state import PendingUpload
from cwsw.ui.wording import text


def show(of: PendingUpload) -> bool:
    """Name what was left out; true once somebody has said that they have seen it."""
    if not of.left_out:
        return True
    lines = [f"- {text.plain(p.message)} {text.plain(p.effect)}" for p in of.left_out]
    st.error("\n".join([wording.left_out_title(len(lines)), "", *lines]))
    return st.checkbox(wording.LEFT_OUT_SEEN, key=state.key("left out seen"))
