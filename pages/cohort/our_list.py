"""Our list: everybody with a social worker, their plans, and who may be told what."""

from functools import partial

import streamlit as st

from cwsw.access import Right
from cwsw.children.due import due_day
from cwsw.ui import keeping, session
from cwsw.ui.cohort import cohort_list, cohort_numbers, overrides
from cwsw.ui.filters import members_of
from cwsw.ui.names import name_visibility
from cwsw.ui.widgets.tabs import show_tabs

person = session.require_page(__file__)
workspace = session.workspace()
if workspace is None:
    session.page_header("Our list")
    session.no_data_yet()
summary, has_detail = session.summary(), person.may(Right.PLAN_DETAIL)
session.page_header(cohort_list.finding(summary.cohort, has_detail))
keeping.show_done()

names, everybody = name_visibility(), members_of(workspace)
with st.container(horizontal=True, vertical_alignment="center"):
    st.caption(cohort_list.difference_words(summary.as_at, due_day(workspace)), width="content")
    st.popover("Who is on it?", type="tertiary").write(cohort_list.rule_in_words(summary.as_at))
    if has_detail:
        overrides.show_popover(person, workspace, everybody, names)
show_tabs(
    {
        "The children": partial(cohort_list.show, workspace, person, everybody, names),
        "In numbers": partial(
            cohort_numbers.show_numbers, workspace, summary.cohort, everybody, has_detail
        ),
    },
    "part",
)
keeping.keep_block(person, workspace)
