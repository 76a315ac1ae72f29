"""Support in place: what is running, what is due for review, one looked at, logged and reviewed."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

import streamlit as st

from cwsw.access import Person, Right
from cwsw.advice.why import parts
from cwsw.children.due import due_day
from cwsw.children.support import (
    CHANGE,
    CONTINUE,
    STOP,
    Support,
    log,
    planned,
    review,
    running,
)
from cwsw.measures.registry import MEASURES
from cwsw.records import ChangedMeanwhile, Intervention, facts
from cwsw.store import Workspace
from cwsw.tables.codes import OUTCOMES
from cwsw.ui import session, text
from cwsw.ui.keeping import Signature, attempt, may_change, signature, submit
from cwsw.ui.meanwhile import as_seen, show_both
from cwsw.ui.tables import Table, show_table
from cwsw.ui.turns import done_with, turn
from cwsw.ui.widgets.roster import Roster

MEANS = (
    "Start from a gap or a child, ask why, choose one thing, and look again on a day you set: then "
    "continue, change or stop."
)
NONE = "No support is on record yet. Plan the first below; it comes back with the workbook."
NONE_RUNNING = "Nothing is running now. What has ended or starts later can be looked at below."
NOT_RUNNING = "It is not running, so there is nothing to log or to review. Choose another above."
LATER = "Starts later"
ORDER = "In the order of the review date; what was decided on and has no next date stands last."
NO_NEXT = "Set a later day for the next review: what goes on needs a day to look again."
NOTE = "Note: what was seen, as if the child will read it"
AFTER_START = "A review comes after the start."
WHOLE_COHORT = "The whole cohort"
_HEADINGS = ("Support", "For", "Lead", "Started", "Review", "Sessions", "To improve")
_TITLES: Mapping[str, str] = {measure.key: measure.title for measure in MEASURES}
_OUTCOME_WORDS: Mapping[str, str] = {
    CONTINUE: "Continue as it is",
    CHANGE: "Change it (say how in the note)",
    STOP: "Stop: it ends on that day",
}
_MOST_NAMES = 4


def show_running(found: Sequence[Support], day: date, who_is: Roster) -> None:
    """What is running, due for review first."""
    now = running(found, day)
    if not now:
        st.write(NONE_RUNNING if found else NONE)
        return
    due = sum(support.is_due(day) for support in now)
    st.write(
        f"{text.count(len(now), 'kind of support is', 'kinds of support are')} running, "
        f"{due:,} due for review by {text.day(day)}. {ORDER}"
    )
    rows = tuple(_row(support, day, who_is) for support in now)
    show_table(Table("Running now", _HEADINGS, rows))


def show_later(found: Sequence[Support], day: date, who_is: Roster) -> None:
    """What is planned and has not started; nothing where there is none."""
    if later := planned(found, day):
        rows = tuple(_row(support, day, who_is) for support in later)
        show_table(Table(LATER, (*_HEADINGS[:3], "Starts", *_HEADINGS[4:]), rows))


def choose(found: Sequence[Support], day: date, who_is: Roster) -> Support | None:
    """A select box of all support, what is running first; None where there is none."""
    if not found:
        return None
    ordered = sorted(found, key=lambda support: not support.is_running(day))
    options: dict[str, Support] = {}
    for support in ordered:
        words = _option(support, who_is)
        options[f"{words} ({len(options) + 1})" if words in options else words] = support
    return options[st.selectbox("Support", list(options), key=f"support_{who_is.names.hidden}")]


def show_facts(support: Support, who_is: Roster) -> None:
    """Everything that was written down of it."""
    first = support.first
    lines = [
        f"**For.** {text.plain(for_whom(support, who_is, most=None))}.",
        f"**Lead.** {text.plain(who_is.title(first.lead))}.",
        f"**From** {text.day(first.start_date)}"
        + (f" **to** {text.day(first.end_date)}." if first.end_date else ".")
        + ("" if support.begun == first.start_date else f" It began on {text.day(support.begun)}."),
        f"**Sessions.** {_sessions(support) or 'none planned or logged'}.",
        f"**To improve.** {text.plain(who_is.title(measure_words(first.measure)) or 'not said')}.",
        f"**Review.** {_review(support)}",
    ]
    st.markdown("\n".join(f"- {line}" for line in lines))
    for why, note in dict.fromkeys((fact.why, fact.note) for fact in support.facts):
        _show_words(why, note, who_is)


def log_form(who: Person, workspace: Workspace, support: Support) -> None:
    """Add sessions attended, to what is running."""
    if not may_change(who, workspace, Right.WORK) or not support.is_running(due_day(workspace)):
        return
    each = "" if len(support.facts) == 1 else " by each pupil"
    form = _form_name("log", support)
    seen = replace(support, facts=as_seen(form, support.facts))
    with st.form(form):
        more = st.number_input(f"Sessions attended since last time{each}", 1, 50, key="log_more")
        if st.form_submit_button("Log sessions"):
            attempt(partial(_log, workspace, seen, int(more), each))


def review_form(who: Person, workspace: Workspace, support: Support) -> None:
    """Keep what was decided at a review: continue, change or stop."""
    if not may_change(who, workspace, Right.WORK):
        return
    form = _form_name("review", support)
    seen = replace(support, facts=as_seen(form, support.facts))
    if not support.is_running(due_day(workspace)):
        if set(seen.facts) != set(support.facts):
            show_both(ChangedMeanwhile((), support.facts))
        st.write(NOT_RUNNING)
        return
    nth = turn("review")
    with st.form(form):
        outcome = st.selectbox(
            "Decision",
            OUTCOMES,
            format_func=_OUTCOME_WORDS.__getitem__,
            key=f"review_outcome_{nth}",
        )
        again = st.date_input(
            "Next review (not needed for stop)", None, format="DD/MM/YYYY", key=f"review_next_{nth}"
        )
        note = st.text_input(NOTE, key=f"review_note_{nth}")
        signed = signature("review")
        wrong = (
            NO_NEXT if outcome != STOP and (again is None or again <= signed.on) else "",
            AFTER_START if signed.on <= support.first.start_date else "",
        )
        do = partial(_review_it, workspace, seen, form, outcome, signed, again, note)
        submit("Keep this decision", signed, do, *wrong)


def _form_name(what: str, support: Support) -> str:
    """Another name for each support: a button pressed for one never speaks for the next.

    Python salts the number anew with each start, so no UPN can be found from it.
    """
    first = support.first
    return f"{what} {hash((support.upns, first.intervention, first.start_date)):x}"


def for_whom(support: Support, who_is: Roster, most: int | None = _MOST_NAMES) -> str:
    """'The whole cohort', 'Adams, Ava', or names and how many more."""
    if support.is_for_all:
        return WHOLE_COHORT
    shown = [who_is.of(upn) for upn in who_is.in_order(support.upns)[:most]]
    more = len(support.upns) - len(shown)
    return "; ".join([*shown, *([f"and {more} more"] if more else [])])


def measure_words(measure: str | None) -> str:
    """A measure's title for its key, else what somebody typed."""
    return _TITLES.get(measure or "", measure or "")


def _log(workspace: Workspace, support: Support, more: int, each: str) -> str:
    log(workspace, support, more)
    return f"logged: {text.count(more, 'session')}{each}"


def _review_it(
    workspace: Workspace,
    support: Support,
    form: str,
    outcome: str,
    signed: Signature,
    again: date | None,
    note: str,
) -> str:
    said = f"{' '.join(note.split())} ({signed.by})".strip()
    review(workspace, support, outcome, signed.on, next_review=again, note=said)
    done_with("review")
    mine = {(fact.about, fact.on) for fact in support.facts}
    now = facts(session.workspace() or workspace, Intervention)  # a sample's may be a copy by now
    as_seen(form, tuple(f for f in now if (f.about, f.on) in mine))
    return f"kept: {outcome}"


def _row(support: Support, day: date, who_is: Roster) -> tuple[str, ...]:
    first = support.first
    when = text.day(first.review_date) if first.review_date else "no date set"
    if first.outcome:
        when = f"decided: {first.outcome}; no next date"
    elif support.is_due(day):
        when = f"{when} – due"
    return (
        who_is.title(first.intervention),
        for_whom(support, who_is),
        who_is.title(first.lead),
        text.day(first.start_date),
        when,
        _sessions(support),
        who_is.title(measure_words(first.measure)),
    )


def _option(support: Support, who_is: Roster) -> str:
    """What no review changes, so that a choice stays the same when somebody else decides."""
    what = who_is.title(support.first.intervention)
    who = for_whom(support, who_is, most=2)
    return f"{what}, {who}, from {text.day(support.first.start_date)}"


def _sessions(support: Support) -> str:
    """'7 of 12 attended'; '' where nothing is planned or logged."""
    planned, attended = support.planned, support.attended
    if planned is None and attended is None:
        return ""
    of = "" if planned is None else f" of {planned:,}"
    return f"{attended or 0:,}{of} attended"


def _review(support: Support) -> str:
    first = support.first
    when = f"{text.day(first.review_date)}." if first.review_date else "No date set."
    return f"{when} Decided: {first.outcome}." if first.outcome else when


def _show_words(why: str | None, note: str | None, who_is: Roster) -> None:
    """Why it was chosen and what was noted: typed text, which goes with the names."""
    if why:
        lines = [who_is.text(why)] if who_is.names.hidden else list(parts(why))
        said = "\n".join(f"- {text.plain(line)}" for line in lines)
        st.markdown(f"**Why this was chosen**\n\n{said}")
    if note:
        st.markdown(f"**Noted.** {text.plain(who_is.text(note))}")
