"""Who has been told what they need to know to help each child."""

import streamlit as st

from cwsw.cohort.aware import grid
from cwsw.ui import keeping, session
from cwsw.ui.cohort import awareness
from cwsw.ui.filters import members_of
from cwsw.ui.names import name_visibility

person = session.require_page(__file__)
session.page_header("Who has been told", awareness.MEANS)
workspace = session.workspace()
if workspace is None:
    session.no_data_yet()

keeping.show_done()
names = name_visibility()
lines = grid(workspace, [m for m in members_of(workspace) if m.in_cohort])
awareness.show_gaps(lines)
awareness.say_form(person, workspace, lines, names)
awareness.show_grid(lines, names)

st.header("A note to staff")
awareness.show_note(workspace, lines)
keeping.keep_block(person, workspace)
