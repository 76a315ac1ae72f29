"""The background charts are drawn for, and the one way a chart reaches the screen."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from cwsw.charts import Mode


def mode() -> Mode:
    """Dark where the reader's screen is dark, else light."""
    return Mode.DARK if st.context.theme.type == "dark" else Mode.LIGHT


def show_chart(spec: Mapping[str, Any] | None, alt: str) -> bool:
    """Show a chart in our own theme, named for a screen reader; False where there is none."""
    if spec is None:
        return False
    st.vega_lite_chart(spec=dict(spec), theme=None, alt=alt)
    return True
