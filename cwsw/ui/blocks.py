"""A figure page: for each measure what could be seen, what is seen, its source, what to do."""

from collections.abc import Sequence

import streamlit as st

from cwsw import charts
from cwsw.access import Person, Right
from cwsw.compare import sentences, words
from cwsw.compare.front import in_front
from cwsw.compare.model import Figure
from cwsw.compare.strengths import going_well
from cwsw.measures.registry import MEASURES, Measure, Page, suits
from cwsw.summary.cards import strength
from cwsw.summary.model import Missing, Summary
from cwsw.tables.years import label
from cwsw.ui import definitions, links, session, show_pupils, text
from cwsw.ui.advice import measure_suggestions
from cwsw.ui.charting import mode, show_chart
from cwsw.ui.compare_with import about_front, choose_front
from cwsw.ui.figure_tables import group_table, national_table
from cwsw.ui.filters import Chosen, choose
from cwsw.ui.mix import show_mix
from cwsw.ui.reconcile import show_reconcile
from cwsw.ui.say_this import show_sentences
from cwsw.ui.tables import show_table
from cwsw.ui.take_away import download
from cwsw.ui.view import View
from cwsw.ui.years import show_together, show_years

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
    view = View(chosen, choose_front(page), everyone, workspace, who)
    about_front(view.front, chosen.group)
    _strength(figures, chosen)
    shown = everyone if chosen.filters.is_empty else session.summary(chosen.filters)
    for measure in measures:
        if everyone.of(measure.key):
            measure_block(measure, shown.of(measure.key), view)
    show_mix(view)
    _missing([m for m in everyone.missing if m.key in keys])


def measure_block(measure: Measure, figures: Sequence[Figure], view: View) -> None:
    """One measure: in this order what could be seen, what is seen, and where it comes from."""
    st.header(measure.title, divider="gray")
    chosen = view.chosen
    figure = _of_year(figures, chosen.year)
    if figure is None:
        st.write(_no_figure(measure, figures, chosen))
        return
    if chosen.group not in figure.groups:
        st.write(f"No {words.group(chosen.group)} are counted here in {label(figure.year)}.")
        return
    fronted = in_front(figure, view.front, view.everyone.school.phase)
    _words(figure, chosen)
    show_together(figures, figure, view)
    _charts(fronted, chosen.group)
    show_table(group_table(figure, chosen.group, view.who.may(Right.PLAN_DETAIL)))
    show_pupils.link(figure, view)
    if fronted.benchmarks:
        show_table(national_table(fronted, chosen.is_whole))
    else:
        st.write(definitions.no_national_figure(measure))
    show_years(figures, view)
    definitions.where_from(figure, fronted, view)
    with st.expander(f"{measure.title}: can I say this? Words, totals and a table to take away"):
        show_sentences(figure, view)
        show_reconcile(figure, view)
        download(figure, fronted, view)
    if chosen.is_whole:
        measure_suggestions(measure, view.everyone)


def _strength(figures: Sequence[Figure], chosen: Chosen) -> None:
    """What is going well on this page, where the data allow; verdicts are of the whole cohort."""
    if not chosen.is_whole:
        st.write(VERDICTS_OF_THE_WHOLE)
    elif found := strength(figures):
        st.markdown(f"**What is going well.** {found.strength}")


def _words(figure: Figure, chosen: Chosen) -> None:
    if chosen.is_whole:
        st.markdown(f"**What a group of this size can show.** {sentences.could_show(figure)}")
    st.markdown(f"**{sentences.group_sentence(figure, chosen.group)}**")
    st.write(sentences.others(figure))
    if chosen.is_whole:
        st.markdown(f"**Verdict.** {sentences.verdict_words(figure)}")
    whole = (sentences.gap_sentence, going_well, sentences.alarm_differs)
    of_whole = [say(figure) for say in whole] if chosen.is_whole else []
    if said := " ".join(filter(None, (*of_whole, sentences.so_far_note(figure)))):
        st.write(said)


def _charts(figure: Figure, group: str) -> None:
    small = charts.square_chart(figure, group, mode())
    show_chart(small, sentences.group_sentence(figure, group))
    dots = charts.dot_chart(figure, group, mode())
    if show_chart(dots, charts.alt_text(figure, group)):
        st.caption(definitions.how_to_read(charts.roles(figure, group)))


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
        st.write("Where a sheet is missing, add it to your spreadsheet and upload it again.")
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
