"""The whole school in two minutes: the cohort, at most seven cards, what is missing, what next."""

import streamlit as st

from cwsw.access import Right
from cwsw.ui import cards, links, session
from cwsw.ui.blocks import missing_list

who = session.require(Right.FIGURES)
session.page_header("Overview")
summary = session.summary()

st.markdown(f"**{cards.cohort_line(summary.cohort, who)}**")
if summary.cohort.cwsw == 0:
    st.write(cards.NOBODY)
st.header("How they are doing")
st.write(cards.ABOUT_CARDS)
cards.show_cards(summary)

st.header("Is our list complete?")
st.write(cards.list_is_complete_question(summary.cohort))
links.page_link(links.WHO, "See who counts, and why")
links.page_link(links.WHAT_TO_DO, "See what to do next")

if summary.missing:
    st.header("What could not be given, and why")
    missing_list(summary.missing)
