"""Who did what: the trail of sign-ins, uploads, children's pages opened, files and publications."""

import streamlit as st

from cwsw.ui import session
from cwsw.ui.data import audit_page
from cwsw.ui.filters import members_of
from cwsw.ui.names import name_visibility

who = session.require_page(__file__)
st.title("Who did what")
workspace = session.workspace()
names = name_visibility()
audit_page.show_lines(who, [] if workspace is None else members_of(workspace), names)
