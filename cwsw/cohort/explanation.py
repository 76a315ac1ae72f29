"""Why one child counts: each plan against the six years and the time on our roll, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from cwsw.cohort.members import Member, PlanSpan
from cwsw.cohort.steps import window_start
from cwsw.tables.english import brief_day, span


@dataclass(frozen=True)
class PlanStory:
    """One plan in words, with what it counts for.

    `first` and `last` are its known days, cut at the as-at date, to be drawn; None where it cannot
    be placed in time.
    """

    plan: PlanSpan
    first: date | None
    last: date | None
    counts: bool
    on_roll: bool
    words: str


def stories(member: Member, as_at: date) -> tuple[PlanStory, ...]:
    """Every plan of a child, in the order of their dates."""
    plan_stories = [_story(plan, member, as_at) for plan in member.plans]
    if member.counted_by_flag:
        plan_stories.append(_now(as_at))
    return tuple(plan_stories)


def dated(stories: Iterable[PlanStory]) -> tuple[PlanStory, ...]:
    """The plans that can be drawn."""
    return tuple(story for story in stories if story.first is not None)


def _story(plan: PlanSpan, member: Member, as_at: date) -> PlanStory:
    days = _days(plan, as_at)
    # No usable dates: the child is in the group "undated" and never lost (contract section 1).
    if days is None:
        return PlanStory(plan, None, None, False, False, f"{_spoken(plan)}: {_unusable(plan)}")
    first, last = days
    if first > as_at:
        words = f"{_spoken(plan)}, begins after {brief_day(as_at)}: does not count yet"
        return PlanStory(plan, None, None, False, False, words)
    # One day of the six years is enough, the first day of them included.
    in_window = last >= window_start(as_at)
    # Being looked after is a group of its own (contract section 2).
    is_ours = plan.plan != "CLA"
    on_roll = member.admitted is None or last >= member.admitted
    place = _place(first, on_roll, member.admitted)
    words = f"{_spoken(plan)}, {place}: {_result(is_ours, in_window, on_roll)}"
    # Nothing is drawn after the as-at date: that day is all that the data speak of.
    return PlanStory(plan, first, min(last, as_at), is_ours and in_window, on_roll, words)


def _now(as_at: date) -> PlanStory:
    plan = PlanSpan("CIN or CP", None, None)
    words = f"A flag says CIN or CP now, without a date: counts as a plan on {brief_day(as_at)}"
    return PlanStory(plan, as_at, as_at, True, True, words)


def _days(plan: PlanSpan, as_at: date) -> tuple[date, date] | None:
    """First and last day by the rule: no end is open, no start counts on the end date only."""
    start, end = plan.start, plan.end
    if start is None:
        return None if end is None else (end, end)
    if end is None:
        return start, max(start, as_at)
    return (start, end) if end >= start else None


def _spoken(plan: PlanSpan) -> str:
    """'CP plan 3 Feb 2021 to 9 Nov 2021'."""
    name = f"{plan.plan} plan" if plan.plan != "CLA" else "Looked after"
    match plan.start, plan.end:
        case None, None:
            return f"{name} without dates"
        case None, end if end is not None:
            return f"{name}, start not known, to {brief_day(end)}"
        case start, None if start is not None:
            return f"{name} from {brief_day(start)}, still open"
    return f"{name} {span(plan.start, plan.end)}"


def _unusable(plan: PlanSpan) -> str:
    if plan.start is None:
        return "cannot be placed in time, ask when it began and ended"
    return "ends before it starts, ask which date is right"


def _place(first: date, on_roll: bool, admitted: date | None) -> str:
    if not on_roll:
        return "before joining us"
    if admitted is not None and first < admitted:
        return "partly before joining us"
    return "while on our roll"


def _result(is_ours: bool, in_window: bool, on_roll: bool) -> str:
    if not in_window:
        return "ended more than six years ago, does not count"
    if not is_ours:
        return "looked after, does not by itself make a child with a social worker"
    return f"Ever6, {'while on roll' if on_roll else 'not while on roll'}"
