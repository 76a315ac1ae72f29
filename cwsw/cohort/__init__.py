"""Who counts as a child with a social worker, on which date, and why."""

from cwsw.cohort.counts import CohortCounts, cohort_counts
from cwsw.cohort.members import Member, PlanSpan, members
from cwsw.cohort.steps import parameters, steps, window_start

__all__ = [
    "CohortCounts",
    "Member",
    "PlanSpan",
    "cohort_counts",
    "members",
    "parameters",
    "steps",
    "window_start",
]
