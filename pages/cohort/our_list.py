"""Who counts, on which date, and why."""

import streamlit as st

from cwsw.access import Right
from cwsw.ui import keeping, overrides, session
from cwsw.ui.cohort import cohort_list, cohort_numbers
from cwsw.ui.filters import members_of
from cwsw.ui.names import name_visibility
from cwsw.ui.tables import show_table

person = session.require_page(__file__)
session.page_header("Our list", "The children with a social worker on our roll, and why.")
summary = session.summary()
workspace = session.workspace()
if workspace is None:
    session.no_data_yet()

st.write(cohort_list.rule_in_words(summary.as_at))
keeping.show_done()
names = name_visibility()
everybody = members_of(workspace)
listing = cohort_list.listing_for(person, names)
has_detail = person.may(Right.PLAN_DETAIL)
if has_detail:
    show_table(cohort_list.groups_table(summary.cohort))
    show_table(cohort_list.sub_cohorts_table(summary.cohort))

st.header("Beside other groups")
cohort_numbers.show_crossings(everybody, has_detail)

st.header("Six years")
cohort_numbers.show_growth(workspace, has_detail)

st.header("The children")
cohort_list.show_children(everybody, listing)
if has_detail:
    cohort_list.show_work_lists(everybody, listing)

if has_detail:
    st.header(overrides.TITLE)
    found = overrides.standing(workspace, everybody)
    st.write(overrides.MEANS if found else overrides.NONE)
    if found:
        show_table(overrides.overrides_table(found, names))
    overrides.take_back_form(person, workspace, found, names)
keeping.keep_block(person, workspace)
