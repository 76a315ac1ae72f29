"""Who may be missing from the list, and which rows are waiting for an answer."""

import streamlit as st

from cwsw.ui import keeping, session
from cwsw.ui.cohort import missing_children
from cwsw.ui.filters import members_of
from cwsw.ui.names import name_visibility

person = session.require_page(__file__)
session.page_header("May be missing", "Whether the list is complete, and whom to ask.")
summary = session.summary()
workspace = session.workspace()
if workspace is None:
    session.no_data_yet()

keeping.show_done()
names = name_visibility()
everybody = members_of(workspace)

st.header("The size of the list")
missing_children.show_size(summary.cohort)
missing_children.show_recheck(workspace)

st.header("Unclear rows: what to find out")
missing_children.show_unclear(person, workspace, everybody, names)

st.header("Joined within six years, and nothing heard")
st.write(missing_children.HISTORY_MEANS)
missing_children.show_history(person, workspace, everybody, names)
keeping.keep_block(person, workspace)
