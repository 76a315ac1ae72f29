"""Values in which two files differ about one pupil: shown by field, decided by the visitor."""

from collections.abc import Mapping, Sequence

import streamlit as st

from cwsw.reports.document import Table
from cwsw.tables.proposal import Difference
from cwsw.ui.upload import saved_answers, state, wording
from cwsw.ui.upload.state import PendingUpload
from cwsw.ui.widgets.headings import subheader
from cwsw.ui.widgets.html_tables import show_table
from cwsw.ui.wording import pupil_words
from cwsw.ui.wording.escaping import label
from cwsw.ui.wording.text import counted

_FEW = 10
"""Differences of one field up to which each pupil is asked about."""

_MOST_ROWS = 50
_WORDS = {"first": "the first", "second": "the second"}


def show(pending: PendingUpload) -> None:
    """Show all differences by field; a choice for each pupil, or one for all of many."""
    differences = pending.upload.differences
    if not differences:
        return
    st.header(wording.DIFFERENCES)
    st.write(wording.DIFFERENCES_LEAD)
    pupils = pupil_words.by_upn(pending.upload)
    with st.form("differences"):
        for name in dict.fromkeys(d.field for d in differences):
            _show_field(name, [d for d in differences if d.field == name], pupils)
        is_sent = st.form_submit_button(wording.DIFFERENCES_BUTTON)
    if is_sent:
        decided = {d.key: _choice_of(d, differences) for d in differences}
        # The files are read again, so that whatever depends on the value follows.
        state.read_again(saved_answers.merged(pending.answers, {"differences": decided}))
        st.rerun()


def _show_field(name: str, differences: Sequence[Difference], pupils: Mapping[str, str]) -> None:
    """Show the differences of one field as a table, with the choices."""
    subheader(f"{name}: {counted(len(differences), 'pupil')}")
    show_table(_table(name, differences[:_MOST_ROWS], len(differences), pupils))
    # Nobody answers hundreds of questions one by one: one answer for the field then.
    if len(differences) > _FEW:
        _choose(
            f"For all {len(differences):,} pupils, {name} is",
            differences[0].decision,
            f"all {name}",
        )
        return
    for difference in differences:
        words = f"{name} of {pupils.get(difference.upn, difference.first_place)}: "
        words += f"“{difference.first}” or “{difference.second}”"
        _choose(words, difference.decision, f"difference {difference.key}")


def _table(
    name: str, differences: Sequence[Difference], number: int, pupils: Mapping[str, str]
) -> Table:
    rows = tuple(
        (pupils.get(d.upn, d.first_place), d.first, d.first_place, d.second, d.second_place)
        for d in differences
    )
    headings = ("Pupil", "First value", "Where", "Second value", "Where else")
    return Table(f"{name}: showing {len(rows):,} of {number:,}", headings, rows)


def _choose(words: str, decision: str, key: str) -> None:
    """Ask which of two values counts; the present choice is marked."""
    options = list(_WORDS)
    st.radio(
        label(words),
        options,
        index=options.index(decision),
        format_func=_WORDS.__getitem__,
        horizontal=True,
        key=key,
    )


def _choice_of(difference: Difference, differences: Sequence[Difference]) -> str:
    is_for_all = sum(d.field == difference.field for d in differences) > _FEW
    key = f"all {difference.field}" if is_for_all else f"difference {difference.key}"
    return str(st.session_state.get(key, difference.decision))
