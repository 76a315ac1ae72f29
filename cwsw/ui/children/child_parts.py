"""The parts of a child's page that open on a click; the open one is named in the address."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import streamlit as st

from cwsw.access import Right
from cwsw.ui.children import pupil_voice, records
from cwsw.ui.children.attendance import show_attendance
from cwsw.ui.children.opened_child import OpenedChild
from cwsw.ui.children.why_counted import show_why
from cwsw.ui.cohort.recorded_changes import show_of_child

PART_PARAMETER = "look"
OLDER = "Earlier years too"
WHY_COUNTED = "Why this child counts"
# As the first year to show: earlier than any.
_EVERY_YEAR = 0


@dataclass(frozen=True)
class ChildPart:
    """One part of a child's page: how it is shown, and the rights that it needs.

    `has_years`: it shows this year and the last, and earlier ones on asking; `on_list`: it says
    something of children on the list only.
    """

    show: Callable[[OpenedChild, int], None]
    rights: tuple[Right, ...] = ()
    on_list: bool = False
    has_years: bool = True


def show_child_parts(child: OpenedChild) -> None:
    """Show the names of the parts and the chosen part; none is chosen to begin with."""
    offered = [name for name, part in PARTS.items() if is_offered(part, child)]
    part_name = st.segmented_control(
        "Look closer",
        offered,
        key=PART_PARAMETER,
        # In the address, so that Our list can lead to the part that says why a child counts.
        bind="query-params",
        label_visibility="collapsed",
    )
    # An address that somebody passed on may name a part that is closed to this reader.
    if part_name not in offered:
        return
    part = PARTS[part_name]
    with st.container(border=True):
        older = part.has_years and st.toggle(OLDER, key="child_older")
        part.show(child, _EVERY_YEAR if older else child.last_year)


def is_offered(part: ChildPart, child: OpenedChild) -> bool:
    """Whether this reader may see a part, and whether it can say something of this child."""
    member = child.member
    is_listed = member is not None and member.in_cohort
    return child.reader.may(*part.rights) and (is_listed or not part.on_list)


def _show_why(child: OpenedChild, since: int) -> None:
    del since
    if child.member is None:
        st.write("Not on roll today, so not on the list.")
    else:
        show_why(child.reader, child.workspace, child.member, child.names)
    show_of_child(child.reader, child.workspace, child.pupil.upn, child.names)


def _show_attendance(child: OpenedChild, since: int) -> None:
    show_attendance(child.workspace, child.pupil.number, since)


def _show_support(child: OpenedChild, since: int) -> None:
    added = child.added.since(since)
    records.show_support(added.support, child.names)
    pupil_voice.show_follow_ups(added.follow_ups, child.names)


def _show_suspensions(child: OpenedChild, since: int) -> None:
    facts = child.facts.since(since)
    records.show_suspensions(facts, child.names)
    records.show_placements(facts, child.workspace, child.names)


def _show_results(child: OpenedChild, since: int) -> None:
    facts = child.facts.since(since)
    records.show_results(facts)
    records.show_scores(facts)


def _show_words(child: OpenedChild, since: int) -> None:
    pupil_voice.show_voices(child.added.since(since).voices, child.names)


def _show_awareness(child: OpenedChild, since: int) -> None:
    # Every part is called alike; this one has no years.
    del since
    if child.member is not None:
        records.show_awareness(child.workspace, child.member)


PARTS: Mapping[str, ChildPart] = {
    # The answer is made of plans, so it needs the right to see them besides that to see the list.
    WHY_COUNTED: ChildPart(_show_why, (Right.COHORT, Right.PLAN_DETAIL), has_years=False),
    "Attendance": ChildPart(_show_attendance),
    "Support": ChildPart(_show_support),
    "Suspensions and placements": ChildPart(_show_suspensions),
    "Results and wellbeing": ChildPart(_show_results),
    "Own words": ChildPart(_show_words),
    "Who has been told": ChildPart(_show_awareness, on_list=True, has_years=False),
}
