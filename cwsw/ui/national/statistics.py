"""The advice page's statistics as two charts, those of the school's phase first, with our own."""

from collections.abc import Sequence
from fractions import Fraction
from math import ceil

import streamlit as st

from cwsw.benchmarks.advice_page import Claim, claims_for
from cwsw.benchmarks.model import SET_2018, is_same_phase
from cwsw.charts.marks import has_value, scaled
from cwsw.charts.statistic_rows import StatisticRow, statistic_chart
from cwsw.compare.model import Estimate, Figure, Position
from cwsw.compare.narrative import counts_words, gap_words
from cwsw.compare.showing import half_up, percent
from cwsw.measures.registry import BY_KEY
from cwsw.reports.document import Table
from cwsw.summary.model import Summary
from cwsw.ui.widgets.charting import mode
from cwsw.ui.widgets.html_tables import show_table

PERCENT, TIMES = "percent", "times"
"""The charts that a statistic can be in (advice_page.toml)."""
PERCENT_TITLE = "Behind at every stage in 2018"
MOST_TIMES = 20
"""The longest axis of ratios: a ratio beyond it is given in words alone."""

_LEGENDS = {
    PERCENT: "▲ with a social worker · △ other pupils, England 2018 · ● ours, with likely range",
    TIMES: "▲ as the page says it · △ by published figures · ● ours, against our other pupils",
}
_SECOND_COLUMN = {PERCENT: "Other pupils", TIMES: "By published figures"}


LEAD = "1.6 million children between 2012 and 2018: 3 in every classroom, in 98% of state schools."


def title(summary: Summary | None) -> str:
    """'1 in 10 children in England needed a social worker in six years. Of our pupils: 13%.'"""
    nation = "1 in 10 children in England needed a social worker in six years"
    counts = summary.cohort if summary else None
    if counts is None or not counts.on_roll:
        return nation
    return f"{nation}. Of our pupils: {percent(Fraction(counts.cwsw, counts.on_roll))}."


def show_statistics(summary: Summary | None) -> None:
    """Show both charts under their findings, each with its table behind a click."""
    claims = claims_for(summary.school.phase if summary else None)
    percent_side, times_side = st.columns(2)
    with percent_side.container(border=True, height="stretch"):
        rows = tuple(_percent_row(c, summary) for c in claims if PERCENT in c.charts)
        _show_chart(PERCENT, PERCENT_TITLE, rows)
    with times_side.container(border=True, height="stretch"):
        compared = [claim for claim in claims if TIMES in claim.charts]
        rows = tuple(_times_row(claim, summary) for claim in compared)
        _show_chart(TIMES, times_title(compared), rows)


def times_title(claims: Sequence[Claim]) -> str:
    """'2 of 6 phrases do not fit the published figures'."""
    number = sum(claim.agrees == "no" for claim in claims)
    return f"{number} of {len(claims)} phrases do not fit the published figures"


def _show_chart(name: str, title: str, rows: tuple[StatisticRow, ...]) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{title}**", width="stretch")
        _as_table(name, title, rows)
    unit = "%" if name == PERCENT else " times"
    spec = statistic_chart(rows, top(rows, name), unit, _SECOND_COLUMN[name], mode())
    alt = f"{title}. The table next to it has the same figures."
    st.vega_lite_chart(spec=spec, theme=None, key=f"national_{name}", alt=alt)
    st.caption(_LEGENDS[name])


def top(rows: Sequence[StatisticRow], name: str) -> int:
    """The axis ends at the next whole ten, of ratios the next even number, above everything."""
    values = (v for r in rows for v in (r.national, r.national_to, r.beside, r.ours, r.high))
    step, most = (10, 100) if name == PERCENT else (2, MOST_TIMES)
    return min(most, step * ceil(max(v for v in values if v is not None) / step))


def _as_table(name: str, title: str, rows: Sequence[StatisticRow]) -> None:
    view = st.popover("Table", type="tertiary", key=f"national_{name}_table", on_change="rerun")
    # The table is sent only when somebody asks for it.
    if not view.open:
        return
    headings = ("Statistic", "The advice page", _SECOND_COLUMN[name], "Our children", "To be said")
    lines = tuple((r.label, r.national_text, r.beside_text, r.ours_text, r.note) for r in rows)
    with view:
        show_table(Table(title, headings, lines))


def _percent_row(claim: Claim, summary: Summary | None) -> StatisticRow:
    """A statistic given in per cent, with the school's own share."""
    shares = claim.shares
    cohort_share, other_share = shares or (None, None)
    figure = _own(claim, summary)
    # A figure that was counted in another way in 2018 is said in words, and not drawn on one axis.
    comparable = figure if figure is not None and not _was_counted_anew(figure) else None
    ours, low, high = _on_axis(comparable, comparable.cwsw.estimate if comparable else None)
    words = counts_words(figure.cwsw, figure.measure) if figure else ""
    return StatisticRow(
        label=claim.short,
        national=None if cohort_share is None else float(100 * cohort_share),
        national_to=None,
        beside=None if other_share is None else float(100 * other_share),
        ours=ours,
        low=low,
        high=high,
        here=words,
        note=_note(claim, summary, figure),
        national_text="" if cohort_share is None else f"{half_up(100 * cohort_share, 1)}%",
        beside_text="" if other_share is None else f"{half_up(100 * other_share, 1)}%",
        ours_text=words,
    )


def _times_row(claim: Claim, summary: Summary | None) -> StatisticRow:
    """A statistic given as a ratio, with the school's own ratio."""
    published = claim.times_published
    figure = _own(claim, summary)
    ours, low, high = _ratio(figure, fewer=claim.fewer)
    words = gap_words(figure).here if figure else ""
    times_words = claim.times + (f" to {claim.times_to}" if claim.times_to else "")
    return StatisticRow(
        label=f"{claim.short}: less likely" if claim.fewer else claim.short,
        national=float(claim.times),
        national_to=float(claim.times_to) if claim.times_to else None,
        beside=None if published is None else round(float(published), 1),
        ours=ours,
        low=low,
        high=high,
        here=words,
        note=_note(claim, summary, figure),
        national_text=f"{times_words} times",
        beside_text="none published" if published is None else f"{half_up(published, 1)} times",
        ours_text=words,
    )


def _own(claim: Claim, summary: Summary | None) -> Figure | None:
    """The school's own figure of a statistic, where it counts one."""
    if summary is None or claim.availability != "school" or claim.measure not in BY_KEY:
        return None
    figure = summary.latest_judged(claim.measure)
    return figure if figure is not None and figure.cwsw.pupils else None


def _was_counted_anew(figure: Figure) -> bool:
    """Whether the figures of 2018 were counted in another way than ours."""
    past = (c for c in figure.benchmarks if c.benchmark.set == SET_2018)
    return any(c.position is Position.NOT_COMPARABLE for c in past)


def _on_axis(
    figure: Figure | None, estimate: Estimate | None
) -> tuple[float | None, float | None, float | None]:
    """Value, low and high on the axis; None for each where they are not drawn."""
    if figure is None or estimate is None or not has_value(figure.cwsw):
        return None, None, None
    value, low, high = (
        None if limit is None else round(scaled(figure.measure, limit), 1)
        for limit in (estimate.value, estimate.low, estimate.high)
    )
    return value, low, high


def _ratio(
    figure: Figure | None, *, fewer: bool
) -> tuple[float | None, float | None, float | None]:
    """How many times as likely ours are as our other pupils, with the range; upside down if fewer.

    A ratio that ends beyond the axis, or has no end, is not drawn.
    """
    estimate = figure.ratio if figure else None
    if (
        figure is None
        or estimate is None
        or not (has_value(figure.cwsw) and has_value(figure.other))
    ):
        return None, None, None
    limits = (estimate.value, estimate.low, estimate.high)
    if fewer:
        # Turned upside down, the upper end of a range becomes its lower one.
        limits = (_inverse(estimate.value), _inverse(estimate.high), _inverse(estimate.low))
    # One end off the axis would draw a range that looks shorter than it is.
    if any(limit is None or limit > MOST_TIMES for limit in limits):
        return None, None, None
    value, low, high = (None if limit is None else round(limit, 1) for limit in limits)
    return value, low, high


def _inverse(ratio: float | None) -> float | None:
    return 1 / ratio if ratio else None


def _note(claim: Claim, summary: Summary | None, figure: Figure | None) -> str:
    """The note of a row: why there is no figure of ours, or which schools England's is of."""
    if claim.availability != "school":
        return "a school cannot count it"
    if summary is None:
        return ""
    if figure is None:
        return "none of ours"
    if _was_counted_anew(figure):
        return "counted otherwise then"
    published = claim.published
    is_ours = published is None or is_same_phase(published, summary.school.phase)
    return "" if is_ours else "England: all schools"
