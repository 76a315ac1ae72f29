"""One child's why: plans on a line of time, the rule at work, and decisions of staff."""

import streamlit as st

from cwsw.access import AuditEvent
from cwsw.ui import child_choice, child_page, child_why, keeping, overrides, session, trail
from cwsw.ui.filters import members_of
from cwsw.ui.names import name_visibility
from cwsw.ui.tables import show_table

person = session.require_page(__file__)
session.page_header("One child's why", "Which plans there were, when, and what they count for.")
workspace = session.workspace()
if workspace is None:
    session.no_data_yet()

keeping.show_done()
names = name_visibility()
everybody = members_of(workspace)
asked = child_choice.asked_child(workspace)
member = child_why.choose_child(everybody, names, asked.number if asked else None)
if member is None:
    st.stop()
trail.note(AuditEvent.CHILD_OPENED, member.upn)
child_why.show_why(member, names, workspace.as_at)
child_page.link_to_page(workspace, member.number)

st.header("Decide otherwise")
found = overrides.standing(workspace, [member])
st.write(overrides.MEANS if found else overrides.NONE_HERE)
if found:
    show_table(overrides.overrides_table(found, names))
overrides.take_back_form(person, workspace, found, names)
overrides.decide_form(person, workspace, member)
keeping.keep_block(person, workspace)
