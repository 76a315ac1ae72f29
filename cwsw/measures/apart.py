"""Absence of pupils under 5 or over 15, whom national figures leave out (contract section 3)."""

from dataclasses import dataclass

from cwsw.measures.steps import rows_of
from cwsw.store import Workspace

# Sums alone: national figures leave these ages out, so nothing is compared.
_FINAL = """
select
    aged.year,
    aged."group",
    count(*) as pupils,
    sum(sessions.absent) as missed,
    sum(sessions.possible) as possible
from aged
join sessions using (pupil, year)
where not counted_age
    and sessions.possible > 0
    and aged."group" in ('cwsw', 'other')
group by aged.year, aged."group"
order by aged.year desc, aged."group"
"""


@dataclass(frozen=True)
class AbsenceApart:
    """Sessions missed and possible of pupils under 5 or over 15, of one group in one year."""

    year: int
    group: str
    pupils: int
    missed: int
    possible: int


def absence_apart(workspace: Workspace) -> tuple[AbsenceApart, ...]:
    """The cohort and the other pupils, latest year first; groups with nobody are left out."""
    return tuple(
        AbsenceApart(
            row["year"], row["group"], row["pupils"], int(row["missed"]), int(row["possible"])
        )
        for row in rows_of(workspace, _FINAL)
    )
