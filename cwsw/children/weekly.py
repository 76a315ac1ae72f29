"""Absence by school week of every pupil, for the small line next to a name."""

from collections.abc import Mapping

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


def weekly_absence(workspace: Workspace) -> Mapping[int, Weeks]:
    """Pupil's number -> the weeks, for pupils with a register in the as-at year."""
    used = steps("mark", "week", "school_week")
    records = rows(workspace, used, _WEEKLY, as_at=workspace.as_at, pupil=None)
    return {row["pupil"]: tuple(row["missed"]) for row in records}
