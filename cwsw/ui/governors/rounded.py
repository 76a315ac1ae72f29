"""A publication of the first rules (counts rounded to 5) on the screen, as it was."""

from collections.abc import Iterator
from html import escape

import streamlit as st

from cwsw.benchmarks.model import SET_2018
from cwsw.charts.rounded import (
    published_alt_text,
    published_chart,
    size_chart,
    size_words,
)
from cwsw.disclosure import National, RoundedAnswer, RoundedFigure, RoundedSummary
from cwsw.disclosure.rounded import HIDDEN, WHAT_WE_DO, WHO
from cwsw.ui.widgets.charting import mode, show_chart
from cwsw.ui.widgets.html_tables import Table, show_table
from cwsw.ui.wording import text
from cwsw.ui.wording.text import plain

OURS = "Our children with a social worker"
HIDDEN_HERE = (
    "Hidden because of small numbers, which does not mean none. Staff see this figure: ask what "
    "they do about it."
)
ABOUT = "About these figures"
NO_ACTIONS = "No step is named here: ask the headteacher what is under way."


def show_rounded(shown: RoundedSummary) -> None:
    """Six questions, one after another, and what is to be known about small numbers."""
    _head(shown)
    for answer in shown.answers:
        _show_answer(answer, shown)
    _foot(shown)


def _head(shown: RoundedSummary) -> None:
    """Which school and days it speaks of, the two sentences on small numbers, the head's words."""
    parts = [f"**{plain(shown.school)}**", f"data as at {text.day(shown.as_at)}"]
    if shown.published:
        parts.insert(1, f"published on {text.day(shown.published)}")
    if shown.sample:
        parts.append(f"**{text.SAMPLE_MARK}**")
    st.markdown(" · ".join(parts))
    st.info("  \n".join(plain(sentence) for sentence in shown.small_numbers))
    if shown.comment:
        st.header("From the headteacher")
        for paragraph in shown.comment.split("\n"):
            st.write(plain(paragraph))


def _show_answer(answer: RoundedAnswer, shown: RoundedSummary) -> None:
    """One question: words, then each figure, then what to ask of it all."""
    st.header(answer.question, divider="gray")
    for sentence in answer.words:
        st.write(plain(sentence))
    if answer.question == WHO:
        _show_size(shown)
    if answer.question == WHAT_WE_DO:
        _show_actions(shown.actions)
    for figure in answer.figures:
        _show_figure(figure, shown)
    if answer.ask:
        title = "You could also ask" if any(f.ask for f in answer.figures) else "You could ask"
        _show_list(title, answer.ask)


def _show_size(shown: RoundedSummary) -> None:
    words = size_words(shown.size) if shown.size else HIDDEN
    show_chart(size_chart(shown.size, mode()), f"{OURS}: {words}.")
    dated = f"as at {text.day(shown.as_at)}"
    show_table(Table("How many", ("Who", "Number", "When"), ((OURS, words, dated),)))
    st.caption(f"Source: the school's own records, {dated}. The number is a range on purpose.")


def _show_actions(actions: tuple[str, ...]) -> None:
    if actions:
        _show_list("Under way, in the headteacher's words", actions)
    else:
        st.write(NO_ACTIONS)


def _show_figure(figure: RoundedFigure, shown: RoundedSummary) -> None:
    """Sentence, chart, table, what is hidden, source and date, what to ask."""
    st.subheader(figure.title)
    st.markdown(f"**{plain(figure.finding)}**")
    st.write(plain(f"{figure.definition} {figure.beside}"))
    show_chart(published_chart(figure, mode()), published_alt_text(figure))
    show_table(_table(figure))
    if figure.hidden:
        st.write(HIDDEN_HERE)
    st.caption(plain(_source(figure, shown)))
    _show_list("You could ask", figure.ask)


def _table(figure: RoundedFigure) -> Table:
    """The published numbers and the national ones beside them."""
    ours = HIDDEN
    if not figure.hidden:
        ours = f"about {figure.count} of about {figure.of} ({figure.percent}%)"
    ordered = sorted(figure.nationals, key=lambda national: national.set == SET_2018)
    national = (row for entry in ordered for row in _national_rows(entry))
    return Table(
        caption=figure.title,
        headings=("Who", "School year", "Figure"),
        rows=((OURS, figure.academic_year, ours), *national),
    )


def _national_rows(national: National) -> Iterator[tuple[str, str, str]]:
    year = f"{national.year} (“2018”)" if national.set == SET_2018 else national.year
    note = "" if national.comparable else "; definition changed since"
    yield (f"{national.cohort}, England", year, f"{national.percent}%{note}")
    if national.comparator_percent is not None:
        comparator = f"{text.capital(national.comparator)}, England"
        yield (comparator, year, f"{national.comparator_percent}%{note}")


def _source(figure: RoundedFigure, shown: RoundedSummary) -> str:
    """Where the numbers come from, and of which day they are."""
    if figure.first_published:
        ours = (
            f"Our figure: as first published on {text.day(figure.first_published)}; figures of a "
            "complete year are not changed afterwards."
        )
    else:
        ours = f"Our figure: the school's own records, as at {text.day(shown.as_at)}."
    sources = dict.fromkeys(s for n in figure.nationals for s in n.source.split("; "))
    return f"{ours} National figures: {'; '.join(sources)}." if sources else ours


def _show_list(title: str, items: tuple[str, ...]) -> None:
    if items:
        st.markdown(f"**{title}:**\n" + "".join(f"\n- {plain(words)}" for words in items))


def _foot(shown: RoundedSummary) -> None:
    """How much is hidden and by which rule, national years, version."""
    st.header(ABOUT, divider="gray")
    hidden = text.count(shown.hidden, "figure is", "figures are")
    st.write(f"{hidden} hidden because of small numbers. {plain(shown.rule)}")
    if shown.benchmark_years:
        st.write(f"National figures of {text.listed(shown.benchmark_years)}.")
    for source in shown.sources:
        st.caption(plain(f"Source: {source}"))
    st.html(f'<p class="cwsw-version">Made by version {escape(shown.version)}.</p>')
