"""Views of a page as tabs: the open one is named in the address, and only that one is made."""

from collections.abc import Callable, Mapping

import streamlit as st


def show_tabs(views: Mapping[str, Callable[[], None]], name: str) -> None:
    """A tab for each view, in order; `name` is what the address calls the choice."""
    tabs = st.tabs(list(views), key=name, bind="query-params")
    for tab, show in zip(tabs, views.values(), strict=True):
        # Streamlit would make and send what is in the other tabs as well.
        if tab.open:
            with tab:
                show()
