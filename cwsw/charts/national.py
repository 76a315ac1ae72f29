"""The national series of one measure as a line chart."""

from collections.abc import Iterable
from typing import Any

from cwsw.benchmarks.series import ALL_PUPILS, Point, line_breaks
from cwsw.charts.lines import YearMark, lines
from cwsw.charts.theme import Mode, Role

_LINES = {
    "CINO": ("Children in need", Role.COHORT),
    "CPPO": ("On a child protection plan", Role.NATIONAL),
    "CLA12": ("Looked after 12 months or more", Role.PAST),
    ALL_PUPILS: ("All pupils", Role.OTHERS),
}
"""Each group's name, short enough for a legend at 320 pixels, and its look."""


def series_chart(points: Iterable[Point], mode: Mode = Mode.LIGHT) -> dict[str, Any] | None:
    """National figures of one measure and phase, year by year; None with nothing to draw.

    Years of another definition, or of the pandemic, have a dot but no line, and no line runs
    across a change.
    """
    found = tuple(points)
    if not found:
        return None
    in_points = found[0].unit == "points"
    marks = tuple(_mark(point) for point in found)
    breaks = line_breaks(found[0].measure, (point.year for point in found))
    top, unit = (90, "points") if in_points else (100, "per cent")
    return lines(marks, top, unit, mode, breaks)


def _mark(point: Point) -> YearMark:
    value = float(point.value) if point.unit == "points" else 100 * float(point.value)
    name, role = _LINES[point.cohort]
    return YearMark(name, role, point.year, value, joined=point.in_trend)
