"""Who is on roll, in which group, and why, in words."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from cwsw.cohort.steps import parameters, steps
from cwsw.store import Workspace, statement
from cwsw.tables.codes import PLANS

_FINAL = """
select
    pupils.pupil as number,
    pupils.upn,
    pupils.surname,
    pupils.forename,
    membership.year_group_then as year_group,
    pupils.form,
    pupils.sen,
    pupils.fsm,
    pupils.eal,
    pupils.key_adult,
    pupils.admission_date as admitted,
    membership."group",
    case
        when current_cp then 'current_cp'
        when current_cin then 'current_cin'
        when ended then 'ended'
    end as current,
    while_on_roll,
    looked_after_now,
    override_group,
    coalesce(status.cin_or_cp_in_window and plan_in_window is not true, false) as by_flag,
    coalesce(spans, []) as spans,
    coalesce(flag_status.cin_today, false) as cin_flag,
    coalesce(flag_status.cp_today, false) as cp_flag,
    coalesce(flag_status.looked_after_today, false) as cla_flag
from membership
join pupils using (pupil)
left join status using (pupil, year)
left join flag_status using (pupil, year)
left join (
    select
        pupil,
        list(
            {'plan': plan, 'start': start_date, 'end': end_date, 'source': source}
            order by start_date nulls last, end_date, plan, source
        ) as spans
    from plans
    group by pupil
) using (pupil)
left join (
    select pupil, cin_or_cp_in_window as plan_in_window
    from plan_status
) using (pupil)
where left_on >= $as_at
order by membership.year_group_then nulls last, pupils.surname, pupils.forename, pupils.upn
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

_DECIDED = {
    "cwsw": "Counted as a child with a social worker",
    "looked_after": "Counted as looked after, with no other plan within six years",
    "undated": "Counted apart until the dates of a plan are known",
    "earlier": "Counted as known earlier, more than six years ago",
    "other": "Counted among the other pupils",
}


@dataclass(frozen=True)
class PlanSpan:
    """One plan as recorded; either date may be missing.

    `sources` are the lists that say just this: None for a row that names no source.
    """

    plan: str
    start: date | None
    end: date | None
    sources: tuple[str | None, ...] = ()

    @property
    def days(self) -> tuple[date, date] | None:
        """The first and the last day, `date.max` of an open plan; None where not to be placed.

        Without a start it counts on its last day only.
        """
        if self.start is None:
            return None if self.end is None else (self.end, self.end)
        # No end is an open plan, in every rule (contract section 2).
        last = self.end or date.max
        return (self.start, last) if last >= self.start else None

    def runs_on(self, day: date) -> bool:
        """Whether the plan covers a day."""
        return self.days is not None and self.days[0] <= day <= self.days[1]

    @property
    def source_words(self) -> str:
        """The lists in words; '' where none is named."""
        return "; ".join(source for source in self.sources if source)


@dataclass(frozen=True)
class Member:
    """One pupil on roll on the day asked for. `current` is the sub-cohort of a child in the cohort.

    `number` names the pupil where names are hidden: the same on every list of one upload.
    `override` is the group somebody decided on, where that decides. `counted_by_flag`: a flag
    without a date is what puts the pupil into the cohort. `flags`: the kinds of plan that a flag
    says are running.
    """

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
    number: int = 0
    sen: str | None = None
    fsm: bool | None = None
    eal: bool | None = None
    key_adult: str | None = None
    admitted: date | None = None
    override: str | None = None
    counted_by_flag: bool = False
    flags: tuple[str, ...] = ()

    @property
    def in_cohort(self) -> bool:
        """Whether the pupil is a child with a social worker."""
        return self.group == "cwsw"


def members(workspace: Workspace, list_day: date | None = None) -> tuple[Member, ...]:
    """Everybody on roll on the as-at date, by year group and name.

    `list_day`: instead as on the list of that day (`today.list_day`). Flags that say "now" go on
    speaking there in later academic years until an end is recorded.
    """
    with workspace.cursor() as cursor:
        result = cursor.execute(statement(steps(), _FINAL), parameters(workspace, list_day))
        names = [column[0] for column in result.description or ()]
        rows = result.fetchall()
    return tuple(_member(dict(zip(names, row, strict=True))) for row in rows)


def _member(row: dict[str, Any]) -> Member:
    place, override = row["current"] or row["group"], row.pop("override_group")
    counted_by_flag = row.pop("by_flag") and override is None
    spans = row.pop("spans")
    flags = {kind: row.pop(f"{kind.lower()}_flag") for kind in PLANS}
    return Member(
        **row,
        why=_why(place, override, counted_by_flag),
        plans=_plans(spans),
        override=override,
        counted_by_flag=counted_by_flag,
        flags=tuple(kind for kind, speaks in flags.items() if speaks),
    )


def _plans(spans: list[dict[str, Any]]) -> tuple[PlanSpan, ...]:
    """The plans in their order, what several lists say alike only once."""
    sources_by_plan: dict[tuple[str, date | None, date | None], list[str | None]] = {}
    for span in spans:
        # Alike in kind and dates is one plan, however many lists say it.
        sources_by_plan.setdefault((span["plan"], span["start"], span["end"]), []).append(
            span["source"]
        )
    return tuple(PlanSpan(*plan, tuple(sources)) for plan, sources in sources_by_plan.items())


def _why(place: str, override: str | None, counted_by_flag: bool) -> str:
    if override is not None:
        return f"{_DECIDED[override]} (decided by staff)"
    return (
        f"{_REASONS[place]} (by the word “now”; start not known)"
        if counted_by_flag
        else _REASONS[place]
    )
