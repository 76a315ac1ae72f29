"""Who did what: the trail of sign-ins, uploads, children's pages opened, files and publications."""

import streamlit as st

from cwsw.ui.data import audit_page
from cwsw.ui.state import session
from cwsw.ui.widgets.filters import members_of, members_today
from cwsw.ui.widgets.name_visibility import name_visibility

user = session.require_page(__file__)
st.title("Who did what")
workspace = session.workspace()
names = name_visibility()
everybody = []
if workspace is not None:  # on roll today, or on the figures' day
    members = (*members_of(workspace), *members_today(workspace))
    everybody = list({member.upn: member for member in members}.values())
audit_page.show_lines(user, everybody, names)
