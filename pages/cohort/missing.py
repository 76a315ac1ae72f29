"""Who may be missing from the list, and which rows are waiting for an answer."""

import streamlit as st

from cwsw.cohort.history import late_and_silent
from cwsw.cohort.unclear import unclear
from cwsw.ui import keeping, session
from cwsw.ui.cohort import missing_children
from cwsw.ui.filters import members_of
from cwsw.ui.names import name_visibility

person = session.require_page(__file__)
workspace = session.workspace()
if workspace is None:
    session.page_header("May be missing")
    session.no_data_yet()
everybody = members_of(workspace)
rows, late = unclear(everybody, workspace.as_at), late_and_silent(workspace, everybody)
session.page_header(missing_children.finding(len(rows), len(late)))
keeping.show_done()

names = name_visibility()
missing_children.show_size(session.summary().cohort)
missing_children.show_recheck(workspace)
to_date, joined = st.tabs(
    ("Rows without dates", "Joined, no history"), key="part", bind="query-params"
)
if to_date.open:
    with to_date:
        missing_children.show_unclear(person, workspace, rows, names)
if joined.open:
    with joined:
        missing_children.show_history(person, workspace, everybody, names)
keeping.keep_block(person, workspace)
