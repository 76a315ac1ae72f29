"""Support in place: what is running and due; one of it logged, reviewed, before and after."""

import streamlit as st

from cwsw.children.support import supports
from cwsw.cohort.today import list_day
from cwsw.ui.children.choice import chosen_children
from cwsw.ui.forms import edit_forms
from cwsw.ui.state import session
from cwsw.ui.support import interventions, support_table
from cwsw.ui.widgets import links
from cwsw.ui.widgets.filters import members_of
from cwsw.ui.widgets.name_visibility import name_visibility
from cwsw.ui.widgets.roster import roster
from cwsw.ui.wording import text

user = session.require_page(__file__)
workspace = session.workspace()
if workspace is None:
    session.page_header("Running support")
    session.no_data_yet()
asked_children, day = chosen_children(workspace), list_day(workspace)
chosen_supports = support_table.of_children(
    supports(workspace), {child.upn for child in asked_children}
)
session.page_header(support_table.finding(chosen_supports, day))
edit_forms.show_done()

pupils = roster(workspace, name_visibility())
st.caption(f"Due as of {text.day(day)}. {support_table.ORDER}")
if asked_children:
    children = text.counted(len(asked_children), "child", "children")
    st.write(f"Only support of the {children} you came with.")
    links.page_link(links.INTERVENTIONS, "Show all support")
if chosen_supports:
    support = support_table.choose(chosen_supports, day, pupils)
    if support is not None:
        # On the figures' day: before and after are sums of the register, which ends there.
        cohort = [member.upn for member in members_of(workspace) if member.in_cohort]
        interventions.show_one(user, workspace, support, cohort, pupils)
else:
    st.write(interventions.NONE)
    links.page_link(links.PLAN_SUPPORT, "Plan support")
edit_forms.undo_and_workbook(user, workspace)
