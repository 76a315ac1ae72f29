"""The dataclasses of a comparison: estimates, positions, verdicts, gaps and figures."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from cwsw.benchmarks.model import Benchmark
from cwsw.measures.registry import Measure


class Position(StrEnum):
    """Where the school's cohort lies against one national figure."""

    ABOVE = "above"
    BELOW = "below"
    NOT_CLEAR = "not_clear"
    TOO_FEW = "too_few"
    NOT_COMPARABLE = "not_comparable"


class Verdict(StrEnum):
    """What may be said from the like-for-like figure."""

    BETTER = "better"
    WORSE = "worse"
    CANNOT_TELL = "cannot_tell"
    TOO_FEW = "too_few"
    SO_FAR = "so_far"
    CONTEXT_ONLY = "context_only"

    @property
    def is_judged(self) -> bool:
        """Whether the figure takes part in the alarms (contract section 6, "Holm's family")."""
        return self in (Verdict.BETTER, Verdict.WORSE, Verdict.CANNOT_TELL)


class SchoolGap(StrEnum):
    """How the cohort lies to the school's own other pupils (contract section 4, "Gap")."""

    BEHIND = "behind"
    AHEAD = "ahead"
    HIGHER = "higher"
    LOWER = "lower"
    NOT_CLEAR = "not_clear"
    TOO_FEW = "too_few"


class NationalGap(StrEnum):
    """How wide the school's gap is beside a national one."""

    WIDER = "wider"
    NARROWER = "narrower"
    NOT_CLEAR = "not_clear"
    TOO_FEW = "too_few"
    SO_FAR = "so_far"
    NOT_COMPARABLE = "not_comparable"
    NOT_SAME_PHASE = "not_same_phase"


@dataclass(frozen=True)
class Gap:
    """The gap here, and beside the national gaps (None: no such pair, or no direction)."""

    here: SchoolGap
    national_2018: NationalGap | None
    national_like_for_like: NationalGap | None


@dataclass(frozen=True)
class Estimate:
    """A value with its 95% interval, each None where there is none to give.

    Proportions, rates and their differences are fractions of 1; means are in points.
    """

    value: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class GroupFigure:
    """One group's figure. `n` of `of` meet a proportion; for a ratio of sums they are the sums;
    for a mean n = of = pupils."""

    n: int
    of: int
    pupils: int
    estimate: Estimate


@dataclass(frozen=True)
class Compared:
    """A national figure and where the cohort lies against it (None: no value to compare).

    `same_phase` is False for a figure of all schools beside a school of one phase: it is shown with
    the words "all schools" and judges nothing.
    """

    benchmark: Benchmark
    position: Position | None
    same_phase: bool


@dataclass(frozen=True)
class Figure:
    """One measure in one academic year, compared and judged.

    `groups` always holds "cwsw" and "other"; further groups and sub-cohorts (current_cp,
    current_cin, ended, while_on_roll, looked_after_now, looked_after, undated, earlier) where
    they have somebody eligible. `year` is the calendar year the academic year begins in.
    `difference` is cwsw - other, `ratio` cwsw / other. `so_far`: the year is under way and too
    young for this measure to be judged (contract section 3).
    """

    measure: Measure
    year: int
    complete: bool
    so_far: bool
    groups: Mapping[str, GroupFigure]
    difference: Estimate | None
    ratio: Estimate | None
    benchmarks: tuple[Compared, ...]
    verdict: Verdict
    gap_pupils: int | None
    alarm: bool
    gap: Gap

    @property
    def cwsw(self) -> GroupFigure:
        """The cohort's figure."""
        return self.groups["cwsw"]

    @property
    def other(self) -> GroupFigure:
        """The figure of the school's other pupils."""
        return self.groups["other"]

    @property
    def like_for_like(self) -> Benchmark | None:
        """The national figure the verdict comes from, if there is one."""
        return next((c.benchmark for c in self.benchmarks if is_basis(c)), None)


def is_basis(compared: Compared) -> bool:
    """Whether a verdict may rest on this figure: like for like, our phase, CINO, raw, a value."""
    benchmark = compared.benchmark
    return (
        benchmark.set == "like_for_like"
        and compared.same_phase
        and benchmark.cohort == "CINO"
        and benchmark.kind == "raw"
        and benchmark.value is not None
    )


def latest_judged(figures: Iterable[Figure], key: str) -> Figure | None:
    """A measure's latest year that is not "so far", or its latest where there is no other.

    `figures` hold the latest year of each measure first.
    """
    of_measure = [f for f in figures if f.measure.key == key]
    judged = (f for f in of_measure if not f.so_far)
    return next(judged, of_measure[0] if of_measure else None)
