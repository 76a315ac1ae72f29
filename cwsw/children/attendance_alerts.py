"""Absence that rose between two spells of four school weeks: a dated fact of each child, no score.

The rise is a proposal of the project.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from cwsw.children.steps import facts, rows, steps
from cwsw.measures.registry import THRESHOLDS
from cwsw.store import Workspace

RISE_POINTS = 10
"""Absence that rose by so many points. Nobody is named for two sessions in forty."""
SEVERE_PERCENT = THRESHOLDS["severe_percent"]
FEWEST_SESSIONS = 10
"""A spell of four school weeks with fewer possible sessions for a child is not compared."""

_FINAL = f"""
select
    pupil,
    spell.* exclude (pupil),
    sessions.possible,
    sessions.absent as missed,
    sessions.attendance_percent,
    coalesce(
        recent_possible >= {FEWEST_SESSIONS}
            and before_possible >= {FEWEST_SESSIONS}
            -- Multiplied out: in whole numbers a rise of exactly the limit is seen.
            and 100 * (recent_missed * before_possible - before_missed * recent_possible)
                >= {RISE_POINTS} * recent_possible * before_possible,
        false
    ) as has_risen
from (
    from sessions
    where year = academic_year($as_at)
) as sessions
full join spell using (pupil)
"""  # noqa: S608 - our own numbers


@dataclass(frozen=True)
class RecentAbsence:
    """One child's sessions in the last four school weeks, in the four before, and in the year.

    The year's sessions are those that every figure counts.
    """

    has_risen: bool
    recent_missed: int
    recent_possible: int
    before_missed: int
    before_possible: int
    missed: int | None
    possible: int | None
    attendance_percent: Decimal | None


def recent_absence(workspace: Workspace) -> Mapping[int, RecentAbsence]:
    """Pupil's number -> recent absence, for every pupil with any sessions in the as-at year."""
    # `pupil` None: the steps then read the marks of every child.
    used = (*facts("sessions"), *steps("mark", "week", "school_week", "spell"))
    records = rows(
        workspace,
        used,
        _FINAL,
        as_at=workspace.as_at,
        school_as_at=workspace.school_as_at,
        pupil=None,
    )
    return {row.pop("pupil"): RecentAbsence(**_whole(row)) for row in records}


def _whole(row: dict[str, Any]) -> dict[str, Any]:
    """The same with wide sums as whole numbers; in a missing spell nothing was possible."""
    spell = ("recent_missed", "recent_possible", "before_missed", "before_possible")
    counts = {name: int(row[name] or 0) for name in spell}
    year = {n: None if row[n] is None else int(row[n]) for n in ("missed", "possible")}
    return row | counts | year
