"""A line of dots for each child: one dot an event on its day, as large as the sessions lost."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import altair as alt

from cwsw.charts.cache import drawn_once
from cwsw.charts.theme import FONT, INKS, Mode, finished

_ROW_HEIGHT = 30
_LABEL_WIDTH = 190
_LETTER_WIDTH = 7.5
"""Room for a name is kept from its letters: it is measured before the font has come."""


@dataclass(frozen=True)
class EventDot:
    """One event: its line, its day, its size, and the words of its tooltip."""

    line: str
    day: date
    size: int
    words: str


@drawn_once(64)
def event_dots(
    dots: tuple[EventDot, ...], first: date, last: date, mode: Mode = Mode.LIGHT
) -> dict[str, Any]:
    """A Vega-Lite spec with a line for each name, in the order of their first dots given.

    The axis runs from `first` to `last`. The spec is shared by all callers: read it, never change
    it.
    """
    inks = INKS[mode]
    lines = list(dict.fromkeys(dot.line for dot in dots))
    data = [
        {"line": d.line, "day": d.day.isoformat(), "size": d.size, "Suspension": d.words}
        for d in dots
    ]
    x = alt.X(
        "day:T",
        scale=alt.Scale(domain=[first.isoformat(), last.isoformat()]),
        axis=alt.Axis(title=None, format="%b", grid=False, tickCount="month"),
    )
    y = alt.Y(
        "line:N",
        sort=lines,
        axis=alt.Axis(
            title=None,
            grid=True,
            ticks=False,
            labelFont=FONT,
            labelLimit=_LABEL_WIDTH,
            minExtent=min(_LABEL_WIDTH, _LETTER_WIDTH * max(map(len, lines), default=0)),
        ),
    )
    chart = alt.layer(
        alt.Chart()
        .mark_circle(color=inks.cohort, opacity=0.85)
        .encode(
            x=x,
            y=y,
            size=alt.Size("size:Q", scale=alt.Scale(range=[60, 420]), legend=None),
            tooltip=[alt.Tooltip("line:N", title="Child"), alt.Tooltip("Suspension:N")],
        ),
        data=alt.InlineData(values=data),
    ).properties(height=_ROW_HEIGHT * len(lines))
    return finished(chart, mode)
