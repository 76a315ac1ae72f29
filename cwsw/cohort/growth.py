"""The size of the cohort over time: the same counts on the status date of each of six years."""

from dataclasses import dataclass
from datetime import date

from cwsw.cohort.steps import WINDOW_YEARS, parameters, steps
from cwsw.store import Step, Workspace, statement

_YEARS = Step(
    "shown_year",
    f"select unnest(range(academic_year($as_at) - {WINDOW_YEARS - 1}, academic_year($as_at) + 1)) "
    "as year",
)
_FINAL = """
select
    year,
    status_date,
    count(*) as on_roll,
    count(*) filter (where "group" = 'cwsw') as cwsw,
    count(*) filter (where current_cp or current_cin) as current,
    count(*) filter (where ended) as ended,
    count(*) filter (where while_on_roll) as while_on_roll,
    count(*) filter (where looked_after_now) as looked_after_now
from membership
where admitted <= status_date and left_on >= status_date
group by year, status_date
order by year desc
"""


@dataclass(frozen=True)
class YearCount:
    """The cohort on one year's status date, of those then on roll as far as Pupils holds them."""

    year: int
    status_date: date
    on_roll: int
    cwsw: int
    current: int
    ended: int
    while_on_roll: int
    looked_after_now: int


def growth(workspace: Workspace) -> tuple[YearCount, ...]:
    """The cohort of the as-at year and the five before it, the latest first."""
    with workspace.cursor() as cursor:
        # The same steps as every figure, asked for six years: growth cannot count in another way.
        query = statement(steps((_YEARS,)), _FINAL)
        rows = cursor.execute(query, parameters(workspace)).fetchall()
    return tuple(YearCount(*row) for row in rows)
