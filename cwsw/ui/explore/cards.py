"""The two charts of Explore: the measure by parts of the cohort, and over the years."""

from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st

from cwsw import charts
from cwsw.charts.bars import Bar, bar_chart
from cwsw.charts.marks import has_value, scaled, top
from cwsw.charts.row_layout import PICKED
from cwsw.compare.benchmark_order import reorder_benchmarks
from cwsw.compare.model import Figure, GroupFigure
from cwsw.compare.narrative import counts_words, gap_words
from cwsw.compare.subgroups import PartFigure, finding_of_parts, part_figures
from cwsw.compare.trend import change
from cwsw.compare.words import year_words
from cwsw.measures.breakdown import breakdown
from cwsw.measures.registry import FigureKind, Measure
from cwsw.store import Workspace
from cwsw.tables.years import label
from cwsw.ui.explore import selection
from cwsw.ui.explore.choices import FigureChoice
from cwsw.ui.state.version_cache import cached
from cwsw.ui.widgets.charting import mode, show_chart
from cwsw.ui.wording import text

READ_BARS = "■ with a social worker, line: likely range · ❙ our other pupils in the same group"


def parts_of(choice: FigureChoice, workspace: Workspace) -> dict[str, PartFigure]:
    """Return the groups of the cohort by what the address calls them; empty without a division."""
    figure, dimension = choice.figure, choice.dimension
    if dimension is None:
        return {}
    counted_parts = cached(workspace, breakdown, figure.measure.key, figure.year, dimension)
    parts = part_figures(figure.measure, dimension, counted_parts)
    return {selection.group_words(workspace, dimension, part): part for part in parts}


def show_parts(choice: FigureChoice, parts: Mapping[str, PartFigure]) -> None:
    """Show the bars under their finding; a click on one selects it."""
    figure, dimension = choice.figure, choice.dimension
    if dimension is None:
        _show_whole(choice)
        return
    names, groups = list(parts), list(parts.values())
    title = finding_of_parts(figure, groups)
    st.markdown(f"**{text.plain(title)}**")
    st.caption(f"{READ_BARS} · select a bar for its children")
    asked = selection.asked_group(names)
    # A bar that is selected in one chart must not count as selected in the next.
    chart = f"{figure.measure.key} {figure.year} {dimension.value}"
    key, start = selection.bars_key(chart, names.index(asked) if asked else None)
    bars, measure = bars_of(groups, figure.measure), figure.measure
    st.vega_lite_chart(
        spec=bar_chart(bars, top(measure), _unit(measure), mode(), start),
        theme=None,
        on_select=partial(selection.on_bar, key, names),
        selection_mode=[PICKED],
        key=key,
        alt=title,
    )


def show_years(choice: FigureChoice) -> None:
    """Show the cohort and the other pupils over the years, with the gap in the title.

    'Gap 28 points in 2023/24, 29 in 2025/26. ...'; a click on a year looks at it.
    """
    year_change = change(choice.figures)
    st.markdown(f"**{year_change.text if year_change else _latest_gap(choice.figures)}**")
    if year_change and year_change.note:
        st.popover("Counted otherwise before", type="tertiary").write(year_change.note)
    spec = charts.trend_chart(choice.figures, "cwsw", mode())
    if spec is None:
        st.write("There are not yet two years of ten children and more to draw.")
        return
    # Of each year its own, or a second click on the same year would change nothing.
    key = f"explore_years_{choice.figure.measure.key}_{choice.figure.year}"
    st.vega_lite_chart(
        spec=spec,
        theme=None,
        on_select=partial(selection.on_year, key, [label(f.year) for f in choice.figures]),
        selection_mode=[PICKED],
        key=key,
        alt=charts.trend_alt_text(choice.figures),
    )


def _latest_gap(figures: Sequence[Figure]) -> str:
    """The gap of the latest complete year, for a measure without two years to compare."""
    # A year that is not over is compared only where there is no other.
    last = next((f for f in figures if f.complete), figures[0])
    return f"{gap_words(last).here.capitalize()} {year_words(last)}"


def bars_of(parts: Sequence[PartFigure], measure: Measure) -> tuple[Bar, ...]:
    """What is drawn of each part: no value of a part too small for a percentage."""
    return tuple(_bar(part, measure) for part in parts)


def _bar(part: PartFigure, measure: Measure) -> Bar:
    """What is drawn of one part, and the words at it."""
    estimate = part.cwsw.estimate
    return Bar(
        label=part.name,
        value=_axis_value(measure, part.cwsw, estimate.value),
        low=_axis_value(measure, part.cwsw, estimate.low),
        high=_axis_value(measure, part.cwsw, estimate.high),
        other=_axis_value(measure, part.other, part.other.estimate.value),
        words=counts_words(part.cwsw, measure),
        other_words=counts_words(part.other, measure),
    )


def _show_whole(choice: FigureChoice) -> None:
    """Show the whole cohort with the other pupils and the national figures."""
    figure = reorder_benchmarks(choice.figure, choice.front, None)
    # Of six to nine children each is a square; more are a dot with its range (design section 4).
    spec = charts.square_chart(figure, "cwsw", mode()) or charts.dot_chart(figure, "cwsw", mode())
    show_chart(spec, charts.alt_text(figure))


def _axis_value(measure: Measure, group_figure: GroupFigure, value: float | None) -> float | None:
    """A value on the axis; None for a group too small for a percentage."""
    return (
        None if value is None or not has_value(group_figure) else round(scaled(measure, value), 1)
    )


def _unit(measure: Measure) -> str:
    """The unit of the axis: '%', or '' for points."""
    return "" if measure.kind is FigureKind.MEAN else "%"
