"""The national series of one measure as a line chart."""

from collections.abc import Iterable, Sequence
from math import ceil
from typing import Any

from cwsw.benchmarks.series import ALL_PUPILS, SeriesPoint, line_breaks, national_series, phases
from cwsw.charts.lines import YearMark, lines
from cwsw.charts.marks import has_value, scaled
from cwsw.charts.theme import MarkRole, Mode
from cwsw.compare.model import Figure

_LINES = {
    "CINO": ("Children in need", MarkRole.NATIONAL),
    "CPPO": ("On a child protection plan", MarkRole.PAST),
    "CLA12": ("Looked after 12 months or more", MarkRole.PAST_PAIR),
    ALL_PUPILS: ("All pupils", MarkRole.NATIONAL_PAIR),
}
"""Each group's name, short enough for a legend at 320 pixels, and its look."""


OURS = "Our children with a social worker"


def series_chart(
    points: Iterable[SeriesPoint], mode: Mode = Mode.LIGHT, own: Sequence[Figure] = ()
) -> dict[str, Any] | None:
    """National figures of one measure and phase, year by year; None with nothing to draw.

    `own` are the school's figures of the measure, drawn with their ranges. Years of another
    definition, or of the pandemic, have a dot but no line, and no line runs across a change.
    """
    plotted = tuple(points)
    if not plotted:
        return None
    marks = (*_own(own), *(_mark(point) for point in plotted))
    breaks = line_breaks(plotted[0].measure, (mark.year for mark in marks))
    unit = "points" if plotted[0].unit == "points" else "per cent"
    return lines(marks, _top(plotted[0].measure, marks), unit, mode, breaks)


def _top(measure: str, marks: Iterable[YearMark]) -> int:
    """The axis ends at the next whole ten above every phase, so that choosing one moves nothing."""
    national = (
        _mark(p).value for phase in phases(measure) for p in national_series(measure, phase)
    )
    ours = (mark.high or mark.value for mark in marks)
    return min(100, 10 * ceil(max((*national, *ours)) / 10))


def _mark(point: SeriesPoint) -> YearMark:
    value = float(point.value) if point.unit == "points" else 100 * float(point.value)
    name, role = _LINES[point.cohort]
    return YearMark(name, role, point.year, value, joined=point.in_trend)


def _own(figures: Sequence[Figure]) -> tuple[YearMark, ...]:
    """The school's own cohort in the years with enough pupils, and enough of the year, to draw."""
    # A year that is too young to be judged would be drawn as if it were one.
    drawn = (f for f in figures if has_value(f.cwsw) and not f.so_far)
    return tuple(_own_year(figure) for figure in sorted(drawn, key=lambda figure: figure.year))


def _own_year(figure: Figure) -> YearMark:
    estimate = figure.cwsw.estimate
    value, low, high = (
        None if limit is None else scaled(figure.measure, limit)
        for limit in (estimate.value, estimate.low, estimate.high)
    )
    return YearMark(OURS, MarkRole.COHORT, figure.year, value or 0.0, low, high, figure.complete)
