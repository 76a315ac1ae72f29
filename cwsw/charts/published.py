"""The chart of what was published: a bar from the least to the most each figure can be.

It is made from a publication and nothing else: no number that governors may not see.
"""

from functools import partial
from typing import Any

import altair as alt

from cwsw.benchmarks.model import ALL_SCHOOLS, SET_2018
from cwsw.charts.cache import drawn_once
from cwsw.charts.row_layout import down, value_axis
from cwsw.charts.theme import FONT, INKS, Inks, Mode, finished
from cwsw.disclosure.model import National, PublishedFigure
from cwsw.disclosure.words import figure_words, school_words

LEGEND = (
    "Bar: least to most possible. Line: whole school. Diamond: England's children in need; "
    "triangle: 2018; hollow: all schools."
)
_ROW_HEIGHT = 47
_RISE = -18
_PERCENT = 100
_SCHOOLS = {
    ALL_SCHOOLS: "all schools",
    "Primary": "primary schools",
    "Secondary": "secondary schools",
    "Special": "special schools",
    "AP": "alternative provision",
}


@drawn_once(64)
def ranges_chart(
    figures: tuple[PublishedFigure, ...], mode: Mode = Mode.LIGHT
) -> dict[str, Any] | None:
    """A Vega-Lite spec with a row for each figure that is not hidden; None where none is."""
    drawn_figures = _not_hidden(figures)
    if not drawn_figures:
        return None
    year = max(figure.academic_year for figure in figures)
    rows = [_row(place, figure, year) for place, figure in enumerate(drawn_figures)]
    inks = INKS[mode]
    scale = alt.Scale(domain=[0, _PERCENT], nice=False)
    x = partial(alt.X, scale=scale, axis=value_axis(_PERCENT, "%", 25))
    chart = alt.layer(
        _bar(x("low:Q"), inks),
        _school(x("school:Q"), inks),
        *(
            _point(field, x(f"{field}:Q"), inks)
            for field in ("national", "national_all", "past", "past_all")
        ),
        _words(),
        data=alt.InlineData(values=rows),
    )
    return finished(chart.properties(height=_ROW_HEIGHT * len(rows)), mode)


def ranges_alt_text(figures: tuple[PublishedFigure, ...]) -> str:
    """What the chart shows, in words."""
    return " ".join(_in_words(figure) for figure in _not_hidden(figures))


def percentages(figure: PublishedFigure) -> tuple[float, float]:
    """The least and the most the figure can be, in per cent."""
    if figure.count is None or figure.of is None:
        raise ValueError("a hidden figure has no range")
    # Least of most and most of least: anything between is possible, and nothing else.
    # A size of "10 or fewer" begins at 0.
    most = _PERCENT * figure.count.high / max(1, figure.of.low)
    least = _PERCENT * figure.count.low / figure.of.high
    return round(least, 1), round(min(most, _PERCENT), 1)


def national_words(figure: PublishedFigure) -> str:
    """'England: 34.3% (primary schools, 2024/25), 32.7% (all schools, 2018)'."""
    shares = [f"{n.percent}% ({', '.join(_of(n))})" for n in _drawn(figure)]
    return f"England: {', '.join(shares)}" if shares else ""


def _not_hidden(figures: tuple[PublishedFigure, ...]) -> list[PublishedFigure]:
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


def _row(place: int, figure: PublishedFigure, year: str) -> dict[str, Any]:
    """The plotted columns of a figure; its year is in the title where it is not the chart's."""
    dated = "" if figure.academic_year == year else f" ({figure.academic_year})"
    low, high = percentages(figure)
    school = figure.school
    # The latest comes first in `_drawn`: entered last, it counts where two share a column.
    national = {_field(n): n.percent for n in reversed(_drawn(figure))}
    return {
        "row": place,
        "title": f"{figure.title}{dated}",
        "low": low,
        "high": high,
        # The upper end: exact, or of "5 or fewer", which is as much as is published (decision 18).
        "school": round(_PERCENT * school.n.high / school.of, 1) if school else None,
    } | {name: national.get(name) for name in ("national", "national_all", "past", "past_all")}


def _field(national: National) -> str:
    """The column of a national figure, by its year and by whether it is of all schools."""
    year = "past" if national.set == SET_2018 else "national"
    return f"{year}_all" if national.phase == ALL_SCHOOLS else year


def _bar(x: alt.X, inks: Inks) -> alt.Chart:
    layer: alt.Chart = (
        alt.Chart()
        .mark_bar(size=13, cornerRadius=2, color=inks.cohort)
        .encode(x=x, x2="high:Q", y=down())
    )
    return layer


def _school(x: alt.X, inks: Inks) -> alt.Chart:
    layer: alt.Chart = (
        alt.Chart()
        .mark_tick(color=inks.text, size=20, thickness=3)
        .encode(x=x, y=down())
        .transform_filter("isValid(datum.school)")
    )
    return layer


def _point(field: str, x: alt.X, inks: Inks) -> alt.Chart:
    """A national figure: a triangle for 2018, a diamond for the latest; hollow of all schools."""
    is_past, is_hollow = field.startswith("past"), field.endswith("all")
    colour = inks.past if is_past else inks.national
    layer: alt.Chart = (
        alt.Chart()
        .mark_point(
            shape="triangle-up" if is_past else "diamond",
            size=140,
            opacity=1,
            strokeWidth=2,
            stroke=colour if is_hollow else inks.paper,
            fill=inks.paper if is_hollow else colour,
        )
        .encode(x=x, y=down(), tooltip=[alt.Tooltip(f"{field}:Q", title="England, per cent")])
        .transform_filter(f"isValid(datum.{field})")
    )
    return layer


def _words() -> alt.Chart:
    """The measure, above its bar."""
    layer: alt.Chart = (
        alt.Chart()
        .mark_text(align="left", dy=_RISE, font=FONT, fontSize=14, fontWeight="bold")
        .encode(x=alt.value(0), y=down(), text="title:N")
    )
    return layer
