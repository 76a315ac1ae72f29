"""Explore: one measure at a time, by parts of the cohort, over the years, with its children."""

import streamlit as st

from cwsw.access import Right
from cwsw.compare.narrative import NOBODY, counted_note, finding_of_year
from cwsw.ui.explore.cards import parts_of, show_parts, show_years
from cwsw.ui.explore.choices import choose
from cwsw.ui.explore.selected_children import show_children_of
from cwsw.ui.explore.selection import asked_group, group_query
from cwsw.ui.explore.tabs import show_tabs
from cwsw.ui.overview.gap_card import ADD_SHEETS
from cwsw.ui.state import session
from cwsw.ui.widgets import links
from cwsw.ui.widgets.figure_context import FigureContext
from cwsw.ui.widgets.filters import FilterChoice

user = session.require_page(__file__)
summary = session.summary()
workspace = session.workspace()
if workspace is None:
    session.no_data_yet()
# Filled last: it states the finding of the measure that is chosen below it.
title = st.empty()
choice = choose(summary, user)
if choice is None:
    session.page_header("Explore", ADD_SHEETS if summary.cohort.cwsw else f"{NOBODY}.")
    st.stop()
title.title(finding_of_year(choice.figure, choice.figures))
if note := counted_note(choice.figure, summary.cohort.cwsw):
    st.caption(note)

parts = parts_of(choice, workspace)
# For the menu: who comes back to Explore finds what they had chosen.
links.remember_explored(choice.query | group_query(asked_group(parts)))

bars, years = st.columns((1.4, 1))
with bars.container(border=True, height="stretch"):
    show_parts(choice, parts)
with years.container(border=True, height="stretch"):
    show_years(choice)
if user.may(Right.CHILDREN):
    with st.container(border=True):
        show_children_of(choice, parts, workspace, user)
view = FigureContext(FilterChoice(choice.figure.year), choice.front, summary, workspace, user)
show_tabs(choice, view)
