"""The regular meeting about the cohort: the pack, what was agreed, and what is still open."""

import streamlit as st

from cwsw.access import AuditEvent
from cwsw.children.due import due_day
from cwsw.children.quarter import year_so_far
from cwsw.reports.meeting_pack import meeting_pack
from cwsw.ui import keeping, session, trail
from cwsw.ui.filters import members_of
from cwsw.ui.names import name_visibility
from cwsw.ui.once import once
from cwsw.ui.support import meeting
from cwsw.ui.widgets.roster import roster

person = session.require_page(__file__)
session.page_header("Meeting", meeting.LEAD)
summary = session.summary()
workspace = session.workspace()
if workspace is None:
    session.no_data_yet()

trail.note(AuditEvent.PACK_OPENED)
keeping.show_done()
who_is = roster(workspace, name_visibility())
cohort = [member for member in members_of(workspace) if member.in_cohort]
chosen = meeting.choose_children(cohort)
year = once(workspace, year_so_far)
pack = meeting_pack(workspace, summary, chosen, due_day(workspace), year)
meeting.paper_button(pack, who_is)

before, recap = st.tabs(("The pack", "What was agreed"))
with before:
    meeting.show_pack(pack, who_is)
with recap:
    st.header("Overdue")
    meeting.show_overdue(workspace, who_is)
    meeting.tick_form(person, workspace, who_is)
    st.header("This meeting")
    meeting.meeting_form(person, workspace)
    meeting.action_form(person, workspace, cohort, who_is)
keeping.keep_block(person, workspace)
