"""How today's list differs from the figures: a line in words, and who joined or left the list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cwsw.cohort import Member
from cwsw.cohort.today import ListDifference, list_difference
from cwsw.store import Workspace
from cwsw.ui.cohort.list_states import STATES, ListState
from cwsw.ui.widgets.filters import members_of, members_today
from cwsw.ui.wording import text

JOINED, LEFT = "joined", "left"
"""The states of those who joined or left the list since the figures' day."""
_NAMES = {JOINED: "Joined the list", LEFT: "Left the list"}


def words_of(workspace: Workspace, has_detail: bool) -> str:
    """How list and figures of a workspace differ, in words; plans only where they may be seen."""
    both_lists = members_of(workspace), members_today(workspace)
    return difference_words(list_difference(workspace, *both_lists), has_detail)


def difference_words(diff: ListDifference, has_detail: bool) -> str:
    """Which day the list and the figures are of, and what has changed between them."""
    figures = text.day(diff.figures_day)
    if diff.list_day == diff.figures_day:
        return f"The list and the figures are as at {figures}."
    days = f"The list is as of {text.day(diff.list_day)}, the figures as at {figures}."
    return f"{days} Since then: {changes_words(diff, has_detail)}."


def changes_words(diff: ListDifference, has_detail: bool) -> str:
    """'3 joined the list, 1 left it and 2 plans began'; 'no change is known'."""
    # That a plan began or ended is plan detail; that a child joined the list is not.
    begun, ended = (diff.begun, diff.ended) if has_detail else (0, 0)
    parts = (
        f"{diff.joined:,} joined the list" if diff.joined else "",
        f"{diff.left:,} left {'it' if diff.joined else 'the list'}" if diff.left else "",
        text.counted(begun, "plan") + " began" if begun else "",
        text.counted(ended, "plan") + " ended" if ended else "",
        text.counted(diff.joiners, "pupil") + " joined the school" if diff.joiners else "",
        text.counted(diff.leavers, "pupil") + " left the school" if diff.leavers else "",
    )
    return text.listed(filter(None, parts)) or "no change is known"


def link_of(workspace: Workspace) -> tuple[str, str]:
    """The words of a link to the list, and the state that shows who joined or left it ('': all)."""
    since = since_figures(workspace)
    joined_words = f"{len(since.joiners):,} joined" if since.joiners else ""
    left_words = f"{len(since.leavers):,} left" if since.leavers else ""
    if not joined_words and not left_words:
        return "See the list", ""
    words = text.listed(filter(None, (joined_words, left_words)))
    day = text.day(workspace.as_at)
    return f"The list: {words} since {day}", _NAMES[JOINED if joined_words else LEFT]


@dataclass(frozen=True)
class OneDayOnly:
    """Who is on the list of one day only."""

    joiners: tuple[Member, ...]
    leavers: tuple[Member, ...]


def since_figures(workspace: Workspace) -> OneDayOnly:
    """Who joined and who left the list since the figures' day.

    Whoever left the school too is given as of the figures' day: today's roll has them no more.
    """
    before = {m.upn: m for m in members_of(workspace) if m.in_cohort}
    today = {member.upn: member for member in members_today(workspace)}
    members_now = [member for member in today.values() if member.in_cohort]
    # In no order yet: whoever shows them sorts them by place.
    left_members = [before[upn] for upn in before.keys() - {member.upn for member in members_now}]
    return OneDayOnly(
        tuple(member for member in members_now if member.upn not in before),
        tuple(today.get(member.upn, member) for member in left_members),
    )


def states_with(since: OneDayOnly) -> Mapping[str, ListState]:
    """The states of the list, with those who joined and left it since the figures' day."""
    joiners, leavers = frozenset(_upns(since.joiners)), frozenset(_upns(since.leavers))
    return {
        **STATES,
        JOINED: ListState(
            _NAMES[JOINED],
            "child who joined the list since the figures' day",
            "children who joined the list since the figures' day",
            lambda member: member.upn in joiners,
        ),
        LEFT: ListState(
            _NAMES[LEFT],
            "child who left the list since the figures' day",
            "children who left the list since the figures' day",
            lambda member: member.upn in leavers,
            is_on_list=False,
        ),
    }


def _upns(members: Sequence[Member]) -> list[str]:
    return [member.upn for member in members]
