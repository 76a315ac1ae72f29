"""The list as of today: its day, and what has changed since the day of the figures."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from cwsw.cohort.members import Member, PlanSpan, members
from cwsw.records import ListChange, facts, today
from cwsw.store import Workspace

_Plan = tuple[str, str]


@dataclass(frozen=True)
class ListDifference:
    """How the list of a day differs from the figures: numbers of children, and of their plans.

    `joined` and `left` are of the list, `joiners` and `leavers` of the school's roll. A plan
    `begun` or `ended` is one kind of plan of one child, however many lists have it.
    """

    figures_day: date
    list_day: date
    joined: int
    left: int
    begun: int
    ended: int
    joiners: int
    leavers: int

    @property
    def is_none(self) -> bool:
        """Whether list and figures say the same."""
        return not any((self.joined, self.left, self.begun, self.ended, self.joiners, self.leavers))


def list_day(workspace: Workspace) -> date:
    """The day of the list: today, or the as-at date where that is later.

    Of a made-up school, whose people live in no calendar, the first day on which all that was
    recorded counts.
    """
    # A workbook dated ahead counts from its own date: the list is never of before the figures.
    if not workspace.school.sample:
        return max(workspace.as_at, today())
    return max([workspace.as_at, *map(_counts_from, facts(workspace, ListChange))])


def _counts_from(change: ListChange) -> date:
    """The first day on which a change counts: a plan still runs on its last day."""
    days = [change.on, change.start_date or change.on]
    # The day after, since a plan counts on its last day (contract section 2).
    return max(*days, change.end_date + timedelta(days=1)) if change.end_date else max(days)


def list_difference(
    workspace: Workspace,
    figures: Iterable[Member] | None = None,
    listed: Iterable[Member] | None = None,
) -> ListDifference:
    """What has changed between the figures' day and the list's.

    `figures` and `listed` are the `members` of both days, where somebody has asked for them before.
    """
    day = list_day(workspace)
    before = tuple(members(workspace) if figures is None else figures)
    now = tuple(members(workspace, day) if listed is None else listed)
    on_list_before, on_list_now = _upns(before, on_list=True), _upns(now, on_list=True)
    on_roll_before, on_roll_now = _upns(before), _upns(now)
    # Both days' members: a plan may have left with its child.
    spans = {(member.upn, plan) for member in (*before, *now) for plan in member.plans}
    return ListDifference(
        figures_day=workspace.as_at,
        list_day=day,
        joined=len(on_list_now - on_list_before),
        left=len(on_list_before - on_list_now),
        begun=len(_begun(spans, workspace.as_at, day)),
        ended=len(_ended(spans, workspace.as_at, day) | _ended_flags(workspace, day)),
        joiners=len(on_roll_now - on_roll_before),
        leavers=len(on_roll_before - on_roll_now),
    )


def _upns(members: Iterable[Member], *, on_list: bool = False) -> set[str]:
    return {member.upn for member in members if member.in_cohort or not on_list}


def _begun(spans: Iterable[tuple[str, PlanSpan]], since: date, day: date) -> set[_Plan]:
    return {
        (upn, plan.plan)
        for upn, plan in spans
        if plan.start is not None and plan.days is not None and since < plan.start <= day
    }


def _ended(spans: Iterable[tuple[str, PlanSpan]], since: date, day: date) -> set[_Plan]:
    return {
        (upn, plan.plan)
        for upn, plan in spans
        if plan.end is not None and plan.days is not None and since <= plan.end < day
    }


def _ended_flags(workspace: Workspace, day: date) -> set[_Plan]:
    """Ends recorded of what only a flag said: the flag itself stays, for the figures."""
    return {
        (change.upn, change.plan or "")
        for change in facts(workspace, ListChange)
        # An upload that answered has its own word: the recorded end counts until then.
        if change.ends_a_flag and change.settled is None
        if change.end_date is not None and change.end_date < day
    }
