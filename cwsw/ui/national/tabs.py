"""The views of the national picture, each with an address; only the open one is worked out."""

from collections.abc import Callable, Mapping

import streamlit as st

from cwsw.summary.model import Summary
from cwsw.ui.national.groups import show_cautions, show_groups
from cwsw.ui.national.local_figures import show_local
from cwsw.ui.national.series import show_series
from cwsw.ui.national.sources import show_claims
from cwsw.ui.national.statistics import show_statistics

TAB = "picture"
"""The name of the open view in the address."""

AS_SAID = (
    "Several are phrases without a figure behind them, and some of those do not agree with the raw "
    "figures. They are shown as they were said, with what was published beside them."
)


def show_tabs(summary: Summary | None) -> None:
    """The views; the statistics come first."""
    for tab, show in zip(
        st.tabs(list(TABS), key=TAB, bind="query-params"), TABS.values(), strict=True
    ):
        if tab.open:
            with tab:
                show(summary)


def _sources(_: Summary | None) -> None:
    st.write(AS_SAID)
    show_claims()


def _groups(_: Summary | None) -> None:
    show_groups()
    st.header("What not to compare")
    show_cautions()


TABS: Mapping[str, Callable[[Summary | None], None]] = {
    "2018": show_statistics,
    "Year by year": show_series,
    "Our authority": show_local,
    "Who the groups are": _groups,
    "Sources": _sources,
}
