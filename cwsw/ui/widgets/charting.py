"""The background that charts are drawn for, and showing a chart on the screen."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from cwsw.charts import Mode


def mode() -> Mode:
    """Dark where the reader's screen is dark, else light."""
    # A chart is drawn for its background: no colour of Vega-Lite follows the reader's scheme by
    # itself.
    return Mode.DARK if st.context.theme.type == "dark" else Mode.LIGHT


def show_chart(spec: Mapping[str, Any] | None, alt: str) -> bool:
    """Show a chart in our own theme, named for a screen reader; False where there is none."""
    if spec is None:
        return False
    # Our own theme: Streamlit's would change colours that mean the same thing on every page and on
    # paper (design section 4).
    st.vega_lite_chart(spec=dict(spec), theme=None, alt=alt)
    return True
