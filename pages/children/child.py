"""One child: strengths first, then attendance, support and everything else with its date."""

import streamlit as st

from cwsw.access import AuditEvent
from cwsw.children.story import said, story
from cwsw.ui import (
    child_attendance,
    child_choice,
    child_page,
    keeping,
    links,
    session,
    trail,
    voice,
)
from cwsw.ui.filters import members_of
from cwsw.ui.names import name_visibility
from cwsw.ui.once import once

person = session.require_page(__file__)
session.page_header("A child", child_page.LEAD)
workspace = session.workspace()
if workspace is None:
    session.no_data_yet()

child_page.show_who_can_see()
keeping.show_done()
names = name_visibility()
child = child_choice.choose(workspace, names)
if child is None:
    st.stop()
trail.note(AuditEvent.CHILD_OPENED, child.upn)
member = next((m for m in members_of(workspace) if m.number == child.number), None)

child_page.show_head(child, member, workspace, names)
since = child_page.from_year(workspace)
facts = once(workspace, story, child.number).since(since)
added = said(workspace, child.upn).since(since)

st.subheader(voice.HEADING)
voice.show_voices(added.voices, names)
voice.voice_form(person, workspace, child.upn)

st.subheader("Attendance")
child_attendance.show_attendance(person, workspace, child.number, member, since)
child_page.show_support(added.support, names)
asked = child_choice.asks_for(workspace, child.number)
links.page_link(links.INTERVENTIONS, "Support for this child: plan, log, review", asked)
st.subheader("Follow-ups")
voice.show_follow_ups(added.follow_ups, names)
voice.follow_up_form(person, workspace, child.upn)
child_page.show_placements(facts, workspace, names)
child_page.show_suspensions(facts, names)
child_page.show_results(facts)
child_page.show_scores(facts)
if member is not None and member.in_cohort:
    child_page.show_told(workspace, member)
child_page.link_to_why(workspace, child)
keeping.keep_block(person, workspace)
