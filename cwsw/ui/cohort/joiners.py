"""Asking about plans before a child joined us: what was asked and answered, and the form."""

from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st

from cwsw.access import User
from cwsw.cohort import Member
from cwsw.cohort.history import (
    Answer,
    HistoryState,
    Intake,
    Joiner,
    Respondent,
    intakes,
    record_enquiry,
    worth_asking,
)
from cwsw.cohort.today import list_day
from cwsw.records import Decision, facts
from cwsw.reports.document import Table
from cwsw.store import Workspace
from cwsw.tables.codes import year_group_label
from cwsw.ui.cohort.list_forms import FormContext
from cwsw.ui.cohort.plan_forms import add_plan_form
from cwsw.ui.forms.edit_conflict import as_seen
from cwsw.ui.forms.edit_forms import Signature, may_change, signature, submit
from cwsw.ui.widgets import links
from cwsw.ui.widgets.html_tables import show_table
from cwsw.ui.widgets.name_visibility import CHILD, Names
from cwsw.ui.widgets.row_table import LONGEST_NAME, RowColumn, fitted, show_plain, show_rows
from cwsw.ui.wording import text

MEANS = (
    "A plan at an earlier school counts too, but we only know of it if somebody says so. Record "
    "“no plan” as well, so that nobody asks twice."
)
RULE = (
    "Pupils without a plan on record who came at another time than their year group, within six "
    "years; this year's first. Reception, Year 7 and other usual intakes come together: choose a "
    "year group to ask about all of it. A child leaves the list once a plan is on record, or once "
    "somebody has answered “no plan” and nobody else is waited for. On 1 September questions "
    "without an answer have to be asked again, and so has what was answered before the school year "
    "in which a child joined. Other answers stay."
)
TO_ASK = "Joined at another time than their year group"
NO_JOINERS = "No pupil on roll has an admission date within six years."
ALL_HEARD = (
    "An answer is recorded for everybody who joined within six years. Look next at rows without "
    "dates."
)
EVERYBODY = "Everybody in this table"
ANSWERS: Mapping[str, Answer] = {
    "Asked, waiting for an answer": Answer.WAITING,
    "Answered: no plan": Answer.NO_PLAN,
    "Answered: there was a plan": Answer.PLANS,
}
RECIPIENTS: Mapping[str, Sequence[Respondent]] = {
    "The previous school": (Respondent.SCHOOL,),
    "The local authority": (Respondent.AUTHORITY,),
    "Both": tuple(Respondent),
}
LETTER = "Ask the local authority"
"""The name of the tab of Compare lists that has the letter and the sheet."""
ANSWER_MISSING = "Choose what is known: nothing is kept before."

Group = tuple[Joiner, ...]


def finding(waiting: Sequence[Joiner]) -> str:
    """'47 joiners to ask about, 3 answers awaited'; '' for nobody."""
    states = [joiner.state for joiner in waiting]
    parts = (
        (states.count(HistoryState.OPEN), "joiner to ask about", "joiners to ask about"),
        (states.count(HistoryState.WAITING), "answer awaited", "answers awaited"),
        (states.count(HistoryState.NAMED), "plan named to add", "plans named to add"),
    )
    return ", ".join(text.counted(*part) for part in parts if part[0])


def show_joiners(
    user: User,
    workspace: Workspace,
    everybody: Sequence[Member],
    unknown: Sequence[Joiner],
    names: Names,
) -> None:
    """Show one group of joiners at a time with their questions, and the form for an answer."""
    year_groups = intakes(everybody, unknown, list_day(workspace))
    if not year_groups:
        st.write(NO_JOINERS)
        return
    groups = groups_of(unknown)
    if not groups:
        st.write(ALL_HEARD)
        show_table(intake_table(year_groups))
        return
    table_side, form_side = st.columns((2, 1), gap="large")
    with table_side:
        label = st.selectbox("Pupils to go through", list(groups), key="history_group", width=430)
        group = groups[label]
        selected_joiners = _show_table(label, group, names)
        with st.container(horizontal=True):
            st.popover("Who is listed, and until when?", type="tertiary").write(RULE)
            with st.popover("All year groups", type="tertiary"):
                show_table(intake_table(year_groups))
    with form_side:
        _show_forms(user, workspace, group, selected_joiners, names)
        if any(joiner.waits_for(Respondent.AUTHORITY) for joiner in unknown):
            links.page_link(links.LISTS, LETTER, {"compare": LETTER})


def _show_forms(
    user: User, workspace: Workspace, group: Group, selected_joiners: Group, names: Names
) -> None:
    st.write(MEANS)
    if may_change(user, workspace):
        _history_form(workspace, group, selected_joiners, names)
        # An answer that names a plan leads on to adding it, in the same place.
        add_plan_form(FormContext(user, workspace, names, [joiner.member for joiner in group]))


def groups_of(unknown: Sequence[Joiner]) -> Mapping[str, Group]:
    """Joiners still to settle by group: first those who came late, then each year group."""
    late = worth_asking(unknown)
    groups: dict[str, Group] = {f"{TO_ASK} ({len(late):,})": late} if late else {}
    together: dict[int | None, list[Joiner]] = {}
    for joiner in unknown:
        # Those who came late are listed above: each child is in one group.
        if joiner.state is not HistoryState.SETTLED and not joiner.late:
            together.setdefault(joiner.member.year_group, []).append(joiner)
    for year in sorted(together, key=lambda group: (group is None, group or 0)):
        groups[f"{_year(year)} ({len(together[year]):,})"] = tuple(together[year])
    return groups


def question_words(fact: Decision | None, names: Names) -> str:
    """'asked 3 November 2025 (A. Lead)', 'no plan, 10 November 2025 (A. Lead)', 'not asked'."""
    if fact is None:
        return "not asked"
    answer_words = {
        Answer.WAITING: "asked",
        Answer.NO_PLAN: "no plan,",
        Answer.PLANS: "there was a plan,",
    }
    return f"{answer_words[Answer(fact.decision)]} {text.day(fact.on)} ({names.text(fact.by)})"


def intake_table(year_groups: Sequence[Intake]) -> Table:
    """How many histories of each year group are known, asked about, or not yet asked about."""
    answers = ("Plan known", "No plan, as answered", "Being asked", "Nothing heard")
    headings = ("Year group", "Joined within six years", *answers)
    rows = tuple(
        (
            _year(i.year_group),
            *(f"{n:,}" for n in (i.joined, i.known, i.received, len(i.pending), len(i.unasked))),
        )
        for i in year_groups
    )
    return Table("Pupils who joined within six years", headings, rows, frozenset(range(1, 6)))


def _show_table(label: str, group: Group, names: Names) -> Group:
    """Show the children of a group with both questions; return those that are selected."""
    columns: list[RowColumn[Joiner]] = [
        *(_place_column(heading, place, group, names) for place, heading in enumerate(CHILD)),
        RowColumn(
            "Joined",
            lambda joiner: text.day(joiner.member.admitted) if joiner.member.admitted else "",
        ),
        *(_question_column(asked_group, names) for asked_group in Respondent),
    ]
    selected_joiners = show_rows(
        group, columns, title=label, key=f"history_{label}", is_multiple=True
    )
    show_plain(group, columns, title=label, key="history")
    return selected_joiners


def _place_column(heading: str, place: int, group: Group, names: Names) -> RowColumn[Joiner]:
    width = fitted((names.place(joiner.member)[place] for joiner in group), 70, LONGEST_NAME)
    return RowColumn(heading, lambda joiner: names.place(joiner.member)[place], width)


def _question_column(asked_group: Respondent, names: Names) -> RowColumn[Joiner]:
    return RowColumn(
        text.capital(asked_group.value),
        lambda joiner: question_words(joiner.questions.get(asked_group), names),
    )


def _history_form(
    workspace: Workspace, group: Group, selected_joiners: Group, names: Names
) -> None:
    """The form for one answer about the pupils that are chosen in it."""
    with st.form("history"):
        pupils = _choose_pupils(group, selected_joiners, names)
        recipient = st.selectbox("Who is asked", list(RECIPIENTS), key="history_whom")
        answer = st.selectbox(
            "What is known",
            list(ANSWERS),
            # None to begin with: an answer that nobody chose must not be kept.
            index=None,
            placeholder="Choose an answer",
            key="history_answer",
        )
        signed = signature("history")
        facts_seen = as_seen("history", facts(workspace, Decision))
        save = partial(
            _record_answer,
            workspace,
            pupils,
            answer or "",
            RECIPIENTS[recipient],
            signed,
            facts_seen,
        )
        submit("Keep this", signed, save, "" if answer else ANSWER_MISSING)


def _choose_pupils(group: Group, selected_joiners: Group, names: Names) -> Group:
    """A select box for the pupils that an answer is about: one, those selected, or all."""
    options = names.options([joiner.member for joiner in group])
    several_option = (
        f"The {len(selected_joiners):,} selected" if len(selected_joiners) > 1 else EVERYBODY
    )
    first = next(iter(selected_joiners), None) if len(selected_joiners) == 1 else None
    start = 0 if first is None else 1 + group.index(first)
    about = st.selectbox(
        "About",
        [several_option, *options],
        start,
        # The key holds the selection: Streamlit keeps a box's value under its key and ignores
        # another `index`, so a box for the next selection has to be another box.
        key=f"history_about_{several_option}_{start}",
    )
    return (group[options[about]],) if about in options else selected_joiners or group


def _record_answer(
    workspace: Workspace,
    pupils: Group,
    answer: str,
    recipients: Sequence[Respondent],
    signed: Signature,
    facts_seen: Sequence[Decision],
) -> str:
    """Save the answer for each pupil; the words for the next run."""
    members = [joiner.member for joiner in pupils]
    record_enquiry(
        workspace, members, ANSWERS[answer], signed.by, signed.on, recipients, facts_seen
    )
    confirmation = f"kept for {text.counted(len(members), 'pupil')}"
    return f"{confirmation}: now add the plan" if ANSWERS[answer] is Answer.PLANS else confirmation


def _year(year_group: int | None) -> str:
    return "Year group not known" if year_group is None else year_group_label(year_group)
