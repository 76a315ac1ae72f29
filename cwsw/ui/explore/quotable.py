"""Can I say this? A sentence to copy for an inspector, and one that is safe for governors."""

import streamlit as st

from cwsw.compare.inspector_wording import for_inspector
from cwsw.compare.model import Figure
from cwsw.compare.words import in_year
from cwsw.disclosure import PublishedFigure, PublishedSummary
from cwsw.disclosure.words import BESIDE, figure_words, school_words
from cwsw.tables.years import label
from cwsw.ui.governors import publishing
from cwsw.ui.widgets.figure_context import FigureContext
from cwsw.ui.wording import text

SAMPLE = "Sample data, not a real school."
GOVERNORS_CAVEAT = (
    "Numbers are ranges on purpose. In a small group a difference can be chance, so it is a "
    "question and no finding."
)
NOT_SAFE = (
    "Nothing of this figure can be said safely to governors: with what they know already, a child "
    "might be recognised."
)
WHOLE_ONLY = (
    "Say nothing of a part of the cohort to governors: set against the whole, a child might be "
    "recognised."
)
NOT_AMONG = (
    "This figure is not among those that governors see, so nothing is offered: beside the others "
    "it might name a child."
)


def show_sentences(figure: Figure, view: FigureContext) -> None:
    """Two read-only texts with a button to copy each."""
    chosen = view.chosen
    mark = f" {SAMPLE}" if view.everyone.school.sample else ""
    st.markdown("**To an inspector, in confidence**")
    sentence = for_inspector(figure, chosen.group, view.everyone.as_at, chosen.is_whole)
    narrowed = "" if chosen.filters.is_empty else " Of some year groups only."
    st.code(f"{sentence}{narrowed}{mark}", language=None, wrap_lines=True)
    st.markdown("**To governors**")
    published = publishing.would_say()
    safe = for_governors(figure, published) if chosen.is_whole else None
    if safe is None:
        st.write(why_not(figure, published) if chosen.is_whole else WHOLE_ONLY)
    else:
        st.code(f"{safe}{mark}", language=None, wrap_lines=True)


def for_governors(figure: Figure, published: PublishedSummary) -> str | None:
    """Only what governors read of this figure, with date and caveat; None where it is hidden."""
    shown = _published(figure, published)
    if shown is None or shown.hidden:
        return None
    counts = f"{figure_words(shown)} children with a social worker {figure.measure.did}"
    school = f"whole school {school_words(shown.school)}" if shown.school else ""
    beside = BESIDE.get(shown.beside_others or "", "")
    statement = "; ".join(filter(None, (f"{counts}{in_year(figure)}", school, beside)))
    return f"As at {text.day(published.as_at)}: {statement}. {GOVERNORS_CAVEAT}"


def why_not(figure: Figure, published: PublishedSummary) -> str:
    """Why nothing is offered for governors."""
    years = [f.academic_year for f in published.figures if f.key == figure.measure.key]
    if not years:
        return NOT_AMONG
    if label(figure.year) not in years:
        return f"Governors see {text.listed(years)} of this measure, and no other year beside it."
    return NOT_SAFE


def _published(figure: Figure, published: PublishedSummary) -> PublishedFigure | None:
    same = (f for f in published.figures if f.key == figure.measure.key)
    return next((f for f in same if f.academic_year == label(figure.year)), None)
