"""Files and sheets of an upload that could not be used: seen before anything is confirmed."""

import streamlit as st

from cwsw.ui import mapping_text, text, upload_state
from cwsw.ui.upload_state import Candidate


def show(of: Candidate) -> bool:
    """Name what was left out; true once somebody has said that they have seen it."""
    if not of.left_out:
        return True
    lines = [f"- {text.plain(p.message)} {text.plain(p.effect)}" for p in of.left_out]
    st.error("\n".join([mapping_text.left_out_title(len(lines)), "", *lines]))
    return st.checkbox(mapping_text.LEFT_OUT_SEEN, key=upload_state.key("left out seen"))
