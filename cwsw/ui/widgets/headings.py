"""Headings made of somebody's own words."""

import streamlit as st

from cwsw.ui.wording.escaping import plain


def header(words: str) -> None:
    """A heading that holds somebody's words, a child's name perhaps.

    It has no address within the page: that would be the name, and stand in the browser's history.
    """
    st.header(plain(words), anchor=False)


def subheader(words: str) -> None:
    """The same, a size smaller."""
    st.subheader(plain(words), anchor=False)
