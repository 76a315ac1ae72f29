"""How many rows of which sheet stand behind a figure."""

from collections.abc import Mapping

from cwsw.measures.registry import Measure
from cwsw.store import Workspace

_ROWS = """
select name, part, year, count(*)::integer as number
from (
    select 'attendance' as name, '' as part, academic_year as year from attendance
    union all
    select 'register', '', academic_year(date) from register where date <= $as_at
    union all
    select 'exclusions', '', academic_year(start_date) from exclusions where start_date <= $as_at
    union all
    select
        'placements',
        '',
        unnest(range(
            academic_year(start_date),
            academic_year(least($as_at, coalesce(end_date, $as_at))) + 1
        ))
    from placements
    where start_date <= $as_at
    union all
    select 'results', stage, academic_year from results
    union all
    select 'destinations', '', academic_year from destinations
    union all
    select 'wellbeing', '', academic_year(date) from wellbeing where date <= $as_at
    union all
    select 'flat', '', academic_year($school_as_at) from flat
)
group by name, part, year
"""

Rows = Mapping[tuple[str, str, int], int]
"""(table, stage of a result or "", year) -> number of rows kept."""


def source_rows(workspace: Workspace) -> Rows:
    """The rows kept of every table that figures are counted from, by academic year."""
    # The flat sheet belongs to the School sheet's year, also where the command line asks for an
    # earlier day.
    days = {"as_at": workspace.as_at, "school_as_at": workspace.school_as_at}
    with workspace.cursor() as cursor:
        records = cursor.execute(_ROWS, days).fetchall()
    return {(name, part, year): number for name, part, year, number in records}


def rows_behind(measure: Measure, year: int, rows: Rows) -> tuple[tuple[str, int], ...]:
    """The tables of a measure that have rows of a year, each with how many."""
    places = ((name, measure.stage if name == "results" else "", year) for name in measure.needs)
    return tuple((place[0], rows[place]) for place in places if rows.get(place))
