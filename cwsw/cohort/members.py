"""Who is on roll, in which group, and why, in words."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from cwsw.cohort.steps import parameters, steps
from cwsw.store import Workspace, statement

_FINAL = """
select
    pupils.upn,
    pupils.surname,
    pupils.forename,
    pupils.year_group,
    pupils.form,
    membership."group",
    case
        when current_cp then 'current_cp'
        when current_cin then 'current_cin'
        when ended then 'ended'
    end as current,
    while_on_roll,
    looked_after_now,
    override_group is not null as by_override,
    cin_or_cp_in_window and not coalesce(plan_in_window, false) as by_flag,
    coalesce(spans, []) as spans
from membership
join pupils using (pupil)
left join (
    select
        pupil,
        list(
            {'plan': plan, 'start': start_date, 'end': end_date}
            order by start_date nulls last, end_date, plan
        ) as spans
    from plans
    group by pupil
) using (pupil)
left join (
    select pupil, cin_or_cp_in_window as plan_in_window
    from plan_status
) using (pupil)
where left_on >= $as_at
order by pupils.year_group nulls last, pupils.surname, pupils.forename, pupils.upn
"""

_REASONS = {
    "current_cp": "On a child protection plan now",
    "current_cin": "On a child in need plan now",
    "ended": "A child in need or child protection plan ended within six years",
    "looked_after": "Looked after now or within six years, with no other plan in that time",
    "undated": "A plan is recorded without usable dates: ask when it started and ended",
    "earlier": "Plans known, all ended more than six years ago",
    "other": "No plan known to this school",
}


@dataclass(frozen=True)
class PlanSpan:
    """One plan as recorded; either date may be missing."""

    plan: str
    start: date | None
    end: date | None


@dataclass(frozen=True)
class Member:
    """One pupil on roll on the as-at date. `current` is the sub-cohort of a child in the cohort."""

    upn: str
    surname: str | None
    forename: str | None
    year_group: int | None
    form: str | None
    group: str
    current: str | None
    while_on_roll: bool
    looked_after_now: bool
    why: str
    plans: tuple[PlanSpan, ...]


def members(workspace: Workspace) -> tuple[Member, ...]:
    """Everybody on roll on the as-at date, by year group and name."""
    with workspace.cursor() as cursor:
        result = cursor.execute(statement(steps(), _FINAL), parameters(workspace))
        names = [column[0] for column in result.description or ()]
        rows = result.fetchall()
    return tuple(_member(dict(zip(names, row, strict=True))) for row in rows)


def _member(row: dict[str, Any]) -> Member:
    return Member(
        upn=row["upn"],
        surname=row["surname"],
        forename=row["forename"],
        year_group=row["year_group"],
        form=row["form"],
        group=row["group"],
        current=row["current"],
        while_on_roll=row["while_on_roll"],
        looked_after_now=row["looked_after_now"],
        why=_why(row["current"] or row["group"], row["by_override"], row["by_flag"]),
        plans=tuple(PlanSpan(s["plan"], s["start"], s["end"]) for s in row["spans"]),
    )


def _why(place: str, by_override: bool, by_flag: bool) -> str:
    reason = _REASONS[place]
    if by_override:
        return f"{reason} (decided by staff)"
    return f"{reason} (by the word “now”; start not known)" if by_flag else reason
