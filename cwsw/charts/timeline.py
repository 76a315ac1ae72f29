"""One child's plans on a line of time; six years and time on roll shaded, the latter dashed."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import altair as alt

from cwsw.charts.cache import drawn_once
from cwsw.charts.theme import INKS, Mode, finished

_ROW_HEIGHT = 44
_TOP = 28
_LABEL_RISE = -12
_LEAST_DAYS = 20
"""A plan of a single day is drawn this long, so that it can be seen."""


@dataclass(frozen=True)
class TimelineBar:
    """A bar with its words; `counts`: whether it puts the child into the cohort."""

    words: str
    first: date
    last: date
    counts: bool


@drawn_once(128)
def timeline(
    spans: tuple[TimelineBar, ...],
    window: tuple[date, date],
    roll: tuple[date, date],
    mode: Mode = Mode.LIGHT,
) -> dict[str, Any]:
    """A Vega-Lite spec: a bar for each plan, in the order given. No name or number of a pupil.

    The spec is shared by all callers: read it, never change it.
    """
    inks = INKS[mode]
    # Plans from before the six years are drawn, to show why they do not count.
    first = min(window[0], *(span.first for span in spans)) if spans else window[0]
    axis = alt.X(
        "first:T",
        scale=alt.Scale(domain=[_day(first), _day(window[1])]),
        axis=alt.Axis(title=None, format="%Y", tickCount="year", labelOverlap=True),
    )
    shades = [
        {"first": _day(max(start, first)), "last": _day(end), "words": words, "shade": words}
        for words, (start, end) in (("Six years", window), ("On our roll", roll))
    ]
    chart = alt.layer(
        _shading(shades, axis, inks.cohort, inks.others),
        _bars(spans, axis, inks.cohort, inks.paper),
        _words(spans),
    ).properties(height=_TOP + _ROW_HEIGHT * max(1, len(spans)))
    return finished(chart, mode)


def _shading(rows: list[dict[str, Any]], x: alt.X, window: str, roll: str) -> alt.Chart:
    scale = alt.Scale(domain=["Six years", "On our roll"], range=[window, roll])
    legend = alt.Legend(title="Shaded", orient="top", symbolType="square")
    layer: alt.Chart = (
        alt.Chart(alt.InlineData(values=rows))
        .mark_rect(fillOpacity=0.22, strokeWidth=1.5, strokeDash=[4, 3])
        .encode(
            x=x,
            x2="last:T",
            fill=alt.Fill("shade:N", scale=scale, legend=legend),
            # A dashed edge as well: not everybody can distinguish the colours.
            stroke=alt.condition(
                "datum.shade === 'On our roll'", alt.value(roll), alt.value("transparent")
            ),
        )
    )
    return layer


def _bars(spans: tuple[TimelineBar, ...], x: alt.X, ink: str, paper: str) -> alt.Chart:
    rows = [
        {
            "row": number,
            "first": _day(span.first),
            "last": _day(max(span.last, date.fromordinal(span.first.toordinal() + _LEAST_DAYS))),
            "counts": span.counts,
        }
        for number, span in enumerate(spans)
    ]
    layer: alt.Chart = (
        alt.Chart(alt.InlineData(values=rows))
        .mark_bar(height=12, stroke=ink, strokeWidth=2, clip=True)
        .encode(
            x=x,
            x2="last:T",
            y=alt.Y("row:O", axis=None, sort=None),
            fill=alt.condition("datum.counts", alt.value(ink), alt.value(paper)),
        )
    )
    return layer


def _words(spans: tuple[TimelineBar, ...]) -> alt.Chart:
    rows = [{"row": number, "words": span.words} for number, span in enumerate(spans)]
    layer: alt.Chart = (
        alt.Chart(alt.InlineData(values=rows))
        .mark_text(align="left", baseline="bottom", dy=_LABEL_RISE)
        .encode(x=alt.value(4), y=alt.Y("row:O", axis=None, sort=None), text="words:N")
    )
    return layer


def _day(day: date) -> str:
    return day.isoformat()
