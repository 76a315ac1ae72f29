"""Bars of one measure by year group, sex, SEN ...: the cohort, with the other pupils as a tick."""

from dataclasses import dataclass
from functools import partial
from typing import Any

import altair as alt

from cwsw.charts.cache import drawn_once
from cwsw.charts.row_layout import PICKED, ROW, click_area, down, value_axis
from cwsw.charts.theme import FONT, INKS, Inks, Mode, finished

_ROW_HEIGHT = 40
_LABEL_WIDTH = 104
_WORDS_WIDTH = 112


@dataclass(frozen=True)
class Bar:
    """One part of the cohort on the axis; `other` are the school's other pupils of the same part.

    A part too small for a percentage has no `value`, only its `words` ("2 of 4").
    """

    label: str
    value: float | None
    low: float | None
    high: float | None
    other: float | None
    words: str
    other_words: str


@drawn_once(256)
def bar_chart(
    bars: tuple[Bar, ...],
    top: int,
    unit: str,
    mode: Mode = Mode.LIGHT,
    selected: int | None = None,
) -> dict[str, Any]:
    """A Vega-Lite spec with a bar for each part; a click selects one (`PICKED`, by its `ROW`).

    `top` is where the axis ends and `unit` what follows its numbers; `selected` is the row
    that is selected before anybody clicks. The spec is shared by all callers: read it, never
    change it.
    """
    inks = INKS[mode]
    # Pixels for the words at both ends: the rest is the axis, whatever the chart's width.
    across: list[float | alt.SchemaBase] = [
        _LABEL_WIDTH,
        alt.ExprRef(expr=f"width - {_WORDS_WIDTH}"),
    ]
    scale = alt.Scale(domain=[0, top], range=across, nice=False)
    x = partial(alt.X, scale=scale, axis=value_axis(top, unit, 20 if top > 50 else 10))
    # With none selected every row counts as chosen, so that each bar has its full colour.
    initial = alt.Undefined if selected is None else [{ROW: selected}]
    picked = alt.selection_point(name=PICKED, fields=[ROW], value=initial)
    chart = alt.layer(
        _bars(x("value:Q"), inks, picked),
        _range(x("low:Q"), inks),
        _tick(x("other:Q"), inks),
        *_words(inks),
        click_area(inks, picked, "Group"),
        data=alt.InlineData(values=[_plotted(place, bar) for place, bar in enumerate(bars)]),
    ).properties(height=_ROW_HEIGHT * len(bars))
    return finished(chart, mode)


def _plotted(place: int, bar: Bar) -> dict[str, Any]:
    return {
        ROW: place,
        "label": bar.label,
        "value": bar.value,
        "low": bar.low,
        "high": bar.high,
        "other": bar.other,
        "With a social worker": bar.words,
        "Our other pupils": bar.other_words,
    }


def _bars(x: alt.X, inks: Inks, picked: alt.Parameter) -> alt.Chart:
    layer: alt.Chart = (
        alt.Chart()
        .mark_bar(height=22, color=inks.cohort)
        .encode(
            x=x,
            x2=alt.datum(0),
            y=down(),
            opacity=alt.condition(picked, alt.value(0.45), alt.value(0.15)),
        )
        .transform_filter("isValid(datum.value)")
    )
    return layer


def _range(x: alt.X, inks: Inks) -> alt.Chart:
    layer: alt.Chart = (
        alt.Chart()
        .mark_rule(strokeWidth=3, color=inks.cohort)
        .encode(x=x, x2="high:Q", y=down())
        .transform_filter("isValid(datum.low)")
    )
    return layer


def _tick(x: alt.X, inks: Inks) -> alt.Chart:
    layer: alt.Chart = (
        alt.Chart()
        .mark_tick(color=inks.others, size=28, thickness=4)
        .encode(x=x, y=down())
        .transform_filter("isValid(datum.other)")
    )
    return layer


def _words(inks: Inks) -> tuple[alt.Chart, ...]:
    label: alt.Chart = (
        alt.Chart()
        .mark_text(align="left", font=FONT, color=inks.text, limit=_LABEL_WIDTH - 8)
        .encode(x=alt.value(0), y=down(), text="label:N")
    )
    words: alt.Chart = (
        alt.Chart()
        .mark_text(
            align="left", x=alt.expr(f"width - {_WORDS_WIDTH - 8}"), font=FONT, color=inks.text
        )
        .encode(y=down(), text="With a social worker:N")
    )
    return label, words
