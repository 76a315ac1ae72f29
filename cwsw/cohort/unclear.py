"""Rows that cannot be placed in time or leave a question: what is missing, and whom to ask."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta

from cwsw.cohort.compared_lists import List, list_of
from cwsw.cohort.members import Member, PlanSpan

LONG_OPEN_YEARS = 3
_LA, _FORMER = "The local authority", "The previous school, then the local authority"


@dataclass(frozen=True)
class Unclear:
    """One thing to find out: `plan` is the row it is about, None for a flag or an override."""

    member: Member
    plan: PlanSpan | None
    missing: str
    ask: str


def unclear(members: Iterable[Member], as_at: date) -> tuple[Unclear, ...]:
    """The work list of all on roll, in the order given."""
    return tuple(item for member in members for item in _of(member, as_at))


def _of(member: Member, as_at: date) -> Iterable[Unclear]:
    for plan in member.plans:
        missing = _missing(plan, as_at)
        if missing:
            yield Unclear(member, plan, missing, _who_to_ask(plan))
    if member.counted_by_flag:
        missing = "A flag says now: when did the plan begin, and is it CIN or CP?"
        yield Unclear(member, None, missing, _LA)
    if member.override == "cwsw" and not member.plans:
        missing = "Counted by a decision of staff, with no plan on record: which plan was it, when?"
        yield Unclear(member, None, missing, _LA)


def _missing(plan: PlanSpan, as_at: date) -> str:
    start, end = plan.start, plan.end
    if start is None and end is None:
        return f"{plan.plan}: both dates"
    if start is None:
        return f"{plan.plan}: the start date; it counts on its last day only"
    if end is not None and end < start:
        return f"{plan.plan}: it ends before it starts; which date is right?"
    if end is None and start < as_at - relativedelta(years=LONG_OPEN_YEARS):
        return f"{plan.plan}: open for more than {LONG_OPEN_YEARS} years; has it ended?"
    return ""


def _who_to_ask(plan: PlanSpan) -> str:
    # Only where every source is another school: the authority is asked about all else.
    named = [source for source in plan.sources if source]
    elsewhere = all(list_of(s) is List.OTHER and "school" in s.casefold() for s in named)
    return _FORMER if named and elsewhere else _LA
