"""Where a figure lies and what may be said of it (contract section 4 and 6, "Verdicts")."""

from datetime import date
from fractions import Fraction
from math import ceil, floor

from cwsw.benchmarks.model import Benchmark
from cwsw.benchmarks.series import all_series
from cwsw.compare.model import Estimate, Position, Verdict
from cwsw.measures.count import Counts, Tally
from cwsw.measures.registry import Better, FigureKind, Measure
from cwsw.tables.years import academic_year, is_complete, parse_label

FEWEST = 6
"""No verdict on fewer eligible pupils than this."""

SESSIONS_TO_JUDGE = 120
"""Absence of a year under way is judged once the cohort's median possible sessions reach this."""


def position(tally: Tally, estimate: Estimate, benchmark: Benchmark) -> Position | None:
    """Where the cohort lies against one national figure; None where there is no raw value."""
    if benchmark.kind != "raw" or benchmark.value is None:
        return None
    # Before the sizes: many pupils do not make another definition comparable.
    if not _same_definition(benchmark, tally.year):
        return Position.NOT_COMPARABLE
    if is_too_few(tally.measure.kind, tally.groups["cwsw"], benchmark.value):
        return Position.TOO_FEW
    return _place(estimate, benchmark.value)


def is_too_few(kind: FigureKind, cohort: Counts, p0: Fraction) -> bool:
    """Fewer than six pupils, or (proportions) fewer than one child expected on either side."""
    if cohort.pupils < FEWEST:
        return True
    # With less than one child expected on a side, that there is none says nothing (contract section
    # 4).
    return kind is FigureKind.PROPORTION and (cohort.of * p0 < 1 or cohort.of * (1 - p0) < 1)


def is_so_far(tally: Tally, as_at: date) -> bool:
    """Whether the year is still too young for this measure to be judged."""
    if tally.year < academic_year(as_at) or is_complete(tally.year, as_at):
        return False
    # Absence alone can be judged within the year, once there are sessions enough (contract section
    # 3).
    return not tally.measure.is_absence or tally.median_sessions < SESSIONS_TO_JUDGE


def verdict(tally: Tally, estimate: Estimate, basis: Benchmark | None, as_at: date) -> Verdict:
    """What may be said, from the like-for-like figure alone."""
    measure = tally.measure
    if basis is None or basis.value is None or not measure.has_direction:
        return Verdict.CONTEXT_ONLY
    if is_so_far(tally, as_at):
        # The order is the contract's (section 4): a year under way is `so_far` even where few are
        # in it.
        return Verdict.SO_FAR
    # After "so far": few now may be enough in July.
    if is_too_few(measure.kind, tally.groups["cwsw"], basis.value):
        return Verdict.TOO_FEW
    place = _place(estimate, basis.value)
    if place is Position.NOT_CLEAR:
        return Verdict.CANNOT_TELL
    is_better = (place is Position.ABOVE) == (measure.better is Better.HIGHER)
    return Verdict.BETTER if is_better else Verdict.WORSE


def gap_pupils(measure: Measure, cohort: Counts, p0: Fraction) -> int:
    """Fewest pupils whose outcome would have to change for the cohort to be no worse than p0."""
    # An exact fraction: as a float, a whole number of pupils could be rounded up to one more.
    expected = cohort.of * p0
    if measure.better is Better.HIGHER:
        return max(0, ceil(expected) - cohort.n)
    return max(0, cohort.n - floor(expected))


def _place(estimate: Estimate, p0: Fraction) -> Position:
    value = float(p0)
    # Strictly beyond: a national figure on the limit itself is within chance.
    if estimate.low is not None and estimate.low > value:
        return Position.ABOVE
    if estimate.high is not None and estimate.high < value:
        return Position.BELOW
    return Position.NOT_CLEAR


def _same_definition(benchmark: Benchmark, year: int) -> bool:
    """Whether the definition stayed the same between the national figure's year and this one."""
    series = all_series().get(benchmark.measure)
    changed = series.comparable_from if series else 0
    published = parse_label(benchmark.year) or 0
    return (published >= changed) == (year >= changed)
