"""Counts become figures: estimated, set beside the national figures, and judged."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from cwsw.benchmarks.model import figures_2018, is_same_phase, like_for_like
from cwsw.compare.alarms import LEVEL, holm, p_value
from cwsw.compare.gap import gap_of
from cwsw.compare.intervals import koopman, newcombe, spread, t_interval, welch, wilson
from cwsw.compare.model import Compared, Estimate, Figure, GroupFigure, Verdict, is_basis
from cwsw.compare.verdicts import gap_pupils, is_so_far, position, verdict
from cwsw.measures.count import Counts, Tally
from cwsw.measures.registry import FigureKind
from cwsw.tables.years import is_complete


def compare(tallies: Iterable[Tally], phase: str | None, as_at: date) -> tuple[Figure, ...]:
    """Every tally as a figure. Alarms are corrected over all figures given (Holm)."""
    counted = tuple(tallies)
    figures = [_figure(tally, phase, as_at) for tally in counted]
    # The alarms' family is every figure that is judged, whichever page shows it (contract section
    # 6).
    judged = [i for i, figure in enumerate(figures) if figure.verdict.is_judged]
    # Holm over both directions and every year: so no page can disagree with another (contract
    # section 6).
    adjusted = holm([_chance(counted[i], figures[i]) for i in judged])
    for i, p in zip(judged, adjusted, strict=True):
        figures[i] = replace(figures[i], alarm=p <= LEVEL)
    return tuple(figures)


def _figure(tally: Tally, phase: str | None, as_at: date) -> Figure:
    kind = tally.measure.kind
    groups = {name: group_figure(kind, counts) for name, counts in tally.groups.items()}
    estimate = groups["cwsw"].estimate
    national = _nationals(tally, estimate, phase)
    basis = next((c.benchmark for c in national if is_basis(c)), None)
    # The verdict comes from the like-for-like figure alone, whichever figure a reader chose to see.
    cohort_verdict = verdict(tally, estimate, basis, as_at)
    pupils = None
    if (
        basis
        and basis.value is not None
        and kind is FigureKind.PROPORTION
        and cohort_verdict.is_judged
    ):
        pupils = gap_pupils(tally.measure, tally.groups["cwsw"], basis.value)
    cohort_difference = difference(kind, tally.groups["cwsw"], tally.groups["other"])
    so_far = is_so_far(tally, as_at)
    return Figure(
        measure=tally.measure,
        year=tally.year,
        complete=is_complete(tally.year, as_at),
        so_far=so_far,
        groups=groups,
        difference=cohort_difference,
        ratio=_ratio(kind, tally.groups["cwsw"], tally.groups["other"]),
        benchmarks=national,
        verdict=cohort_verdict,
        gap_pupils=pupils,
        alarm=False,
        gap=gap_of(tally.measure, groups, cohort_difference, national, so_far),
    )


def _nationals(tally: Tally, estimate: Estimate, phase: str | None) -> tuple[Compared, ...]:
    """The 2018 figures, then the like-for-like ones, each with where the cohort lies."""
    key = tally.measure.key
    # In this order, because a reader who has chosen nothing sees 2018 first
    # (docs/decisions/0008-figures-on-screen.md).
    benchmarks = figures_2018(key) + like_for_like(key, tally.year, phase)
    return tuple(
        Compared(b, position(tally, estimate, b), is_same_phase(b, phase)) for b in benchmarks
    )


def group_figure(kind: FigureKind, counts: Counts) -> GroupFigure:
    """One group's counts with its value and interval."""
    return GroupFigure(counts.n, counts.of, counts.pupils, _estimate(kind, counts))


def _estimate(kind: FigureKind, counts: Counts) -> Estimate:
    if kind is FigureKind.PROPORTION:
        return wilson(counts.n, counts.of)
    # A rate has two ends that no interval may pass; points have none.
    within = (0.0, 1.0) if kind is FigureKind.RATIO_OF_SUMS else None
    return t_interval(spread(kind, counts), within)


def difference(kind: FigureKind, first: Counts, second: Counts) -> Estimate | None:
    """First group minus second; None where either is empty."""
    if kind is FigureKind.PROPORTION:
        return newcombe(first, second)
    return welch(spread(kind, first), spread(kind, second))


def _ratio(kind: FigureKind, first: Counts, second: Counts) -> Estimate | None:
    return koopman(first, second) if kind is FigureKind.PROPORTION else None


def _chance(tally: Tally, figure: Figure) -> float:
    basis = figure.like_for_like
    if basis is None or basis.value is None or figure.verdict is Verdict.CONTEXT_ONLY:
        raise ValueError("only judged figures have a chance")
    return p_value(tally.measure.kind, tally.groups["cwsw"], basis.value)
