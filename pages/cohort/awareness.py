"""Who has been told what they need to know to help each child."""

import streamlit as st

from cwsw.cohort.aware import grid
from cwsw.ui.cohort import awareness
from cwsw.ui.forms import edit_forms
from cwsw.ui.state import session
from cwsw.ui.widgets.filters import members_today
from cwsw.ui.widgets.name_visibility import by_place, name_visibility

user = session.require_page(__file__)
workspace = session.workspace()
if workspace is None:
    session.page_header("Who has been told")
    session.no_data_yet()
cohort = sorted((m for m in members_today(workspace) if m.in_cohort), key=by_place)
lines = grid(workspace, cohort)
session.page_header(awareness.finding(lines))
edit_forms.show_done()
if not lines:
    st.write(awareness.NOBODY)
    st.stop()

names = name_visibility()
with st.container(horizontal=True):
    with st.popover("What do the states mean?", type="tertiary"):
        st.write(awareness.MEANS)
    with st.popover("By role", type="tertiary"):
        awareness.show_gaps(lines)
    with st.popover("A note to staff", type="tertiary"):
        awareness.show_note(workspace, lines)
table, form = st.columns((3, 1), gap="large")
with table:
    selected_lines = awareness.show_grid(lines, names)
with form:
    awareness.record_form(user, workspace, lines, selected_lines, names)
edit_forms.undo_and_workbook(user, workspace)
