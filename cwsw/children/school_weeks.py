"""Absence by school week: of every week for the small line next to a name, and of the last one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from cwsw.children.steps import rows, steps
from cwsw.store import Workspace

Weeks = tuple[float | None, ...]
"""Per cent of a pupil's sessions missed in each school week of the as-at year, earliest first.

None where nothing was possible for the pupil.
"""

# Every school week for every pupil: a week without marks of theirs is a gap in the line.
_WEEKLY = """
select
    pupil,
    list(
        case when possible > 0 then round(100 * (authorised + unauthorised) / possible) end
        order by monday
    ) as missed
from (
    select pupil, monday, possible, authorised, unauthorised
    from (select distinct pupil from week where year = academic_year($as_at))
    cross join school_week
    left join week using (pupil, monday)
)
group by pupil
"""
_LAST = """
select pupil, monday, possible, authorised + unauthorised as missed
from week
join school_week using (monday)
where place = 1 and possible > 0
"""


@dataclass(frozen=True)
class LastWeek:
    """The week's Monday, and the sessions of each pupil: number -> (missed, possible)."""

    monday: date
    sessions: Mapping[int, tuple[int, int]]


def weekly_absence(workspace: Workspace) -> Mapping[int, Weeks]:
    """Pupil's number -> the weeks, for pupils with a register in the as-at year."""
    used = steps("mark", "week", "school_week")
    records = rows(workspace, used, _WEEKLY, as_at=workspace.as_at, pupil=None)
    return {row["pupil"]: tuple(row["missed"]) for row in records}


def last_week(workspace: Workspace) -> LastWeek | None:
    """The last week of the as-at year in which anybody could attend; None without a register."""
    used = steps("mark", "week", "school_week")
    records = rows(workspace, used, _LAST, as_at=workspace.as_at, pupil=None)
    if not records:
        return None
    return LastWeek(
        monday=records[0]["monday"],
        sessions={row["pupil"]: (int(row["missed"]), int(row["possible"])) for row in records},
    )
