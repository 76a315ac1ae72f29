"""The local authority's list, the safeguarding lead's and the school system's flags compared."""

import streamlit as st

from cwsw.cohort.people import people
from cwsw.cohort.settle import compare_lists
from cwsw.ui import keeping, session
from cwsw.ui.cohort import list_comparison, list_decisions
from cwsw.ui.filters import members_of
from cwsw.ui.names import name_visibility

person = session.require_page(__file__)
session.page_header("Compare lists", "Where they agree, where not, why, and what you decide.")
workspace = session.workspace()
if workspace is None:
    session.no_data_yet()

keeping.show_done()
names = name_visibility()
comparison = compare_lists(workspace)
pupils = people(workspace)
if comparison.cases:
    list_comparison.show_regions(comparison, pupils, names)
    st.header("Disagreements")
    st.write(list_comparison.MEANS)
    list_comparison.show_disagreements(person, workspace, comparison, pupils, names)
else:
    st.write(list_comparison.ONE_LIST)

st.header("Decisions")
list_decisions.show_decided(person, workspace, comparison, pupils, names)

st.header("What to ask the local authority")
list_decisions.show_letter(workspace, comparison, pupils, members_of(workspace))
keeping.keep_block(person, workspace)
