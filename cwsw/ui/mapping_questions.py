"""What only a person can settle, asked before anything is loaded, each with its reason and cost."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from cwsw.tables.proposal import JoinSuggestion, Question, with_answer
from cwsw.ui import mapping_memory, mapping_text, upload_state
from cwsw.ui.mapping_text import label
from cwsw.ui.text import plain
from cwsw.ui.upload_state import Candidate

_MOST_RADIOS = 8
"""Options up to which all are shown at once."""

_ACCEPT, _REFUSE = "accept", "refuse"
_JOIN_WORDS = {_ACCEPT: mapping_text.SAME_CHILD, _REFUSE: mapping_text.OTHER_CHILD}


def show(of: Candidate) -> None:
    """All open questions in one form; sending it reads the files again."""
    questions = [q for q in of.questions if q.section != "joins"]
    waiting = [j for j in of.upload.joins if j.decision is None]
    known = mapping_memory.remembered()
    with st.form("questions"):
        for question in questions:
            _ask(question, mapping_memory.last_time(question, known))
        if waiting:
            _ask_joins(waiting)
        sent = st.form_submit_button(mapping_text.ANSWER, type="primary", width="stretch")
    if sent:
        answers = _with_questions(of.answers, questions)
        upload_state.read_again(_with_joins(answers, waiting))
        st.rerun()


def _key(question: Question) -> str:
    return f"question {question.key}"


def _ask(question: Question, before: str | None) -> None:
    """One question: all its options at once, or a select box where there are many."""
    chosen = question.suggested if before is None else before
    mark = mapping_text.SUGGESTED if before is None else mapping_text.LAST_TIME
    words = {
        choice.answer: f"{choice.label} ({mark})" if choice.answer == chosen else choice.label
        for choice in question.options
    }
    options = list(words)
    _choose(
        label(question.text),
        options,
        options.index(chosen) if chosen in words else None,
        lambda answer: label(words[answer]),
        _key(question),
    )
    st.write(_because(question))


def _choose(
    name: str,
    options: Sequence[str],
    index: int | None,
    words: Callable[[str], str],
    key: str,
) -> None:
    if len(options) <= _MOST_RADIOS:
        st.radio(name, options, index=index, format_func=words, key=key)
    else:
        st.selectbox(name, options, index=index, format_func=words, key=key)


def _because(question: Question) -> str:
    """Why it is asked and what it costs, as one line."""
    why = f"Asked because {question.why}." if question.why else ""
    return plain(f"{why} {question.cost}".strip())


def _ask_joins(waiting: Sequence[JoinSuggestion]) -> None:
    """Each child of a list beside the pupil it may be; none is chosen already."""
    st.subheader(mapping_text.JOINS_TITLE)
    st.write(mapping_text.JOINS_LEAD)
    for join in waiting:
        st.radio(
            _join_words(join),
            tuple(_JOIN_WORDS),
            index=None,
            format_func=_JOIN_WORDS.__getitem__,
            key=f"join {join.key}",
            horizontal=True,
        )


def _join_words(join: JoinSuggestion) -> str:
    """'Ava Adams, born ... (row 5 of List): is this your pupil ..., UPN ...? The same name ...'"""
    listed = f"{join.listed_name}, {_born(join.listed_birth)} (row {join.row} of {join.sheet})"
    same = (join.listed_name, join.listed_birth) == (join.pupil_name, join.pupil_birth)
    pupil = "with the same name and date of birth" if same else _pupil(join)
    return label(f"{listed}: is this your pupil {pupil}, UPN {join.upn}?")


def _pupil(join: JoinSuggestion) -> str:
    return f"{join.pupil_name}, {_born(join.pupil_birth)} ({join.why})"


def _born(day: str) -> str:
    return f"born {day}" if day else "no date of birth"


def _with_questions(answers: Mapping[str, Any], questions: Sequence[Question]) -> dict[str, Any]:
    made = dict(answers)
    for question in questions:
        answer = st.session_state.get(_key(question))
        if answer is not None:
            made = with_answer(made, question, answer)
    return made


def _with_joins(answers: Mapping[str, Any], waiting: Sequence[JoinSuggestion]) -> dict[str, Any]:
    """The answers with what was said of each child; who is one pupil is no other one."""
    said = {join.key: st.session_state.get(f"join {join.key}") for join in waiting}
    found = {_child(join) for join in waiting if said[join.key] == _ACCEPT}
    decided = {
        join.key: said[join.key] or _REFUSE
        for join in waiting
        if said[join.key] or _child(join) in found
    }
    return mapping_memory.merged(answers, {"joins": decided}) if decided else dict(answers)


def _child(join: JoinSuggestion) -> tuple[str, str, int]:
    return join.file, join.sheet, join.row
