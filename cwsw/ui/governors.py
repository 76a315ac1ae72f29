"""The governors' page, made from a publication and nothing else."""

import streamlit as st

from cwsw.disclosure import Answer, PublishedSummary
from cwsw.ui.text import plain


def show_publication(shown: PublishedSummary) -> None:
    """Six questions, one after another, and what is to be known about small numbers."""
    for answer in shown.answers:
        _show_answer(answer)
    st.header("About small numbers")
    for sentence in shown.small_numbers:
        st.write(plain(sentence))


def _show_answer(answer: Answer) -> None:
    """One question: its sentences, what to ask, and where the national figures come from."""
    st.header(answer.question)
    for sentence in answer.sentences:
        st.write(plain(sentence))
    if answer.ask:
        st.markdown("**You could ask:**\n" + "".join(f"\n- {plain(words)}" for words in answer.ask))
    if answer.sources:
        st.write(f"Source of the national figures: {plain('; '.join(answer.sources))}.")
