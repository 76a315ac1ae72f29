"""Absence, persistent absence first."""

import streamlit as st

from cwsw.access import Right
from cwsw.measures.registry import Page
from cwsw.ui import blocks, session

who = session.require(Right.FIGURES)
session.page_header("Attendance", "Who misses school, and how much of it.")
st.write(
    "Pupils who were under 5 or over 15 on the 31 August before a year began are not in these "
    "figures: national absence figures leave them out too."
)
blocks.figure_page(Page.ATTENDANCE, who, lead_with=("persistent_absence",))
