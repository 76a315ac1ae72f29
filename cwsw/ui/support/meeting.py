"""The regular meeting: its pack on the screen and as a PDF, and what was agreed at it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import streamlit as st

from cwsw.access import Right, User
from cwsw.children.actions import (
    OpenAction,
    all_actions,
    mark_done,
    meetings,
    reschedule,
    still_open,
)
from cwsw.cohort import Member
from cwsw.cohort.today import list_day
from cwsw.records import Action, Meeting, facts, record
from cwsw.reports.document import Document
from cwsw.reports.meeting_pack import EACH_CHILD, FIGURES, GOING_WELL, LAST_TIME, TO_ASK, Pack
from cwsw.store import Workspace
from cwsw.ui.forms.edit_conflict import as_seen
from cwsw.ui.forms.edit_forms import attempt, may_change
from cwsw.ui.forms.form_reset import reset_form, round_of
from cwsw.ui.support import children_paper
from cwsw.ui.widgets.document import show_blocks
from cwsw.ui.widgets.roster import Roster
from cwsw.ui.wording import text

ALL_CHILDREN = "All the children"
DONE, NEW_DAY = "Done", "A new day"
NO_MEETING = "Record the meeting first: an action belongs to one."
NOBODY = "No child is on the list yet. See May be missing for who to ask about."
CHOOSE_SOMEBODY = "Choose at least one child under Choose the children."
ACTION_MISSING = "Say what is to be done."
WHO_MISSING = "Fill in who does it: one person, by name or role."
TOO_EARLY = "It cannot be due before the meeting."
ON_RECORD = "The same action of the same meeting is on record already."
NOTHING_OPEN = "No action is open. Add one when the meeting has agreed on it."
CHOOSE_ONE = "Choose at least one action."
_TWO_WEEKS = timedelta(weeks=2)


def finding(children: int, actions: Sequence[OpenAction], day: date) -> str:
    """The title: how many children to talk about, and how many actions are open or overdue."""
    waiting = sum(meeting_action.is_open for meeting_action in actions)
    late = sum(meeting_action.is_overdue(day) for meeting_action in actions)
    more = f", {late:,} overdue" if late else ""
    talk = f"{text.counted(children, 'child', 'children')} to talk about"
    return f"{talk}, {text.counted(waiting, 'action')} open{more}"


def paper_button(pack: Pack, document: Document, roster: Roster) -> None:
    """Show the button of the whole pack as a PDF, and the question who should have it."""
    children_paper.paper_button("The pack as PDF", document, pack.day, "meeting-pack")
    if guard := children_paper.guard(len(pack.children), roster):
        st.caption(guard)


def show_questions(document: Document) -> None:
    """Show behind a click what to ask before the end of the meeting."""
    with st.popover("Questions to ask", type="tertiary"):
        show_blocks(document.section(TO_ASK).blocks)


def show_last_time(document: Document) -> None:
    """Show the last meeting, and the actions that are still open."""
    show_blocks(document.section(LAST_TIME).blocks)


def show_figures(document: Document) -> None:
    """Show what goes well, then a row for each measure."""
    show_blocks(document.section(GOING_WELL).blocks)
    show_blocks(document.section(FIGURES).blocks)


def show_children(pack: Pack, document: Document) -> None:
    """Show a card for each child."""
    if pack.children:
        show_blocks(document.section(EACH_CHILD).blocks)
    else:
        st.write(CHOOSE_SOMEBODY)


def show_forms(user: User, workspace: Workspace, cohort: Sequence[Member], roster: Roster) -> None:
    """Show the form for open actions, then those for the meeting and a new action side by side.

    The first has the whole width: in a narrow box of choices Streamlit moves the button away from
    under the first click.
    """
    st.markdown("**Open actions**")
    tick_form(user, workspace, roster)
    meeting_side, new = st.columns(2, gap="large")
    with meeting_side:
        st.markdown("**This meeting**")
        meeting_form(user, workspace)
    with new:
        st.markdown("**A new action**")
        action_form(user, workspace, cohort, roster)


def meeting_form(user: User, workspace: Workspace) -> None:
    """Show the form that records a meeting."""
    if not may_change(user, workspace, Right.WORK):
        return
    nth = round_of("meeting")
    with st.form("meeting"):
        day = st.date_input(
            "Day", list_day(workspace), format="DD/MM/YYYY", key=f"meeting_day_{nth}"
        )
        attended = st.text_input("Who was there", key=f"meeting_came_{nth}")
        notes = st.text_input("Notes that name nobody (may be empty)", key=f"meeting_notes_{nth}")
        facts_seen = as_seen("meeting", facts(workspace, Meeting))
        if st.form_submit_button("Record the meeting"):
            new = Meeting(date=day, attended=_line(attended), notes=_line(notes))
            attempt(partial(_record_meeting, workspace, new, facts_seen))


def action_form(user: User, workspace: Workspace, cohort: Sequence[Member], roster: Roster) -> None:
    """Show the form that records an action: who does what by when."""
    if not may_change(user, workspace, Right.WORK):
        return
    days = {text.day(meeting.date): meeting.date for meeting in meetings(workspace)}
    if not days:
        st.write(NO_MEETING)
        return
    options = roster.names.options(cohort)
    nth = round_of("action")
    with st.form("action"):
        meeting_day = days[
            st.selectbox("Agreed at the meeting of", list(days), key=f"action_met_{nth}")
        ]
        action_text = st.text_input("What is to be done", key=f"action_what_{nth}")
        key = f"action_child_{nth}_{roster.names.hidden}"
        child = st.selectbox("For", [ALL_CHILDREN, *options], key=key)
        by = st.text_input("Who does it", key=f"action_who_{nth}")
        by_when = st.date_input(
            "By when", meeting_day + _TWO_WEEKS, format="DD/MM/YYYY", key=f"action_when_{nth}"
        )
        if not st.form_submit_button("Add the action"):
            return
    # An action without a UPN is about all the children.
    upn = None if child == ALL_CHILDREN else cohort[options[child]].upn
    typed = (_line(action_text) or "", _line(by) or "")
    new = Action(meeting_date=meeting_day, upn=upn, action=typed[0], who=typed[1], by_when=by_when)
    attempt(partial(_record_action, workspace, new), *_problems(workspace, new))


def tick_form(user: User, workspace: Workspace, roster: Roster) -> None:
    """Show the form that marks open actions as done, or gives them a new day."""
    open_actions = still_open(all_actions(workspace))
    if not may_change(user, workspace, Right.WORK):
        return
    if not open_actions:
        st.write(NOTHING_OPEN)
        return
    options = _options(open_actions, roster)
    with st.form("tick"):
        # Hidden names are other options: under one key Streamlit would keep words that are none of
        # them.
        key = f"tick_actions_{roster.names.hidden}"
        options_chosen = st.multiselect("Open actions", list(options), key=key)
        decision_side, day_side = st.columns(2)
        decision = decision_side.radio(
            "They are to have", (DONE, NEW_DAY), horizontal=True, key="tick_what"
        )
        day = day_side.date_input(
            "On, or by", list_day(workspace), format="DD/MM/YYYY", key="tick_day"
        )
        if not st.form_submit_button("Keep"):
            return
    actions = [options[words] for words in options_chosen]
    attempt(partial(_tick, workspace, actions, decision, day), "" if actions else CHOOSE_ONE)


def _record_meeting(workspace: Workspace, meeting: Meeting, facts_seen: Sequence[Meeting]) -> str:
    """Save a meeting; where its day has one already, what is left empty stays as it was."""
    # A day has one meeting: recorded again with less filled in, it loses nothing.
    for former in (fact for fact in facts_seen if fact.date == meeting.date):
        attended, notes = meeting.attended or former.attended, meeting.notes or former.notes
        meeting = replace(meeting, attended=attended, notes=notes)
    record(workspace, "record a meeting", [meeting], facts_seen)
    reset_form("meeting")
    return f"recorded: the meeting of {text.day(meeting.date)}"


def _record_action(workspace: Workspace, action: Action) -> str:
    record(workspace, "record an action", [action])
    reset_form("action")
    return f"kept: an action by {text.day(action.by_when)}"


def _tick(workspace: Workspace, actions: Sequence[Action], decision: str, day: date) -> str:
    count_words = text.counted(len(actions), "action")
    if decision == DONE:
        mark_done(workspace, actions, day)
        return f"done: {count_words}"
    reschedule(workspace, actions, day)
    return f"kept: a new day for {count_words}"


def _problems(workspace: Workspace, new: Action) -> list[str]:
    """What is wrong with a new action, each in a sentence."""
    on_record = {(fact.about, fact.on) for fact in facts(workspace, Action)}
    checks: Mapping[str, bool] = {
        ACTION_MISSING: bool(new.action),
        WHO_MISSING: bool(new.who),
        TOO_EARLY: new.meeting_date is None or new.by_when >= new.meeting_date,
        # A second one would take the place of the first: facts about the same thing are told apart
        # by these.
        ON_RECORD: (new.about, new.on) not in on_record,
    }
    return [words for words, is_right in checks.items() if not is_right]


def _options(actions: Sequence[OpenAction], roster: Roster) -> dict[str, Action]:
    """Words for a select box -> action; alike ones are told apart by a number."""
    options: dict[str, Action] = {}
    for meeting_action in actions:
        action = meeting_action.action
        child = roster.of(action.upn) if action.upn else ALL_CHILDREN
        owner, by_when = roster.title(action.who), text.day(action.by_when)
        words = f"{roster.text(action.action)}, {child}, {owner}, by {by_when}"
        options[f"{words} ({len(options) + 1})" if words in options else words] = action
    return options


def _line(words: str) -> str | None:
    return " ".join(words.split()) or None
