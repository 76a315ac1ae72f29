"""The inspection sheet: the cohort, what was done, six children's stories."""

from functools import partial

import streamlit as st

from cwsw.access import AuditEvent
from cwsw.reports.inspection import inspection_document
from cwsw.ui.state import audit_notes, session
from cwsw.ui.support import inspection
from cwsw.ui.widgets.filters import members_of
from cwsw.ui.widgets.name_visibility import name_visibility
from cwsw.ui.widgets.roster import roster
from cwsw.ui.widgets.tabs import show_tabs

session.require_page(__file__)
workspace = session.workspace()
if workspace is None:
    session.page_header("Inspection sheet")
    session.no_data_yet()
audit_notes.note(AuditEvent.SHEET_OPENED)
# Filled last: it counts the stories of the children that are chosen below it.
title = st.container()
pupils, summary = roster(workspace, name_visibility()), session.summary()
cohort = [member for member in members_of(workspace) if member.in_cohort]

with st.container(horizontal=True, vertical_alignment="center"):
    selected_members = inspection.choose(workspace, cohort, pupils)
    sheet = inspection.make_sheet(workspace, summary.cohort, cohort, selected_members)
    document = inspection_document(sheet, pupils)
    inspection.paper_button(sheet, document, pupils)
with title:
    session.page_header(inspection.finding(len(cohort), len(selected_members)), inspection.LEAD)
    st.write(inspection.READ_FIRST)
show_tabs(
    {
        "What was done": partial(inspection.show_done, document),
        "The stories": partial(inspection.show_stories, sheet, document),
    },
    "sheet",
)
