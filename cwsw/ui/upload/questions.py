"""Questions that only a person can answer, asked before loading, each with its reason and cost."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from cwsw.tables.proposal import Question, with_answer
from cwsw.ui.upload import joins, saved_answers, state, wording
from cwsw.ui.upload.state import PendingUpload
from cwsw.ui.wording.escaping import label
from cwsw.ui.wording.text import plain

_MOST_RADIOS = 8
"""Options up to which all are shown at once."""


def show(pending: PendingUpload) -> None:
    """Show all open questions in one form; sending it reads the files again."""
    children = joins.UnmatchedChildren(pending.upload)
    earlier_answers = saved_answers.remembered()
    with st.form("questions"):
        for question in pending.questions:
            if not children.are_asked_by(question):
                _ask(question, saved_answers.last_time(question, earlier_answers))
        children.ask(pending.questions)
        sent = st.form_submit_button(wording.ANSWER, type="primary", width="stretch")
    if sent:
        answers = _with_questions(pending.answers, pending.questions)
        # Read again from the files: an answer about one column can change what is asked of another.
        state.read_again(children.with_groups_accepted(answers, pending.questions))
        st.rerun()


def _ask(question: Question, before: str | None) -> None:
    """Show one question: all its options at once, or a select box where there are many."""
    # What the school answered last time fits better than what is likely for any school.
    suggestion = question.suggested if before is None else before
    mark = wording.SUGGESTED if before is None else wording.LAST_TIME
    words = {
        choice.answer: f"{choice.label} ({mark})" if choice.answer == suggestion else choice.label
        for choice in question.options
    }
    options = list(words)
    _choose(
        label(question.text),
        options,
        options.index(suggestion) if suggestion in words else None,
        lambda answer: label(words[answer]),
        joins.widget_key(question),
    )
    st.write(_because(question))


def _choose(
    name: str,
    options: Sequence[str],
    index: int | None,
    words: Callable[[str], str],
    key: str,
) -> None:
    """Show the options at once, or in a select box where there are many."""
    if len(options) <= _MOST_RADIOS:
        st.radio(name, options, index=index, format_func=words, key=key)
    else:
        st.selectbox(name, options, index=index, format_func=words, key=key)


def _because(question: Question) -> str:
    """Why it is asked and what it costs, as one line."""
    reason = f"Asked because {question.why}." if question.why else ""
    return plain(f"{reason} {question.cost}".strip())


def _with_questions(answers: Mapping[str, Any], questions: Sequence[Question]) -> dict[str, Any]:
    answered = dict(answers)
    for question in questions:
        answer = st.session_state.get(joins.widget_key(question))
        if answer is not None:
            answered = with_answer(answered, question, answer)
    return answered
