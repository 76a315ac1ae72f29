"""The question who made an uploaded list, where its name does not say and there are two lists."""

from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st

from cwsw.access import User
from cwsw.cohort.compared_lists import List
from cwsw.cohort.unnamed import UnnamedList, name_list
from cwsw.store import Workspace
from cwsw.ui.forms.edit_forms import attempt, may_change
from cwsw.ui.wording import text

MEANS = (
    "The name of a list does not say whose it is, so it is compared with none. Its plans count all "
    "the same."
)
BUTTON = "Compare it as this list"
OWNERS: Mapping[str, List] = {
    "The local authority's": List.LA,
    "Our safeguarding lead's": List.DSL,
    "The school system's": List.MIS,
}
CHOOSE = "Choose whose list it is."


def ask_for_owner(user: User, workspace: Workspace, unnamed: Sequence[UnnamedList]) -> None:
    """Show a form that asks who made each list; nothing where every list says so itself."""
    if not unnamed or not may_change(user, workspace):
        return
    options = {_option(upload): upload for upload in unnamed}
    with st.form("whose_list"):
        st.markdown(f"**Whose list is it?** {MEANS}")
        unnamed_list = options[st.selectbox("List", list(options), key="whose_source")]
        # None to begin with: nothing in the name of the list says whose it is.
        owner = st.radio("Whose", list(OWNERS), index=None, horizontal=True, key="whose_list_is")
        if st.form_submit_button(BUTTON):
            save = partial(_name, workspace, unnamed_list, owner or "")
            attempt(save, "" if owner else CHOOSE)


def _name(workspace: Workspace, unnamed: UnnamedList, owner: str) -> str:
    name_list(workspace, unnamed.source, OWNERS[owner])
    return f"kept: it is {text.uncapital(owner)} list"


def _option(upload: UnnamedList) -> str:
    """'cpoms.xlsx (12 children)' (Markdown)."""
    return f"{text.label(upload.source)} ({text.counted(upload.children, 'child', 'children')})"
