"""The overview: one screen for a head with one minute; every part links to its page."""

import streamlit as st

from cwsw.compare.narrative import NOBODY, headline
from cwsw.compare.strengths import strengths
from cwsw.ui.overview import gap_card, parts
from cwsw.ui.overview.start import start
from cwsw.ui.state import session

user = session.require_page(__file__)
workspace = session.workspace()
if workspace is None:
    start(user)
    st.stop()
summary = session.summary()
figures = gap_card.main_figures(summary)
is_empty = not summary.cohort.cwsw and not figures
st.title(NOBODY if is_empty else headline(figures, summary.figures))
st.caption(parts.cohort_words(summary.cohort, user))

gaps_side, children_side = st.columns(2)
with gaps_side.container(border=True, height="stretch"):
    if is_empty:
        parts.show_nobody()
    else:
        gap_card.show_gaps(figures)
with children_side.container(border=True, height="stretch"):
    parts.show_talk_first(workspace, user)
ahead = strengths(summary.figures)[: parts.MOST_STRENGTHS]
# A third card only where something goes well beyond chance: strengths are real or not claimed
# (design section 4).
steps, complete, *well = st.columns(3 if ahead else 2)
with steps.container(border=True, height="stretch", gap="xsmall"):
    parts.show_next(summary)
with complete.container(border=True, height="stretch", gap="xsmall"):
    parts.show_list_check(summary, workspace, user)
for column in well:
    with column.container(border=True, height="stretch", gap="xsmall"):
        parts.show_strengths(ahead)
