"""The children on the list: one table, its views, and the way to each child."""

import streamlit as st

from cwsw.ui.children.views import show_views
from cwsw.ui.state import session
from cwsw.ui.widgets.name_visibility import name_visibility

user = session.require_page(__file__)
session.page_header("Children")
workspace = session.workspace()
if workspace is None:
    session.no_data_yet()
show_views(workspace, user, name_visibility())
st.caption("Opening a child's page is noted, with who and when.")
