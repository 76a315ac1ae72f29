"""A figure's values as the marks of a chart, with the same words and numbers as its table."""

from dataclasses import dataclass
from fractions import Fraction

from cwsw.benchmarks.model import SET_2018, Benchmark
from cwsw.charts.theme import MarkRole
from cwsw.compare import showing, words
from cwsw.compare.model import Figure, GroupFigure
from cwsw.compare.nationals import with_schools
from cwsw.compare.nearest import NEAREST
from cwsw.measures.registry import FigureKind, Measure

_NOT_DRAWN = ("CPPO", "CLA12")


@dataclass(frozen=True)
class Mark:
    """One row of a dot chart, in the units of its axis (per cent or points)."""

    label: str
    role: MarkRole
    value: float
    low: float | None = None
    high: float | None = None


def top(measure: Measure) -> int:
    """Where the axis ends: the same for every filter, year and school."""
    return 90 if measure.kind is FigureKind.MEAN else 100


def unit(measure: Measure) -> str:
    """What the axis counts in."""
    if measure.kind is FigureKind.MEAN:
        return "points"
    return (
        "per cent of sessions" if measure.kind is FigureKind.RATIO_OF_SUMS else "per cent of pupils"
    )


def marks(figure: Figure, group: str = "cwsw") -> tuple[Mark, ...]:
    """A group and the school's other pupils, then the national figures.

    Those of 2018 come before or after the others, as they do in the figure.
    A group of fewer than ten has no mark: it has no percentage (design section 4).
    """
    school = (_group(figure, group, MarkRole.COHORT), _group(figure, "other", MarkRole.OTHERS))
    now = _national(figure, group, like_for_like=True)
    past = _national(figure, group, like_for_like=False)
    # The order is decided where a reader chooses; a chart only follows it.
    is_2018_first = bool(figure.benchmarks) and figure.benchmarks[0].benchmark.set == SET_2018
    national = (*past, *now) if is_2018_first else (*now, *past)
    return tuple(mark for mark in (*school, *national) if mark is not None)


def has_value(group: GroupFigure | None) -> bool:
    """Whether a group is large enough for a place on an axis."""
    return (
        group is not None
        and group.estimate.value is not None
        and showing.how(group) is showing.Show.PERCENT
    )


def group_mark_words(figure: Figure, name: str) -> str:
    """'Children with a social worker: 9 of 22 (41%)'."""
    return f"{words.capital(words.group(name))}: {_count(figure.measure, figure.groups[name])}"


def scaled(measure: Measure, value: Fraction | float) -> float:
    """A stored value in the units of the axis."""
    return float(value) if measure.kind is FigureKind.MEAN else 100 * float(value)


def national_basis(figure: Figure, group: str, like_for_like: bool) -> Benchmark | None:
    """The national figure drawn beside a group: its own where published, else children in need."""
    own = NEAREST[group].cohort if group in NEAREST else None
    benchmarks = [compared.benchmark for compared in figure.benchmarks]
    raw_figures = [
        b for b in benchmarks if (b.set != SET_2018) == like_for_like and b.kind == "raw"
    ]
    of_group = (b for b in raw_figures if own and b.cohort == own and b.value is not None)
    usual = (b for b in raw_figures if b.cohort not in _NOT_DRAWN)
    # The group's own national figure where published; children in need is the nearest for all
    # others.
    return next(of_group, None) or next(usual, None)


def _group(figure: Figure, name: str, role: MarkRole) -> Mark | None:
    group_figure = figure.groups.get(name)
    if group_figure is None or not has_value(group_figure):
        return None
    value, low, high = (
        None if limit is None else scaled(figure.measure, limit)
        for limit in (
            group_figure.estimate.value,
            group_figure.estimate.low,
            group_figure.estimate.high,
        )
    )
    # `has_value` has looked: the 0.0 is for the type alone.
    return Mark(group_mark_words(figure, name), role, value or 0.0, low, high)


def _count(measure: Measure, group_figure: GroupFigure) -> str:
    value = showing.amount(showing.group_value(group_figure, measure) or 0, measure)
    if measure.kind is FigureKind.MEAN:
        return f"{value} points ({group_figure.pupils} pupils)"
    if measure.kind is FigureKind.RATIO_OF_SUMS:
        return f"{value} of sessions ({group_figure.pupils} pupils)"
    counts = f"{showing.count_text(group_figure.n)} of {showing.count_text(group_figure.of)}"
    return f"{counts} ({value})" if has_value(group_figure) else counts


def _national(figure: Figure, group: str, like_for_like: bool) -> tuple[Mark | None, Mark | None]:
    basis = national_basis(figure, group, like_for_like)
    if basis is None:
        return None, None
    roles = (
        (MarkRole.NATIONAL, MarkRole.NATIONAL_PAIR)
        if like_for_like
        else (MarkRole.PAST, MarkRole.PAST_PAIR)
    )
    when = with_schools(basis.year if like_for_like else "2018", basis)
    cohort_words = words.cohort(basis.cohort)
    cohort = _national_mark(figure.measure, cohort_words, when, basis.value, roles[0])
    return cohort, _national_mark(
        figure.measure, basis.comparator, when, basis.comparator_value, roles[1]
    )


def _national_mark(
    measure: Measure, group_words: str, when: str, value: Fraction | None, role: MarkRole
) -> Mark | None:
    if value is None:
        return None
    value_text = showing.national(value, measure)
    return Mark(f"{words.capital(group_words)}, {when}: {value_text}", role, scaled(measure, value))
