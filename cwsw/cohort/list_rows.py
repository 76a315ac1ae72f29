"""One row for each pupil of our list: plan now and since when, plans before, roles decided."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from cwsw.cohort.aware import ChildAwareness
from cwsw.cohort.members import Member, PlanSpan

KIND_OF = {"current_cp": "CP", "current_cin": "CIN"}
"""The part of the cohort of a child with a plan now -> the kind of plan."""


@dataclass(frozen=True)
class ListRow:
    """What our list shows of one pupil.

    `since` is the first day of the plan that is running, None where none is or its start is not
    known; `before` the other plans on record, the earliest first; `decided` the number of roles of
    which somebody has decided whether they need to know; `next_review` the day on which something
    about the child is to be looked at next, None where nothing is planned.
    """

    member: Member
    since: date | None
    before: tuple[PlanSpan, ...]
    decided: int
    next_review: date | None = None

    @property
    def has_plan_now(self) -> bool:
        """Whether a child in need or child protection plan is running."""
        return self.member.current in KIND_OF


def list_rows(
    lines: Iterable[ChildAwareness],
    day: date,
    next_reviews: Mapping[int, date] = MappingProxyType({}),
) -> tuple[ListRow, ...]:
    """A row for each pupil, in the order given, with the plans as of a day.

    `next_reviews`: pupil's number -> the day of the next review.
    """
    return tuple(_row(line, day, next_reviews) for line in lines)


def _row(line: ChildAwareness, day: date, next_reviews: Mapping[int, date]) -> ListRow:
    member = line.member
    kind = KIND_OF.get(member.current or "")
    # Of a child with both kinds running the CP plan decides, as in the sub-cohorts.
    now = [plan for plan in member.plans if plan.plan == kind and plan.runs_on(day)]
    starts = [plan.start for plan in now if plan.start is not None]
    return ListRow(
        member=member,
        # Several lists may have the running plan: the earliest start is since when a child has had
        # it.
        since=min(starts, default=None),
        before=tuple(plan for plan in member.plans if plan not in now),
        decided=len(line.by_role) - len(line.to_decide),
        next_review=next_reviews.get(member.number),
    )
