"""The national picture: the 2018 statistics as charts, our phase first, then their sources."""

import streamlit as st

from cwsw.ui.national.statistics import LEAD, title
from cwsw.ui.national.tabs import show_picture
from cwsw.ui.state import session

session.require_page(__file__)
summary = session.summary() if session.workspace() is not None else None
st.title(title(summary))
st.caption(LEAD)
show_picture(summary)
