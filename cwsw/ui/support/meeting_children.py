"""Which children a meeting talks about: chosen elsewhere, or those to talk about first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import streamlit as st

from cwsw.cohort import Member
from cwsw.store import Workspace
from cwsw.tables.codes import year_group_label
from cwsw.ui.children.choice import chosen_children
from cwsw.ui.widgets.name_visibility import Names

FIRST, EVERYBODY = "To talk about first (by facts that name no plan)", "Everybody on the list"
_CHOICE = "meeting_chosen"


@dataclass(frozen=True)
class MeetingChoice:
    """The children chosen for the pack, with the data and the address that they were chosen for."""

    data: str
    in_address: frozenset[int]
    numbers: frozenset[int]


def choose_children(
    workspace: Workspace, cohort: Sequence[Member], first: Sequence[Member], names: Names
) -> tuple[Member, ...]:
    """The children of the pack, chosen in a popover; the choice stays in this visit.

    It begins with the children that the address names, else with those to talk about `first`, else
    with everybody.
    """
    options = names.options(cohort)
    # Hiding the names makes another box of it, whose options are other words: so the choice is kept
    # by numbers, beside the box (`_CHOICE`).
    key = f"meeting_children_{names.hidden}"
    in_address = frozenset(child.number for child in chosen_children(workspace))
    begin = _begin_with(workspace, in_address, first or cohort)
    with st.popover("Choose the children"):
        st.selectbox(
            "Start from a group",
            [FIRST, EVERYBODY, *_year_groups(cohort)],
            index=None,
            placeholder="Choose a group",
            key="meeting_group",
            # A callback: Streamlit lets a box be filled only before it is drawn.
            on_change=partial(_fill, key, cohort, first, options),
        )
        options_chosen = st.multiselect(
            "Children",
            list(options),
            [words for words, place in options.items() if cohort[place].number in begin],
            key=key,
        )
    members = tuple(cohort[options[words]] for words in options_chosen)
    numbers = frozenset(member.number for member in members)
    st.session_state[_CHOICE] = MeetingChoice(workspace.id, in_address, numbers)
    return members


def _begin_with(
    workspace: Workspace, in_address: frozenset[int], others: Sequence[Member]
) -> frozenset[int]:
    """The numbers of the children chosen before on this visit, else of the address, else others."""
    before: MeetingChoice | None = st.session_state.get(_CHOICE)
    # Another school, or an address that names other children, begins anew.
    if before is not None and (before.data, before.in_address) == (workspace.id, in_address):
        return before.numbers
    return in_address or frozenset(member.number for member in others)


def _year_groups(cohort: Sequence[Member]) -> list[str]:
    years = sorted({m.year_group for m in cohort if m.year_group is not None})
    return [year_group_label(year) for year in years]


def _fill(
    key: str, cohort: Sequence[Member], first: Sequence[Member], options: Mapping[str, int]
) -> None:
    """Fill the box with the children of the group that was picked."""
    group = st.session_state["meeting_group"]
    if group is None:
        return
    numbers = {
        member.number
        for member in (first if group == FIRST else cohort)
        if group in (FIRST, EVERYBODY)
        or (member.year_group is not None and year_group_label(member.year_group) == group)
    }
    group_options = [words for words, place in options.items() if cohort[place].number in numbers]
    st.session_state[key] = group_options
