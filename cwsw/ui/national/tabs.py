"""The views of the national picture; the 2018 statistics come first."""

from functools import partial

import streamlit as st

from cwsw.summary.model import Summary
from cwsw.ui.national.groups import show_cautions, show_groups
from cwsw.ui.national.local_figures import show_local
from cwsw.ui.national.series import show_series
from cwsw.ui.national.sources import show_claims
from cwsw.ui.national.statistics import show_statistics
from cwsw.ui.widgets.tabs import show_tabs

TAB = "picture"
"""The name of the open view in the address."""
TABS = ("2018", "Year by year", "Our authority", "Who the groups are", "Sources")

AS_SAID = (
    "Several are phrases without a figure behind them, and some of those do not agree with the raw "
    "figures. They are shown as they were said, next to what was published."
)


def show_picture(summary: Summary | None) -> None:
    """The views, with the school's own figures where one is loaded."""
    views = (
        partial(show_statistics, summary),
        partial(show_series, summary),
        partial(show_local, summary),
        _show_groups,
        _show_sources,
    )
    show_tabs(dict(zip(TABS, views, strict=True)), TAB)


def _show_groups() -> None:
    show_groups()
    st.header("What not to compare")
    show_cautions()


def _show_sources() -> None:
    st.write(AS_SAID)
    show_claims()
