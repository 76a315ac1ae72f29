"""Who may be missing: the size of the list, the yearly check, rows without dates."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from functools import partial

import streamlit as st

from cwsw.access import User
from cwsw.cohort import CohortCounts, history
from cwsw.cohort.history import RECHECK, Joiner, recheck_is_due, worth_asking
from cwsw.cohort.reconcile import record_plan_dates
from cwsw.cohort.today import list_day
from cwsw.cohort.unclear import Unclear, unclear
from cwsw.compare import showing
from cwsw.compare.size import SHARES, size
from cwsw.records import ChecklistLook, facts, latest
from cwsw.reports.document import Table
from cwsw.store import Workspace
from cwsw.tables.years import academic_year
from cwsw.ui.cohort import joiners
from cwsw.ui.forms.edit_forms import Signature, may_change, signature, submit
from cwsw.ui.widgets.filters import members_today
from cwsw.ui.widgets.html_tables import show_table
from cwsw.ui.widgets.name_visibility import Names
from cwsw.ui.widgets.row_table import show_words
from cwsw.ui.wording import text

NOTHING_UNCLEAR = "No row is waiting for a date. Look next at who joined with no history."


def open_questions(rows: Sequence[Unclear], waiting: Sequence[Joiner]) -> tuple[str, ...]:
    """What is still to be found out: '82 joiners to ask about', '16 rows need a date'.

    The title of the page and the overview both show it, so that they never differ.
    """
    dates = text.counted(len(rows), "row needs a date", "rows need a date") if rows else ""
    return tuple(part for part in (joiners.finding(waiting), dates) if part)


def open_questions_of(workspace: Workspace) -> tuple[str, ...]:
    """The open questions about today's list."""
    day, everybody = list_day(workspace), members_today(workspace)
    waiting = worth_asking(history.joiners(workspace, everybody, day))
    return open_questions(unclear(everybody, day), waiting)


def finding(questions: Sequence[str], on_list: int) -> str:
    """The title: whom to ask about, what is waiting for an answer; `on_list` children counted."""
    if not on_list and not questions:
        return "Nobody is on our list yet: ask the local authority"
    return text.capital(" and ".join(questions)) or "Nothing is waiting for an answer"


def show_size(counts: CohortCounts) -> None:
    """Show the size of the list against the national shares; what they count opens on a click."""
    cohort_size = size(counts)
    share = (
        showing.percent(Fraction(cohort_size.cwsw, cohort_size.on_roll))
        if cohort_size.on_roll
        else "none"
    )
    would_be = text.counted(cohort_size.most, "pupil")
    # Two shares may come to the same number in a small school: then one number is enough.
    if cohort_size.fewest < cohort_size.most:
        would_be = f"{cohort_size.fewest:,} to {would_be}"
    on_list = f"{cohort_size.cwsw:,} of {cohort_size.on_roll:,} pupils ({share}) are on the list"
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{on_list}**; the national shares would be {would_be}.", width="content")
        with st.popover("What does that say?", type="tertiary"):
            st.write(f"{cohort_size.question} This is a question, not a pass mark.")
            rows = tuple((s.words, s.text, s.counts, s.source) for s in SHARES)
            headings = ("Nationally", "Share", "What it counts", "Source")
            show_table(Table("National shares", headings, rows))


def show_recheck(workspace: Workspace) -> None:
    """Show when the list was last checked, and whether this year's check is due."""
    # The check is a point of the checklist: looking at it there is what records it here.
    last_look = latest(facts(workspace, ChecklistLook)).get((RECHECK,))
    looked_on = last_look.looked_at if last_look else None
    checked = f"last checked on {text.day(looked_on)}" if looked_on else "no check is on record"
    day = list_day(workspace)
    if not recheck_is_due(looked_on, day):
        st.caption(f"The yearly check is done: {checked}.")
        return
    year = academic_year(day)
    st.warning(
        f"The September check is due: the school year began on 1 September {year}, and {checked}. "
        "Ask the local authority for its list, compare it, then record it under Checklist."
    )


def unclear_table(unclear_rows: Sequence[Unclear], names: Names) -> Table:
    """A row for each thing to find out: the child, what is missing, who to ask."""
    rows = tuple((*names.place(i.member), i.missing, i.ask) for i in unclear_rows)
    headings = ("Child", "Year group", "Form", "What is missing", "Who to ask")
    return Table("To find out", headings, rows)


def show_unclear(
    user: User, workspace: Workspace, unclear_rows: Sequence[Unclear], names: Names
) -> None:
    """Show the rows without usable dates, with a form for the answers."""
    if not unclear_rows:
        st.write(NOTHING_UNCLEAR)
        return
    # A flag or a decision of staff has no row of Plans that could be given dates.
    dated = [item for item in unclear_rows if item.plan is not None]
    if not dated or not may_change(user, workspace):
        show_words(unclear_table(unclear_rows, names), key="unclear")
        return
    table_side, form_side = st.columns((2, 1), gap="large")
    with table_side:
        show_words(unclear_table(unclear_rows, names), key="unclear")
    with form_side:
        _answer_form(workspace, dated, names)


def _answer_form(workspace: Workspace, unclear_rows: Sequence[Unclear], names: Names) -> None:
    """The form for the dates of one plan, as an answer gave them."""
    options = {f"{names.of(i.member)} ({i.member.number}): {i.missing}": i for i in unclear_rows}
    with st.form("answer"):
        st.markdown("**An answer has come**")
        row = options[st.selectbox("Row", list(options), key="answer_row")]
        first, last = st.columns(2)
        start = first.date_input("Start date", None, format="DD/MM/YYYY", key="answer_start")
        end = last.date_input(
            "End date (empty: still open)", None, format="DD/MM/YYYY", key="answer_end"
        )
        signed = signature("answer")
        is_right = start and not (end and end < start)
        wrong = "" if is_right else "Fill in a start date, and no end date before it."
        save = partial(_answer, workspace, row, start, end, signed)
        submit("Keep these dates", signed, save, wrong)


def _answer(
    workspace: Workspace,
    item: Unclear,
    start: date | None,
    end: date | None,
    signed: Signature,
) -> str:
    """Save the dates of a plan; the words for the next run."""
    if item.plan is None or start is None:
        raise ValueError("only a plan can be given dates")
    record_plan_dates(workspace, item.member.upn, item.plan, (start, end), signed.by, signed.on)
    return "kept: the plan's dates"
