"""Who may be missing: the list's size as a question, histories not received, unclear rows."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

import streamlit as st

from cwsw.access import Person
from cwsw.cohort import CohortCounts, Member
from cwsw.cohort.history import RECHECK, Intake, hear, intakes, recheck_is_due
from cwsw.cohort.settle import answered
from cwsw.cohort.unclear import Unclear, unclear
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

HISTORY_MEANS = (
    "These pupils joined us within six years. A plan at an earlier school counts too, but a school "
    "hears of it only if somebody tells. Where nothing was heard, ask the earlier school; where "
    "somebody said there was no plan, keep that, so that nobody asks twice."
)
NOTHING_UNCLEAR = "No row is waiting for a date."
ANSWERS: Mapping[str, str] = {
    "Asked, waiting for an answer": "ask",
    "History received: no plan": "accept",
}
EVERYBODY_SILENT = "Everybody of whom nothing was heard"
ANSWER_MISSING = "Say what is known: nothing is kept before you choose it."


def show_size(counts: CohortCounts) -> None:
    """The cohort beside the national shares, and the question that follows."""
    found = size(counts)
    share = showing.percent(found.cwsw / found.on_roll) if found.on_roll else "none"
    would_be = text.count(found.most, "pupil")
    if found.fewest < found.most:
        would_be = f"{found.fewest:,} to {would_be}"
    st.write(
        f"**{found.cwsw:,} of {found.on_roll:,} pupils ({share}) are on the list.** In a school of "
        f"this size the national shares below would be {would_be}. "
        f"{found.question} This is a question, not a pass mark."
    )
    rows = tuple((s.words, s.shown, s.counts, s.source) for s in SHARES)
    headings = ("Nationally", "Share", "What it counts", "Source")
    show_table(Table("National shares to set it beside", headings, rows))


def show_recheck(workspace: Workspace) -> None:
    """When the list was last checked, and whether this year's check is due."""
    look = latest(facts(workspace, ChecklistLook)).get((RECHECK,))
    last = look.looked_at if look else None
    begun = f"1 September {academic_year(workspace.as_at)}"
    said = f"last checked on {text.day(last)}" if last else "no check is on record"
    if recheck_is_due(last, workspace.as_at):
        st.warning(
            f"The school year began on {begun}; {said}. Check the whole list again: ask the local "
            "authority for its list, compare it, and ask about everybody who is new. Then say so "
            "on the Checklist page.",
            title="The September check is due",
        )
    else:
        st.write(f"The yearly check is done for this school year: {said}.")


def show_history(
    who: Person, workspace: Workspace, everybody: Sequence[Member], names: Names
) -> None:
    """Pupils new within six years by year group, and those of one group nobody has told of."""
    found = intakes(workspace, everybody)
    if not found:
        st.write("No pupil on roll has an admission date within six years.")
        return
    show_table(intake_table(found))
    waiting = [i for i in found if i.silent or i.asked]
    if not waiting:
        return
    labels = {_group(i): i for i in waiting}
    chosen = labels[st.selectbox("Year group to go through", list(labels), key="history_group")]
    with st.expander(f"{_group(chosen)}: {len(chosen.silent):,} pupils nobody has told us of"):
        rows = tuple((*names.place(m), _joined(m)) for m in chosen.silent)
        show_table(Table("Nothing heard yet", ("Pupil", "Year group", "Form", "Joined"), rows))
    _history_form(who, workspace, chosen, names)


def intake_table(found: Sequence[Intake]) -> Table:
    """How far the histories of each year group are known."""
    told = ("Plan known", "No plan, we were told", "Being asked", "Nothing heard")
    headings = ("Year group", "Joined within six years", *told)
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


def show_unclear(
    who: Person, workspace: Workspace, everybody: Sequence[Member], names: Names
) -> None:
    """The work list of rows that cannot be placed, with a form for the answers."""
    found = unclear(everybody, workspace.as_at)
    if not found:
        st.write(NOTHING_UNCLEAR)
        return
    show_table(unclear_table(found, names))
    dated = [i for i in found if i.plan is not None]
    if dated and may_change(who, workspace):
        _answer_form(workspace, dated, names)


def _answer_form(workspace: Workspace, found: Sequence[Unclear], names: Names) -> None:
    options = {f"{names.of(i.member)} ({i.member.number}): {i.missing}": i for i in found}
    with st.form("answer"):
        st.write("An answer has come: enter the plan's dates as you were told.")
        chosen = options[st.selectbox("Row", list(options), key="answer_row")]
        first, last = st.columns(2)
        start = first.date_input("Start date", None, format="DD/MM/YYYY", key="answer_start")
        end = last.date_input(
            "End date (empty: still open)", None, format="DD/MM/YYYY", key="answer_end"
        )
        signed = signature("answer")
        wrong = (
            "" if start and not (end and end < start) else "Fill in dates that follow each other."
        )
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


def _history_form(who: Person, workspace: Workspace, intake: Intake, names: Names) -> None:
    if not may_change(who, workspace):
        return
    pupils = [*intake.silent, *intake.asked]
    options = names.options(pupils)
    with st.form("history"):
        about = st.selectbox("About", [EVERYBODY_SILENT, *options], key="history_about")
        answer = st.selectbox(
            "What is known",
            list(ANSWERS),
            index=None,
            placeholder="Choose what you were told",
            key="history_answer",
        )
        signed = signature("history")
        found = intake.silent if about == EVERYBODY_SILENT else (pupils[options[about]],)
        do = partial(_hear, workspace, found, ANSWERS.get(answer or "", ""), signed)
        submit("Keep this", signed, do, "" if answer else ANSWER_MISSING)


def _hear(workspace: Workspace, found: Sequence[Member], decision: str, signed: Signature) -> str:
    hear(workspace, found, decision, signed.by, signed.on)
    return f"kept for {text.count(len(found), 'pupil')}"


def _group(intake: Intake) -> str:
    return "Not known" if intake.year_group is None else year_group_label(intake.year_group)


def _joined(member: Member) -> str:
    return text.day(member.admitted) if member.admitted else ""
