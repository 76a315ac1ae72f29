"""Who is left out of each figure, with counts and reasons."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cwsw.measures.filters import Filters
from cwsw.measures.registry import MEASURES, Measure
from cwsw.measures.steps import rows_of
from cwsw.store import Workspace


@dataclass(frozen=True)
class LeftOut:
    """Of `pupils` pupils of one group that a measure asks about in a year, `counted` are counted.

    `reasons` hold the others, in words with their number; `besides` are counted though not among
    those asked (leavers with sessions, results of another year group).
    """

    words: str
    pupils: int
    counted: int
    besides: int
    reasons: tuple[tuple[str, int], ...]


CANDIDATES = """from labelled
join (
    select pupil, year, on_roll, counted_age
    from aged
) using (pupil, year)
left join (
    select pupil, year, possible
    from sessions
) using (pupil, year)
"""
"""Where `Population` finds what it asks about: a row for each pupil, year and group."""


def left_out(
    workspace: Workspace, filters: Filters | None = None
) -> Mapping[tuple[str, int, str], LeftOut]:
    """(measure, year, group or sub-cohort) -> who is counted and who is not."""
    by_figure: dict[tuple[str, int, str], LeftOut] = {}
    for row in rows_of(workspace, _final(), filters):
        for measure in MEASURES:
            by_figure[measure.key, int(row["year"]), str(row["label"])] = _left_out(measure, row)
    return by_figure


def _left_out(measure: Measure, row: Mapping[str, Any]) -> LeftOut:
    key, population = measure.key, measure.population
    # Reasons of nobody are left out: a list of noughts would hide the others.
    counts = ((r.words, int(row[f"{key}_{n}"])) for n, r in enumerate(population.reasons))
    return LeftOut(
        words=population.words,
        pupils=int(row[f"{key}_asked"]),
        counted=int(row[f"{key}_counted"]),
        besides=int(row[f"{key}_besides"]),
        reasons=tuple((words, number) for words, number in counts if number),
    )


def _final() -> str:
    """The last select: a row per year and label, the counts of each measure as columns."""
    counts = ",\n    ".join(part for measure in MEASURES for part in _counts(measure))
    return f"select\n    year,\n    label,\n    {counts}\n{CANDIDATES}group by year, label"


def _counts(measure: Measure) -> list[str]:
    """The columns of one measure; its key is a column name of our own registry."""
    key, population = measure.key, measure.population
    in_population = f"coalesce({population.condition}, false)"
    columns = [
        f"count(*) filter (where {in_population}) as {key}_asked",
        f"count({key}) filter (where {in_population}) as {key}_counted",
        f"count({key}) filter (where not {in_population}) as {key}_besides",
    ]
    earlier = f"{in_population} and {key} is null"
    for number, reason in enumerate(population.reasons):
        columns.append(
            f"count(*) filter (where {earlier} and coalesce({reason.condition}, false))"
            f" as {key}_{number}"
        )
        # Each pupil has one reason, the first that holds, so that the numbers add up.
        earlier += f" and not coalesce({reason.condition}, false)"
    return columns
