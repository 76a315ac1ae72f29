"""An upload that looks like the wrong one: a warning, and a box to tick to use it all the same."""

import streamlit as st

from cwsw.records.next_upload import Doubt, Mistake, doubts
from cwsw.store import Workspace
from cwsw.ui.state import session
from cwsw.ui.state.version_cache import cached
from cwsw.ui.wording import text

GO_ON = "Use it all the same"


def show(former: Workspace, new: Workspace) -> bool:
    """Show what looks wrong; whether nothing does, or the visitor goes on all the same."""
    # The last two are only a part of the cache's key: other data loaded meanwhile are other doubts.
    doubts = cached(new, _doubts, former.id, former.version)
    if not doubts:
        return True
    st.warning(sentence(doubts[0], former, new))
    # A tick for one upload must not count for the next.
    return bool(st.checkbox(GO_ON, key=f"go_on {new.id}"))


def sentence(doubt: Doubt, former: Workspace, new: Workspace) -> str:
    """What looks wrong, and what using it would cost, in a sentence."""
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
    # Asked for here and not passed: what is passed is held with the answer, and would outlive its
    # data.
    return doubts(session.own_workspace() or new, new)
