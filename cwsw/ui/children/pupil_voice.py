"""Strengths, hopes and a child's own words, and follow-ups: shown, and added in a dialog."""

from collections.abc import Iterable
from functools import partial

import streamlit as st

from cwsw.access import User
from cwsw.cohort.today import list_day
from cwsw.records import FollowUp, Voice, record
from cwsw.reports.document import Table
from cwsw.store import Workspace
from cwsw.ui.forms import edit_forms
from cwsw.ui.forms.form_reset import reset_form, round_of
from cwsw.ui.widgets.dialogs import dialog_button, show_dialog
from cwsw.ui.widgets.html_tables import show_table
from cwsw.ui.widgets.name_visibility import HIDDEN_TEXT, Names
from cwsw.ui.wording import text

HEADING = "Strengths, hopes and own words"
ADD_VOICE = "Add strengths or own words"
RECORD = "Record a follow-up"
VOICE, FOLLOW_UP = "voice", "follow_up"
"""The names of the two forms."""
NOTHING_YET = (
    "Nothing is on record yet. Ask what they enjoy, what they are good at and what they hope for."
)
GUIDANCE = (
    "Write as if the child will read it one day: what they do well, and their own words where you "
    "can. What belongs in the safeguarding record stays there."
)
EMPTY = "Write something in at least one of the three boxes."
KIND_MISSING = "Say what kind of follow-up it was."
KINDS = (
    "Check-in",
    "Call home",
    "Home visit",
    "Call to social worker",
    "Talk with a colleague",
)
NO_FOLLOW_UPS = "No follow-up is on record for the years shown. Record one above."
FOLLOW_UP_GUIDANCE = (
    "Any kind counts: a talk with the child, a call home. Facts only, as if the child will read it."
)


def show_voices(voices: Iterable[Voice], names: Names) -> None:
    """Show the entries on record, the latest first."""
    entries = tuple(voices)
    if not entries:
        st.write(NOTHING_YET)
    for voice in entries:
        st.markdown(_markdown(voice, names))


def show_forms(user: User, workspace: Workspace, upn: str) -> None:
    """Record a follow-up; add strengths, own words or hopes: each form in a dialog."""
    for label, form, fill in (
        (RECORD, FOLLOW_UP, follow_up_form),
        (ADD_VOICE, VOICE, voice_form),
    ):
        if dialog_button(label, form):
            show_dialog(label, user, workspace, partial(fill, workspace, upn))


def voice_form(workspace: Workspace, upn: str) -> None:
    """Show the form that adds strengths, own words or hopes."""
    nth = round_of(VOICE)
    with st.form(f"voice_{nth}", border=False):
        st.write(GUIDANCE)
        strengths = st.text_area("Strengths", key=f"voice_strengths_{nth}", height=80)
        own = st.text_area("In their own words", key=f"voice_words_{nth}", height=80)
        hopes = st.text_area("Hopes", key=f"voice_hopes_{nth}", height=80)
        on = st.date_input(
            "Date", value=list_day(workspace), format="DD/MM/YYYY", key=f"voice_on_{nth}"
        )
        if not st.form_submit_button("Keep this", type="primary"):
            return
        words = [" ".join(part.split()) or None for part in (strengths, own, hopes)]
        voice = Voice(upn=upn, date=on, strengths=words[0], in_their_words=words[1], hopes=words[2])
        edit_forms.attempt(partial(_keep_voice, workspace, voice), "" if any(words) else EMPTY)


def show_follow_ups(follow_ups: Iterable[FollowUp], names: Names) -> None:
    """Show who followed up, when and how."""
    rows = tuple(
        (text.day(f.date), names.text(f.kind), names.text(f.by), names.text(f.note))
        for f in follow_ups
    )
    if not rows:
        st.write(NO_FOLLOW_UPS)
        return
    show_table(Table("Follow-ups", ("Date", "Kind", "By", "Note"), rows))


def follow_up_form(workspace: Workspace, upn: str) -> None:
    """Show the form that records a follow-up."""
    nth = round_of(FOLLOW_UP)
    with st.form(f"follow_up_{nth}", border=False):
        st.write(FOLLOW_UP_GUIDANCE)
        # Other kinds may be typed: any follow-up takes a child off the view Follow up.
        kind = st.selectbox("Kind", KINDS, key=f"follow_kind_{nth}", accept_new_options=True)
        note = st.text_area("Note (may be left out)", key=f"follow_note_{nth}", height=80)
        signed = edit_forms.signature(f"follow_{nth}", "Date")
        new = FollowUp(
            upn=upn,
            date=signed.on,
            kind=" ".join(str(kind or "").split()),
            by=signed.by,
            note=" ".join(note.split()) or None,
        )
        keep_it = partial(_keep_follow_up, workspace, new)
        edit_forms.submit("Keep this follow-up", signed, keep_it, "" if new.kind else KIND_MISSING)


def _keep_voice(workspace: Workspace, new: Voice) -> str:
    record(workspace, "strengths, hopes or own words of one child", [new])
    reset_form(VOICE)
    return "kept: strengths, hopes or own words"


def _keep_follow_up(workspace: Workspace, new: FollowUp) -> str:
    record(workspace, "a follow-up of one child", [new])
    reset_form(FOLLOW_UP)
    return "kept: a follow-up"


def _markdown(voice: Voice, names: Names) -> str:
    """One entry (Markdown); its words are hidden with the names, since they may hold one."""
    parts = (
        ("Strengths", voice.strengths),
        ("In their own words", voice.in_their_words),
        ("Hopes", voice.hopes),
    )
    lines = [f"- **{title}:** {_words_or_hidden(words, names)}" for title, words in parts if words]
    return "\n".join([f"*{text.day(voice.date)}*", "", *lines])


def _words_or_hidden(words: str, names: Names) -> str:
    return HIDDEN_TEXT if names.hidden else text.plain(words)
