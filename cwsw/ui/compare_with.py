"""Which national figures stand in front on a page, and how near they are to our own children."""

from collections.abc import Mapping

import streamlit as st

from cwsw.compare.front import Front
from cwsw.compare.nearest import NEAREST

FRONTS: Mapping[Front, str] = {
    Front.IN_2018: "2018",
    Front.LIKE_FOR_LIKE: "Like for like",
    Front.LATEST: "Latest",
}
MEANINGS: Mapping[Front, str] = {
    Front.IN_2018: "The 2018 figures stand first.",
    Front.LIKE_FOR_LIKE: "The national figures of the same year, or the latest before it, stand "
    "first; then those of 2018.",
    Front.LATEST: "The latest national figures stand first, whatever the year of our own; then "
    "those of 2018.",
}
VERDICTS_STAY = "Verdicts are always made like for like."
_KEPT = "national_figures_in_front"


def choose_front(page: str) -> Front:
    """Ask which national figures stand in front; the answer holds for every figure page."""
    kept = st.session_state.get(_KEPT, Front.IN_2018)
    chosen = st.radio(
        "National figures in front",
        list(FRONTS),
        index=list(FRONTS).index(kept),
        format_func=lambda front: FRONTS[front],
        horizontal=True,
        key=f"{page}_front",
    )
    front = Front(chosen)
    st.session_state[_KEPT] = front
    return front


def about_front(front: Front, group: str) -> None:
    """One line: what the choice means, and which published group is nearest to the one shown."""
    st.caption(f"{MEANINGS[front]} {VERDICTS_STAY} {NEAREST[group].words}")
