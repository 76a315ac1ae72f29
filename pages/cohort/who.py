"""Who counts, on which date, and why."""

import streamlit as st

from cwsw.access import Right
from cwsw.ui import session, who
from cwsw.ui.filters import WHOLE, members_of
from cwsw.ui.tables import show_table

person = session.require(Right.COHORT)
session.page_header("Who counts", "The children with a social worker on our roll, and why.")
summary = session.summary()
workspace = session.workspace()
if workspace is None:
    session.no_data_yet()

st.write(who.rule_in_words(summary.as_at))
if person.may(Right.PLAN_DETAIL):
    show_table(who.groups_table(summary.cohort))
    show_table(who.sub_cohorts_table(summary.cohort))

st.header("The children")
hidden = st.toggle(who.HIDE_NAMES, key="who_hide_names")
listing = who.listing_for(person, hidden)
everybody = members_of(workspace)
ours = [m for m in everybody if m.group == WHOLE]
if ours:
    who.show_list(
        "Children with a social worker", ours, listing, "children-with-a-social-worker.csv"
    )
else:
    st.write(who.NOBODY)
if person.may(Right.PLAN_DETAIL):
    who.show_work_lists(everybody, listing)
