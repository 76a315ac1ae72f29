"""Strengths, hopes and a child's own words; and follow-ups: both shown, and both can be added."""

from collections.abc import Iterable

import streamlit as st

from cwsw.access import Person as Reader
from cwsw.access import Right
from cwsw.children.due import due_day
from cwsw.records import FollowUp, Voice, keep
from cwsw.store import Workspace
from cwsw.ui import keeping, text
from cwsw.ui.names import HIDDEN_TEXT, Names
from cwsw.ui.tables import Table, show_table

HEADING = "Strengths, hopes and own words"
NOTHING_YET = (
    "Nothing is on record yet. Ask what they enjoy, what they are good at and what they hope for, "
    "and write it down below."
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
NO_FOLLOW_UPS = "No follow-up is on record for the years shown."
FOLLOW_UP_GUIDANCE = (
    "Any kind counts: a talk with the child, a call home. Facts only, as if the child will read it."
)


def show_voices(voices: Iterable[Voice], names: Names) -> None:
    """What is on record, the latest first."""
    found = tuple(voices)
    if not found:
        st.write(NOTHING_YET)
    for voice in found:
        st.markdown(_markdown(voice, names))


def voice_form(who: Reader, workspace: Workspace, upn: str) -> None:
    """Add strengths, own words or hopes."""
    if not keeping.may_change(who, workspace, Right.WORK):
        return
    with st.expander("Add strengths, hopes or their own words"), st.form("voice"):
        st.write(GUIDANCE)
        strengths = st.text_area("Strengths", key="voice_strengths", height=80)
        own = st.text_area("In their own words", key="voice_words", height=80)
        hopes = st.text_area("Hopes", key="voice_hopes", height=80)
        on = st.date_input("Date", value=due_day(workspace), format="DD/MM/YYYY", key="voice_on")
        if st.form_submit_button("Keep this", type="primary"):
            said = [" ".join(part.split()) or None for part in (strengths, own, hopes)]
            if not any(said):
                st.error(EMPTY)
                return
            new = Voice(upn=upn, date=on, strengths=said[0], in_their_words=said[1], hopes=said[2])
            keep(workspace, "strengths, hopes or own words of one child", [new])
            keeping.say("kept: strengths, hopes or own words")
            st.rerun()


def show_follow_ups(follow_ups: Iterable[FollowUp], names: Names) -> None:
    """Who followed up, when and how."""
    rows = tuple(
        (text.day(f.date), names.text(f.kind), names.text(f.by), names.text(f.note))
        for f in follow_ups
    )
    if not rows:
        st.write(NO_FOLLOW_UPS)
        return
    show_table(Table("Follow-ups", ("Date", "Kind", "By", "Note"), rows))


def follow_up_form(who: Reader, workspace: Workspace, upn: str) -> None:
    """Record a follow-up."""
    if not keeping.may_change(who, workspace, Right.WORK):
        return
    with st.expander("Record a follow-up"), st.form("follow_up"):
        st.write(FOLLOW_UP_GUIDANCE)
        kind = st.selectbox("Kind", KINDS, key="follow_kind", accept_new_options=True)
        note = st.text_area("Note (may be left out)", key="follow_note", height=80)
        signed = keeping.signature("follow", "Date")

        def kept() -> str:
            new = FollowUp(
                upn=upn,
                date=signed.on,
                kind=" ".join(str(kind).split()),
                by=signed.by,
                note=" ".join(note.split()) or None,
            )
            keep(workspace, "a follow-up of one child", [new])
            return "kept: a follow-up"

        keeping.submit(
            "Keep this follow-up", signed, kept, "" if kind and kind.strip() else KIND_MISSING
        )


def _markdown(voice: Voice, names: Names) -> str:
    """One entry; what was said is hidden with the names, since it may hold one."""
    parts = (
        ("Strengths", voice.strengths),
        ("In their own words", voice.in_their_words),
        ("Hopes", voice.hopes),
    )
    lines = [f"- **{title}:** {_said(words, names)}" for title, words in parts if words]
    return "\n".join([f"*{text.day(voice.date)}*", "", *lines])


def _said(words: str, names: Names) -> str:
    return HIDDEN_TEXT if names.hidden else text.plain(words)
