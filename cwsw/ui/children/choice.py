"""Which child a page is about: the address has a number without meaning, never a name or UPN."""

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Never

import streamlit as st

from cwsw.children.address import address, numbers
from cwsw.cohort.all_pupils import Pupil, pupils_by_upn
from cwsw.store import Workspace
from cwsw.ui.state import session
from cwsw.ui.state.version_cache import cached
from cwsw.ui.widgets.filters import members_today
from cwsw.ui.widgets.name_visibility import Names

ON_THE_LIST = "Children on the list"
EVERYBODY = "Everybody on roll"
CHOOSE = "Choose a child to see their page."
NOT_FOUND = (
    "This address belongs to an earlier upload, or to nobody. Choose a child from the list above."
)
NOBODY = "Nobody on roll is on the list: choose from everybody on roll."
CHILD_PARAMETER = "child"
"""The name of the number in the address."""
CHILDREN_PARAMETER = "children"
"""The name of several children's numbers in the address, with commas between them."""


def asked_child(workspace: Workspace) -> Pupil | None:
    """The pupil that the address names; None where its number belongs to nobody."""
    by_address = cached(workspace, _by_address)
    return by_address.get(st.query_params.get(CHILD_PARAMETER, ""))


def choose(workspace: Workspace, names: Names) -> Pupil | None:
    """Two select boxes: which children to choose from, and the child."""
    narrow, choice = st.columns((1, 2))
    which = narrow.selectbox("Choose from", (ON_THE_LIST, EVERYBODY), key="one_from")
    offered = [m for m in members_today(workspace) if which == EVERYBODY or m.in_cohort]
    options = names.options(offered)
    child = asked_child(workspace)
    # Another box for each list, and for hidden names: the options are other words then, and
    # Streamlit would keep a value that is none of them.
    key = f"one_{which}_{names.hidden}"
    option_by_number = {offered[place].number: words for words, place in options.items()}
    # Before the box is drawn, or Streamlit refuses it: the address decides which child it shows.
    st.session_state[key] = option_by_number.get(child.number) if child else None
    choice.selectbox(
        "Child",
        list(options),
        key=key,
        placeholder="Choose a child",
        on_change=partial(
            _ask_for, workspace, key, {words: offered[n].number for words, n in options.items()}
        ),
    )
    if child is None:
        st.write(_nobody_chosen(len(offered)))
    return child


def asks_for(workspace: Workspace, number: int) -> dict[str, str]:
    """The query parameters of a page about one pupil."""
    return {CHILD_PARAMETER: address(workspace, number)}


def choose_children(page: str, workspace: Workspace, numbers: Iterable[int]) -> Never:
    """Go to a page that begins with these children: planning support, or the meeting.

    Args:
        page: `links.PLAN_SUPPORT` or `links.MEETING`.
        workspace: The data that the children are in.
        numbers: Their `Member.number`, in the order in which they are to come.
    """
    query = asks_for_several(workspace, numbers)
    # With the sample school's name: nothing but the address outlives a reload.
    st.switch_page(page, query_params={**session.in_address(), **query})


def asks_for_several(workspace: Workspace, numbers: Iterable[int]) -> dict[str, str]:
    """The query parameters of a page that begins with several children."""
    return {CHILDREN_PARAMETER: ",".join(address(workspace, number) for number in numbers)}


def chosen_children(workspace: Workspace) -> tuple[Pupil, ...]:
    """The children that the address names, one or several; those it does not know are left out."""
    address_words = [
        *st.query_params.get(CHILDREN_PARAMETER, "").split(","),
        st.query_params.get(CHILD_PARAMETER, ""),
    ]
    by_address = cached(workspace, _by_address)
    # Both parameters may name the same child.
    return tuple(by_address[words] for words in dict.fromkeys(address_words) if words in by_address)


def _nobody_chosen(offered: int) -> str:
    if CHILD_PARAMETER in st.query_params:
        return NOT_FOUND
    return CHOOSE if offered else NOBODY


def _ask_for(workspace: Workspace, key: str, by_words: Mapping[str, int]) -> None:
    option = st.session_state[key]
    if option is None:
        st.query_params.pop(CHILD_PARAMETER, None)
    else:
        st.query_params.update(asks_for(workspace, by_words[option]))


def _by_address(workspace: Workspace) -> Mapping[str, Pupil]:
    # Leavers too: a link to a child's page stays good after the child has left.
    by_number = {pupil.number: pupil for pupil in pupils_by_upn(workspace).values()}
    addresses = numbers(workspace, by_number)
    return {words: by_number[number] for words, number in addresses.items()}
