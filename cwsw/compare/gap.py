"""The gap between the cohort and the school's other pupils, here and beside the nation's.

Contract section 4, "Gap". There is no other notion of a gap: screens, advice and the command line
read this one.
"""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from statistics import NormalDist

from cwsw.benchmarks.model import LIKE_FOR_LIKE, SET_2018, Benchmark
from cwsw.benchmarks.series import ALL_PUPILS
from cwsw.compare.alarms import LEVEL
from cwsw.compare.intervals import Z
from cwsw.compare.model import (
    Compared,
    Estimate,
    Figure,
    Gap,
    GroupFigure,
    NationalGap,
    Position,
    SchoolGap,
    Verdict,
)
from cwsw.compare.verdicts import FEWEST
from cwsw.measures.registry import Better, Measure

_COMPARED = (NationalGap.WIDER, NationalGap.NARROWER, NationalGap.NOT_CLEAR)


def gap_of(
    measure: Measure,
    groups: Mapping[str, GroupFigure],
    difference: Estimate | None,
    benchmarks: Iterable[Compared],
    so_far: bool,
) -> Gap:
    """The gap of one measure and year. `difference` is cwsw - other with its 95% interval."""
    national = tuple(benchmarks)
    interval = _interval(groups, difference)
    by_set = {
        set_: _against_nation(
            measure, groups, interval, [c for c in national if c.benchmark.set == set_], so_far
        )
        # Each national set has a gap of its own: they may be of different years and definitions.
        for set_ in (SET_2018, LIKE_FOR_LIKE)
    }
    return Gap(_school_gap(measure, interval), by_set[SET_2018], by_set[LIKE_FOR_LIKE])


def national_gap(benchmark: Benchmark) -> Fraction | None:
    """CINO minus its comparator; None for another group, or where a value is not published."""
    is_pair = benchmark.cohort == "CINO" and benchmark.kind == "raw"
    # An adjusted figure or a phrase is no difference of two shares: nothing may be subtracted.
    if not is_pair or benchmark.value is None or benchmark.comparator_value is None:
        return None
    return benchmark.value - benchmark.comparator_value


def expected_gap(benchmark: Benchmark, cwsw: GroupFigure, other: GroupFigure) -> Fraction | None:
    """cwsw - other in a school like the nation; None without a national gap or other pupils.

    "All pupils" hold the cohort too, so the others alone lie further from it than all pupils do.
    """
    gap = national_gap(benchmark)
    if gap is None or other.of == 0:
        return None
    # Without this an average school would look worse than the nation (docs/decisions/0009-gaps.md).
    is_of_all = benchmark.comparator == ALL_PUPILS
    return gap * Fraction(cwsw.of + other.of, other.of) if is_of_all else gap


def unusual(figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """The figures whose gap is clearly wider than the nation's, and alarms on the worse side.

    Corrected for how many are looked at together: among so many gaps of a school just like the
    nation one would read `wider` by chance in every tenth school (docs/calibration.md).
    """
    looked_at = sum(f.gap.national_like_for_like in _COMPARED for f in figures)
    return tuple(f for f in figures if _is_alarm(f) or _is_wider_among(f, looked_at))


def _is_alarm(figure: Figure) -> bool:
    return figure.alarm and figure.verdict is Verdict.WORSE


def _is_wider_among(figure: Figure, looks: int) -> bool:
    """Whether a gap is still wider with its interval stretched for so many looks (Bonferroni)."""
    basis, interval = figure.like_for_like, _interval(figure.groups, figure.difference)
    # A gap that is not wider at 95% cannot be wider with a stretched interval.
    if figure.gap.national_like_for_like is not NationalGap.WIDER or basis is None:
        return False
    expected = expected_gap(basis, figure.cwsw, figure.other)
    value = figure.difference.value if figure.difference else None
    if interval is None or expected is None or value is None:
        return False
    # The interval is one of 95%: stretched to the limit of 5% shared among all looks.
    stretch = NormalDist().inv_cdf(1 - LEVEL / (2 * looks)) / Z
    low, high = (value + stretch * (limit - value) for limit in interval)
    return _compared(figure.measure, (low, high), float(expected)) is NationalGap.WIDER


def _interval(
    groups: Mapping[str, GroupFigure], difference: Estimate | None
) -> tuple[float, float] | None:
    """The limits of cwsw - other; None where there are too few pupils or no limits."""
    if min(groups[name].pupils for name in ("cwsw", "other")) < FEWEST or difference is None:
        return None
    if difference.low is None or difference.high is None:
        return None
    return difference.low, difference.high


def _school_gap(measure: Measure, interval: tuple[float, float] | None) -> SchoolGap:
    if interval is None:
        return SchoolGap.TOO_FEW
    low, high = interval
    # An interval that ends exactly on 0 still allows for no gap.
    if low <= 0 <= high:
        return SchoolGap.NOT_CLEAR
    is_higher = low > 0
    # Without a direction no side is worse: only higher and lower may be said.
    if not measure.has_direction:
        return SchoolGap.HIGHER if is_higher else SchoolGap.LOWER
    return SchoolGap.AHEAD if is_higher == (measure.better is Better.HIGHER) else SchoolGap.BEHIND


def _against_nation(
    measure: Measure,
    groups: Mapping[str, GroupFigure],
    interval: tuple[float, float] | None,
    national: Iterable[Compared],
    so_far: bool,
) -> NationalGap | None:
    """The school's gap beside one national gap, in the contract's order of precedence."""
    marks = tuple(national)
    # A changed definition goes before all else: what is not comparable must not be called anything
    # (contract section 4).
    if any(c.position is Position.NOT_COMPARABLE for c in marks):
        return NationalGap.NOT_COMPARABLE
    pair = next((c for c in marks if c.benchmark.cohort == "CINO"), None)
    if pair is not None and not pair.same_phase:
        return NationalGap.NOT_SAME_PHASE
    if pair is None or national_gap(pair.benchmark) is None or not measure.has_direction:
        return None
    # The school's weeks so far against England's whole year would be no comparison.
    if so_far:
        return NationalGap.SO_FAR
    expected = expected_gap(pair.benchmark, groups["cwsw"], groups["other"])
    if interval is None or expected is None:
        return NationalGap.TOO_FEW
    return _compared(measure, interval, float(expected))


def _compared(measure: Measure, interval: tuple[float, float], expected: float) -> NationalGap:
    low, high = interval
    if low <= expected <= high:
        return NationalGap.NOT_CLEAR
    is_beyond = low > expected
    is_worse = is_beyond == (measure.better is Better.LOWER)
    return NationalGap.WIDER if is_worse else NationalGap.NARROWER
