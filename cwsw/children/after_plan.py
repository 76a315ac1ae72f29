"""After a plan has ended: which children to check in with, and how they do since then."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta

from cwsw.children.steps import steps
from cwsw.cohort import Member
from cwsw.cohort.upkeep.check_ins import check_in_days
from cwsw.measures.steps import rows_of
from cwsw.store import Workspace

BANDS = ("Up to 6 months ago", "6 to 12 months ago", "More than 12 months ago")
NOT_KNOWN = "Day not known"
CHECKED = ("persistent_absence", "severe_absence", "suspended")
"""The measures of the as-at year that are counted for each band."""

_FINAL = """
select
    pupil as number,
    ended_on,
    plan,
    persistent_absence,
    severe_absence,
    suspended
from pupil_year
left join ({last_plan}) using (pupil)
where year = academic_year($as_at)
"""


@dataclass(frozen=True)
class AfterPlan:
    """One pupil: the last plan that has ended, and this year's outcomes (None: not known)."""

    number: int
    ended_on: date | None
    plan: str | None
    persistent_absence: bool | None
    severe_absence: bool | None
    suspended: bool | None


@dataclass(frozen=True)
class BandCount:
    """How many children of a band meet each measure.

    By measure: `n` who meet it, `of` for whom it is known. `children` are all of the band.
    """

    children: int
    n: Mapping[str, int]
    of: Mapping[str, int]


@dataclass(frozen=True)
class StepDown:
    """A child whose plan ended in the past year, and the next day to check in by."""

    member: Member
    plan: str
    ended_on: date
    last_follow_up: date | None
    check_in: date | None


def since_plans(workspace: Workspace) -> Mapping[int, AfterPlan]:
    """Pupil's number -> the last plan that ended, and the as-at year's outcomes."""
    (last_plan,) = steps("last_plan")
    records = rows_of(workspace, _FINAL.format(last_plan=last_plan.sql))
    return {row["number"]: AfterPlan(**row) for row in records}


def step_down(ended: Iterable[Member], last: Mapping[str, date], day: date) -> tuple[StepDown, ...]:
    """The children whose plan ended in the twelve months to a day, in the order given.

    The next check-in is the first that comes after the latest follow-up since the plan ended.

    Args:
        ended: Children with a plan that has ended.
        last: UPN -> the day of the latest follow-up.
        day: The day by which it is due.

    """
    step_downs = []
    for member in ended:
        ended_on, plan = last_ended(member, day)
        if ended_on is not None and day <= ended_on + relativedelta(months=12):
            followed = last.get(member.upn)
            # A follow-up from before the end is about the plan, not about the time since.
            after = max(ended_on, followed or ended_on)
            due = next((check_in for check_in in check_in_days(ended_on) if check_in > after), None)
            step_downs.append(StepDown(member, plan, ended_on, followed, due))
    return tuple(step_downs)


def last_ended(member: Member, day: date) -> tuple[date | None, str]:
    """The last day and the kind of the last child in need or protection plan ended by a day."""
    plans = ((plan.days, plan.plan) for plan in member.plans if plan.plan != "CLA")
    # Being looked after has its own reviews.
    ended = [(days[1], kind) for days, kind in plans if days is not None and days[1] <= day]
    return max(ended, default=(None, ""))


def band(ended_on: date | None, as_at: date) -> str:
    """How long ago a plan ended."""
    if ended_on is None:
        return NOT_KNOWN
    if as_at <= ended_on + relativedelta(months=6):
        return BANDS[0]
    return BANDS[1] if as_at <= ended_on + relativedelta(months=12) else BANDS[2]


def tally(members: Iterable[Member], known: Mapping[int, AfterPlan]) -> BandCount:
    """How many of some children meet each of `CHECKED` in the as-at year."""
    numbers = [member.number for member in members]
    times_since = [known[number] for number in numbers if number in known]
    answers = {key: [getattr(since, key) for since in times_since] for key in CHECKED}
    return BandCount(
        len(numbers),
        {key: sum(answer is True for answer in values) for key, values in answers.items()},
        # Not known is in no denominator.
        {key: sum(answer is not None for answer in values) for key, values in answers.items()},
    )


def by_band(
    ended: Iterable[Member], known: Mapping[int, AfterPlan], as_at: date
) -> Mapping[str, tuple[Member, ...]]:
    """The children whose plan has ended, by how long ago; bands with nobody are there too."""
    members_by_band: dict[str, list[Member]] = {name: [] for name in (*BANDS, NOT_KNOWN)}
    for member in ended:
        since = known.get(member.number)
        members_by_band[band(since.ended_on if since else None, as_at)].append(member)
    return {name: tuple(members) for name, members in members_by_band.items()}
