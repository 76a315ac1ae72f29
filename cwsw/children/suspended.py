"""Every suspension of the as-at year of some children, for one line of dots a child."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from cwsw.children.steps import rows
from cwsw.store import Workspace

_SUSPENSIONS = """
select pupil, start_date as day, sessions, reason
from exclusions
where type = 'SUSP'
    and start_date <= $as_at
    and academic_year(start_date) = academic_year($as_at)
    and list_contains($pupils, pupil)
order by pupil, start_date, sessions, reason
"""


@dataclass(frozen=True)
class SuspensionDay:
    """One suspension: whose (the pupil's number), from when, how many sessions were lost."""

    pupil: int
    day: date
    sessions: int | None
    reason: str | None


def suspension_days(workspace: Workspace, pupils: Collection[int]) -> tuple[SuspensionDay, ...]:
    """The suspensions of these pupils in the as-at year, by pupil and day."""
    records = rows(workspace, (), _SUSPENSIONS, as_at=workspace.as_at, pupils=sorted(pupils))
    return tuple(SuspensionDay(**row) for row in records)
