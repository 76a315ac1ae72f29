"""The dot-and-whisker chart: every figure of a measure on one fixed axis."""

from textwrap import wrap
from typing import Any

import altair as alt

from cwsw.charts.cache import drawn_once
from cwsw.charts.marks import Mark
from cwsw.charts.theme import INKS, SHAPES, MarkRole, Mode, fill, finished, stroke

_MARK_HEIGHT = 30
_LINE_HEIGHT = 18
_LABEL_RISE = -11
_LABEL_WIDTH = 48
_ROLES = [role.value for role in MarkRole]


@drawn_once(512)
def dots(marks: tuple[Mark, ...], top: int, unit: str, mode: Mode = Mode.LIGHT) -> dict[str, Any]:
    """A Vega-Lite spec with one row for each mark: its words, a dot and its 95% whisker.

    `top` is where the axis ends and `unit` ("per cent" or "points") what it counts in. The spec is
    shared by all callers: read it, never change it. The same marks are drawn once only.
    """
    rows, height = _rows(marks)
    down = alt.Scale(domain=[0, height], range=[0, height], nice=False)
    chart = alt.layer(
        _whiskers(mode, top),
        _points(mode, _axis(top, unit)),
        # First as a broad outline in the paper's colour, then as letters: the grid must not cross
        # them.
        _words(down, INKS[mode].paper),
        _words(down),
        data=alt.InlineData(values=rows),
    )
    chart = chart.encode(y=alt.Y("down:Q", axis=None, scale=down)).properties(height=height)
    return finished(chart, mode)


def _rows(marks: tuple[Mark, ...]) -> tuple[list[dict[str, Any]], int]:
    """The plotted columns of the marks, and no others; and the height of all rows.

    A row is as high as its words need, so that each dot has the same distance from its words.
    """
    rows, height = [], 0
    for mark in marks:
        # Vega breaks no line by itself.
        lines = wrap(mark.label, _LABEL_WIDTH)
        height += _LINE_HEIGHT * len(lines) + _MARK_HEIGHT
        rows.append(
            {
                "down": (down := height - _MARK_HEIGHT // 2),
                "words_down": down - _LINE_HEIGHT * (len(lines) - 1),
                "words": "\n".join(lines),
                "role": mark.role.value,
                "value": mark.value,
                "low": mark.low,
                "high": mark.high,
            }
        )
    return rows, height


def _axis(top: int, unit: str) -> alt.X:
    return alt.X(
        "value:Q",
        scale=alt.Scale(domain=[0, top], nice=False),
        axis=alt.Axis(title=unit, values=list(range(0, top + 1, 10 if top < 100 else 20))),
    )


def _by_role(colours: list[str]) -> alt.Scale:
    # Every role, drawn or not: the same thing has the same colour in every chart.
    return alt.Scale(domain=_ROLES, range=colours)


def _strokes(mode: Mode) -> alt.Scale:
    return _by_role([stroke(role, INKS[mode]) for role in MarkRole])


def _whiskers(mode: Mode, top: int) -> alt.Chart:
    layer: alt.Chart = (
        alt.Chart()
        .mark_rule(strokeWidth=3, clip=True)
        .encode(
            x=alt.X("low:Q", scale=alt.Scale(domain=[0, top], nice=False)),
            x2="high:Q",
            stroke=alt.Stroke("role:N", scale=_strokes(mode), legend=None),
        )
        .transform_filter("isValid(datum.low)")
    )
    return layer


def _points(mode: Mode, x: alt.X) -> alt.Chart:
    fills = _by_role([fill(role, INKS[mode]) for role in MarkRole])
    shapes = alt.Scale(domain=_ROLES, range=[SHAPES[role] for role in MarkRole])
    layer: alt.Chart = (
        alt.Chart()
        # Not cut off, as whiskers are: a dot at 0 or at the end of the axis is drawn whole.
        .mark_point(size=150, strokeWidth=2, opacity=1, clip=False)
        .encode(
            x=x,
            stroke=alt.Stroke("role:N", scale=_strokes(mode), legend=None),
            fill=alt.Fill("role:N", scale=fills, legend=None),
            shape=alt.Shape("role:N", scale=shapes, legend=None),
        )
    )
    return layer


def _words(down: alt.Scale, outline: str = "transparent") -> alt.Chart:
    """The words above each mark; drawn first as a broad outline, which keeps the grid off them.

    Vega draws further lines below the first, so that a first line is higher where there are more.
    """
    layer: alt.Chart = (
        alt.Chart()
        .mark_text(
            align="left",
            baseline="bottom",
            dy=_LABEL_RISE,
            lineBreak="\n",
            lineHeight=_LINE_HEIGHT,
            stroke=outline,
            strokeWidth=5,
        )
        .encode(x=alt.value(0), y=alt.Y("words_down:Q", axis=None, scale=down), text="words:N")
    )
    return layer
