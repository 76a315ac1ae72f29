"""Children of a list and the pupils that they may be: accepted many at once, or one by one."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from cwsw.intake.exports.join_decisions import ACCEPT, ACCEPT_ALL, REFUSE
from cwsw.reports.document import Table
from cwsw.tables.proposal import JoinSuggestion, Question
from cwsw.tables.upload import Upload
from cwsw.ui.upload import wording
from cwsw.ui.widgets.html_tables import show_table
from cwsw.ui.wording.escaping import label


def widget_key(question: Question) -> str:
    """The key of the widget that asks a question."""
    return f"question {question.key}"


class UnmatchedChildren:
    """The children of an upload that a person still has to match to pupils."""

    def __init__(self, upload: Upload) -> None:
        self._by_child: dict[str, list[JoinSuggestion]] = {}
        for join in upload.joins:
            if join.decision is None:
                self._by_child.setdefault(join.child, []).append(join)

    def are_asked_by(self, question: Question) -> bool:
        """Whether a question is about children, and shown by `ask`."""
        return bool(self._together(question) or self._suggestions(question))

    def ask(self, questions: Sequence[Question]) -> None:
        """Show all questions about children, those about many at once first."""
        own = [question for question in questions if self.are_asked_by(question)]
        if not own:
            return
        st.subheader(wording.JOINS_TITLE)
        st.write(wording.JOINS_LEAD)
        for question in own:
            if together := self._together(question):
                _ask_together(question, together)
            else:
                _ask_one(question, self._suggestions(question))

    def with_groups_accepted(
        self, answers: Mapping[str, Any], questions: Sequence[Question]
    ) -> dict[str, Any]:
        """Answers in which each child accepted together with others is accepted by name.

        Children of a later upload, whom nobody has looked at, are then asked about anew.
        """
        accepted_answers = dict(answers)
        for question in questions:
            together = self._together(question)
            accepted = st.session_state.get(widget_key(question)) == ACCEPT_ALL
            if together and accepted:
                joins = {
                    k: v for k, v in accepted_answers["joins"].items() if k != question.path[0]
                }
                accepted_answers["joins"] = joins | {join.child: ACCEPT for join in together}
        return accepted_answers

    def _together(self, question: Question) -> list[JoinSuggestion]:
        """The children of a question that can be accepted all at once."""
        if question.section != "joins":
            return []
        # Only children with one possible pupil: a choice among several is made child by child.
        alone = (joins[0] for joins in self._by_child.values() if len(joins) == 1)
        return [join for join in alone if join.group == question.path[0]]

    def _suggestions(self, question: Question) -> list[JoinSuggestion]:
        """The pupils that the one child of a question may be."""
        return self._by_child.get(question.path[0], []) if question.section == "joins" else []


def _ask_together(question: Question, together: Sequence[JoinSuggestion]) -> None:
    """Show the children as a table, and ask for one answer for all of them."""
    rows = tuple(
        (j.listed_name, j.listed_birth or "not given", _place(j), *_pupil_cells(j))
        for j in together
    )
    headings = ("On the list", "Born (list)", "Where", "Your pupil", "Year and form", "Born")
    show_table(
        Table(wording.matched(len(rows), question.path[0]), headings, rows), lists_children=True
    )
    words = {choice.answer: choice.label for choice in question.options}
    options = list(words)
    suggested = options.index(question.suggested) if question.suggested else None
    st.radio(
        label(question.text),
        options,
        index=suggested,
        format_func=words.__getitem__,
        key=widget_key(question),
    )


def _ask_one(question: Question, suggestions: Sequence[JoinSuggestion]) -> None:
    """Show one child and ask which of the pupils it is; none is chosen already."""
    first = suggestions[0]
    born = _born(first.listed_birth)
    listed = f"{first.listed_name or 'No name'}, {born} ({_place(first)})"
    several = len(suggestions) > 1
    is_it = "is this one of your pupils" if several else f"is this your pupil {_pupil(first)}"
    reason = "" if several else f" ({first.why})"
    words = {ACCEPT: wording.SAME_CHILD, REFUSE: wording.OTHER_CHILD}
    if several:
        words = {join.key: f"{_pupil(join)} ({join.why})" for join in suggestions}
        words[REFUSE] = wording.NO_PUPIL
    st.radio(
        label(f"{listed}: {is_it}?{reason}"),
        [choice.answer for choice in question.options],
        # None is chosen: two children can share a name, and a wrong join gives one the other's
        # plans.
        index=None,
        format_func=lambda answer: label(words[answer]),
        key=widget_key(question),
        horizontal=not several,
    )


def _place(join: JoinSuggestion) -> str:
    return f"row {join.row} of {join.sheet}"


def _pupil(join: JoinSuggestion) -> str:
    """'Ava Adams, Year 7, 7A, born 01/01/2014'."""
    about = (join.pupil_name, join.pupil_class, _born(join.pupil_birth))
    return ", ".join(part for part in about if part)


def _pupil_cells(join: JoinSuggestion) -> tuple[str, str, str]:
    return join.pupil_name, join.pupil_class or "not known", join.pupil_birth or "not known"


def _born(day: str) -> str:
    return f"born {day}" if day else "no date of birth"


def show_decided(joins: Sequence[JoinSuggestion]) -> None:
    """Show the children matched by name, with what was decided."""
    decided = [join for join in joins if join.decision]
    if not decided:
        return
    accepted = [join for join in decided if join.decision == ACCEPT]
    refused = {join.child for join in decided} - {join.child for join in accepted}
    with st.expander(wording.joined_by_name(len(accepted), len(refused))):
        show_table(_decided_table(decided))


def _decided_table(joins: Sequence[JoinSuggestion]) -> Table:
    rows = tuple(
        (j.listed_name, _place(j), j.pupil_name, j.pupil_class or "not known", _decided(j))
        for j in joins
    )
    headings = ("On the list", "Where", "Your pupil", "Year and form", "You said")
    return Table("Children found by name and date of birth", headings, rows)


def _decided(join: JoinSuggestion) -> str:
    return "the same child" if join.decision == ACCEPT else "somebody else"
