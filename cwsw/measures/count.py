"""Count every measure, year and group in one query."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from cwsw.measures.filters import Filters
from cwsw.measures.registry import MEASURES, Kind, Measure
from cwsw.measures.steps import rows_of
from cwsw.store import Workspace


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
    rows = rows_of(workspace, _final(), filters)
    return tuple(_tallies(rows))


def _final() -> str:
    """The last select: a row per year and label, a column per measure and sum."""
    sums = ",\n    ".join(part for measure in MEASURES for part in sums_of(measure))
    return (
        "select\n    year,\n    label,\n    ks2_supplied,\n    gcse_supplied,\n"
        "    median(coalesce(possible_sessions, 0))"
        " filter (where persistent_absence is not null) as median_sessions,\n"
        f"    {sums}\n"
        "from labelled\n"
        "join supplied_subject using (year)\n"
        "group by year, label, ks2_supplied, gcse_supplied"
    )


def sums_of(measure: Measure) -> list[str]:
    """The columns one measure is counted by; its key is a column name of our own registry."""
    key = measure.key
    if measure.kind is Kind.PROPORTION:
        return [f"count(*) filter (where {key}) as {key}_n", f"count({key}) as {key}_of"]
    if measure.kind is Kind.MEAN:
        return [
            f"count({key}) as {key}_of",
            f"sum({key}) as {key}_total",
            f"sum(cast({key} as decimal(38, 9)) * {key}) as {key}_squares",
        ]
    return [
        f"count({key}) as {key}_pupils",
        f"sum({key}) as {key}_n",
        f"sum(possible_sessions) as {key}_of",
        f"sum({key} * {key}) as {key}_squares",
        f"sum({key} * possible_sessions) as {key}_products",
        f"sum(possible_sessions * possible_sessions) as {key}_of_squares",
    ]


def _tallies(rows: list[dict[str, object]]) -> list[Tally]:
    years = sorted({int(str(row["year"])) for row in rows}, reverse=True)
    by_place = {(row["year"], row["label"]): row for row in rows}
    tallies = []
    for measure in MEASURES:
        for year in years:
            here = {str(label): row for (y, label), row in by_place.items() if y == year}
            tally = _tally(measure, year, here)
            if tally is not None:
                tallies.append(tally)
    return tallies


def _tally(measure: Measure, year: int, rows: Mapping[str, dict[str, object]]) -> Tally | None:
    if measure.subjects and not any(row[measure.subjects] for row in rows.values()):
        return None
    counted = {label: counts_of(measure, row) for label, row in rows.items()}
    groups = {label: counts for label, counts in counted.items() if counts.pupils}
    if not groups.keys() & {"cwsw", "other"}:
        return None
    pair = {label: groups.get(label, NOBODY) for label in ("cwsw", "other")}
    median = rows["cwsw"]["median_sessions"] if "cwsw" in rows else None
    return Tally(measure, year, pair | groups, float(str(median or 0)))


def counts_of(measure: Measure, row: Mapping[str, object]) -> Counts:
    """A group's counts from the columns of `sums_of`."""

    def whole(part: str) -> int:
        return int(str(row[f"{measure.key}_{part}"] or 0))

    def exact(part: str) -> Fraction:
        return Fraction(Decimal(str(row[f"{measure.key}_{part}"] or 0)))

    if measure.kind is Kind.PROPORTION:
        return Counts(whole("n"), whole("of"), whole("of"))
    if measure.kind is Kind.MEAN:
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
