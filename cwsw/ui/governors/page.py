"""The governors' page, made from a publication and nothing else."""

import streamlit as st

from cwsw.access import Person, Right
from cwsw.charts.published import LEGEND, ranges_alt_text, ranges_chart
from cwsw.disclosure import Publication, PublishedSummary, RoundedSummary
from cwsw.reports.published import (
    FROM_THE_HEAD,
    IN_ONE_MINUTE,
    METHOD,
    NO_CHART,
    QUESTIONS,
    THIS_YEAR,
    THREE_YEARS,
    WHAT_WE_DO,
    about,
    note,
    own_words,
    sources,
    three_years,
    year_headings,
)
from cwsw.ui.governors import papers, publishing
from cwsw.ui.governors.rounded import show_rounded
from cwsw.ui.widgets import links
from cwsw.ui.widgets.charting import mode, show_chart
from cwsw.ui.widgets.html_tables import Table, show_table
from cwsw.ui.wording import text
from cwsw.ui.wording.text import plain

NOTHING_YET = (
    "Nothing has been published yet. The headteacher decides what is shown here, and when."
)
MAY_PUBLISH = "You can look at what would be shown, and publish it."
WHICH = "Published on"
IN_NUMBERS = "In numbers"


def governor_page(user: Person) -> None:
    """The current publication, or an earlier one that has been chosen; never a draft."""
    st.title("Governors")
    standing = publishing.standing()
    if not standing:
        st.info(f"{NOTHING_YET} {MAY_PUBLISH if user.may(Right.PUBLISH) else ''}")
        if user.may(Right.PUBLISH):
            links.page_link(links.PUBLISH, "Publish to governors")
        return
    shown = _chosen(standing).summary
    show_any(shown)
    if isinstance(shown, RoundedSummary):
        papers.rounded_download(shown)
    else:
        papers.governor_downloads(shown)


def show_any(shown: PublishedSummary | RoundedSummary) -> None:
    """A publication by the rules it was made by."""
    if isinstance(shown, RoundedSummary):
        show_rounded(shown)
    else:
        show_publication(shown)


def show_publication(shown: PublishedSummary) -> None:
    """The parts of the page, in the order of the sheet."""
    mark = f" · **{text.SAMPLE_MARK}**" if shown.sample else ""
    st.markdown(f"{plain(about(shown))}{mark}")
    st.header(IN_ONE_MINUTE)
    st.markdown("\n".join(f"- {_with_lead(sentence)}" for sentence in shown.minute))
    st.header(THIS_YEAR)
    if show_chart(ranges_chart(shown.latest, mode()), ranges_alt_text(shown.latest)):
        st.caption(LEGEND)
    else:
        st.markdown(NO_CHART)
    st.header(THREE_YEARS)
    notes = (note(shown),) if note(shown) else ()
    show_table(Table(IN_NUMBERS, year_headings(shown), three_years(shown), notes=notes))
    does, questions = st.columns(2)
    with does:
        st.header(WHAT_WE_DO)
        st.markdown("\n".join(f"- {plain(words)}" for words in shown.practice))
    with questions:
        st.header(QUESTIONS)
        numbered = enumerate(shown.questions, 1)
        st.markdown("\n".join(f"{number}. {plain(words)}" for number, words in numbered))
    if words := own_words(shown):
        st.header(FROM_THE_HEAD)
        for paragraph in words:
            st.markdown(plain(paragraph))
    _method(shown)


def _chosen(standing: tuple[Publication, ...]) -> Publication:
    """The latest, unless an earlier one is asked for."""
    if len(standing) == 1:
        return standing[0]
    return st.selectbox(
        WHICH, standing, format_func=lambda p: text.day(p.published), key="publication"
    )


def _with_lead(sentence: str) -> str:
    """A sentence with the words before its first colon in bold."""
    lead, colon, rest = sentence.partition(":")
    return f"**{plain(lead)}**: {plain(rest.strip())}" if colon else plain(sentence)


def _method(shown: PublishedSummary) -> None:
    """How it was made; sources and definitions one click away."""
    st.header(METHOD)
    st.caption(plain(" ".join(shown.method)))
    with st.popover("Definitions and sources"):
        st.markdown(plain(f"Data of {text.day(shown.as_at)}; made by version {shown.version}."))
        for figure in shown.latest:
            st.markdown(f"**{plain(figure.title)}**: {plain(figure.definition)}")
            for national in figure.nationals:
                st.markdown(plain(national.words))
        for source in sources(shown):
            st.caption(plain(source))
