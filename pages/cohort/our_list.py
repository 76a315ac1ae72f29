"""Our list as of today: everybody with a social worker, their plans, and what was recorded."""

from functools import partial

import streamlit as st

from cwsw.access import Right
from cwsw.cohort.today import list_day
from cwsw.ui.cohort import (
    cohort_list,
    cohort_numbers,
    keep_list,
    list_difference,
    overrides,
    recorded_changes,
)
from cwsw.ui.forms import edit_forms
from cwsw.ui.state import session
from cwsw.ui.widgets.filters import members_of, members_today
from cwsw.ui.widgets.name_visibility import name_visibility
from cwsw.ui.widgets.tabs import show_tabs

user = session.require_page(__file__)
workspace = session.workspace()
if workspace is None:
    session.page_header("Our list")
    session.no_data_yet()
summary, has_detail = session.summary(), user.may(Right.PLAN_DETAIL)
names, everybody = name_visibility(), members_today(workspace)
session.page_header(cohort_list.finding(everybody, has_detail))
edit_forms.show_done()

with st.container(horizontal=True, vertical_alignment="center"):
    st.caption(list_difference.words_of(workspace, has_detail), width="content")
    rule_popover = st.popover("Who is on it?", type="tertiary")
    rule_popover.write(cohort_list.rule_in_words(list_day(workspace)))
    # What was recorded or decided tells of plans.
    if has_detail:
        recorded_changes.show_recorded(user, workspace, names)
        overrides.show_decided(user, workspace, everybody, names)
keep_list.show_list_forms(user, workspace, everybody, names)
show_tabs(
    {
        "The children": partial(cohort_list.show_whole_list, workspace, user, everybody, names),
        "In numbers": partial(
            cohort_numbers.show_numbers,
            workspace,
            summary.cohort,
            # In numbers the list is as at the figures' day, like every other count of it.
            members_of(workspace),
            has_detail,
        ),
    },
    "part",
)
edit_forms.undo_and_workbook(user, workspace)
