"""The chart of what was published: a bar from the least to the most each figure can be.

It is made from a publication and nothing else: no number that governors may not see.
"""

from functools import partial
from typing import Any, Literal

import altair as alt

from cwsw.benchmarks.model import ALL_SCHOOLS, SET_2018
from cwsw.charts.kept import kept
from cwsw.charts.theme import FONT, INKS, Inks, Mode, finished
from cwsw.disclosure.model import National, PublishedFigure
from cwsw.disclosure.words import figure_words, school_words

LEGEND = (
    "Bar: from the least to the most it can be · line: our whole school · diamond: children in "
    "need in England, latest · triangle: the same in 2018"
)
_ROW_HEIGHT = {Mode.PAPER: 50, Mode.LIGHT: 60, Mode.DARK: 60}
_RISE = -18
_FALL = 17
_SMALL = 12
_PERCENT = 100
_SCHOOLS = {
    ALL_SCHOOLS: "all schools",
    "Primary": "primary schools",
    "Secondary": "secondary schools",
    "Special": "special schools",
    "AP": "alternative provision",
}


@kept(64)
def ranges_chart(
    figures: tuple[PublishedFigure, ...], mode: Mode = Mode.LIGHT
) -> dict[str, Any] | None:
    """A Vega-Lite spec with a row for each figure that is said; None where none is."""
    rows = [_row(place, figure) for place, figure in enumerate(_said(figures))]
    if not rows:
        return None
    inks = INKS[mode]
    scale = alt.Scale(domain=[0, _PERCENT], nice=False)
    x = partial(alt.X, scale=scale, axis=_axis())
    chart = alt.layer(
        _bar(x("low:Q"), inks),
        _school(x("school:Q"), inks),
        _point("national", x("national:Q"), "diamond", inks.national),
        _point("past", x("past:Q"), "triangle-up", inks.past),
        _words("title", _RISE, 14, "bold"),
        _words("nations", _FALL, _SMALL, "normal"),
        data=alt.InlineData(values=rows),
    )
    return finished(chart.properties(height=_ROW_HEIGHT[mode] * len(rows)), mode)


def ranges_alt_text(figures: tuple[PublishedFigure, ...]) -> str:
    """What the chart shows, in words."""
    return " ".join(_in_words(figure) for figure in _said(figures))


def percentages(figure: PublishedFigure) -> tuple[float, float]:
    """The least and the most the figure can be, in per cent."""
    if figure.count is None or figure.of is None:
        raise ValueError("a hidden figure has no range")
    most = _PERCENT * figure.count.high / max(1, figure.of.low)
    least = _PERCENT * figure.count.low / figure.of.high
    return round(least, 1), round(min(most, _PERCENT), 1)


def national_words(figure: PublishedFigure) -> str:
    """'England: 34.3% (primary schools, 2024/25), 32.7% (all schools, 2018)'."""
    said = [f"{n.percent}% ({', '.join(_of(n))})" for n in _drawn(figure)]
    return f"England: {', '.join(said)}" if said else ""


def _said(figures: tuple[PublishedFigure, ...]) -> list[PublishedFigure]:
    return [figure for figure in figures if not figure.hidden]


def _drawn(figure: PublishedFigure) -> list[National]:
    """The national figures of the same definition, the latest first."""
    same = (n for n in figure.nationals if n.comparable)
    return sorted(same, key=lambda n: n.set == SET_2018)


def _of(national: National) -> tuple[str, ...]:
    """Which schools, where a figure is of some phase or of all; and when."""
    when = "2018" if national.set == SET_2018 else national.year
    schools = _SCHOOLS.get(national.phase)
    return (schools, when) if schools else (when,)


def _in_words(figure: PublishedFigure) -> str:
    least, most = percentages(figure)
    parts = [
        f"{figure.title}: {figure_words(figure)}, from {least:.0f}% to {most:.0f}%",
        f"whole school {school_words(figure.school)}" if figure.school else "",
        national_words(figure),
    ]
    return f"{'; '.join(filter(None, parts))}."


def _row(place: int, figure: PublishedFigure) -> dict[str, Any]:
    low, high = percentages(figure)
    by_set = {n.set == SET_2018: n.percent for n in _drawn(figure)}
    school = figure.school
    return {
        "row": place,
        "title": f"{figure.title} {figure.academic_year}",
        "nations": national_words(figure),
        "low": low,
        "high": high,
        "school": round(_PERCENT * school.n.high / school.of, 1) if school else None,
        "national": by_set.get(False),
        "past": by_set.get(True),
    }


def _axis() -> alt.Axis:
    return alt.Axis(
        title=None, values=list(range(0, 101, 25)), labelExpr="datum.value + '%'", ticks=False
    )


def _down() -> alt.Y:
    return alt.Y("row:O", axis=None, scale=alt.Scale(paddingInner=0, paddingOuter=0))


def _bar(x: alt.X, inks: Inks) -> alt.Chart:
    layer: alt.Chart = (
        alt.Chart()
        .mark_bar(size=13, cornerRadius=2, color=inks.cohort)
        .encode(x=x, x2="high:Q", y=_down())
    )
    return layer


def _school(x: alt.X, inks: Inks) -> alt.Chart:
    layer: alt.Chart = (
        alt.Chart()
        .mark_tick(color=inks.text, size=20, thickness=3)
        .encode(x=x, y=_down())
        .transform_filter("isValid(datum.school)")
    )
    return layer


def _point(field: str, x: alt.X, shape: str, colour: str) -> alt.Chart:
    layer: alt.Chart = (
        alt.Chart()
        .mark_point(shape=shape, size=110, filled=True, opacity=1, stroke="white", color=colour)
        .encode(x=x, y=_down())
        .transform_filter(f"isValid(datum.{field})")
    )
    return layer


def _words(field: str, down: int, size: int, weight: Literal["bold", "normal"]) -> alt.Chart:
    layer: alt.Chart = (
        alt.Chart()
        .mark_text(align="left", dy=down, font=FONT, fontSize=size, fontWeight=weight)
        .encode(x=alt.value(0), y=_down(), text=f"{field}:N")
    )
    return layer
