"""One child's sessions on a line of time, and above them the plans for those who may see them."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import altair as alt

from cwsw.charts.kept import kept
from cwsw.charts.theme import INKS, Mode, finished

ATTENDED, AUTHORISED, UNAUTHORISED = "attended", "missed, authorised", "missed, not authorised"
MISSED = "missed"
"""A year's sum does not say which absence was authorised."""

_WHOLE = 100
_PLAN_ROOM = 30
_BAR = 9
_HEIGHT = 190
_PLAN_HEIGHT = 40
_LEAST_DAYS = 5


@dataclass(frozen=True)
class Spell:
    """Sessions from one day to another, by how they were spent, in the order drawn from below."""

    first: date
    last: date
    parts: tuple[tuple[str, int], ...]

    @property
    def possible(self) -> int:
        """All sessions of the spell."""
        return sum(number for _, number in self.parts)


@dataclass(frozen=True)
class PlanBar:
    """A plan to draw, with its words."""

    words: str
    first: date
    last: date


@kept(64)
def sessions_chart(
    spells: tuple[Spell, ...],
    span: tuple[date, date],
    plans: tuple[PlanBar, ...] = (),
    mode: Mode = Mode.LIGHT,
) -> dict[str, Any]:
    """A Vega-Lite spec: each spell's sessions as shares of those possible, plans above them.

    No name or number of a pupil. The spec is shared by all callers: read it, never change it.
    """
    first, last = span
    x = alt.X(
        "first:T",
        scale=alt.Scale(domain=[first.isoformat(), last.isoformat()]),
        axis=alt.Axis(
            title=None, format="%b %Y", tickCount="month", labelOverlap=True, labelFlush=True
        ),
    )
    top = _WHOLE + _PLAN_ROOM * len(plans)
    layers = [_bars(spells, x, top, mode)]
    if plans:
        layers += [_plan_bars(plans, x, first, mode), _plan_words(plans)]
    chart = alt.layer(*layers).properties(height=_HEIGHT + _PLAN_HEIGHT * len(plans))
    return finished(chart, mode)


def _bars(spells: tuple[Spell, ...], x: alt.X, top: int, mode: Mode) -> alt.Chart:
    inks = INKS[mode]
    kinds = [ATTENDED, AUTHORISED, UNAUTHORISED]
    colours = [inks.cohort, inks.others, inks.national]
    if any(kind == MISSED for spell in spells for kind, _ in spell.parts):
        kinds, colours = [ATTENDED, MISSED, *kinds[1:]], [colours[0], inks.past, *colours[1:]]
    layer: alt.Chart = (
        alt.Chart(alt.InlineData(values=[row for spell in spells for row in _rows(spell)]))
        .mark_bar(stroke=inks.paper, strokeWidth=0.5, clip=True)
        .encode(
            x=x,
            x2="last:T",
            y=alt.Y(
                "low:Q",
                scale=alt.Scale(domain=[0, top], nice=False),
                axis=alt.Axis(
                    title="Share of possible sessions",
                    values=[0, 50, _WHOLE],
                    labelExpr="datum.value + '%'",
                ),
            ),
            y2="high:Q",
            fill=alt.Fill(
                "kind:N",
                scale=alt.Scale(domain=kinds, range=colours),
                legend=alt.Legend(title="Sessions", orient="top", symbolType="square", columns=1),
            ),
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
                }
            )
        below = above
    return rows


def _plan_bars(plans: tuple[PlanBar, ...], x: alt.X, first: date, mode: Mode) -> alt.Chart:
    inks = INKS[mode]
    rows = [
        {
            "first": max(first, plan.first).isoformat(),
            "last": max(plan.last, plan.first + timedelta(days=_LEAST_DAYS)).isoformat(),
            "low": _base(place),
            "high": _base(place) + _BAR,
        }
        for place, plan in enumerate(plans)
    ]
    layer: alt.Chart = (
        alt.Chart(alt.InlineData(values=rows))
        .mark_bar(fill=inks.text, stroke=inks.text, clip=True)
        .encode(x=x, x2="last:T", y="low:Q", y2="high:Q")
    )
    return layer


def _plan_words(plans: tuple[PlanBar, ...]) -> alt.Chart:
    rows = [{"at": _base(place) + _BAR, "words": plan.words} for place, plan in enumerate(plans)]
    layer: alt.Chart = (
        alt.Chart(alt.InlineData(values=rows))
        .mark_text(align="left", baseline="bottom", dy=-2)
        .encode(x=alt.value(4), y="at:Q", text="words:N")
    )
    return layer


def _base(place: int) -> int:
    return _WHOLE + 4 + _PLAN_ROOM * place
