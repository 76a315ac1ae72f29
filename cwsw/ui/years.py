"""A measure over the years: chart, table, whether a change is chance, each part by itself."""

from collections.abc import Sequence

import streamlit as st

from cwsw import charts
from cwsw.access import Right
from cwsw.compare import words
from cwsw.compare.model import Figure
from cwsw.compare.years import is_too_few, pooled, pooled_sentence, years_sentence
from cwsw.tables.years import label
from cwsw.ui import definitions
from cwsw.ui.charting import mode, show_chart
from cwsw.ui.figure_tables import in_short, year_table
from cwsw.ui.filters import sub_cohorts
from cwsw.ui.tables import Table, show_table
from cwsw.ui.view import View

EACH_PART = "Show each part of the cohort by itself"
NO_PART = "No part of the cohort has ten children in two of the years, so there is no chart."
THESE = "These children"
PANEL_WIDTH = 270


def show_together(figures: Sequence[Figure], figure: Figure, view: View) -> None:
    """Three years in one sentence where the year shown has too few children."""
    group = view.chosen.group
    together = pooled(figures, group) if is_too_few(figure, group) else None
    if together is not None:
        st.write(pooled_sentence(together, group))


def show_years(figures: Sequence[Figure], view: View) -> None:
    """The folded years of a measure; nothing where there is only one."""
    if len(figures) < charts.FEWEST_YEARS:
        return
    group = view.chosen.group
    with st.expander(f"{figures[0].measure.title}: year by year"):
        spec = charts.trend_chart(tuple(figures), group, mode())
        show_chart(spec, charts.trend_alt_text(tuple(figures), group))
        show_table(year_table(figures, group))
        st.write(f"{definitions.NO_ARROWS} {years_sentence(figures, group)}")
        names = parts(figures, view.who.may(Right.PLAN_DETAIL))
        if names and st.toggle(EACH_PART, key=f"parts_{figures[0].measure.key}"):
            _parts(figures, names)


def parts(figures: Sequence[Figure], has_plan_detail: bool) -> tuple[str, ...]:
    """The parts of the cohort with anybody counted, none that tells a plan without that right."""
    allowed = sub_cohorts(has_plan_detail)
    return tuple(name for name in allowed if any(name in figure.groups for figure in figures))


def _parts(figures: Sequence[Figure], names: Sequence[str]) -> None:
    """Small multiples on one axis: a chart for each part of the cohort, then all in a table."""
    specs = {n: charts.trend_chart(tuple(figures), n, mode(), THESE) for n in names}
    drawn = {name: spec for name, spec in specs.items() if spec is not None}
    if drawn:
        with st.grid(min_column_width=PANEL_WIDTH):
            for name, spec in drawn.items():
                with st.container():
                    st.markdown(f"**{words.capital(words.group(name))}**")
                    show_chart(spec, charts.trend_alt_text(tuple(figures), name))
    else:
        st.write(NO_PART)
    show_table(parts_table(figures, names))


def parts_table(figures: Sequence[Figure], names: Sequence[str]) -> Table:
    """A row for each part of the cohort, a column for each year, latest first."""
    measure = figures[0].measure
    return Table(
        caption=f"{measure.title}: each part of the cohort over the years",
        headings=("Which children", *(label(figure.year) for figure in figures)),
        rows=tuple(
            (
                words.capital(words.group(name)),
                *(in_short(measure, figure.groups.get(name)) for figure in figures),
            )
            for name in names
        ),
    )
