"""What comes of comparing lists: the decisions with who and when, and what to ask."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

import streamlit as st

from cwsw.access import User
from cwsw.cohort import Member
from cwsw.cohort.all_pupils import Pupil
from cwsw.cohort.history import joiners
from cwsw.cohort.reconcile import Comparison, Standing, put_back, refused
from cwsw.cohort.today import list_day
from cwsw.cohort.unclear import unclear
from cwsw.records import Decision
from cwsw.reports import ask_authority
from cwsw.reports.document import Table
from cwsw.reports.document.html import html
from cwsw.reports.document.workbook import workbook
from cwsw.store import Workspace
from cwsw.ui.forms.edit_forms import Signature, may_change, signature, submit
from cwsw.ui.widgets.downloads import download_button
from cwsw.ui.widgets.name_visibility import CHILD, Names
from cwsw.ui.widgets.row_table import show_words
from cwsw.ui.wording import text

NOTHING_TO_ASK = (
    "There is nothing to ask: no disagreement is open, no row lacks a date, and the authority is "
    "asked about no joiner."
)
NOTHING_DECIDED = "Nothing has been decided yet. Decide on a disagreement first."


def show_decided(
    user: User,
    workspace: Workspace,
    comparison: Comparison,
    pupils: Mapping[str, Pupil],
    names: Names,
) -> None:
    """Show every decision with who and when; a refused plan can be put back."""
    # A decision outlives its child's place in the data: there is no name to show then.
    facts = [f for f in comparison.decided.values() if f.upn in pupils]
    rows = tuple(
        _decision_row(f, pupils[f.upn], names) for f in sorted(facts, key=lambda f: (f.on, f.about))
    )
    if not rows:
        st.write(NOTHING_DECIDED)
        return
    headings = (*CHILD, "List", "What it says", "Decision", "By", "On")
    show_words(Table("Decisions", headings, rows), key="list_decisions")
    waiting = refused(workspace, comparison)
    if waiting and may_change(user, workspace):
        _put_back_form(workspace, waiting, pupils, names)


def _decision_row(fact: Decision, pupil: Pupil, names: Names) -> tuple[str, ...]:
    return (
        *names.place(pupil),
        # The source may be the name of a file, and that the name of a child.
        fact.source if not names.hidden else "a list",
        fact.field,
        text.capital(fact.decision),
        fact.by,
        text.day(fact.on),
    )


def show_letter(
    workspace: Workspace,
    comparison: Comparison,
    pupils: Mapping[str, Pupil],
    everybody: Sequence[Member],
) -> None:
    """Show what to ask the local authority: a letter without names, and a sheet with them."""
    # Queried ones come with the open ones: until an answer is recorded the letter asks again.
    cases, day = comparison.of(Standing.QUERIED, Standing.OPEN, Standing.AGAIN), list_day(workspace)
    questions = ask_authority.questions(
        cases, unclear(everybody, day), pupils, joiners(workspace, everybody, day)
    )
    if not questions:
        st.write(NOTHING_TO_ASK)
        return
    st.write(
        f"{text.counted(len(questions), 'question')}: every disagreement that is open or being "
        "asked about, every row without dates, and every joiner of whom the authority is asked. "
        "The letter names no child. The sheet does: send it only by a secure way."
    )
    _letter_buttons(workspace, questions, day)


def _letter_buttons(
    workspace: Workspace, questions: Sequence[ask_authority.PlanQuestion], day: date
) -> None:
    """The letter that names no child, and the sheet that does, each as a file."""
    letter, sheet = st.columns(2)
    download_button(
        "Download the letter (to print)",
        partial(html, ask_authority.letter(questions, workspace.school, day)),
        "letter-to-the-local-authority.html",
        place=letter,
        width="stretch",
    )
    download_button(
        "Download the sheet (Excel)",
        partial(workbook, {"Plans to confirm": ask_authority.sheet(questions)}, day),
        "plans-to-confirm.xlsx",
        place=sheet,
        width="stretch",
    )


def _put_back_form(
    workspace: Workspace,
    refused_plans: Sequence[Decision],
    pupils: Mapping[str, Pupil],
    names: Names,
) -> None:
    """The form that lets a refused plan count again."""
    options = {
        f"{names.of(pupils[f.upn])} ({pupils[f.upn].number}): {f.field}": f
        for f in refused_plans
        if f.upn in pupils
    }
    with st.form("put back"):
        option = st.selectbox("Refused plan", list(options), key="lists_back")
        signed = signature("back")
        save = partial(_put_back, workspace, options[option], signed)
        submit("Let it count again", signed, save)


def _put_back(workspace: Workspace, fact: Decision, signed: Signature) -> str:
    put_back(workspace, fact, signed.by, signed.on)
    return "put back: the plan counts again"
