"""A measure of the cohort at the as-at dates of several uploads: whisker, point and line."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import altair as alt

from cwsw.charts.cache import drawn_once
from cwsw.charts.theme import INKS, SHAPES, MarkRole, Mode, finished, stroke
from cwsw.tables.english import short_day

_HEIGHT = 240
FEWEST = 2


@dataclass(frozen=True)
class TermMark:
    """One upload's value and interval, in the units of the axis."""

    as_at: date
    value: float
    low: float | None
    high: float | None


@drawn_once(64)
def term_lines(
    marks: tuple[TermMark, ...], top: float, unit: str, mode: Mode = Mode.LIGHT
) -> dict[str, Any] | None:
    """A Vega-Lite spec, or None where there are fewer than two uploads to set side by side.

    The spec is shared by all callers: read it, never change it.
    """
    if len(marks) < FEWEST:
        return None
    days = [_day(mark.as_at) for mark in marks]
    # Ordinal: uploads weeks apart and months apart have even distances, each with its day.
    x = alt.X("day:O", sort=days, axis=alt.Axis(title=None, labelAngle=-45, grid=False))
    scale = alt.Scale(domain=[0, top], nice=False)
    y = alt.Y("value:Q", scale=scale, axis=alt.Axis(title=unit))
    ink = stroke(MarkRole.COHORT, INKS[mode])
    base = alt.Chart().encode(x=x)
    chart = alt.layer(
        base.mark_rule(strokeWidth=2, color=ink).encode(alt.Y("low:Q", scale=scale), y2="high:Q"),
        base.mark_line(strokeWidth=2, color=ink).encode(y=y),
        base.mark_point(size=90, filled=True, color=ink, shape=SHAPES[MarkRole.COHORT]).encode(y=y),
        data=alt.InlineData(values=[_row(mark) for mark in marks]),
    ).properties(height=_HEIGHT)
    return finished(chart, mode)


def _row(mark: TermMark) -> dict[str, Any]:
    return {"day": _day(mark.as_at), "value": mark.value, "low": mark.low, "high": mark.high}


def _day(day: date) -> str:
    return short_day(day)
