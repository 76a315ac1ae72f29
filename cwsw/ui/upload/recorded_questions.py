"""Questions about recorded changes that the upload contradicts, asked before confirm."""

from collections.abc import Sequence

import streamlit as st

from cwsw.records.next_upload import ONE_BY_ONE, LaidOver, PlanRow, QuestionSection, for_all_key
from cwsw.reports.document import Table
from cwsw.store import Workspace
from cwsw.tables.english import counted
from cwsw.tables.proposal import Choice, Question
from cwsw.ui.widgets.html_tables import show_table
from cwsw.ui.wording import pupil_words, text
from cwsw.ui.wording.escaping import label

TITLE = "To settle before you confirm"
FOR_ALL = "For all of them"
MISSING = "The plans that are not in this file"
FEW = 6
"""Questions of one kind up to which each is asked by itself."""

_KINDS = {
    QuestionSection.CHILD: "children under another UPN",
    QuestionSection.ROLL: "children who joined or left",
    QuestionSection.PLAN: "plans",
}


def answers(new: Workspace) -> dict[str, str]:
    """The answers on the screen so far, by the question's key."""
    start = _key(new, "")
    state_items = ((str(key), value) for key, value in st.session_state.items())
    return {
        key.removeprefix(start): value
        for key, value in state_items
        # The id of the upload is in the key: an answer about one upload never counts for another.
        if key.startswith(start) and isinstance(value, str)
    }


def show(new: Workspace, overlaid: LaidOver) -> bool:
    """Show every question; whether all are answered."""
    if not overlaid.questions:
        return True
    st.subheader(TITLE)
    for section in QuestionSection:
        questions = [question for question in overlaid.questions if question.section == section]
        if len(questions) > FEW:
            _ask_together(new, section, questions)
        else:
            for question in questions:
                _ask(new, question)
    if overlaid.missing:
        with st.expander(MISSING):
            show_table(_missing(overlaid))
    if overlaid.unanswered:
        st.info(
            f"{text.counted(len(overlaid.unanswered), 'answer')} needed before you can confirm."
        )
    return not overlaid.unanswered


def _ask(new: Workspace, question: Question) -> None:
    _radio(question.text, question.options, question.suggested, _key(new, question.key))


def _ask_together(new: Workspace, section: QuestionSection, questions: Sequence[Question]) -> None:
    """Show many questions of one kind: one answer for all, or each by itself."""
    rows = tuple((question.text,) for question in questions)
    show_table(Table(f"{len(questions):,} {_KINDS[section]}", ("Question",), rows))
    suggested = {question.suggested for question in questions}
    options = (*questions[0].options, Choice(ONE_BY_ONE, "Look one by one"))
    key = _key(new, for_all_key(section))
    # No one answer is likely for all of them: they are looked at one by one unless somebody says
    # not to.
    default = suggested.pop() if len(suggested) == 1 else ONE_BY_ONE
    if _radio(f"{FOR_ALL}: {_KINDS[section]}", options, default, key) == ONE_BY_ONE:
        for question in questions:
            _ask(new, question)


def _radio(words: str, options: Sequence[Choice], suggested: str | None, key: str) -> str | None:
    labels = {choice.answer: label(choice.label) for choice in options}
    options_ = list(labels)
    index = options_.index(suggested) if suggested in labels else None
    answer: str | None = st.radio(
        label(words), options_, index=index, format_func=labels.__getitem__, key=key
    )
    return answer


def _missing(overlaid: LaidOver) -> Table:
    names = pupil_words.by_upn(overlaid.upload)
    rows = sorted((names.get(row.upn, row.upn), row.plan, *_days(row)) for row in overlaid.missing)
    caption = counted(len(rows), "plan", "plans")
    return Table(caption, ("Child", "Plan", "Start", "End"), tuple(rows))


def _days(row: PlanRow) -> tuple[str, str]:
    start, end = row.dates
    open_or_none = "open" if start else "not known"
    return (text.day(start) if start else "not known", text.day(end) if end else open_or_none)


def _key(new: Workspace, question: str) -> str:
    return f"laid {new.id} {question}"
