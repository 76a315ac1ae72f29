"""The local authority's list, the safeguarding lead's and the school system's flags compared."""

import streamlit as st

from cwsw.access import Right
from cwsw.cohort.people import people
from cwsw.cohort.settle import compare_lists
from cwsw.ui import keeping, lists, lists_outcome, session
from cwsw.ui.filters import members_of
from cwsw.ui.names import name_visibility

person = session.require(Right.DECIDE, Right.PLAN_DETAIL)
session.page_header("Compare the lists", "Where they agree, where not, why, and what you decide.")
workspace = session.workspace()
if workspace is None:
    session.no_data_yet()

keeping.begin(person, workspace)
names = name_visibility()
comparison = compare_lists(workspace)
pupils = people(workspace)
if comparison.cases:
    lists.show_regions(comparison, pupils, names)
    st.header("Disagreements")
    st.write(lists.MEANS)
    lists.show_disagreements(person, workspace, comparison, pupils, names)
else:
    st.write(lists.ONE_LIST)

st.header("Decisions")
lists_outcome.show_decided(person, workspace, comparison, pupils, names)

st.header("What to ask the local authority")
lists_outcome.show_letter(workspace, comparison, pupils, members_of(workspace))
keeping.keep_block(person, workspace)
