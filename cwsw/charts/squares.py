"""The squares chart: one square for each child of a small group, filled where they count."""

from dataclasses import dataclass
from typing import Any

import altair as alt

from cwsw.charts.cache import drawn_once
from cwsw.charts.theme import INKS, MarkRole, Mode, finished, stroke

MOST = 9
"""Larger groups have a percentage and a place on an axis instead (design section 4)."""

_STEP = 26
_ROW_HEIGHT = 70
_LABEL_RISE = -24


@dataclass(frozen=True)
class Count:
    """One row of squares: `n` of `of` filled."""

    label: str
    role: MarkRole
    n: int
    of: int


@drawn_once(512)
def squares(counts: tuple[Count, ...], mode: Mode = Mode.LIGHT) -> dict[str, Any]:
    """A Vega-Lite spec with a row of squares for each count: filled ones meet the measure.

    The spec is shared by all callers: read it, never change it.
    """
    rows = [row for number, count in enumerate(counts) for row in _squares(number, count)]
    chart = alt.layer(_marks(mode), _words(), data=alt.InlineData(values=rows))
    chart = chart.encode(y=alt.Y("row:O", axis=None, sort=None))
    chart = chart.properties(height=_ROW_HEIGHT * len(counts))
    return finished(chart, mode)


def _squares(number: int, count: Count) -> list[dict[str, Any]]:
    """The plotted columns of one row's squares, and no others."""
    return [
        {
            "row": number,
            # Words once a row: Vega would draw them over each other.
            "words": count.label if place == 0 else "",
            "x": place * _STEP + _STEP / 2,
            "look": f"{count.role.value} {'filled' if place < count.n else 'empty'}",
        }
        for place in range(count.of)
    ]


def _marks(mode: Mode) -> alt.Chart:
    inks = INKS[mode]
    domain = [f"{role.value} {look}" for role in MarkRole for look in ("filled", "empty")]
    strokes = [stroke(role, inks) for role in MarkRole for _ in range(2)]
    fills = [colour for role in MarkRole for colour in (stroke(role, inks), inks.paper)]
    # In pixels: a square is as large in a wide window as in a narrow one.
    across = alt.Scale(domain=[0, MOST * _STEP], range=[0, MOST * _STEP], nice=False)
    layer: alt.Chart = (
        alt.Chart()
        .mark_point(shape="square", size=300, strokeWidth=2, opacity=1)
        .encode(
            x=alt.X("x:Q", scale=across, axis=None),
            stroke=alt.Stroke("look:N", scale=alt.Scale(domain=domain, range=strokes), legend=None),
            fill=alt.Fill("look:N", scale=alt.Scale(domain=domain, range=fills), legend=None),
        )
    )
    return layer


def _words() -> alt.Chart:
    layer: alt.Chart = (
        alt.Chart()
        .mark_text(align="left", baseline="middle", dy=_LABEL_RISE)
        .encode(x=alt.value(0), text="words:N")
    )
    return layer
