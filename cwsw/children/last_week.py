"""Sessions missed in the last school week of the register."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from cwsw.children.steps import rows, steps
from cwsw.store import Workspace

_FINAL = """
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


def last_week(workspace: Workspace) -> LastWeek | None:
    """The last week of the as-at year in which anybody could attend; None without a register."""
    used = steps("mark", "week", "school_week")
    records = rows(workspace, used, _FINAL, as_at=workspace.as_at, pupil=None)
    if not records:
        return None
    return LastWeek(
        monday=records[0]["monday"],
        sessions={row["pupil"]: (int(row["missed"]), int(row["possible"])) for row in records},
    )
