"""The local authority's list, the safeguarding lead's and the school system's flags compared."""

import streamlit as st

from cwsw.cohort.people import people
from cwsw.cohort.settle import compare_lists
from cwsw.ui import keeping, session
from cwsw.ui.cohort import list_comparison, list_decisions
from cwsw.ui.filters import members_of
from cwsw.ui.names import name_visibility
from cwsw.ui.once import once

person = session.require_page(__file__)
workspace = session.workspace()
if workspace is None:
    session.page_header("Compare lists")
    session.no_data_yet()
comparison = once(workspace, compare_lists)
session.page_header(list_comparison.finding(comparison))
keeping.show_done()

names, pupils = name_visibility(), once(workspace, people)
if not comparison.cases:
    st.write(list_comparison.ONE_LIST)
views = ("To decide", "Where they agree", "Decisions", "Ask the local authority")
to_decide, agree, decisions, ask = st.tabs(views, key="part", bind="query-params")
if to_decide.open and comparison.cases:
    with to_decide:
        list_comparison.show_disagreements(person, workspace, comparison, pupils, names)
if agree.open and comparison.cases:
    with agree:
        list_comparison.show_regions(comparison, pupils, names)
if decisions.open:
    with decisions:
        list_decisions.show_decided(person, workspace, comparison, pupils, names)
if ask.open:
    with ask:
        list_decisions.show_letter(workspace, comparison, pupils, members_of(workspace))
keeping.keep_block(person, workspace)
