"""The whole school in two minutes: the cohort, at most seven cards, what next, what is missing."""

import streamlit as st

from cwsw.access import Right
from cwsw.ui import cards, links, session
from cwsw.ui.overview.start import start
from cwsw.ui.upload_check import show_missing

who = session.require(Right.FIGURES)
if session.workspace() is None:
    start(who)
    st.stop()
session.page_header("Overview")
summary = session.summary()

st.markdown(f"**{cards.cohort_line(summary.cohort, who)}**")
st.header("Is our list complete?")
st.write(cards.list_is_complete_question(summary.cohort))
links.page_link(links.WHO, "See who counts, and why")
links.page_link(links.MISSING, "See who may be missing, and whom to ask")

if summary.cohort.cwsw == 0:
    st.write(cards.NOBODY)
elif summary.cards:
    st.header("How they are doing")
    st.write(cards.ABOUT_CARDS)
    cards.show_cards(summary)
else:
    st.write(cards.NO_CARDS)

if summary.cohort.cwsw or summary.suggestions:
    st.header("What to do next")
    cards.show_steps(summary)

if summary.missing:
    st.header("What could not be given, and why")
    show_missing(summary)
