"""The statistics of the advice page as rows on one axis, each with the school's own figure."""

from dataclasses import dataclass
from functools import partial
from typing import Any

import altair as alt

from cwsw.charts.cache import drawn_once
from cwsw.charts.row_layout import down, value_axis
from cwsw.charts.theme import FONT, INKS, Inks, Mode, finished

_ROW_HEIGHT = 47
_WORDS_WIDTH = 150
_MARK_ROOM = 8
_SMALL = 12
_MARKS_DOWN = 8
"""Pixels by which the marks lie below the middle of their row, beneath its label."""


@dataclass(frozen=True)
class StatisticRow:
    """One statistic, in the units of the axis; a missing value has no mark.

    `national` is the advice page's figure (up to `national_to`), `beside` the one to compare it
    with: the other pupils' share, or how many times by published figures. `ours` with its range is
    the school's own. `here` and `note` are the words at the right; `national_text`, `beside_text`
    and `ours_text` are shown in the tooltip.
    """

    label: str
    national: float | None
    national_to: float | None
    beside: float | None
    ours: float | None
    low: float | None
    high: float | None
    here: str
    note: str
    national_text: str
    beside_text: str
    ours_text: str


@drawn_once(64)
def statistic_chart(
    rows: tuple[StatisticRow, ...], top: int, unit: str, beside: str, mode: Mode = Mode.LIGHT
) -> dict[str, Any]:
    """A Vega-Lite spec with a row for each statistic.

    `top` is where the axis ends, `unit` what follows its numbers, `beside` what the hollow
    mark is called in a tooltip. The spec is shared by all callers: read it, never change it.
    """
    inks = INKS[mode]
    across: list[float | alt.SchemaBase] = [_MARK_ROOM, alt.ExprRef(expr=f"width - {_WORDS_WIDTH}")]
    scale = alt.Scale(domain=[0, top], range=across, nice=False)
    x = partial(
        alt.X, scale=scale, axis=value_axis(top, unit, 20 if top > 50 else 10 if top > 20 else 2)
    )
    data = alt.InlineData(values=[_plotted(place, row) for place, row in enumerate(rows)])
    chart = alt.layer(
        _rule(x("beside:Q"), "national:Q", inks.grid, 9),
        _rule(x("national:Q"), "national_to:Q", inks.past, 4),
        _rule(x("low:Q"), "high:Q", inks.cohort, 3),
        _mark("beside", x, "triangle-up", inks.past, inks.paper),
        _mark("national", x, "triangle-up", inks.past, inks.past),
        _mark("ours", x, "circle", inks.cohort, inks.cohort),
        *_words(inks),
        _tooltips(beside),
        data=data,
    ).properties(height=_ROW_HEIGHT * len(rows))
    return finished(chart, mode)


def _plotted(place: int, row: StatisticRow) -> dict[str, Any]:
    return {
        "row": place,
        "label": row.label,
        "national": row.national,
        "national_to": row.national_to,
        "beside": row.beside,
        "ours": row.ours,
        "low": row.low,
        "high": row.high,
        "here": row.here,
        "note": row.note,
        "national_text": row.national_text,
        "beside_text": row.beside_text,
        "ours_text": row.ours_text,
    }


def _rule(x: alt.X, to: str, colour: str, width: int) -> alt.Chart:
    field = str(x["shorthand"]).removesuffix(":Q")
    until = to.removesuffix(":Q")
    layer: alt.Chart = (
        alt.Chart()
        .mark_rule(strokeWidth=width, color=colour, yOffset=_MARKS_DOWN)
        .encode(x=x, x2=to, y=down())
        .transform_filter(f"isValid(datum.{field}) && isValid(datum.{until})")
    )
    return layer


def _mark(field: str, x: partial[alt.X], shape: str, stroke: str, fill: str) -> alt.Chart:
    layer: alt.Chart = (
        alt.Chart()
        .mark_point(
            shape=shape, size=110, opacity=1, stroke=stroke, fill=fill, strokeWidth=2,
            yOffset=_MARKS_DOWN,
        )
        .encode(x=x(f"{field}:Q"), y=down())
        .transform_filter(f"isValid(datum.{field})")
    )  # fmt: skip
    return layer


def _words(inks: Inks) -> tuple[alt.Chart, ...]:
    """The statistic above its marks; at the right the school's own, with its note."""
    at_right = alt.expr(f"width - {_WORDS_WIDTH - 14}")
    label: alt.Chart = (
        alt.Chart()
        .mark_text(align="left", dy=-15, font=FONT, color=inks.text)
        .encode(x=alt.value(0), y=down(), text="label:N")
    )
    ours_label: alt.Chart = (
        alt.Chart()
        .mark_text(align="left", x=at_right, font=FONT, fontWeight="bold", color=inks.cohort)
        .encode(y=down(), text="here:N")
    )
    note: alt.Chart = (
        alt.Chart()
        .mark_text(align="left", x=at_right, dy=16, font=FONT, fontSize=_SMALL, color=inks.text)
        .encode(y=down(), text="note:N")
    )
    return label, ours_label, note


def _tooltips(beside: str) -> alt.Chart:
    """A band over each row for the pointer, wherever it rests."""
    layer: alt.Chart = (
        alt.Chart()
        .mark_rect(opacity=0)
        .encode(
            y=down(),
            tooltip=[
                alt.Tooltip("label:N", title="Statistic"),
                alt.Tooltip("national_text:N", title="The advice page"),
                alt.Tooltip("beside_text:N", title=beside),
                alt.Tooltip("ours_text:N", title="Our children"),
            ],
        )
    )
    return layer
