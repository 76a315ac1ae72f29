"""An upload that looks like the wrong one: said in one sentence, and used only when asked to."""

import streamlit as st

from cwsw.records.next_upload import Doubt, Mistake, doubts
from cwsw.store import Workspace
from cwsw.ui.state import session
from cwsw.ui.state.version_cache import cached
from cwsw.ui.wording import text

GO_ON = "Use it all the same"


def show(former: Workspace, new: Workspace) -> bool:
    """Whether nothing looks wrong, or somebody wants to go on all the same."""
    doubts = cached(new, _doubts, former.id, former.version)
    if not doubts:
        return True
    st.warning(sentence(doubts[0], former, new))
    return bool(st.checkbox(GO_ON, key=f"go_on {new.id}"))


def sentence(doubt: Doubt, former: Workspace, new: Workspace) -> str:
    """What looks wrong, and what it costs."""
    if doubt.mistake is Mistake.EARLIER:
        return (
            f"These data are of {text.day(new.as_at)}, earlier than what is loaded "
            f"({text.day(former.as_at)}): all figures go back to that day."
        )
    if doubt.mistake is Mistake.YEAR_BELOW:
        return (
            f"{doubt.children:,} of {doubt.of:,} children are a year group lower than before. Last "
            "year's roll? Children who left come back, new ones go, and year groups are wrong."
        )
    return (
        f"{doubt.children:,} of {doubt.of:,} children on roll are not in this file: they count in "
        "no figure, and what your team wrote about them is held apart."
    )


def _doubts(new: Workspace, *_: object) -> tuple[Doubt, ...]:
    return doubts(session.own_workspace() or new, new)
