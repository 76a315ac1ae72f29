"""The regular meeting: the pack of chosen children, what was agreed, and what is still open."""

from functools import partial

import streamlit as st

from cwsw.access import AuditEvent
from cwsw.children.child_rows import child_rows, talk_first
from cwsw.children.meeting_card import year_so_far
from cwsw.cohort.today import list_day
from cwsw.reports.meeting_pack import meeting_pack, pack_document
from cwsw.ui.forms import edit_forms
from cwsw.ui.state import audit_notes, session
from cwsw.ui.state.version_cache import cached
from cwsw.ui.support import meeting, meeting_children
from cwsw.ui.widgets.filters import members_today
from cwsw.ui.widgets.name_visibility import by_place, name_visibility
from cwsw.ui.widgets.roster import roster
from cwsw.ui.widgets.tabs import show_tabs

user = session.require_page(__file__)
workspace = session.workspace()
if workspace is None:
    session.page_header("Meeting")
    session.no_data_yet()
audit_notes.note(AuditEvent.PACK_OPENED)
# Filled last: it counts the children that are chosen below it.
title = st.container()
names, summary = name_visibility(), session.summary()
cohort = tuple(sorted((m for m in members_today(workspace) if m.in_cohort), key=by_place))
# Who may be at the meeting may not see plans: no fact of a plan decides who comes first.
first = tuple(row.member for row in talk_first(cached(workspace, child_rows, cohort, False)).rows)

tools = st.container(horizontal=True, vertical_alignment="center")
with tools:
    selected_members = meeting_children.choose_children(workspace, cohort, first, names)
    pupils, year = roster(workspace, names), cached(workspace, year_so_far)
    pack = meeting_pack(workspace, summary, selected_members, list_day(workspace), year)
    document = pack_document(pack, pupils)
    meeting.paper_button(pack, document, pupils)
    meeting.show_questions(document)
with title:
    session.page_header(meeting.finding(len(selected_members), pack.actions, pack.day))
    edit_forms.show_done()
    if not cohort:
        st.write(meeting.NOBODY)

show_tabs(
    {
        "Last time": partial(meeting.show_last_time, document),
        "Figures": partial(meeting.show_figures, document),
        "Each child": partial(meeting.show_children, pack, document),
        "Write down": partial(meeting.show_forms, user, workspace, cohort, pupils),
    },
    "agenda",
)
edit_forms.undo_and_workbook(user, workspace)
