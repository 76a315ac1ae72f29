"""Links to other pages, shown to those who may open them."""

from collections.abc import Mapping

import streamlit as st

from cwsw.measures.registry import BY_KEY
from cwsw.tables.years import label
from cwsw.ui.auth import page_registry
from cwsw.ui.state import session

OVERVIEW = "pages/overview/overview.py"
WHAT_TO_DO = "pages/support/what_to_do.py"
UPLOAD = "pages/data/upload.py"
OUR_LIST = "pages/cohort/our_list.py"
MISSING = "pages/cohort/missing.py"
LISTS = "pages/cohort/lists.py"
AWARENESS = "pages/cohort/awareness.py"
NATIONAL = "pages/national/national.py"
HELP = "pages/data/help.py"
INTERVENTIONS = "pages/support/interventions.py"
PLAN_SUPPORT = "pages/support/plan.py"
MEETING = "pages/support/meeting.py"
CHILDREN = "pages/children/children.py"
CHILD = "pages/children/child.py"
PUBLISH = "pages/governors/publish.py"
GOVERNORS = "pages/governors/summary.py"
EXPLORE = "pages/explore/explore.py"
_EXPLORED = "explored"


def explores(key: str, year: int | None = None) -> dict[str, str]:
    """The query parameters of Explore for one measure, in its latest year unless one is given.

    Streamlit writes a choice into the address by the words that the reader sees.
    """
    return {"measure": BY_KEY[key].short} | ({} if year is None else {"year": label(year)})


def remember_explored(query: Mapping[str, str]) -> None:
    """Keep what was chosen on Explore, for the menu's link back to it."""
    st.session_state[_EXPLORED] = dict(query)


def address_of(path: str) -> dict[str, str]:
    """The query parameters of a menu link: the sample school, and what was chosen on Explore."""
    explored = st.session_state.get(_EXPLORED, {}) if path == EXPLORE else {}
    return {**explored, **session.in_address()}


def page_link(path: str, label: str, query: Mapping[str, str] | None = None) -> None:
    """A link to a page of the dashboard; nothing where the person here may not open it.

    `query` goes into the address: never a name or a UPN.
    """
    # Streamlit raises an error for a link to a page that this visitor's menu does not have.
    user = page_registry.current_user()
    if user is not None and any(entry.path == path for entry in page_registry.entries_for(user)):
        st.page_link(path, label=label, query_params={**session.in_address(), **(query or {})})
