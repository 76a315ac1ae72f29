"""One row for each pupil of our list: plan now and since when, plans before, and who knows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from cwsw.cohort.aware import ChildAwareness
from cwsw.cohort.members import Member, PlanSpan

KIND_OF = {"current_cp": "CP", "current_cin": "CIN"}
"""The part of the cohort of a child with a plan now -> the kind of plan."""


@dataclass(frozen=True)
class ListRow:
    """What our list shows of one pupil.

    `since` is the first day of the plan that is running, None where none is or its start is not
    known; `before` the other plans on record, the earliest first; `decided` the number of roles of
    which somebody has decided whether they need to know.
    """

    member: Member
    since: date | None
    before: tuple[PlanSpan, ...]
    decided: int

    @property
    def has_plan_now(self) -> bool:
        """Whether a child in need or child protection plan is running."""
        return self.member.current in KIND_OF


def list_rows(lines: Iterable[ChildAwareness], as_at: date) -> tuple[ListRow, ...]:
    """A row for each pupil, in the order given."""
    return tuple(_row(line, as_at) for line in lines)


def _row(line: ChildAwareness, as_at: date) -> ListRow:
    member = line.member
    kind = KIND_OF.get(member.current or "")
    now = [plan for plan in member.plans if plan.plan == kind and plan.runs_on(as_at)]
    starts = [plan.start for plan in now if plan.start is not None]
    return ListRow(
        member=member,
        since=min(starts, default=None),
        before=tuple(plan for plan in member.plans if plan not in now),
        decided=len(line.by_role) - len(line.to_decide),
    )
