"""The cohort as numbers: how many pupils are in each group on the as-at date."""

from dataclasses import asdict, dataclass

from cwsw.cohort.steps import parameters, steps
from cwsw.store import Workspace, statement

_FINAL = """
select
    count(*) as on_roll,
    count(*) filter (where "group" = 'cwsw') as cwsw,
    count(*) filter (where current_cp) as current_cp,
    count(*) filter (where current_cin) as current_cin,
    count(*) filter (where ended) as ended,
    count(*) filter (where while_on_roll) as while_on_roll,
    count(*) filter (where looked_after_now) as looked_after_now,
    count(*) filter (where "group" = 'looked_after') as looked_after,
    count(*) filter (where "group" = 'undated') as undated,
    count(*) filter (where "group" = 'earlier') as earlier,
    count(*) filter (where "group" = 'other') as other
from membership
where left_on >= $as_at
"""


@dataclass(frozen=True)
class CohortCounts:
    """Pupils on roll on the as-at date by group, and the cohort's sub-cohorts.

    cwsw + looked_after + undated + earlier + other = on_roll, and
    current_cp + current_cin + ended = cwsw. Contract section 2 defines each.
    """

    on_roll: int
    cwsw: int
    current_cp: int
    current_cin: int
    ended: int
    while_on_roll: int
    looked_after_now: int
    looked_after: int
    undated: int
    earlier: int
    other: int

    def as_dict(self) -> dict[str, int]:
        """The counts by name, in the order of the command line's JSON."""
        return asdict(self)


def cohort_counts(workspace: Workspace) -> CohortCounts:
    """Count the groups on the as-at date."""
    with workspace.cursor() as cursor:
        rows = cursor.execute(statement(steps(), _FINAL), parameters(workspace)).fetchall()
    return CohortCounts(*rows[0])
