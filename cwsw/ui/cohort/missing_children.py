"""Who may be missing: rows without dates, joiners with no history, the size of the list."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

import streamlit as st

from cwsw.access import Person
from cwsw.cohort import CohortCounts, Member
from cwsw.cohort.history import (
    RECHECK,
    Intake,
    hear,
    intakes,
    late_and_silent,
    recheck_is_due,
)
from cwsw.cohort.settle import answered
from cwsw.cohort.unclear import Unclear
from cwsw.compare import showing
from cwsw.compare.size import SHARES, size
from cwsw.records import ChecklistLook, facts, latest
from cwsw.store import Workspace
from cwsw.tables.codes import year_group_label
from cwsw.tables.years import academic_year
from cwsw.ui import text
from cwsw.ui.keeping import Signature, may_change, signature, submit
from cwsw.ui.names import Names
from cwsw.ui.tables import Table, show_table
from cwsw.ui.widgets.row_table import show_words

HISTORY_MEANS = (
    "A plan at an earlier school counts too, but we only know of it if somebody says so. Ask the "
    "earlier school. Record “no plan” as well, so that nobody asks twice."
)
NOTHING_UNCLEAR = "No row is waiting for a date. Look next at who joined with no history."
ANSWERS: Mapping[str, str] = {
    "Asked, waiting for an answer": "ask",
    "History received: no plan": "accept",
}
EVERYBODY_SILENT = "Everybody in this table"
NO_JOINERS = "No pupil on roll has an admission date within six years."
ALL_HEARD = "An answer is recorded for everybody who joined within six years."
LATE = "Joined this year, apart from their year group"
ANSWER_MISSING = "Choose what is known: nothing is kept before."


def finding(rows: int, late: int) -> str:
    """The title: what is waiting for an answer."""
    parts = []
    if rows:
        parts.append(text.count(rows, "row needs a date", "rows need a date"))
    if late:
        parts.append(text.count(late, "late joiner has", "late joiners have") + " no history yet")
    if not parts:
        return "Nothing is waiting for an answer"
    return " and ".join(parts)


def show_size(counts: CohortCounts) -> None:
    """The size of the list against the national shares, and a click away what they count."""
    found = size(counts)
    share = showing.percent(found.cwsw / found.on_roll) if found.on_roll else "none"
    would_be = text.count(found.most, "pupil")
    if found.fewest < found.most:
        would_be = f"{found.fewest:,} to {would_be}"
    on_list = f"{found.cwsw:,} of {found.on_roll:,} pupils ({share}) are on the list"
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{on_list}**; the national shares would be {would_be}.", width="content")
        with st.popover("What does that say?", type="tertiary"):
            st.write(f"{found.question} This is a question, not a pass mark.")
            rows = tuple((s.words, s.shown, s.counts, s.source) for s in SHARES)
            headings = ("Nationally", "Share", "What it counts", "Source")
            show_table(Table("National shares", headings, rows))


def show_recheck(workspace: Workspace) -> None:
    """When the list was last checked, and whether this year's check is due."""
    look = latest(facts(workspace, ChecklistLook)).get((RECHECK,))
    last = look.looked_at if look else None
    checked = f"last checked on {text.day(last)}" if last else "no check is on record"
    if not recheck_is_due(last, workspace.as_at):
        st.caption(f"The yearly check is done: {checked}.")
        return
    year = academic_year(workspace.as_at)
    st.warning(
        f"The September check is due: the school year began on 1 September {year}, and {checked}. "
        "Ask the local authority for its list, compare it, then record it under Checklist."
    )


def show_history(
    who: Person, workspace: Workspace, everybody: Sequence[Member], names: Names
) -> None:
    """Who joined within six years and nobody has asked about, one group at a time."""
    found = intakes(workspace, everybody)
    if not found:
        st.write(NO_JOINERS)
        return
    groups = _groups(workspace, everybody, found)
    if not groups:
        st.write(ALL_HEARD)
        show_table(intake_table(found))
        return
    table_side, form_side = st.columns((2, 1), gap="large")
    with table_side:
        label = st.selectbox("Pupils to go through", list(groups), key="history_group", width=430)
        silent, asked = groups[label]
        show_words(history_table(label, silent, asked, names), key="history")
        with st.popover("All year groups", type="tertiary"):
            show_table(intake_table(found))
    with form_side:
        st.write(HISTORY_MEANS)
        _history_form(who, workspace, silent, asked, names)


def history_table(
    label: str, silent: Sequence[Member], asked: Sequence[Member], names: Names
) -> Table:
    """The pupils of a group of whom no history is known, with what is being asked."""
    states = {"Nothing heard": silent, "Being asked": asked}
    rows = tuple(
        (*names.place(member), _joined(member), state)
        for state, pupils in states.items()
        for member in pupils
    )
    return Table(label, ("Pupil", "Year group", "Form", "Joined", "History"), rows)


Group = tuple[tuple[Member, ...], tuple[Member, ...]]
"""Pupils about whom nothing was heard, and those who are being asked about."""


def _groups(
    workspace: Workspace, everybody: Sequence[Member], found: Sequence[Intake]
) -> Mapping[str, Group]:
    """Those still to ask about: first who joined late this year, then each year group."""
    late = late_and_silent(workspace, everybody)
    groups: dict[str, Group] = {f"{LATE} ({len(late):,})": (late, ())} if late else {}
    for intake in found:
        if intake.silent or intake.asked:
            waiting = len(intake.silent) + len(intake.asked)
            groups[f"{_group(intake)} ({waiting:,})"] = (intake.silent, intake.asked)
    return groups


def intake_table(found: Sequence[Intake]) -> Table:
    """How far the histories of each year group are known."""
    answers = ("Plan known", "No plan, as answered", "Being asked", "Nothing heard")
    headings = ("Year group", "Joined within six years", *answers)
    rows = tuple(
        (
            _group(i),
            *(f"{n:,}" for n in (i.joined, i.known, i.received, len(i.asked), len(i.silent))),
        )
        for i in found
    )
    return Table("Pupils who joined within six years", headings, rows, frozenset(range(1, 6)))


def unclear_table(found: Sequence[Unclear], names: Names) -> Table:
    """What is missing, and whom to ask."""
    rows = tuple((*names.place(i.member), i.missing, i.ask) for i in found)
    headings = ("Child", "Year group", "Form", "What is missing", "Whom to ask")
    return Table("To find out", headings, rows)


def show_unclear(who: Person, workspace: Workspace, found: Sequence[Unclear], names: Names) -> None:
    """The rows that cannot be placed in time, with a form for the answers."""
    if not found:
        st.write(NOTHING_UNCLEAR)
        return
    dated = [item for item in found if item.plan is not None]
    if not dated or not may_change(who, workspace):
        show_words(unclear_table(found, names), key="unclear")
        return
    table_side, form_side = st.columns((2, 1), gap="large")
    with table_side:
        show_words(unclear_table(found, names), key="unclear")
    with form_side:
        _answer_form(workspace, dated, names)


def _answer_form(workspace: Workspace, found: Sequence[Unclear], names: Names) -> None:
    options = {f"{names.of(i.member)} ({i.member.number}): {i.missing}": i for i in found}
    with st.form("answer"):
        st.markdown("**An answer has come**")
        chosen = options[st.selectbox("Row", list(options), key="answer_row")]
        first, last = st.columns(2)
        start = first.date_input("Start date", None, format="DD/MM/YYYY", key="answer_start")
        end = last.date_input(
            "End date (empty: still open)", None, format="DD/MM/YYYY", key="answer_end"
        )
        signed = signature("answer")
        is_right = start and not (end and end < start)
        wrong = "" if is_right else "Fill in a start date, and no end date before it."
        do = partial(_answer, workspace, chosen, start, end, signed)
        submit("Keep these dates", signed, do, wrong)


def _answer(
    workspace: Workspace,
    item: Unclear,
    start: date | None,
    end: date | None,
    signed: Signature,
) -> str:
    if item.plan is None or start is None:
        raise ValueError("only a plan can be given dates")
    answered(workspace, item.member.upn, item.plan, (start, end), signed.by, signed.on)
    return "kept: the plan's dates"


def _history_form(
    who: Person,
    workspace: Workspace,
    silent: Sequence[Member],
    asked: Sequence[Member],
    names: Names,
) -> None:
    if not may_change(who, workspace):
        return
    pupils = [*silent, *asked]
    options = names.options(pupils)
    with st.form("history"):
        about = st.selectbox("About", [EVERYBODY_SILENT, *options], key="history_about")
        answer = st.selectbox(
            "What is known",
            list(ANSWERS),
            index=None,
            placeholder="Choose an answer",
            key="history_answer",
        )
        signed = signature("history")
        chosen = (pupils[options[about]],) if about in options else silent or asked
        do = partial(_hear, workspace, chosen, ANSWERS.get(answer or "", ""), signed)
        submit("Keep this", signed, do, "" if answer else ANSWER_MISSING)


def _hear(workspace: Workspace, found: Sequence[Member], decision: str, signed: Signature) -> str:
    hear(workspace, found, decision, signed.by, signed.on)
    return f"kept for {text.count(len(found), 'pupil')}"


def _group(intake: Intake) -> str:
    return "Not known" if intake.year_group is None else year_group_label(intake.year_group)


def _joined(member: Member) -> str:
    return text.day(member.admitted) if member.admitted else ""
