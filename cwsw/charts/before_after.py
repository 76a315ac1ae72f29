"""Sessions missed week by week before and after a start, with the other pupils' line.

Drawn per pupil and never as a percentage, so that a group of any size may be shown; no arrow.
"""

from datetime import date, timedelta
from typing import Any

import altair as alt

from cwsw.charts.cache import drawn_once
from cwsw.charts.theme import INKS, SHAPES, MarkRole, Mode, fill, finished, stroke
from cwsw.children.before_after import BeforeAfter, SessionSums, SupportWeek
from cwsw.tables.english import day

FEWEST_OTHERS = 10
"""With fewer other pupils there is no line of theirs."""
UNIT = "Sessions missed in the week, per pupil"
_OTHERS = "Other pupils"
_HEIGHT = 260
_SCHOOL_WEEK = 10


@drawn_once(128)
def before_after_chart(
    comparison: BeforeAfter, name: str, mode: Mode = Mode.LIGHT
) -> dict[str, Any] | None:
    """A Vega-Lite spec; None where there is nothing to draw. `name` stands for our pupils.

    No name or number of a pupil is in it. It is shared by all callers: read it, never change it.
    """
    if not comparison.weeks:
        return None
    lines = {name: MarkRole.COHORT}
    # Fewer could be recognised from their line.
    if comparison.other_pupils >= FEWEST_OTHERS:
        lines[_OTHERS] = MarkRole.OTHERS
    rows = [row for line, role in lines.items() for row in _rows(comparison, line, role)]
    # Ten sessions are a school week: the axis is the same for every child.
    top = max(_SCHOOL_WEEK, *(row["value"] or 0 for row in rows))
    scale = alt.Scale(domain=[0, top], nice=False)
    y = alt.Y("value:Q", scale=scale, axis=alt.Axis(title=UNIT, tickMinStep=1))
    x = _weeks(comparison)
    weeks = alt.layer(_joined(x, y, lines, mode), _points(x, y, lines, mode))
    data = alt.InlineData(values=rows)
    chart = alt.layer(weeks.properties(data=data), *_start(comparison.start, mode))
    return finished(chart.properties(height=_HEIGHT), mode)


def before_after_alt_text(comparison: BeforeAfter, name: str) -> str:
    """What the chart shows, for somebody who does not see it."""
    weeks = comparison.weeks_each_side
    first, last = comparison.weeks[0].first, comparison.weeks[-1].first
    return (
        f"Sessions missed each week by {name}, per pupil: {weeks} school weeks before and {weeks} "
        f"after the start on {day(comparison.start)}, from the week of {day(first)} to that of "
        f"{day(last)}, with those of the other pupils. The table below has the numbers."
    )


def _weeks(comparison: BeforeAfter) -> alt.X:
    """From the first day of the first week to the last of the last, with a mark at each week."""
    days = [week.first.isoformat() for week in comparison.weeks]
    # The point of a week is drawn on its first day: the axis goes on to its last.
    end = (comparison.weeks[-1].first + timedelta(weeks=1)).isoformat()
    axis = alt.Axis(
        title="Week beginning", format="%-d %b", grid=False, labelOverlap=True, values=days
    )
    return alt.X("week:T", scale=alt.Scale(domain=[days[0], end]), axis=axis)


def _rows(comparison: BeforeAfter, line: str, role: MarkRole) -> list[dict[str, Any]]:
    """The plotted columns of one line, broken at the start."""
    return [
        {
            "line": line,
            # A line for each side: joined over the start it would suggest a step there.
            "side": f"{line} {'before' if week.number < 0 else 'after'}",
            "week": week.first.isoformat(),
            "value": _sums(week, role).each,
        }
        for week in comparison.weeks
    ]


def _sums(week: SupportWeek, role: MarkRole) -> SessionSums:
    return week.ours if role is MarkRole.COHORT else week.others


def _joined(x: alt.X, y: alt.Y, lines: dict[str, MarkRole], mode: Mode) -> alt.Chart:
    layer: alt.Chart = (
        alt.Chart()
        .mark_line(strokeWidth=2, invalid="break-paths-show-domains")
        .encode(x=x, y=y, detail="side:N", stroke=_strokes(lines, mode))
    )
    return layer


def _points(x: alt.X, y: alt.Y, lines: dict[str, MarkRole], mode: Mode) -> alt.Chart:
    inks, roles = INKS[mode], list(lines.values())
    fills = alt.Scale(domain=list(lines), range=[fill(role, inks) for role in roles])
    shapes = alt.Scale(domain=list(lines), range=[SHAPES[role] for role in roles])
    layer: alt.Chart = (
        alt.Chart()
        .mark_point(size=90, strokeWidth=2, opacity=1)
        .encode(
            x=x,
            y=y,
            stroke=_strokes(lines, mode),
            fill=alt.Fill("line:N", scale=fills, legend=_legend()),
            shape=alt.Shape("line:N", scale=shapes, legend=_legend()),
        )
        .transform_filter("isValid(datum.value)")
    )
    return layer


def _strokes(lines: dict[str, MarkRole], mode: Mode) -> alt.Stroke:
    colours = [stroke(role, INKS[mode]) for role in lines.values()]
    return alt.Stroke(
        "line:N", scale=alt.Scale(domain=list(lines), range=colours), legend=_legend()
    )


def _legend() -> alt.Legend:
    return alt.Legend(title="", orient="bottom", columns=1)


def _start(start: date, mode: Mode) -> tuple[alt.Chart, alt.Chart]:
    """The line at the start, and its words."""
    data = alt.InlineData(values=[{"start": start.isoformat(), "words": "Start"}])
    base = alt.Chart(data).encode(x=alt.X("start:T"))
    rule: alt.Chart = base.mark_rule(strokeWidth=2, strokeDash=[6, 4], color=INKS[mode].text)
    words: alt.Chart = base.mark_text(align="left", baseline="top", dx=6).encode(
        y=alt.value(0), text="words:N"
    )
    return rule, words
