"""Line charts over academic years: a school's trend, and the national series."""

from dataclasses import dataclass
from typing import Any

import altair as alt

from cwsw.charts.cache import drawn_once
from cwsw.charts.row_layout import PICKED
from cwsw.charts.theme import INKS, SHAPES, MarkRole, Mode, fill, finished, stroke
from cwsw.tables.years import label as year_label

_HEIGHT = 240
_UPRIGHT = 4
YEAR = "year"
"""The column by which a click on a chart says which year was chosen."""
_YEAR_TARGET = 44
"""How wide the strip over a year is that takes the click, in pixels."""


@dataclass(frozen=True)
class YearMark:
    """One value of a line. `joined` is false where years must not be joined to the others."""

    line: str
    role: MarkRole
    year: int
    value: float
    low: float | None = None
    high: float | None = None
    joined: bool = True


@drawn_once(512)
def lines(
    marks: tuple[YearMark, ...],
    top: int,
    unit: str,
    mode: Mode = Mode.LIGHT,
    breaks: frozenset[int] = frozenset(),
    takes_clicks: bool = False,
) -> dict[str, Any]:
    """A Vega-Lite spec with a line for each `YearMark.line`, with whiskers and without arrows.

    `breaks`: years that no line joins to the year before, as the definition changed between them.
    `takes_clicks`: a click selects a year (`PICKED`, by its `YEAR`). The spec is shared by all
    callers: read it, never change it.
    """
    names = list(dict.fromkeys(mark.line for mark in marks))
    looks = {mark.line: mark.role for mark in marks}
    roles = [looks[name] for name in names]
    years = [year_label(year) for year in _years(marks)]
    x = alt.X("year:O", sort=years, scale=alt.Scale(domain=years), axis=_year_axis(len(years)))
    y = alt.Y("value:Q", scale=alt.Scale(domain=[0, top], nice=False), axis=alt.Axis(title=unit))
    chart = alt.layer(
        *([_year_strips(x, mode)] if takes_clicks else []),
        _whiskers(x, top, names, roles, mode),
        _joined(x, top, names, roles, mode),
        _points(x, y, names, roles, mode),
        data=alt.InlineData(values=_rows(marks, names, breaks)),
    ).properties(height=_HEIGHT)
    return finished(chart, mode)


def _year_strips(x: alt.X, mode: Mode) -> alt.Chart:
    """A strip behind each year that takes a click beside its dots, and shows which is meant."""
    picked = alt.selection_point(name=PICKED, fields=[YEAR], empty=False)
    over = alt.selection_point(
        name="over", fields=[YEAR], on="pointerover", clear="pointerout", empty=False
    )
    layer: alt.Chart = (
        alt.Chart()
        .mark_rule(cursor="pointer", strokeWidth=_YEAR_TARGET, color=INKS[mode].grid)
        .encode(
            x=x,
            y=alt.value(0),
            y2=alt.value(_HEIGHT),
            opacity=alt.condition(over, alt.value(0.3), alt.value(0)),
        )
        .transform_aggregate(groupby=[YEAR])
        .add_params(picked, over)
    )
    return layer


def _years(marks: tuple[YearMark, ...]) -> range:
    """Every year from the first to the last: a year without figures leaves a gap to be seen."""
    numbers = [mark.year for mark in marks]
    return range(min(numbers), max(numbers) + 1)


def _rows(
    marks: tuple[YearMark, ...], names: list[str], breaks: frozenset[int]
) -> list[dict[str, Any]]:
    """The plotted columns for every line and year; an empty cell breaks the line there."""
    by_line_and_year = {(mark.line, mark.year): mark for mark in marks}
    # Years between the same breaks have the same number, and a line joins only those.
    stretches = {year: sum(broken <= year for broken in breaks) for year in _years(marks)}
    return [
        _row(by_line_and_year.get((name, year)), name, year, stretch)
        for name in names
        for year, stretch in stretches.items()
    ]


def _row(mark: YearMark | None, line: str, year: int, stretch: int) -> dict[str, Any]:
    return {
        "line": line,
        "year": year_label(year),
        "value": mark.value if mark else None,
        "low": mark.low if mark else None,
        "high": mark.high if mark else None,
        # A column of its own for the line: the dot stays where the line is broken.
        "joined": mark.value if mark and mark.joined else None,
        "stretch": stretch,
    }


def _year_axis(years: int) -> alt.Axis:
    """The axis of years: labels upright where they have room on a phone, else slanted."""
    return alt.Axis(title=None, labelAngle=0 if years <= _UPRIGHT else -45, grid=False)


def _strokes(names: list[str], roles: list[MarkRole], mode: Mode) -> alt.Stroke:
    colours = [stroke(role, INKS[mode]) for role in roles]
    return alt.Stroke("line:N", scale=alt.Scale(domain=names, range=colours), legend=_legend())


def _legend() -> alt.Legend:
    # The same for colour, inside and shape, which Vega-Lite then puts together as one legend.
    return alt.Legend(title="", orient="top", columns=1)


def _whiskers(x: alt.X, top: int, names: list[str], roles: list[MarkRole], mode: Mode) -> alt.Chart:
    layer: alt.Chart = (
        alt.Chart()
        .mark_rule(strokeWidth=2)
        .encode(
            x=x,
            y=alt.Y("low:Q", scale=alt.Scale(domain=[0, top], nice=False)),
            y2="high:Q",
            stroke=_strokes(names, roles, mode),
        )
        .transform_filter("isValid(datum.low)")
    )
    return layer


def _joined(x: alt.X, top: int, names: list[str], roles: list[MarkRole], mode: Mode) -> alt.Chart:
    """The lines, broken at a year that must not be joined to others, and between stretches."""
    layer: alt.Chart = (
        alt.Chart()
        .mark_line(strokeWidth=2, invalid="break-paths-show-domains")
        .encode(
            x=x,
            y=alt.Y("joined:Q", scale=alt.Scale(domain=[0, top], nice=False)),
            stroke=_strokes(names, roles, mode),
            detail="stretch:N",
        )
    )
    return layer


def _points(x: alt.X, y: alt.Y, names: list[str], roles: list[MarkRole], mode: Mode) -> alt.Chart:
    inks = INKS[mode]
    fills = alt.Scale(domain=names, range=[fill(role, inks) for role in roles])
    shapes = alt.Scale(domain=names, range=[SHAPES[role] for role in roles])
    layer: alt.Chart = (
        alt.Chart()
        .mark_point(size=90, strokeWidth=2, opacity=1)
        .encode(
            x=x,
            y=y,
            stroke=_strokes(names, roles, mode),
            fill=alt.Fill("line:N", scale=fills, legend=_legend()),
            shape=alt.Shape("line:N", scale=shapes, legend=_legend()),
        )
        .transform_filter("isValid(datum.value)")
    )
    return layer
