"""Support for the children: what is running and due, before and after, and what to plan next."""

import streamlit as st

from cwsw.access import Right
from cwsw.children.due import due_day
from cwsw.children.support import supports
from cwsw.ui import keeping, session
from cwsw.ui.filters import members_of
from cwsw.ui.names import name_visibility
from cwsw.ui.support import before_after, interventions
from cwsw.ui.widgets.roster import roster

person = session.require_page(__file__)
session.page_header("Running support", interventions.MEANS)
workspace = session.workspace()
if workspace is None:
    session.no_data_yet()

keeping.show_done()
names = name_visibility()
who_is = roster(workspace, names)
cohort = [member for member in members_of(workspace) if member.in_cohort]
found, day = supports(workspace), due_day(workspace)
interventions.show_running(found, day, who_is)
interventions.show_later(found, day, who_is)

support = interventions.choose(found, day, who_is)
if support is not None:
    st.header("Look at one")
    interventions.show_facts(support, who_is)
    st.subheader("Before and after")
    before_after.show_before_after(workspace, support, [m.upn for m in cohort])
    before_after.show_scores(workspace, support, who_is)
    if keeping.may_change(person, workspace, Right.WORK):
        st.subheader("Log and review")
    interventions.log_form(person, workspace, support)
    interventions.review_form(person, workspace, support)

keeping.keep_block(person, workspace)
