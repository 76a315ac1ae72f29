"""Sentences to quote: one to copy for an inspector, and one that is safe for governors."""

import streamlit as st

from cwsw.compare.inspector_wording import for_inspector
from cwsw.compare.model import Figure
from cwsw.reports.governors_sentence import for_governors, why_not
from cwsw.ui.governors import publishing
from cwsw.ui.widgets.figure_context import FigureContext
from cwsw.ui.wording import text

WHOLE_ONLY = (
    "Say nothing of a part of the cohort to governors: set against the whole, a child might be "
    "recognised."
)


def show_sentences(figure: Figure, view: FigureContext) -> None:
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
