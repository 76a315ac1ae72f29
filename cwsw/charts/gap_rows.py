"""The gap chart: every main measure on one axis, for the cohort and the other pupils."""

from dataclasses import dataclass
from functools import partial
from typing import Any

import altair as alt

from cwsw.charts.cache import drawn_once
from cwsw.charts.row_layout import PICKED, ROW, click_area, down
from cwsw.charts.theme import FONT, INKS, Inks, Mode, finished

_ROW_HEIGHT = 47
_WORDS_WIDTH = 166
_MARK_ROOM = 8
_LABEL_RISE = -15
_SMALL = 12


@dataclass(frozen=True)
class GapRow:
    """One measure, in per cent; a missing value has no mark.

    `here` and `nation` are the words at the right ("4.2 times as likely", "England 2018: 4.1
    times"); `cohort_text` and `other_text` what a pointer shows ("24% (36 of 150)").
    """

    label: str
    value: float | None
    low: float | None
    high: float | None
    other: float | None
    national: float | None
    national_pair: float | None
    here: str
    nation: str
    cohort_text: str
    other_text: str


@drawn_once(64)
def gap_chart(rows: tuple[GapRow, ...], top: int, mode: Mode = Mode.LIGHT) -> dict[str, Any]:
    """A Vega-Lite spec with a row for each measure; a click selects a row (`PICKED`).

    `top` is where the axis ends, in per cent. The spec is shared by all callers: read it, never
    change it.
    """
    inks = INKS[mode]
    # The words at the right are beyond the end of the axis.
    across: list[float | alt.SchemaBase] = [_MARK_ROOM, alt.ExprRef(expr=f"width - {_WORDS_WIDTH}")]
    scale = alt.Scale(domain=[0, top], range=across, nice=False)
    x = partial(alt.X, scale=scale, axis=_axis(top))
    # Empty is no row: else every row would count as chosen before a click.
    picked = alt.selection_point(name=PICKED, fields=[ROW], empty=False)
    data = alt.InlineData(values=[_plotted(place, row) for place, row in enumerate(rows)])
    # What comes later covers what came before: our own marks lie on top, and over everything the
    # area that takes the clicks.
    chart = alt.layer(
        _span(x("value:Q"), inks),
        _range(x("low:Q"), inks),
        _tick("national_pair", x("national_pair:Q"), inks.past, 12, 2),
        _tick("national", x("national:Q"), inks.past, 20, 4),
        _mark("other", x("other:Q"), "square", inks.others),
        _mark("value", x("value:Q"), "circle", inks.cohort),
        *_words(inks),
        click_area(inks, picked, "Measure"),
        data=data,
    ).properties(height=_ROW_HEIGHT * len(rows))
    return finished(chart, mode)


def _plotted(place: int, row: GapRow) -> dict[str, Any]:
    return {
        ROW: place,
        "label": row.label,
        "value": row.value,
        "low": row.low,
        "high": row.high,
        "other": row.other,
        "national": row.national,
        "national_pair": row.national_pair,
        "here": row.here,
        "nation": row.nation,
        "With a social worker": row.cohort_text,
        "Our other pupils": row.other_text,
    }


def _axis(top: int) -> alt.Axis:
    # Six labels at most: more would touch each other on a phone.
    step = 20 if top > 50 else 10
    return alt.Axis(
        title=None,
        values=list(range(0, top + 1, step)),
        labelExpr="datum.value + '%'",
        labelSeparation=8,
        ticks=False,
    )


def _span(x: alt.X, inks: Inks) -> alt.Chart:
    """The pale bar between the cohort and the other pupils: the gap itself."""
    layer: alt.Chart = (
        alt.Chart()
        .mark_rule(strokeWidth=9, color=inks.grid, yOffset=8)
        .encode(x=x, x2="other:Q", y=down())
        .transform_filter("isValid(datum.value) && isValid(datum.other)")
    )
    return layer


def _range(x: alt.X, inks: Inks) -> alt.Chart:
    layer: alt.Chart = (
        alt.Chart()
        .mark_rule(strokeWidth=3, color=inks.cohort, yOffset=8)
        .encode(x=x, x2="high:Q", y=down())
        .transform_filter("isValid(datum.low)")
    )
    return layer


def _tick(field: str, x: alt.X, colour: str, size: int, width: int) -> alt.Chart:
    layer: alt.Chart = (
        alt.Chart()
        .mark_tick(color=colour, size=size, thickness=width, yOffset=8)
        .encode(x=x, y=down())
        .transform_filter(f"isValid(datum.{field})")
    )
    return layer


def _mark(field: str, x: alt.X, shape: str, colour: str) -> alt.Chart:
    layer: alt.Chart = (
        alt.Chart()
        .mark_point(shape=shape, size=130, filled=True, opacity=1, color=colour, yOffset=8)
        .encode(x=x, y=down())
        .transform_filter(f"isValid(datum.{field})")
    )
    return layer


def _words(inks: Inks) -> tuple[alt.Chart, ...]:
    """The measure above its marks, and at the right how wide the gap is, here and nationally."""
    at_right = alt.expr(f"width - {_WORDS_WIDTH - 14}")
    label: alt.Chart = (
        alt.Chart()
        .mark_text(align="left", dy=_LABEL_RISE, font=FONT, color=inks.text)
        .encode(x=alt.value(0), y=down(), text="label:N")
    )
    gap_label: alt.Chart = (
        alt.Chart()
        .mark_text(align="left", x=at_right, font=FONT, fontWeight="bold", color=inks.cohort)
        .encode(y=down(), text="here:N")
    )
    nation: alt.Chart = (
        alt.Chart()
        .mark_text(align="left", x=at_right, dy=16, font=FONT, fontSize=_SMALL, color=inks.text)
        .encode(y=down(), text="nation:N")
    )
    return label, gap_label, nation
