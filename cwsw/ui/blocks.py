"""A figure page: for each measure what could be seen, what is seen, its source, what to do."""

from collections.abc import Sequence

import streamlit as st

from cwsw import charts
from cwsw.access import Person, Right
from cwsw.compare import sentences, words
from cwsw.compare.model import Figure
from cwsw.measures.registry import MEASURES, Measure, Page, suits
from cwsw.summary.model import Missing, Summary
from cwsw.tables.years import label
from cwsw.ui import definitions, links, session, text
from cwsw.ui.advice import measure_suggestions
from cwsw.ui.charting import mode, show_chart
from cwsw.ui.figure_tables import group_table, national_table, year_table
from cwsw.ui.filters import Chosen, choose
from cwsw.ui.tables import show_table

VERDICTS_OF_THE_WHOLE = (
    "Verdicts, gaps and suggestions are given for the whole cohort only: choose all children, all "
    "phases and all year groups to see them."
)


def figure_page(page: Page, who: Person, lead_with: Sequence[str] = ()) -> None:
    """Everything a figure page shows under its heading; `lead_with` are the keys to begin with."""
    everyone = session.summary()
    workspace = session.workspace()
    measures = _in_order(page, lead_with)
    keys = {measure.key for measure in measures}
    figures = tuple(f for f in everyone.figures if f.measure.key in keys)
    if not figures:
        _nothing(page, everyone)
        return
    if workspace is None:
        session.no_data_yet()
    chosen = choose(page, figures, workspace, who.may(Right.PLAN_DETAIL))
    if not chosen.is_whole:
        st.write(VERDICTS_OF_THE_WHOLE)
    shown = everyone if chosen.filters.is_empty else session.summary(chosen.filters)
    for measure in measures:
        if everyone.of(measure.key):
            measure_block(measure, shown.of(measure.key), chosen, everyone, who)
    _missing([m for m in everyone.missing if m.key in keys])


def measure_block(
    measure: Measure, figures: Sequence[Figure], chosen: Chosen, everyone: Summary, who: Person
) -> None:
    """One measure: in this order what could be seen, what is seen, and where it comes from."""
    st.header(measure.title, divider="gray")
    figure = _of_year(figures, chosen.year)
    if figure is None:
        st.write(_no_figure(measure, figures, chosen))
        return
    if chosen.group not in figure.groups:
        st.write(f"No {words.group(chosen.group)} are counted here in {label(figure.year)}.")
        return
    _words(figure, chosen)
    _charts(figure, chosen.group)
    show_table(group_table(figure, chosen.group, who.may(Right.PLAN_DETAIL)))
    if figure.benchmarks:
        show_table(national_table(figure, chosen.is_whole))
    else:
        st.write(definitions.no_national_figure(measure))
    _years(figures, chosen)
    definitions.where_from(figure, everyone)
    if chosen.is_whole:
        measure_suggestions(measure, everyone)


def _words(figure: Figure, chosen: Chosen) -> None:
    if chosen.is_whole:
        st.markdown(f"**What a group of this size can show.** {sentences.could_show(figure)}")
    st.markdown(f"**{sentences.group_sentence(figure, chosen.group)}**")
    st.write(sentences.others(figure))
    if chosen.is_whole:
        st.markdown(f"**Verdict.** {sentences.verdict_words(figure)}")
    gap, less = sentences.gap_sentence(figure), sentences.alarm_differs(figure)
    more = (*((gap, less) if chosen.is_whole else ()), sentences.so_far_note(figure))
    if said := " ".join(sentence for sentence in more if sentence):
        st.write(said)


def _charts(figure: Figure, group: str) -> None:
    small = charts.square_chart(figure, group, mode())
    show_chart(small, sentences.group_sentence(figure, group))
    dots = charts.dot_chart(figure, group, mode())
    if show_chart(dots, charts.alt_text(figure, group)):
        st.caption(definitions.how_to_read(charts.roles(figure, group)))


def _years(figures: Sequence[Figure], chosen: Chosen) -> None:
    if len(figures) < charts.FEWEST_YEARS:
        return
    with st.expander(f"{figures[0].measure.title}: year by year"):
        spec = charts.trend_chart(tuple(figures), chosen.group, mode())
        show_chart(spec, charts.trend_alt_text(tuple(figures), chosen.group))
        show_table(year_table(figures, chosen.group))
        st.write(definitions.NO_ARROWS)


def _in_order(page: Page, lead_with: Sequence[str]) -> list[Measure]:
    measures = [measure for measure in MEASURES if measure.page == page]
    return sorted(measures, key=lambda m: m.key not in lead_with)


def _of_year(figures: Sequence[Figure], year: int | None) -> Figure | None:
    return next((f for f in figures if year is None or f.year == year), None)


def _no_figure(measure: Measure, figures: Sequence[Figure], chosen: Chosen) -> str:
    """Why a measure has nothing to show for what was chosen."""
    if chosen.year is None or not figures:
        return f"Nobody among those chosen is counted in {measure.title}."
    years = ", ".join(label(figure.year) for figure in figures)
    return f"There is no figure for {label(chosen.year)}. Years with a figure: {years}."


def _nothing(page: Page, everyone: Summary) -> None:
    keys = {measure.key for measure in MEASURES if measure.page == page}
    phase = everyone.school.phase
    if phase is None or suits(page, phase):
        st.write("This school's spreadsheet gives no figure for this page.")
        _missing([m for m in everyone.missing if m.key in keys])
        st.write("Add what is named above to your spreadsheet and upload it again.")
        links.page_link(links.UPLOAD, "Upload a spreadsheet")
    else:
        st.write(not_this_phase(phase))
    links.page_link(links.NATIONAL, "See the national figures")


def not_this_phase(phase: str) -> str:
    """Why a page has nothing for a school of this phase."""
    return (
        f"This school is entered as {text.phase_school(phase)}: it has no pupils of the ages this "
        "page is about, and none of the spreadsheet's rows is about them."
    )


def _missing(missing: Sequence[Missing]) -> None:
    if missing:
        st.header("What could not be given, and why")
        missing_list(missing)


def missing_list(missing: Sequence[Missing]) -> None:
    """Every measure that could not be given, with its reason."""
    st.markdown("\n".join(f"- {entry.reason}" for entry in missing))
