"""Count every measure, year and group in one query."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from cwsw.measures.filters import Filters
from cwsw.measures.registry import MEASURES, FigureKind, Measure
from cwsw.measures.steps import rows_of
from cwsw.store import Step, Workspace

_TOGETHER = 'year, "group", current_cp, current_cin, ended, while_on_roll, looked_after_now'
"""What pupils have in common who count under the same labels."""


@dataclass(frozen=True)
class Counts:
    """What one group's figure is made of, exactly.

    Proportion: `n` of `of` pupils. Mean: `total` and `squares` are the sums of the pupils' values
    and of their squares. Ratio of sums: `n` of `of` sessions, with the sums over pupils that its
    variance needs (`squares` missed, `products` missed x possible, `of_squares` possible).
    """

    n: int
    of: int
    pupils: int
    total: Fraction = Fraction(0)
    squares: Fraction = Fraction(0)
    products: Fraction = Fraction(0)
    of_squares: Fraction = Fraction(0)


NOBODY = Counts(0, 0, 0)


@dataclass(frozen=True)
class Tally:
    """One measure in one year: its groups, and the cohort's median of possible sessions."""

    measure: Measure
    year: int
    groups: Mapping[str, Counts]
    median_sessions: float


def count(workspace: Workspace, filters: Filters | None = None) -> tuple[Tally, ...]:
    """Every measure and year that has somebody eligible in the cohort or among other pupils.

    In registry order, latest year first. Groups nobody of whom is eligible are left out, but
    "cwsw" and "other" are always there.
    """
    rows = rows_of(workspace, _final(), filters, counted=_summed())
    return tuple(_tallies(rows))


def _summed() -> Step:
    """The step `counted`, summed up: a row for each year, group and choice of sub-cohorts.

    Labels are put on these few rows and not on those of pupils, who mostly have several. Only the
    median cannot be made of parts; it needs the values, and is asked for of the cohort alone.
    """
    # One statement for all measures: its planning costs more than its counting
    # (docs/decisions/0002-one-statement.md).
    sums = (part for measure in MEASURES for part in sums_of(measure))
    return Step(
        "counted",
        f"""
select
    {_TOGETHER},
    list(coalesce(possible_sessions, 0))
        filter (where "group" = 'cwsw' and persistent_absence is not null) as cohort_sessions,
    {_lines(sums)}
from pupil_year
where is_asked
group by {_TOGETHER}
""",  # noqa: S608 - our own column names and sums
    )


def _final() -> str:
    """The last select: a row per year and label, a column per measure and sum."""
    names = (name for measure in MEASURES for name in _sums(measure))
    return f"""
select
    year,
    label,
    ks2_supplied,
    gcse_supplied,
    list_median(flatten(list(cohort_sessions))) as median_sessions,
    {_lines(f"sum({name}) as {name}" for name in names)}
from labelled
left join supplied_subject using (year)
group by year, label, ks2_supplied, gcse_supplied
"""  # noqa: S608 - our own column names


def _lines(columns: Iterable[str]) -> str:
    return ",\n    ".join(columns)


def sums_of(measure: Measure) -> list[str]:
    """The columns one measure is counted by; its key is a column name of our own registry."""
    return [f"{sum_} as {name}" for name, sum_ in _sums(measure).items()]


def _sums(measure: Measure) -> dict[str, str]:
    """Column -> the sum in it."""
    key = measure.key
    if measure.kind is FigureKind.PROPORTION:
        return {f"{key}_n": f"count_if({key})", f"{key}_of": f"count({key})"}
    if measure.kind is FigureKind.MEAN:
        return {
            f"{key}_of": f"count({key})",
            f"{key}_total": f"sum({key})",
            # Wide enough for the square of any score with nine places: a narrower type overflows.
            f"{key}_squares": f"sum(cast({key} as decimal(38, 9)) * {key})",
        }
    return {
        f"{key}_pupils": f"count({key})",
        f"{key}_n": f"sum({key})",
        f"{key}_of": "sum(possible_sessions)",
        f"{key}_squares": f"sum(cast({key} as hugeint) * {key})",
        f"{key}_products": f"sum(cast({key} as hugeint) * possible_sessions)",
        f"{key}_of_squares": "sum(cast(possible_sessions as hugeint) * possible_sessions)",
    }


def _tallies(rows: list[dict[str, object]]) -> list[Tally]:
    years = sorted({int(str(row["year"])) for row in rows}, reverse=True)
    by_place = {(row["year"], row["label"]): row for row in rows}
    tallies = []
    for measure in MEASURES:
        for year in years:
            rows_of_year = {str(label): row for (y, label), row in by_place.items() if y == year}
            tally = _tally(measure, year, rows_of_year)
            if tally is not None:
                tallies.append(tally)
    return tallies


def _tally(measure: Measure, year: int, rows: Mapping[str, dict[str, object]]) -> Tally | None:
    # Nobody has a row for a needed subject: not supplied, which is not nought (contract section 3).
    if measure.subjects and not any(row[measure.subjects] for row in rows.values()):
        return None
    counted = {label: counts_of(measure, row) for label, row in rows.items()}
    groups = {label: counts for label, counts in counted.items() if counts.pupils}
    # With neither of them there is nothing to show or to compare.
    if not groups.keys() & {"cwsw", "other"}:
        return None
    pair = {label: groups.get(label, NOBODY) for label in ("cwsw", "other")}
    # Nobody of the cohort: the median is not reached, and absence is not judged (contract section
    # 6).
    median = rows["cwsw"]["median_sessions"] if "cwsw" in rows else None
    return Tally(measure, year, pair | groups, float(str(median or 0)))


def counts_of(measure: Measure, row: Mapping[str, object]) -> Counts:
    """A group's counts from the columns of `sums_of`."""

    def whole(part: str) -> int:
        return int(str(row[f"{measure.key}_{part}"] or 0))

    def exact(part: str) -> Fraction:
        # Through text, since a float on the way would move the last digits.
        return Fraction(Decimal(str(row[f"{measure.key}_{part}"] or 0)))

    if measure.kind is FigureKind.PROPORTION:
        return Counts(whole("n"), whole("of"), whole("of"))
    if measure.kind is FigureKind.MEAN:
        of = whole("of")
        return Counts(of, of, of, total=exact("total"), squares=exact("squares"))
    return Counts(
        whole("n"),
        whole("of"),
        whole("pupils"),
        squares=exact("squares"),
        products=exact("products"),
        of_squares=exact("of_squares"),
    )
