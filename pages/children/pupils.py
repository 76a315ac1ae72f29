"""The pupils behind a figure: who is counted, who meets it, who is left out and why."""

import streamlit as st

from cwsw.ui import session, show_pupils
from cwsw.ui.names import name_visibility

person = session.require_page(__file__)
session.page_header("Pupils behind a figure", show_pupils.LEAD)
summary = session.summary()
workspace = session.workspace()
if workspace is None:
    session.no_data_yet()

names = name_visibility()
asked = show_pupils.choose(person, summary)
if asked is None:
    st.stop()
show_pupils.show_pupils(asked, workspace, names)
