"""The tabs of Explore: national figures, years, definition, sentences to quote, file, advice."""

from collections.abc import Callable, Mapping
from functools import partial

import streamlit as st

from cwsw.access import Right
from cwsw.compare import sentences
from cwsw.compare.benchmark_order import reorder_benchmarks
from cwsw.compare.inspector_wording import for_inspector
from cwsw.compare.model import Figure
from cwsw.compare.years_together import is_too_few, pooled, pooled_sentence, years_sentence
from cwsw.reports.governors_sentence import for_governors, why_not
from cwsw.ui.children import figure_pupils
from cwsw.ui.explore import definitions
from cwsw.ui.explore.choices import FigureChoice
from cwsw.ui.explore.cohort_profile import show_mix
from cwsw.ui.explore.measure_csv import download
from cwsw.ui.explore.out_of_age_absence import show_apart
from cwsw.ui.explore.own_system_totals import show_reconcile
from cwsw.ui.governors import publishing
from cwsw.ui.support.suggestions import measure_suggestions
from cwsw.ui.widgets import links, tabs
from cwsw.ui.widgets.figure_context import FigureContext
from cwsw.ui.widgets.figure_tables import group_table, national_table, year_table
from cwsw.ui.widgets.html_tables import show_table
from cwsw.ui.wording import text

TAB = "tab"
WHOLE_ONLY = (
    "Say nothing of a part of the cohort to governors: set against the whole, a child might be "
    "recognised."
)
ShowTab = Callable[[FigureChoice, FigureContext], None]


def show_tabs(choice: FigureChoice, view: FigureContext) -> None:
    """Show the tabs; only the open one is worked out and sent."""
    tabs.show_tabs({name: partial(show, choice, view) for name, show in TABS.items()}, TAB)


def _national(choice: FigureChoice, view: FigureContext) -> None:
    figure = reorder_benchmarks(choice.figure, choice.front, view.everyone.school.phase)
    st.write(sentences.verdict_words(choice.figure))
    if figure.benchmarks:
        with st.expander("National figures and sources"):
            show_table(national_table(figure))
    else:
        st.write(definitions.no_national_figure(figure.measure))
    links.page_link(links.NATIONAL, "The national picture")


def _years(choice: FigureChoice, view: FigureContext) -> None:
    del view
    # Only where one year is too few: the interval of pooled years is too narrow (decision 8).
    pooled_years = pooled(choice.figures, "cwsw") if is_too_few(choice.figure, "cwsw") else None
    if pooled_years is not None:
        st.write(pooled_sentence(pooled_years, "cwsw"))
    show_table(year_table(choice.figures))
    if len(choice.figures) > 1:
        st.write(f"{definitions.NO_ARROWS} {years_sentence(choice.figures, 'cwsw')}")


def _definition(choice: FigureChoice, view: FigureContext) -> None:
    fronted = reorder_benchmarks(choice.figure, choice.front, view.everyone.school.phase)
    show_table(group_table(choice.figure, "cwsw", view.user.may(Right.PLAN_DETAIL)))
    definitions.where_from(choice.figure, fronted, view)
    figure_pupils.link(choice.figure, view)
    if choice.figure.measure.is_absence:
        show_apart(view.workspace)
    show_mix(view)


def _say_this(choice: FigureChoice, view: FigureContext) -> None:
    _show_sentences(choice.figure, view)
    show_reconcile(choice.figure, view)


def _show_sentences(figure: Figure, view: FigureContext) -> None:
    """Show two read-only sentences with a button to copy each."""
    choice = view.chosen
    mark = f" {text.SAMPLE_MARK}." if view.everyone.school.sample else ""
    st.markdown("**To an inspector, in confidence**")
    sentence = for_inspector(figure, choice.group, view.everyone.as_at, choice.is_whole)
    narrowed = "" if choice.filters.is_empty else " Of some year groups only."
    st.code(f"{sentence}{narrowed}{mark}", language=None, wrap_lines=True)
    st.markdown("**To governors**")
    # What would be published, and not the figure on the screen: governors may hear that alone.
    published = publishing.would_say()
    # Of parts nothing: the difference of two ranges could be a single child.
    safe = for_governors(figure, published) if choice.is_whole else None
    if safe is None:
        st.write(why_not(figure, published) if choice.is_whole else WHOLE_ONLY)
    else:
        st.code(f"{safe}{mark}", language=None, wrap_lines=True)


def _take_away(choice: FigureChoice, view: FigureContext) -> None:
    fronted = reorder_benchmarks(choice.figure, choice.front, view.everyone.school.phase)
    download(choice.figure, fronted, view)


def _advice(choice: FigureChoice, view: FigureContext) -> None:
    measure_suggestions(choice.figure.measure, view.everyone)
    links.page_link(links.WHAT_TO_DO, "All suggestions")


TABS: Mapping[str, ShowTab] = {
    "National": _national,
    "Years": _years,
    "How it is counted": _definition,
    "Say this": _say_this,
    "Take away": _take_away,
    "What to do": _advice,
}
