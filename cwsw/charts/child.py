"""One child's absence on a time line, with suspensions, support and plans dated on it."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import altair as alt

from cwsw.charts.cache import drawn_once
from cwsw.charts.theme import INKS, Inks, Mode, finished

AUTHORISED, UNAUTHORISED = "authorised", "not authorised"
MISSED = "missed"
"""A year's sum does not say which absence was authorised."""

_WHOLE = 100
_LANE = 26
_BAR = 8
_HEIGHT, _LANE_HEIGHT = 170, 34
_LEAST_DAYS = 5
_NUMBERS = 42
"""Room for '100%', which is measured before the font has come."""


@dataclass(frozen=True)
class Spell:
    """Sessions missed of those possible from one day to another, by kind, drawn from below."""

    first: date
    last: date
    possible: int
    parts: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class DatedBar:
    """Something that lasted, with its words: support, or a plan."""

    words: str
    first: date
    last: date
    is_plan: bool = False


@dataclass(frozen=True)
class DatedDot:
    """Something of one day, with what a pointer shows: a suspension."""

    words: str
    day: date


@drawn_once(64)
def absence_chart(
    spells: tuple[Spell, ...],
    span: tuple[date, date],
    bars: tuple[DatedBar, ...] = (),
    dots: tuple[DatedDot, ...] = (),
    mode: Mode = Mode.LIGHT,
) -> dict[str, Any]:
    """A Vega-Lite spec: the share of sessions missed in each spell, a lane for each thing dated.

    Suspensions have the lowest lane, then `bars` in the order given. No name or number of a pupil.
    The spec is shared by all callers: read it, never change it.
    """
    first, last = span
    x = alt.X(
        "first:T",
        scale=alt.Scale(domain=[first.isoformat(), last.isoformat()]),
        # In a narrow window labels are left out, and the outermost ones turn inwards: they were
        # cut.
        axis=alt.Axis(
            title=None, format="%b %Y", tickCount="month", labelOverlap=True, labelFlush=True
        ),
    )
    lanes = len(bars) + bool(dots)
    # The lanes lie above 100% on the same axis, so that their days are those of the bars.
    layers = [_spells(spells, x, _WHOLE + _LANE * lanes, INKS[mode])]
    if dots:
        layers += [_dots(dots, x, INKS[mode]), _words([_lane_words(0, "Suspensions")])]
    if bars:
        begin = int(bool(dots))
        layers.append(_bars(bars, x, first, begin, INKS[mode]))
        layers.append(_words([_lane_words(begin + n, bar.words) for n, bar in enumerate(bars)]))
    chart = alt.layer(*layers).properties(height=_HEIGHT + _LANE_HEIGHT * lanes)
    return finished(chart, mode)


def _spells(spells: tuple[Spell, ...], x: alt.X, top: int, inks: Inks) -> alt.Chart:
    kinds, colours = [AUTHORISED, UNAUTHORISED], [inks.others, inks.national]
    if any(kind == MISSED for spell in spells for kind, _ in spell.parts):
        kinds, colours = [MISSED, *kinds], [inks.past, *colours]
    layer: alt.Chart = (
        alt.Chart(alt.InlineData(values=[row for spell in spells for row in _rows(spell)]))
        # Cut off where the axis ends: a week or a plan may begin before it.
        .mark_bar(stroke=inks.paper, strokeWidth=0.5, clip=True)
        .encode(
            x=x,
            x2="last:T",
            y=alt.Y(
                "low:Q",
                scale=alt.Scale(domain=[0, top], nice=False),
                # Without a title, which would run into the numbers: the page says what the bars
                # are.
                axis=alt.Axis(
                    title=None,
                    minExtent=_NUMBERS,
                    values=[0, 50, _WHOLE],
                    labelExpr="datum.value + '%'",
                ),
            ),
            y2="high:Q",
            fill=alt.Fill(
                "kind:N",
                scale=alt.Scale(domain=kinds, range=colours),
                legend=None,
            ),
            tooltip=[
                alt.Tooltip("first:T", title="From", format="%-d %B %Y"),
                alt.Tooltip("words:N", title="Missed"),
            ],
        )
    )
    return layer


def _rows(spell: Spell) -> list[dict[str, Any]]:
    """The plotted columns of one spell's parts, and no others."""
    rows, below = [], 0
    for kind, number in spell.parts:
        above = below + number
        if number:
            rows.append(
                {
                    "first": spell.first.isoformat(),
                    "last": spell.last.isoformat(),
                    "kind": kind,
                    "low": below * _WHOLE / spell.possible,
                    "high": above * _WHOLE / spell.possible,
                    "words": f"{number} of {spell.possible}, {kind}",
                }
            )
        below = above
    return rows


def _dots(dots: tuple[DatedDot, ...], x: alt.X, inks: Inks) -> alt.Chart:
    rows = [
        {"first": dot.day.isoformat(), "at": _base(0) + _BAR / 2, "words": dot.words}
        for dot in dots
    ]
    layer: alt.Chart = (
        alt.Chart(alt.InlineData(values=rows))
        .mark_point(
            shape="triangle-down", size=110, filled=True, opacity=1, color=inks.text, clip=True
        )
        .encode(x=x, y="at:Q", tooltip=[alt.Tooltip("words:N", title="Suspension")])
    )
    return layer


def _bars(bars: tuple[DatedBar, ...], x: alt.X, first: date, begin: int, inks: Inks) -> alt.Chart:
    rows = [
        {
            "first": max(first, bar.first).isoformat(),
            # A support of one day would be a hairline.
            "last": max(bar.last, bar.first + timedelta(days=_LEAST_DAYS)).isoformat(),
            "low": _base(begin + place),
            "high": _base(begin + place) + _BAR,
            "plan": bar.is_plan,
        }
        for place, bar in enumerate(bars)
    ]
    layer: alt.Chart = (
        alt.Chart(alt.InlineData(values=rows))
        .mark_bar(clip=True)
        .encode(
            x=x,
            x2="last:T",
            y="low:Q",
            y2="high:Q",
            fill=alt.condition("datum.plan", alt.value(inks.text), alt.value(inks.cohort)),
        )
    )
    return layer


def _words(rows: list[dict[str, Any]]) -> alt.Chart:
    layer: alt.Chart = (
        alt.Chart(alt.InlineData(values=rows))
        .mark_text(align="left", baseline="bottom", dy=-2)
        .encode(x=alt.value(4), y="at:Q", text="words:N")
    )
    return layer


def _lane_words(place: int, words: str) -> dict[str, Any]:
    return {"at": _base(place) + _BAR, "words": words}


def _base(place: int) -> int:
    return _WHOLE + 4 + _LANE * place
