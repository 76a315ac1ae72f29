"""The national picture: what is known of these children in England, and what is not."""

import streamlit as st

from cwsw.access import Right
from cwsw.ui import local_figures, national, session

session.require(Right.FIGURES)
session.page_header(
    "National picture",
    "What is known of these children in England: no figure here is your school's.",
)

st.header("The 2018 statistics of the advice page")
st.write(
    "Several are phrases without a figure behind them, and some of those do not agree with the raw "
    "figures. They are shown as they were said, with what was published beside them."
)
national.show_claims()

st.header("Year by year, 2018/19 to 2024/25")
national.show_series()

st.header("Our own local authority")
local_figures.show_local()

st.header("Who the groups are, and how large they are")
national.show_groups()

st.header("What not to compare")
national.show_cautions()
